// Where events belong that no link pairs: by the ids that follow from them, by our marks, by what both sides show.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EVENT, FIELDS, LINK, ROW } from "../../../test/support/samples.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import type { AppointmentId, EventId, UserId } from "../model/ids.ts";
import { type Mark, readMark, writeMark } from "../model/mark.ts";
import { type NewEventSeen, pairArrivals, rowNamesOf, successorOf } from "./arrivals.ts";

const OTHER = "other" as AppointmentId;
const ME = LINK.userId;

function mark(change: Partial<Mark> = {}): Mark {
  return { appointmentId: ROW.id, userId: ME, generation: "g1", ...change };
}

function seen(id: string, change: Partial<NewEventSeen> = {}, subject = "Umbenannt"): NewEventSeen {
  const event: CalendarEvent = { ...EVENT, id: id as EventId, fields: { ...FIELDS, subject } };
  return { event, mark: null, rowIds: [], ...change };
}

function pairsOf(rows: readonly Appointment[], events: readonly NewEventSeen[]): string[] {
  return pairArrivals(rows, events, ME, "BusyOnly").pairs.map(({ row, event }) => `${row.id} ${event.id}`);
}

describe("pairArrivals", () => {
  it("finds the row that our mark names, whatever both are called by now", () => {
    assert.deepEqual(pairsOf([ROW], [seen("a"), seen("b", { mark: mark() })]), [`${ROW.id} b`]);
  });

  it("finds the row that was made from the event", () => {
    const row: Appointment = { ...ROW, origin: "office365" };
    assert.deepEqual(pairsOf([row], [seen("a"), seen("b", { rowIds: [OTHER, ROW.id] })]), [`${ROW.id} b`]);
  });

  it("gives a copy its own row, and its original's to the original", () => {
    const copied: Appointment = { ...ROW, id: OTHER, origin: "office365" };
    const copy = seen("copy", { mark: mark(), rowIds: [OTHER] });
    const original = seen("original", { mark: mark() });
    assert.deepEqual(
      pairsOf([ROW, copied], [copy, original]).sort(),
      [`${OTHER} copy`, `${ROW.id} original`].sort(),
    );
  });

  it("prefers the event that was made for this person", () => {
    const foreign = seen("a", { mark: mark({ userId: "somebody" as UserId }) });
    assert.deepEqual(pairsOf([ROW], [foreign, seen("b", { mark: mark() })]), [`${ROW.id} b`]);
    assert.deepEqual(pairsOf([ROW], [foreign]), [`${ROW.id} a`]);
  });

  it("of several bearers takes the one that looks like the row, and leaves it open where none does", () => {
    const bearers = [seen("a", { mark: mark() }), seen("b", { mark: mark() }, FIELDS.subject)];
    assert.deepEqual(pairsOf([ROW], bearers), [`${ROW.id} b`]);
    const open = pairArrivals([ROW], [seen("a", { mark: mark() }), seen("c", { mark: mark() })], ME, "Full");
    assert.deepEqual(open.pairs, []);
    assert.deepEqual(
      open.ambiguous.map(({ rows, events }) => [rows.length, events.length]),
      [[1, 2]],
    );
  });

  it("finds the row that shows the event's address, unless another one shows it too", () => {
    const shown = { ...ROW, facts: { ...ROW.facts, webUrl: "https://outlook.example/b" } };
    const b = seen("b");
    const named = {
      ...b,
      event: { ...b.event, facts: { ...b.event.facts, webUrl: "https://outlook.example/b" } },
    };
    assert.deepEqual(pairsOf([shown], [seen("a"), named]), [`${ROW.id} b`]);
    assert.deepEqual(pairsOf([shown, { ...shown, id: OTHER }], [named]), []);
    assert.deepEqual(pairsOf([ROW], [seen("a")]), []);
  });

  it("pairs the rest by equal time and subject", () => {
    assert.deepEqual(pairsOf([ROW], [seen("a"), seen("b", {}, FIELDS.subject)]), [`${ROW.id} b`]);
  });
});

describe("rowNamesOf", () => {
  const meeting: CalendarEvent = { ...EVENT, otherAttendees: 1 };

  it("leads all copies of a meeting to one row, and each person's own event to another", () => {
    const copy: CalendarEvent = { ...meeting, id: "event-2" as EventId, isOrganizer: false };
    const other = "somebody" as UserId;
    assert.equal(rowNamesOf(meeting, ME)[0], rowNamesOf(copy, other)[0]);
    assert.notEqual(rowNamesOf(EVENT, ME)[0], rowNamesOf(EVENT, other)[0]);
  });

  it("finds the row of what became a meeting, or was one", () => {
    assert.ok(rowNamesOf(meeting, ME).includes(rowNamesOf(EVENT, ME)[0] ?? ""));
    assert.ok(rowNamesOf(EVENT, ME).includes(rowNamesOf(meeting, ME)[0] ?? ""));
  });

  it("tells the occurrences of a series apart", () => {
    const on = (occurrenceDate: string) => rowNamesOf({ ...meeting, occurrenceDate }, ME)[0];
    assert.notEqual(on("2026-11-25"), on("2026-11-26"));
  });
});

describe("successorOf", () => {
  it("is what was made for the same assignment later, not a copy of the link's own event", () => {
    const later = seen("later", { mark: mark({ generation: "g2" }) });
    const copy = seen("copy", { mark: mark({ generation: LINK.generation }) });
    assert.equal(successorOf(LINK, [copy, later]), later);
    assert.equal(successorOf(LINK, [copy]), undefined);
  });

  it("is none that was made for somebody else or another appointment", () => {
    const foreign = seen("a", { mark: mark({ generation: "g2", userId: "somebody" as UserId }) });
    const other = seen("b", { mark: mark({ generation: "g2", appointmentId: OTHER }) });
    assert.equal(successorOf(LINK, [foreign, other]), undefined);
  });
});

describe("marks", () => {
  it("are read as they were written, and nothing else is", () => {
    assert.deepEqual(readMark(writeMark(mark())), mark());
    for (const text of ["", "2|", "2|a|b", "2|a|b|", "1|a|b|c", "2|a|b|c|d", "mark"])
      assert.equal(readMark(text), null);
  });
});
