// What the routes of appointments take.
import { Type } from "typebox";
import { SHOW_AS_VALUES } from "../../../contract/planning.ts";
import { matching } from "./matching.ts";
import { ById, closed, Day, Id, Instant, optionalText, text } from "./parts.ts";

const Time = Type.Union([
  Type.Object({ kind: Type.Literal("timed"), start: Instant, end: Instant }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal("allDay"), startDate: Day, endDate: Day },
    { additionalProperties: false },
  ),
]);

/** Lengths as they fit into an event: 255 characters for what stands in one line, and a body of 32 kB. */
const FIELDS = {
  time: Time,
  subject: Type.String({ minLength: 1, maxLength: 255 }),
  location: text(255),
  notes: text(32_000),
  category: optionalText(255),
  showAs: Type.Enum([...SHOW_AS_VALUES]),
  private: Type.Boolean(),
  reminderMinutes: Type.Union([Type.Integer({ minimum: 0, maximum: 40_320 }), Type.Null()]),
  orderNumber: optionalText(255),
  customerName: optionalText(255),
  customerPhone: optionalText(255),
  address: optionalText(1_000),
  employees: Type.Array(Id, { maxItems: 100, uniqueItems: true }),
};
const Fields = Type.Object(FIELDS);

const Change = Type.Object({ ...Type.Partial(Fields).properties, version: Id }, closed);
const New = Type.Object(
  {
    ...Type.Partial(Fields).properties,
    subject: FIELDS.subject,
    time: FIELDS.time,
    employees: FIELDS.employees,
    id: Type.Optional(Type.String({ format: "uuid" })),
  },
  closed,
);
const Query = Type.Object(
  {
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
    employee: Type.Optional(Id),
    search: Type.Optional(text(200)),
    list: Type.Optional(Type.Enum(["planned", "unplanned", "trash"])),
  },
  closed,
);
const Changes = Type.Object({ after: text(500), marks: Type.Optional(text(7_400)) }, closed);
const OfVersion = Type.Object({ version: Id }, closed);

export const APPOINTMENT_SCHEMAS = matching({
  listEmployees: {},
  listAppointments: { query: Query },
  listMarkReasons: {},
  listChanges: { query: Changes },
  getAppointment: { params: ById },
  createAppointment: { body: New },
  changeAppointment: { params: ById, body: Change },
  trashAppointment: { params: ById, query: OfVersion },
  restoreAppointment: { params: ById, query: OfVersion },
});
