// Journal lines as people read them.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { JournalEntry } from "../../contract/report.ts";
import { journalSentence } from "./journal-sentence.ts";

const ENTRY: JournalEntry = {
  id: "1",
  at: "2026-12-01T09:00:00Z",
  user: "anna",
  appointment: "a",
  event: "e",
  subject: "Heizung warten",
  side: "office365",
  action: "update",
  before: {
    time: { kind: "timed", start: "2026-12-01T09:00:00Z", end: "2026-12-01T10:00:00Z" },
    location: "",
  },
  after: {
    time: { kind: "timed", start: "2026-12-02T09:00:00Z", end: "2026-12-02T11:00:00Z" },
    location: "Hauptstraße 1",
    header: { orderNumber: "4711" },
  },
  reason: "planned.changed.same",
  run: "r",
};
const said = (change: Partial<JournalEntry>, lang: "de" | "en" = "de") =>
  journalSentence({ ...ENTRY, ...change }, lang, "Europe/Berlin").replaceAll("\u2009", " ");

test("a change names the appointment and each field before and after, on the company's clock", () => {
  assert.equal(
    said({}),
    "Outlook: „Heizung warten“ geändert (Zeit: Di., 01.12., 10:00–11:00 Uhr → Mi., 02.12., 10:00–12:00 Uhr; Ort: – → Hauptstraße 1)",
  );
  assert.match(
    said({}, "en"),
    /^Outlook: "Heizung warten" changed \(time: Tue,? 01\/12,? 10:00.*location: – → Hauptstraße 1\)$/,
  );
});

test("days are whole days, the last one included", () => {
  const days = (startDate: string, endDate: string) => ({ time: { kind: "allDay", startDate, endDate } });
  assert.match(
    said({ before: days("2026-12-01", "2026-12-02"), after: days("2026-12-03", "2026-12-05") }),
    /\(Zeit: Di., 01\.12\. → Do., 03\. – Fr., 04\.12\.\)$/,
  );
});

test("what is not an update needs no fields, and what has no subject no quotes", () => {
  assert.equal(said({ action: "delete", side: "planning", subject: null }), "Planung: gelöscht");
  assert.equal(said({ action: "create", before: null }), "Outlook: „Heizung warten“ angelegt");
});

test("each kind of value has words; long ones and control characters do no harm", () => {
  const before = { showAs: "busy", private: false, reminderMinutes: null, category: "Wartung" };
  const after = { showAs: "oof", private: true, reminderMinutes: 15, category: null };
  assert.match(
    said({ before, after }),
    /Kategorie: Wartung → –; Anzeigen als: gebucht → abwesend; privat: nein → ja; Erinnerung: – → 15 min\)$/,
  );
  assert.match(said({ subject: "a\u001b[31m\nb", action: "create" }), /„a \[31m b“/);
  assert.match(said({ before: { notes: "" }, after: { notes: "x".repeat(300) } }), /x{39}…\)$/);
});
