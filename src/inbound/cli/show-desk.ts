// Undo, conflicts and pauses for people.
import type { ConflictsReport, ConflictTaken, PauseReport, UndoReport } from "../../contract/report.ts";
import type { FieldName } from "../../core/model/fields.ts";
import { fill } from "../../core/sentences/fill.ts";
import { fieldValueText } from "../../core/sentences/journal-sentence.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { momentText } from "../../core/sentences/moment-text.ts";
import { FIELD_WORDS, SIDE_WORDS } from "../../core/sentences/words.ts";
import { WORDS } from "./headings.ts";
import { adviceText } from "./show-report.ts";
import { plain, quoted } from "./table.ts";

const OUTCOMES = { done: "undone", nothing: "undoNothing", refused: "undoRefused" } as const;

export function undoText({ undone }: UndoReport, lang: Lang): string {
  const lines = undone.map(({ user, subject, outcome, reason }) => {
    const why = reason === undefined ? "" : `: ${adviceText(reason, lang, user)} [${reason}]`;
    return `  ${plain(user)} ${quoted(subject, lang)}${WORDS[OUTCOMES[outcome]][lang]}${why}`;
  });
  const count = undone.filter(({ outcome }) => outcome === "done").length;
  return [...lines, ...(count === 0 ? [] : [fill(WORDS.undoneCount[lang], { count })])].join("\n");
}

export function conflictsText({ conflicts }: ConflictsReport, lang: Lang, zone: string): string {
  if (conflicts.length === 0) return WORDS.noConflicts[lang];
  const blocks = conflicts.map((one) => {
    const field = one.field as FieldName;
    const value = (side: "planning" | "office365") =>
      `  ${SIDE_WORDS[side][lang]}: ${fieldValueText(field, one[side], lang, zone)}${one.winner === side ? ` (${WORDS.isInForce[lang]})` : ""}`;
    const what = `${quoted(one.subject, lang)}${FIELD_WORDS[field][lang]}`;
    const head = `${momentText(one.at, lang, zone)}  ${plain(one.user)}  ${what}  ${one.id}`;
    return [head, value("planning"), value("office365")].join("\n");
  });
  return [...blocks, WORDS.conflictHint[lang]].join("\n");
}

export function takenText({ side, changed }: ConflictTaken, lang: Lang): string {
  return fill(WORDS[changed ? "taken" : "takenAlready"][lang], { side: SIDE_WORDS[side][lang] });
}

export function pauseText({ users }: PauseReport, what: "paused" | "resumed", lang: Lang): string {
  if (users.length === 0) return WORDS[what === "paused" ? "nobodyPaused" : "nobodyResumed"][lang];
  return fill(WORDS[what][lang], { users: users.map(plain).join(", ") });
}
