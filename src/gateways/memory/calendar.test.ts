// What the twin takes from Exchange beyond the port's promises, and its verbs for faults.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { asFault } from "../../core/fault.ts";
import type { Time } from "../../core/model/fields.ts";
import { windowAt } from "../../core/time/window.ts";
import { MemoryCalendar } from "./calendar.ts";

const ANNA = "anna@firma.example";
const WINDOW = windowAt(Date.parse("2026-11-24T10:00:00Z"), "Europe/Berlin", 6, 14);
const days = ["2026-11-25", "2026-11-26"].map(
  (startDate): Time => ({
    kind: "allDay",
    startDate,
    endDate: startDate.replace(/\d$/, (digit) => `${Number(digit) + 1}`),
  }),
);

function open() {
  const calendar = new MemoryCalendar();
  const mailbox = calendar.open(ANNA);
  const draft = { fields: { subject: "Bereitschaft", time: days[0] as Time } };
  return { calendar, mailbox, draft };
}

describe("the twin", () => {
  it("reports a deleted occurrence by its absence alone", async () => {
    const { calendar, mailbox, draft } = open();
    const { master, occurrences } = calendar.addSeries(ANNA, draft, days);
    const start = await calendar.changes(mailbox, WINDOW, null);
    const [first, second] = occurrences;
    assert.ok(first && second);
    calendar.delete(ANNA, first);
    const round = await calendar.changes(mailbox, WINDOW, start.cursor);
    assert.deepEqual(round.removed, []);
    assert.deepEqual(round.series, new Map([[master, new Set([second])]]));
  });

  it("delivers what was touched although nobody edited it", async () => {
    const { calendar, mailbox, draft } = open();
    const id = calendar.add(ANNA, draft);
    const start = await calendar.changes(mailbox, WINDOW, null);
    calendar.touch(ANNA, id);
    const [touched] = (await calendar.changes(mailbox, WINDOW, start.cursor)).events;
    assert.deepEqual(touched?.fields, start.events[0]?.fields);
    assert.notEqual(touched?.version, start.events[0]?.version);
  });

  it("fails once when it is told to, before or after the work", async () => {
    const { calendar, mailbox, draft } = open();
    const id = calendar.add(ANNA, draft);
    const version = calendar.events(ANNA)[0]?.version;
    assert.ok(version);
    for (const afterwards of [false, true]) {
      calendar.failNext({ call: "remove", kind: "unavailable", code: "graphUnreachable", afterwards });
      await assert.rejects(
        calendar.remove(mailbox, id, version),
        (thrown) => asFault(thrown).kind === "unavailable",
      );
      assert.equal(calendar.events(ANNA).length, afterwards ? 0 : 1);
    }
    await calendar.remove(mailbox, id, version);
    assert.deepEqual(
      calendar.writes.map((write) => write.call),
      ["remove"],
    );
  });

  it("keeps declined and cancelled events in sight, and moved ones out of it", async () => {
    const { calendar, mailbox, draft } = open();
    const ids = [0, 1, 2].map(() => calendar.add(ANNA, draft));
    const [declined, cancelled, moved] = ids;
    assert.ok(declined && cancelled && moved);
    calendar.decline(ANNA, declined);
    calendar.cancel(ANNA, cancelled);
    calendar.moveToOtherCalendar(ANNA, moved);
    const { events } = await calendar.changes(mailbox, WINDOW, null);
    assert.deepEqual(
      events.map((event) => [event.isDeclined, event.isCancelled]),
      [
        [true, false],
        [false, true],
      ],
    );
    calendar.moveToDefaultCalendar(ANNA, moved);
    assert.equal((await calendar.changes(mailbox, WINDOW, null)).events.length, 3);
  });
});
