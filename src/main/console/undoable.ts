// Whether an entry of the journal can be taken back as things are now, and what that would do: the same rules as when it is done.
import type { Undoable } from "../../contract/console/why.ts";
import type { JournalEntry } from "../../contract/report.ts";
import type { Appointment } from "../../core/model/appointment.ts";
import type { Link } from "../../core/model/link.ts";
import type { User } from "../../core/model/participant.ts";
import { journalSentence } from "../../core/sentences/journal-sentence.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { describeWrite } from "../../core/sync/journal.ts";
import { takeBack } from "../../core/sync/take-back.ts";
import { blank } from "../../engine/new-items.ts";
import { toldReason } from "./told.ts";

export interface Entry {
  readonly entry: JournalEntry;
  readonly row: Appointment | null;
  /** Whose calendar the entry speaks of; undefined where planning does not know the login any more. */
  readonly user: User | undefined;
  readonly links: readonly Link[];
  /** ISO 8601. */
  readonly now: string;
}

export function undoableOf({ entry, row, user, links, now }: Entry, lang: Lang, zone: string): Undoable {
  if (user === undefined) return { kind: "refused", told: toldReason("notUndoable", lang) };
  const back = takeBack({ entry, row, employee: user.employeeId, now });
  if (back.kind === "nothing") return { kind: "nothing" };
  if (back.kind === "refused") return { kind: "refused", told: toldReason(back.why, lang) };
  const link = links.find(({ userId }) => userId === user.id) ?? null;
  const item = {
    ...blank([]),
    link,
    planning: row === null ? ({ kind: "none" } as const) : ({ kind: "present", row } as const),
    event: { kind: "unseen" } as const,
  };
  return { kind: "possible", effect: journalSentence(describeWrite(back.write, item), lang, zone) };
}
