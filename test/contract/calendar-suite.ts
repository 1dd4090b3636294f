// What every CalendarPort must do, whatever is behind it: the same cases for the in-memory twin and for the Graph gateway.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { asFault, type FaultCode } from "../../src/core/fault.ts";
import { sameText } from "../../src/core/mapping/same-text.ts";
import type { CalendarEvent } from "../../src/core/model/event.ts";
import { type JobHeader, NO_HEADER, type SharedFields, type Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import type { NewEvent } from "../../src/core/model/writes.ts";
import { overlapsWindow, windowAt } from "../../src/core/time/window.ts";
import type { CalendarRound, Mailbox } from "../../src/engine/ports/calendar.ts";
import { ANNA, BERND, bySubject, fieldsOf, type Stage } from "./calendar-stage.ts";

const WINDOW = windowAt(Date.parse("2026-11-24T10:00:00Z"), "Europe/Berlin", 6, 14);
const HEADER: JobHeader = {
  orderNumber: "A-4711",
  customerName: "Weber",
  customerPhone: null,
  address: "Altstadt 12\n84028 Landshut",
};

export function calendarSuite(name: string, open: () => Promise<Stage>): void {
  describe(`calendar: ${name}`, () => {
    let stage: Stage;
    let anna: Mailbox;
    let transactions = 0;

    beforeEach(async () => {
      stage = await open();
      anna = await stage.calendar.findMailbox([ANNA]);
    });
    afterEach(() => stage.close());

    const newEvent = (fields: Partial<SharedFields> = {}, header = NO_HEADER): NewEvent => {
      transactions += 1;
      return {
        fields: fieldsOf(fields),
        header,
        transactionId: `suite-transaction-${transactions}`,
        mark: `suite-mark-${transactions}`,
      };
    };
    const create = (fields: Partial<SharedFields> = {}) => stage.calendar.create(anna, newEvent(fields));
    const readAll = () => stage.calendar.changes(anna, WINDOW, null);
    const readSince = (round: CalendarRound) => stage.calendar.changes(anna, WINDOW, round.cursor);
    const look = async (id: EventId) => (await stage.calendar.look(anna, [id])).get(id);
    const present = async (id: EventId): Promise<CalendarEvent> => {
      const seen = await look(id);
      assert.equal(seen?.kind, "present");
      return (seen as { event: CalendarEvent }).event;
    };

    describe("finding a mailbox", () => {
      it("takes the first address that the tenant knows, whatever its case", async () => {
        const found = await stage.calendar.findMailbox(["nobody@firma.example", ANNA.toUpperCase(), BERND]);
        assert.equal(found.id, anna.id);
        assert.deepEqual(found.addresses, [ANNA]);
      });

      it("refuses addresses that nobody has", async () => {
        await refuses(stage.calendar.findMailbox(["nobody@firma.example"]), "mailboxNotFound");
      });
    });

    describe("creating", () => {
      const kinds: Record<string, Partial<SharedFields>> = {
        "a job": {},
        "a bare one": { location: "", notes: "", category: null, reminderMinutes: null },
        "a private one out of office": { private: true, showAs: "oof" },
        "a whole day": { time: { kind: "allDay", startDate: "2026-12-24", endDate: "2026-12-27" } },
        "one without length": {
          time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T08:00:00Z" },
        },
        "one in the night of the clock change": {
          time: { kind: "timed", start: "2026-10-25T00:30:00Z", end: "2026-10-25T01:30:00Z" },
        },
      };
      for (const [what, fields] of Object.entries(kinds)) {
        it(`gives ${what} back as it was sent, and shows it to every reader the same`, async () => {
          const created = await create(fields);
          sameFields(created.fields, fieldsOf(fields));
          assert.equal(created.isOrganizer, true);
          assert.equal(created.otherAttendees, 0);
          assert.deepEqual(await present(created.id), created);
          assert.deepEqual((await readAll()).events, [created]);
        });
      }

      it("makes one event however often it is repeated", async () => {
        const event = newEvent();
        const first = await stage.calendar.create(anna, event);
        const second = await stage.calendar.create(anna, event);
        assert.equal(second.id, first.id);
        assert.deepEqual(await stage.anna.subjects(), [event.fields.subject]);
      });

      it("makes one event where the first answer was lost", async () => {
        const event = newEvent();
        stage.loseAnswer("create");
        await repeat(() => stage.calendar.create(anna, event));
        assert.deepEqual(await stage.anna.subjects(), [event.fields.subject]);
      });

      it("returns the event that stands there by now", async () => {
        const event = newEvent();
        const first = await stage.calendar.create(anna, event);
        await stage.anna.edit(first.id, { subject: "Von Anna umbenannt" });
        assert.equal((await stage.calendar.create(anna, event)).fields.subject, "Von Anna umbenannt");
      });

      it("writes the job header above the notes and reads only the notes back", async () => {
        const created = await stage.calendar.create(anna, newEvent({}, HEADER));
        assert.ok(sameText(created.fields.notes, fieldsOf().notes));
        const body = await stage.anna.body(created.id);
        assert.match(body, /^Auftrag: A-4711\nKunde: Weber\nAdresse: Altstadt 12, 84028 Landshut\n─{20}\n/);
        assert.ok(body.includes("Hund ist harmlos."));
      });

      it("refuses a time that runs backwards", async () => {
        const time: Time = { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T07:00:00Z" };
        await refuses(create({ time }), "eventRefused");
      });

      it("shortens what an event cannot carry", async () => {
        const created = await create({ subject: `${"x".repeat(254)}😀 und mehr` });
        assert.equal(created.fields.subject, "x".repeat(254));
      });
    });

    describe("reading changes", () => {
      it("lists everything first and nothing after that, for one request", async () => {
        await create();
        const all = await readAll();
        assert.equal(all.complete, true);
        const settled = await readSince(all);
        const before = stage.calendar.requests(anna);
        const rest = await readSince(settled);
        assert.equal(stage.calendar.requests(anna) - before, 1);
        assert.equal(rest.complete, false);
        assert.deepEqual([rest.events, rest.removed, rest.series.size], [[], [], 0]);
      });

      it("tells what a person adds, edits and deletes", async () => {
        const start = await readAll();
        const id = await stage.anna.add({ subject: "Zahnarzt", time: fieldsOf().time });
        const added = await readSince(start);
        assert.deepEqual(
          added.events.map((event) => [event.id, event.fields.subject]),
          [[id, "Zahnarzt"]],
        );
        await stage.anna.edit(id, { subject: "Zahnarzt, Kontrolle" });
        const edited = await readSince(added);
        assert.equal(edited.events[0]?.fields.subject, "Zahnarzt, Kontrolle");
        assert.notEqual(edited.events[0]?.version, added.events[0]?.version);
        await stage.anna.delete(id);
        const deleted = await readSince(edited);
        assert.deepEqual(deleted.events, []);
        assert.ok(deleted.removed.includes(id));
        assert.deepEqual(await look(id), { kind: "gone" });
      });

      it("reads a cursor twice to the same end", async () => {
        const start = await readAll();
        await stage.anna.add({ subject: "Zahnarzt", time: fieldsOf().time });
        assert.deepEqual((await readSince(start)).events, (await readSince(start)).events);
      });

      it("follows more than one page", async () => {
        const ids = new Set<EventId>();
        for (let index = 0; index < 120; index++) {
          ids.add(await stage.anna.add({ subject: `Termin ${index}`, time: fieldsOf().time }));
        }
        assert.deepEqual(new Set((await readAll()).events.map((event) => event.id)), ids);
      });

      it("leaves out of the window what lies far outside", async () => {
        const far: Time = { kind: "timed", start: "2024-01-10T08:00:00Z", end: "2024-01-10T09:00:00Z" };
        await stage.anna.add({ subject: "Lange her", time: far });
        assert.deepEqual((await readAll()).events, []);
      });

      it("lets what was moved out of the window be found by a look", async () => {
        const event = await create();
        const start = await readAll();
        const far: Time = { kind: "timed", start: "2030-01-10T08:00:00Z", end: "2030-01-10T09:00:00Z" };
        await stage.anna.edit(event.id, { time: far });
        const round = await readSince(start);
        assert.ok(
          round.removed.includes(event.id) ||
            round.events.some((one) => !overlapsWindow(one.fields.time, WINDOW)),
        );
        assert.deepEqual((await present(event.id)).fields.time, far);
      });

      it("shows its own writes like anybody's", async () => {
        const start = await readAll();
        const created = await create();
        assert.deepEqual((await readSince(start)).events, [created]);
      });

      it("tells when a cursor is too old", async () => {
        const start = await readAll();
        await create();
        stage.expireCursors();
        await refuses(readSince(start), "cursorExpired");
        assert.equal((await readAll()).events.length, 1);
      });
    });

    describe("series", () => {
      const times = [25, 26, 27, 28].map(
        (day): Time => ({
          kind: "timed",
          start: `2026-11-${day}T08:00:00Z`,
          end: `2026-11-${day}T08:30:00Z`,
        }),
      );

      it("gives each occurrence as an event in full, the master never", async () => {
        const master = await stage.anna.addSeries("Morgenrunde", times);
        const round = await readAll();
        const occurrences = bySubject(round.events, "Morgenrunde");
        assert.deepEqual(occurrences.map((event) => event.fields.time).sort(byStart), times);
        assert.ok(occurrences.every((event) => event.seriesMasterId === master));
        assert.deepEqual(occurrences.map((event) => event.occurrenceDate).sort(), [
          "2026-11-25",
          "2026-11-26",
          "2026-11-27",
          "2026-11-28",
        ]);
        assert.deepEqual(round.series.get(master), new Set(occurrences.map((event) => event.id)));
        for (const occurrence of occurrences) assert.deepEqual(await present(occurrence.id), occurrence);
      });

      it("tells an occurrence that was edited, and keeps the others", async () => {
        const master = await stage.anna.addSeries("Morgenrunde", times);
        const start = await readAll();
        const [first] = start.events;
        assert.ok(first);
        await stage.anna.edit(first.id, { subject: "Morgenrunde im Lager" });
        const round = await readSince(start);
        const edited = round.events.find((event) => event.id === first.id);
        assert.equal(edited?.fields.subject, "Morgenrunde im Lager");
        assert.equal(edited?.occurrenceDate, first.occurrenceDate);
        assert.equal(edited?.seriesMasterId, master);
        assert.equal(round.series.get(master)?.size ?? 4, 4);
        assert.deepEqual(await present(first.id), edited);
      });

      it("lets an occurrence that was deleted be missing from its series", async () => {
        const master = await stage.anna.addSeries("Morgenrunde", times);
        const start = await readAll();
        const [first, ...others] = start.events;
        assert.ok(first);
        await stage.anna.delete(first.id);
        const round = await readSince(start);
        const isTold = round.removed.includes(first.id) || round.series.get(master)?.has(first.id) === false;
        assert.ok(isTold);
        assert.deepEqual(await look(first.id), { kind: "gone" });
        const left = await stage.calendar.look(
          anna,
          others.map((event) => event.id),
        );
        assert.ok([...left.values()].every((one) => one.kind === "present"));
      });

      it("tells that a whole series was deleted", async () => {
        const master = await stage.anna.addSeries("Morgenrunde", times);
        const start = await readAll();
        await stage.anna.deleteSeries(master);
        const round = await readSince(start);
        assert.deepEqual(round.series.get(master), new Set());
        const looks = await stage.calendar.look(
          anna,
          start.events.map((event) => event.id),
        );
        assert.deepEqual(new Set([...looks.values()].map((one) => one.kind)), new Set(["gone"]));
      });

      it("makes an exception of an occurrence that we move", async () => {
        await stage.anna.addSeries("Morgenrunde", times);
        const [first] = (await readAll()).events;
        assert.ok(first);
        const time: Time = { kind: "timed", start: "2026-11-25T09:00:00Z", end: "2026-11-25T09:30:00Z" };
        const moved = await stage.calendar.update(anna, first.id, first.version, { fields: { time } });
        assert.deepEqual(moved.fields.time, time);
        assert.equal(moved.occurrenceDate, first.occurrenceDate);
        assert.equal((await readAll()).events.length, 4);
      });

      it("deletes a single occurrence", async () => {
        await stage.anna.addSeries("Morgenrunde", times);
        const [first] = (await readAll()).events;
        assert.ok(first);
        await stage.calendar.remove(anna, first.id, first.version);
        assert.equal((await readAll()).events.length, 3);
      });
    });

    describe("looking", () => {
      it("answers for every id, however many", async () => {
        const ids: EventId[] = [];
        for (let index = 0; index < 45; index++) ids.push((await create({ subject: `Termin ${index}` })).id);
        await stage.anna.delete(ids[7] as EventId);
        const looks = await stage.calendar.look(anna, ids);
        assert.deepEqual([...looks.keys()], ids);
        assert.deepEqual(
          [...looks].filter(([, one]) => one.kind === "gone").map(([id]) => id),
          [ids[7]],
        );
      });

      it("asks nothing for nothing", async () => {
        const before = stage.calendar.requests(anna);
        assert.equal((await stage.calendar.look(anna, [])).size, 0);
        assert.equal(stage.calendar.requests(anna), before);
      });

      it("takes an id that never was for gone", async () => {
        const id = "no-such-id" as EventId;
        assert.deepEqual(await stage.calendar.look(anna, [id]), new Map([[id, { kind: "gone" }]]));
      });

      it("takes an event in another calendar for gone", async () => {
        const event = await create();
        await stage.anna.moveToOtherCalendar(event.id);
        assert.deepEqual(await look(event.id), { kind: "gone" });
      });
    });

    describe("changing", () => {
      it("changes what is named and nothing else", async () => {
        const event = await create();
        const time: Time = { kind: "allDay", startDate: "2026-12-01", endDate: "2026-12-02" };
        const updated = await stage.calendar.update(anna, event.id, event.version, {
          fields: { time, subject: "Neuer Betreff", reminderMinutes: null },
        });
        sameFields(updated.fields, fieldsOf({ time, subject: "Neuer Betreff", reminderMinutes: null }));
        assert.notEqual(updated.version, event.version);
        assert.deepEqual(await present(event.id), updated);
      });

      it("changes notes under a header, and categories as a list", async () => {
        const event = await create();
        const updated = await stage.calendar.update(anna, event.id, event.version, {
          fields: { showAs: "free", private: true, location: "" },
          body: { header: HEADER, notes: "Zeile 1\n\n  eingerückt & <b>kein Fett</b>" },
          categories: ["Notdienst", "Weiteres"],
        });
        assert.ok(sameText(updated.fields.notes, "Zeile 1\n\n  eingerückt & <b>kein Fett</b>"));
        assert.equal(updated.fields.category, "Notdienst");
        assert.deepEqual(updated.furtherCategories, ["Weiteres"]);
        assert.match(await stage.anna.body(event.id), /^Auftrag: A-4711\n/);
      });

      it("turns back where somebody was faster", async () => {
        const event = await create();
        await stage.anna.edit(event.id, { subject: "Von Anna umbenannt" });
        const patches = [
          { fields: { subject: "Von uns" } },
          { fields: {}, body: { header: HEADER, notes: "x" } },
        ];
        for (const patch of patches)
          await refuses(stage.calendar.update(anna, event.id, event.version, patch), "eventChanged");
        assert.equal((await present(event.id)).fields.subject, "Von Anna umbenannt");
      });

      it("tells where the event is gone", async () => {
        const event = await create();
        await stage.anna.delete(event.id);
        const patch = { fields: { subject: "Zu spät" } };
        await refuses(stage.calendar.update(anna, event.id, event.version, patch), "eventGone");
      });

      it("refuses a time that runs backwards", async () => {
        const event = await create();
        const time: Time = { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T07:00:00Z" };
        await refuses(
          stage.calendar.update(anna, event.id, event.version, { fields: { time } }),
          "eventRefused",
        );
      });

      it("recognises its own change where the answer was lost", async () => {
        const event = await create();
        stage.loseAnswer("update");
        const patch = { fields: { subject: "Von uns" } };
        const updated = await stage.calendar
          .update(anna, event.id, event.version, patch)
          .catch(() => present(event.id));
        assert.equal(updated.fields.subject, "Von uns");
      });
    });

    describe("deleting", () => {
      it("deletes, and is content where it is done already", async () => {
        const event = await create();
        await stage.calendar.remove(anna, event.id, event.version);
        await stage.calendar.remove(anna, event.id, event.version);
        assert.deepEqual(await stage.anna.subjects(), []);
      });

      it("turns back where somebody was faster", async () => {
        const event = await create();
        await stage.anna.edit(event.id, { subject: "Doch nicht" });
        await refuses(stage.calendar.remove(anna, event.id, event.version), "eventChanged");
        assert.deepEqual(await stage.anna.subjects(), ["Doch nicht"]);
      });

      it("is done where the answer was lost", async () => {
        const event = await create();
        stage.loseAnswer("remove");
        await repeat(() => stage.calendar.remove(anna, event.id, event.version));
        assert.deepEqual(await stage.anna.subjects(), []);
      });
    });

    describe("meetings", () => {
      it("shows a meeting in both mailboxes under one iCalUId", async () => {
        const id = await stage.anna.invite("Baubesprechung", fieldsOf().time);
        const own = await present(id);
        const bernd = await stage.calendar.findMailbox([BERND]);
        const [copy] = (await stage.calendar.changes(bernd, WINDOW, null)).events;
        assert.ok(copy);
        assert.equal(copy.iCalUId, own.iCalUId);
        assert.deepEqual([own.isOrganizer, copy.isOrganizer], [true, false]);
        assert.deepEqual(
          own.facts.attendees.map((attendee) => attendee.address),
          [BERND],
        );
        assert.equal(own.otherAttendees, 1);
        assert.match(copy.facts.organizer ?? "", /<anna@firma\.example>$/);
      });

      it("keeps the join part when notes are written around it", async () => {
        const id = await stage.anna.invite("Baubesprechung", fieldsOf().time);
        const event = await present(id);
        assert.equal(event.isOnlineMeeting, true);
        const updated = await stage.calendar.update(anna, id, event.version, {
          fields: {},
          body: { header: NO_HEADER, notes: "Tagesordnung\n1. Heizung <alt>\n2. Bad" },
        });
        assert.ok(sameText(updated.fields.notes, "Tagesordnung\n1. Heizung <alt>\n2. Bad"));
        assert.equal(updated.facts.joinUrl, event.facts.joinUrl);
        assert.deepEqual(await present(id), updated);
      });
    });

    describe("a mailbox in trouble", () => {
      it("says so at every call, and others are not concerned", async () => {
        const event = await create();
        stage.takeLicence();
        const { calendar } = stage;
        const patch = { fields: { subject: "Zu spät" } };
        const calls = [
          () => calendar.changes(anna, WINDOW, null),
          () => calendar.look(anna, [event.id]),
          () => calendar.look(anna, [event.id, "another" as EventId]),
          () => calendar.create(anna, newEvent()),
          () => calendar.update(anna, event.id, event.version, patch),
          () => calendar.remove(anna, event.id, event.version),
        ];
        for (const call of calls) await refuses(call(), "mailboxUnavailable");
        const bernd = await calendar.findMailbox([BERND]);
        assert.deepEqual((await calendar.changes(bernd, WINDOW, null)).events, []);
      });
    });
  });
}

async function refuses(promise: Promise<unknown>, code: FaultCode): Promise<void> {
  await assert.rejects(promise, (thrown) => {
    assert.equal(asFault(thrown).code, code, String(thrown));
    return true;
  });
}

/** Once more where no answer came, as the engine does in its next pass. */
async function repeat<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (thrown) {
    assert.equal(asFault(thrown).kind, "unavailable", String(thrown));
    return call();
  }
}

function sameFields(found: SharedFields, wanted: SharedFields): void {
  assert.ok(
    sameText(found.notes, wanted.notes),
    `${JSON.stringify(found.notes)} for ${JSON.stringify(wanted.notes)}`,
  );
  assert.deepEqual({ ...found, notes: "" }, { ...wanted, notes: "" });
}

function byStart(a: Time, b: Time): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
