// What the record of who did what takes and answers.
import { Type } from "typebox";
import { DEED_SOURCES } from "../../../contract/console/deeds.ts";
import { matching } from "./matching.ts";
import { closed, text } from "./parts.ts";

const Deed = Type.Object({
  number: Type.Integer(),
  at: Type.String(),
  who: Type.String(),
  by: Type.Enum([...DEED_SOURCES]),
  what: Type.String(),
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
});

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
    answer: Type.Object({
      deeds: Type.Array(Deed),
      isMore: Type.Boolean(),
      brokenAt: Type.Union([Type.Integer(), Type.Null()]),
    }),
  },
});
