// What counts as a difference between the two sides, and what does not, whatever the base says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BERND, CONTEXT, EVENT, FIELDS, ITEM, LINK, ROW } from "../../../test/support/samples.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import type { SharedFields } from "../model/fields.ts";
import type { EventId, UserId } from "../model/ids.ts";
import type { Link } from "../model/link.ts";
import { findDifferences } from "./audit.ts";
import type { Item } from "./item.ts";

const OUTSIDE = { kind: "allDay", startDate: "2019-01-01", endDate: "2019-01-02" } as const;
const MEETING_EVENT: CalendarEvent = { ...EVENT, isOrganizer: true, otherAttendees: 1 };
const MEETING_LINK: Link = { ...LINK, ownership: "meeting" };
const MEETING_ROW: Appointment = { ...ROW, origin: "office365", locked: true, lockedReason: "meeting" };

/** Each difference as its kind, followed by the fields. */
function differences(items: Item | readonly Item[], sync = CONTEXT.sync): string[] {
  const found = findDifferences([items].flat(), { ...CONTEXT, sync });
  return found.map(({ kind, fields }) => [kind, ...fields.map(({ field }) => field)].join(" "));
}

function item(
  row: Partial<Appointment> | null,
  event: Partial<CalendarEvent> | null,
  more: Partial<Item> = {},
): Item {
  return {
    ...ITEM,
    planning: row === null ? { kind: "deleted", row: null } : { kind: "present", row: { ...ROW, ...row } },
    event: event === null ? { kind: "deleted" } : { kind: "present", event: { ...EVENT, ...event } },
    ...more,
  };
}

function unlinked(row: Partial<Appointment> | null, event: Partial<CalendarEvent> | null): Item {
  const one = item(row, event, { link: null });
  const none = { kind: "none" } as const;
  return { ...one, ...(row === null && { planning: none }), ...(event === null && { event: none }) };
}

function fields(change: Partial<SharedFields>): { fields: SharedFields } {
  return { fields: { ...FIELDS, ...change } };
}

test("two sides that say the same agree, however it is written and whatever the base says", () => {
  const base = { ...LINK.base, fields: { ...FIELDS, subject: "damaged", location: "damaged" } };
  assert.deepEqual(differences(item({}, {}, { link: { ...LINK, base } })), []);
  assert.deepEqual(differences(item(fields({ notes: "a\nb" }), fields({ notes: "a \r\nb\r\n" }))), []);
  const long = "x".repeat(300);
  assert.deepEqual(differences(item(fields({ subject: long }), fields({ subject: long.slice(0, 255) }))), []);
});

test("each field that differs is told, also where the base equals one of them", () => {
  const other: SharedFields = {
    time: { kind: "allDay", startDate: "2026-11-25", endDate: "2026-11-26" },
    subject: "anders",
    location: "anders",
    notes: "anders",
    category: "Rot",
    showAs: "free",
    private: true,
    reminderMinutes: 10,
  };
  for (const name of Object.keys(other) as (keyof SharedFields)[]) {
    const changed = fields({ [name]: other[name] });
    assert.deepEqual(differences(item({}, changed)), [`fieldsDiffer ${name}`]);
    const base = { ...LINK.base, ...changed };
    assert.deepEqual(differences(item({}, changed, { link: { ...LINK, base } })), [`fieldsDiffer ${name}`]);
  }
});

test("there on one side only: deleted, declined, cancelled, or never taken over", () => {
  assert.deepEqual(differences(item({}, null)), ["missingInOutlook"]);
  assert.deepEqual(differences(item({}, { isDeclined: true })), ["missingInOutlook"]);
  assert.deepEqual(differences(item({}, { isCancelled: true })), ["missingInOutlook"]);
  assert.deepEqual(differences(item(null, {})), ["missingInPlanning"]);
  assert.deepEqual(differences(item(null, null)), ["linkToNothing"]);
  assert.deepEqual(differences(unlinked({}, null)), ["missingInOutlook"]);
  assert.deepEqual(differences(unlinked(null, {})), ["missingInPlanning"]);
  assert.deepEqual(differences(unlinked(null, { isDeclined: true })), []);
  assert.deepEqual(differences({ ...unlinked({}, null), isAmbiguous: true }), ["ambiguous"]);
  assert.deepEqual(differences({ ...ITEM, event: { kind: "unseen" } }), ["unreadable"]);
  assert.deepEqual(differences({ ...ITEM, planning: { kind: "unreadable", id: ROW.id } }), ["unreadable"]);
});

test("on both sides without a link; twice what has one", () => {
  assert.deepEqual(differences(unlinked({}, {})), ["notLinked"]);
  assert.deepEqual(differences(unlinked({}, fields({ location: "anders" }))), ["notLinked location"]);
  const twin = { id: "event-2" as EventId, fields: { ...FIELDS, location: "anders" } };
  assert.deepEqual(differences([ITEM, unlinked(null, twin)]), ["duplicateEvent"]);
  assert.deepEqual(differences([ITEM, unlinked(fields({ location: "anders" }), null)]), [
    "duplicateAppointment",
  ]);
  const later = fields({ time: { ...FIELDS.time, end: "2026-11-25T11:00:00Z" } as SharedFields["time"] });
  assert.deepEqual(differences([ITEM, unlinked(null, later)]), ["missingInPlanning"]);
});

test("a colleague's meeting: missing where this employee is not on it, not linked where he is", () => {
  const joins = { ...MEETING_ROW, employees: [BERND] };
  const one = { ...unlinked(null, MEETING_EVENT), joins };
  assert.deepEqual(differences(one), ["missingInPlanning"]);
  const both = { ...joins, employees: [CONTEXT.employeeId, BERND] };
  assert.deepEqual(differences({ ...one, joins: both }), ["notLinked"]);
});

test("outside of the window nothing is compared", () => {
  const base = { ...LINK.base, fields: { ...FIELDS, time: OUTSIDE } };
  const link = { ...LINK, base };
  assert.deepEqual(differences(item(fields({ time: OUTSIDE }), null, { link })), []);
  assert.deepEqual(differences(item(fields({ time: OUTSIDE }), {}, { link })), ["fieldsDiffer time"]);
  assert.deepEqual(differences(unlinked(fields({ time: OUTSIDE }), null)), []);
  assert.deepEqual(differences(unlinked(null, fields({ time: OUTSIDE }))), []);
});

test("of a private event only the time is compared; with Full everything, with Skip it is not there", () => {
  const link: Link = { ...LINK, ownership: "solo", base: { ...LINK.base, isMasked: true } };
  const mask = { subject: "Privat", location: "", notes: "", private: true } as const;
  const row = { origin: "office365", ...fields(mask) } as const;
  const event = fields({ private: true });
  assert.deepEqual(differences(item(row, event, { link })), []);
  const found = findDifferences(
    [item({ ...row, ...fields({ ...mask, subject: "x" }) }, event, { link })],
    CONTEXT,
  );
  assert.deepEqual(found[0]?.fields, [{ field: "subject", planning: "x", office365: "Privat" }]);
  const full = { ...CONTEXT.sync, PrivateEvents: "Full" } as const;
  assert.deepEqual(differences(item(row, event, { link }), full), ["fieldsDiffer subject location notes"]);
  const skip = { ...CONTEXT.sync, PrivateEvents: "Skip" } as const;
  assert.deepEqual(differences(item(row, event, { link }), skip), ["missingInOutlook"]);
});

test("a meeting: the columns of the sync and its employees too, from the copy that leads", () => {
  const meeting = (
    row: Partial<Appointment>,
    event: Partial<CalendarEvent> = {},
    others: readonly Link[] = [],
  ) =>
    differences(
      item({ ...MEETING_ROW, ...row }, { ...MEETING_EVENT, ...event }, { link: MEETING_LINK, others }),
    );
  assert.deepEqual(meeting({}), []);
  assert.deepEqual(meeting({ locked: false }), ["fieldsDiffer locked"]);
  assert.deepEqual(meeting({ employees: [...ROW.employees, BERND] }), ["fieldsDiffer employees"]);
  const facts = { ...EVENT.facts, organizer: "Anna <anna@muster.example>", joinUrl: "https://teams.example" };
  assert.deepEqual(meeting({}, { facts }), ["fieldsDiffer organizer joinUrl"]);
  const leader = {
    ...MEETING_LINK,
    userId: "other" as UserId,
    employeeId: BERND,
    mailbox: "a@muster.example",
    isOrganizer: true,
  };
  const copy = { isOrganizer: false, facts, ...fields({ subject: "Kopie" }) };
  assert.deepEqual(meeting({ employees: [...ROW.employees, BERND] }, copy, [leader]), []);
});

test("the job header is held against what was last written", () => {
  const header = { ...ROW.header, orderNumber: "A-2" };
  assert.deepEqual(differences(item({ header }, {})), ["fieldsDiffer header"]);
  // Nothing of it is ever written into a private event, nor into a meeting.
  const masked: Link = { ...LINK, ownership: "solo", base: { ...LINK.base, isMasked: true } };
  const mask = fields({ subject: "Privat", location: "", notes: "", private: true });
  const row = { origin: "office365", header, ...mask } as const;
  assert.deepEqual(differences(item(row, fields({ private: true }), { link: masked })), []);
  const meeting = item({ ...MEETING_ROW, header }, MEETING_EVENT, { link: MEETING_LINK });
  assert.deepEqual(differences(meeting), []);
});
