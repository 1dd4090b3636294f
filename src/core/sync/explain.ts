// Says in a sentence, in German and English, why something was done: for journal, status and the question "Warum?".
import type { Ownership } from "../model/link.ts";
import type { Lang } from "../sentences/lang.ts";
import {
  type Action,
  type Change,
  DECISION_TABLE,
  OTHER_REASONS,
  type OtherReason,
  type Reason,
} from "./decision-table.ts";

type Both = Readonly<Record<Lang, string>>;

const OWNERS: Readonly<Record<Ownership, Both>> = {
  planned: { de: "In der Planung angelegt", en: "Created in planning" },
  solo: { de: "In Outlook für sich allein angelegt", en: "Created in Outlook by the owner alone" },
  meeting: { de: "Besprechung aus Outlook", en: "Meeting from Outlook" },
};

const IN_PLANNING: Readonly<Record<Change, Both>> = {
  same: { de: "in der Planung unverändert", en: "unchanged in planning" },
  changed: { de: "in der Planung geändert", en: "changed in planning" },
  deleted: { de: "in der Planung gelöscht", en: "deleted in planning" },
};

const IN_CALENDAR: Readonly<Record<Change, Both>> = {
  same: { de: "in Outlook unverändert", en: "unchanged in Outlook" },
  changed: { de: "in Outlook geändert", en: "changed in Outlook" },
  deleted: { de: "in Outlook gelöscht", en: "deleted in Outlook" },
};

const DONE: Readonly<Record<Action, Both>> = {
  nothing: { de: "nichts zu tun", en: "nothing to do" },
  updateEvent: { de: "nach Outlook übernommen", en: "taken over to Outlook" },
  updatePlanning: { de: "in die Planung übernommen", en: "taken over to planning" },
  undoInPlanning: {
    de: "in der Planung zurückgenommen, denn bei Besprechungen gilt Outlook",
    en: "undone in planning, since Outlook decides on meetings",
  },
  mergeWinnerPlanning: {
    de: "Feld für Feld zusammengeführt; im selben Feld gilt die Planung",
    en: "merged field by field; in the same field planning wins",
  },
  mergeWinnerEvent: {
    de: "Feld für Feld zusammengeführt; im selben Feld gilt Outlook",
    en: "merged field by field; in the same field Outlook wins",
  },
  eventOverwrites: {
    de: "die Planung folgt Outlook, denn bei Besprechungen gilt Outlook",
    en: "planning follows Outlook, since Outlook decides on meetings",
  },
  deleteEvent: { de: "auch in Outlook gelöscht", en: "deleted in Outlook too" },
  restoreInPlanning: { de: "in der Planung wiederhergestellt", en: "restored in planning" },
  tidiedUp: {
    de: "in der Planung vom Mitarbeiter genommen oder in den Papierkorb gelegt, oder (je nach Einstellung) in Outlook wiederhergestellt",
    en: "unassigned or moved to the trash in planning, or (if so set) put back in Outlook",
  },
  deleteInPlanning: { de: "auch in der Planung gelöscht", en: "deleted in planning too" },
  createEventAgain: { de: "in Outlook neu angelegt", en: "created in Outlook again" },
  forget: { de: "auf beiden Seiten fort, Verknüpfung beendet", en: "gone on both sides, link ended" },
};

const OTHERS: Readonly<Record<OtherReason, Both>> = {
  "byHand.undo": {
    de: "Von Hand zurückgenommen; der nächste Durchlauf überträgt es.",
    en: "Taken back by hand; the next cycle carries it over.",
  },
  "byHand.conflict": {
    de: "Bei einem Konflikt von Hand den anderen Wert gewählt; der nächste Durchlauf überträgt ihn.",
    en: "In a conflict the other value was chosen by hand; the next cycle carries it over.",
  },
  "planned.new": {
    de: "Neu in der Planung: im Kalender des Mitarbeiters angelegt.",
    en: "New in planning: created in the employee's calendar.",
  },
  "solo.new": { de: "Neu in Outlook: in der Planung angelegt.", en: "New in Outlook: created in planning." },
  "meeting.new": {
    de: "Neue Besprechung aus Outlook: in der Planung angelegt und gesperrt.",
    en: "New meeting from Outlook: created in planning, locked.",
  },
  "meeting.joined": {
    de: "Dieselbe Besprechung eines Kollegen steht schon in der Planung: der Mitarbeiter wurde dort hinzugefügt.",
    en: "A colleague's copy of the same meeting is in planning already: the employee was added there.",
  },
  "meeting.notInvited": {
    de: "Zu einer Besprechung aus Outlook lädt nur Outlook ein: die Zuordnung in der Planung wurde zurückgenommen.",
    en: "Only Outlook invites to a meeting from Outlook: the assignment in planning was undone.",
  },
  "solo.secondEmployee": {
    de: "Ein Termin aus Outlook wurde in der Planung einem weiteren Mitarbeiter gegeben: er gilt nun als geplant.",
    en: "An appointment from Outlook was given to a further employee in planning: it counts as planned from now on.",
  },
  "private.hidden": {
    de: "Von privaten Terminen sieht und ändert die Planung nur die Zeit: die Änderung wurde zurückgenommen.",
    en: "Planning sees and changes nothing but the time of a private event: the change was undone.",
  },
  "columns.putBack": {
    de: "In der Planung wurden Spalten geändert, die nur der Abgleich schreibt: zurückgesetzt.",
    en: "In planning columns were changed that only the sync writes: put back.",
  },
  "adopted.equal": {
    de: "Auf beiden Seiten schon vorhanden: verknüpft statt verdoppelt.",
    en: "There on both sides already: linked, not doubled.",
  },
  "window.left": {
    de: "Durch den Lauf der Zeit aus dem Zeitfenster gefallen: bleibt auf beiden Seiten, wie es ist.",
    en: "Left the window as time went by: stays as it is on both sides.",
  },
};

export function explain(reason: Reason, lang: Lang): string {
  if (isOther(reason)) return OTHERS[reason][lang];
  const [ownership, planning, calendar] = reason.split(".") as [Ownership, Change, Change];
  const action = DECISION_TABLE[ownership][planning][calendar];
  const [who, inPlanning, inCalendar, done] = [
    OWNERS[ownership],
    IN_PLANNING[planning],
    IN_CALENDAR[calendar],
    DONE[action],
  ];
  return `${who[lang]}, ${inPlanning[lang]}, ${inCalendar[lang]}: ${done[lang]}.`;
}

function isOther(reason: Reason): reason is OtherReason {
  return (OTHER_REASONS as readonly string[]).includes(reason);
}
