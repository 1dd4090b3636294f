// What answers to decisions look like.
import { Type } from "typebox";
import { CONFLICT_ANSWERS } from "../../../contract/console/decisions.ts";
import { matching } from "./matching.ts";
import { closed, Id, optionalText, text } from "./parts.ts";

/** Graph's ids of events have about 150 characters. */
const Key = Type.Object(
  { user: text(255), appointment: optionalText(100), event: optionalText(1_000) },
  closed,
);
/** As many as somebody ticks at once: a company's whole mailbox. */
const MOST = 5_000;
const Keys = Type.Array(Key, { minItems: 1, maxItems: MOST });

export const DECISION_SCHEMAS = matching({
  listDecisions: {},
  answerHeld: { body: Type.Object({ items: Keys, answer: Type.Enum(["confirm", "restore"]) }, closed) },
  answerConflicts: {
    body: Type.Object(
      {
        ids: Type.Array(Id, { minItems: 1, maxItems: MOST }),
        answer: Type.Enum([...CONFLICT_ANSWERS]),
      },
      closed,
    ),
  },
  retryParked: { body: Type.Object({ items: Keys }, closed) },
});
