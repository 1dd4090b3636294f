// What the route of holidays takes.
import { Type } from "typebox";
import { matching } from "./matching.ts";
import { closed, Day } from "./parts.ts";

export const DAY_SCHEMAS = matching({
  listDays: { query: Type.Object({ from: Day, to: Day }, closed) },
});
