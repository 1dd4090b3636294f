// What the routes of "Warum?" take.
import { matching } from "./matching.ts";
import { ById } from "./parts.ts";

export const WHY_SCHEMAS = matching({
  explainAppointment: { params: ById },
  lookIntoOutlook: { params: ById },
  undoEntry: { params: ById },
});
