// What the record of who did what takes.
import { Type } from "typebox";
import { matching } from "./matching.ts";
import { closed, text } from "./parts.ts";

export const DEED_SCHEMAS = matching({
  listDeeds: {
    query: Type.Object(
      {
        before: Type.Optional(Type.String({ pattern: "^\\d{1,15}$" })),
        who: Type.Optional(text(100)),
        what: Type.Optional(text(100)),
      },
      closed,
    ),
  },
});
