// What the journal and the log can be searched by.
import { Type } from "typebox";
import { JOURNAL_ACTIONS } from "../../../contract/report.ts";
import { LOG_LEVELS } from "../../../contract/settings.ts";
import { matching } from "./matching.ts";
import { closed, Id, Instant, text } from "./parts.ts";

const SEARCH = {
  user: Type.Optional(text(255)),
  appointment: Type.Optional(Id),
  text: Type.Optional(text(200)),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
  side: Type.Optional(Type.Enum(["planning", "office365"])),
  action: Type.Optional(Type.Enum([...JOURNAL_ACTIONS])),
  reason: Type.Optional(text(100)),
};

export const PROTOCOL_SCHEMAS = matching({
  searchJournal: { query: Type.Object({ ...SEARCH, before: Type.Optional(Id) }, closed) },
  exportJournal: { query: Type.Object({ ...SEARCH, format: Type.Enum(["csv", "json"]) }, closed) },
  listRules: {},
  readLog: {
    query: Type.Object(
      {
        level: Type.Optional(Type.Enum([...LOG_LEVELS])),
        category: Type.Optional(text(50)),
        user: Type.Optional(text(255)),
        appointment: Type.Optional(Id),
        text: Type.Optional(text(200)),
        after: Type.Optional(Type.String({ pattern: "^\\d{1,15}$" })),
      },
      closed,
    ),
  },
});
