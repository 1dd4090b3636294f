// What the API tells people in words: codes with their sentences, and entries of the journal, in the language that was asked for.
import type { JournalAction, Side } from "../report.ts";

/** A code that stays the same, what it means, and what to do. */
export interface Told {
  code: string;
  what: string;
  cure: string;
}

export interface ToldChange {
  field: string;
  /** The field's name. */
  label: string;
  before: string;
  after: string;
}

export interface ToldEntry {
  id: string;
  at: string;
  /** The login whose calendar it was. */
  user: string;
  appointment: string | null;
  subject: string | null;
  side: Side;
  action: JournalAction;
  /** What was done, in a line. */
  sentence: string;
  changes: ToldChange[];
  reason: string;
  /** Why: the rule that decided. */
  rule: string;
  run: string;
  /** Seconds from the edit on the other side until this write was done; absent where that is not known. */
  delaySeconds?: number;
}
