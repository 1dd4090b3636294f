// The state port's promises about its lists: what waits, the journal, conflicts.
import assert from "node:assert/strict";
import { it } from "node:test";
import type { AppointmentId, EventId } from "../../src/core/model/ids.ts";
import type { StatePort } from "../../src/engine/ports/state.ts";
import {
  ANNA_USER,
  BERND_USER,
  conflictNumber,
  HELD,
  journalNumber,
  type StateGround,
  WAITING,
} from "./state-ground.ts";

const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);

export function waitingTests(open: () => Promise<StateGround>): void {
  it("remembers who is paused since when; pausing again changes nothing", async () => {
    await using ground = await open();
    const { state } = ground;
    assert.deepEqual(await state.paused(), []);
    assert.equal(await state.pause(ANNA_USER, 1000), true);
    assert.equal(await state.pause(ANNA_USER, 2000), false);
    assert.equal(await state.pause(BERND_USER, 3000), true);
    const both = [
      { userId: ANNA_USER, since: 1000 },
      { userId: BERND_USER, since: 3000 },
    ];
    assert.deepEqual(await state.paused(), both);
    assert.deepEqual([await state.resume(BERND_USER), await state.resume(BERND_USER)], [true, false]);
    assert.deepEqual(await state.paused(), both.slice(0, 1));
  });

  it("keeps one waiting item for each user, appointment and event, also where one of them is unknown", async () => {
    await using ground = await open();
    const { state } = ground;
    const byEvent = { ...WAITING, appointmentId: null, eventId: "Event-1" as EventId, since: 1001 };
    const byBoth = { ...WAITING, eventId: "Event-1" as EventId, since: 1002 };
    await state.record({ waiting: [WAITING, byEvent, byBoth] });
    await state.record({
      waiting: [
        { ...WAITING, attempts: 2 },
        { ...byEvent, attempts: 2 },
      ],
    });
    assert.deepEqual(await state.waiting(ANNA_USER), [
      { ...WAITING, attempts: 2 },
      { ...byEvent, attempts: 2 },
      byBoth,
    ]);
    await state.record({
      noLongerWaiting: [
        { ...byEvent, attempts: 2 },
        { ...WAITING, userId: BERND_USER },
      ],
    });
    assert.deepEqual(await state.waiting(ANNA_USER), [{ ...WAITING, attempts: 2 }, byBoth]);
    await state.record({
      noLongerWaiting: [{ ...WAITING, attempts: 2 }],
      waiting: [{ ...WAITING, attempts: 3 }],
    });
    assert.deepEqual((await state.waiting(ANNA_USER))[0]?.attempts, 3);
  });

  it("keeps what waits when it is to be looked at again: held as it is, set aside due and not ended by who had read it before", async () => {
    await using ground = await open();
    const { state } = ground;
    const again = { ...WAITING, reason: "changedMeanwhile", since: 1500, retryAt: 1500 } as const;
    const held = { ...HELD, eventId: "Event-1" as EventId, answer: "restore" } as const;
    const further = { ...again, eventId: "Event-2" as EventId };
    await state.record({ waiting: [WAITING, held] });
    await state.record({ lookAgain: [again, { ...again, eventId: held.eventId }, further] });
    const waiting = [{ ...WAITING, attempts: 2, retryAt: 1500 }, held, further];
    assert.deepEqual(await state.waiting(ANNA_USER), waiting);
    await state.record({ noLongerWaiting: [WAITING] });
    assert.deepEqual(await state.waiting(ANNA_USER), waiting);
    await state.record({ lookAgain: [{ ...again, retryAt: 1700 }] });
    assert.deepEqual((await state.waiting(ANNA_USER))[0], { ...WAITING, attempts: 3, retryAt: 1500 });
    await state.record({ noLongerWaiting: [{ ...WAITING, attempts: 3 }, further] });
    assert.deepEqual(await state.waiting(ANNA_USER), [held]);
  });

  it("answers what is held, of this user alone, and nothing that is parked", async () => {
    await using ground = await open();
    const { state } = ground;
    const held = { ...HELD, appointmentId: "appointment-2" as AppointmentId };
    await state.record({ waiting: [WAITING, held, { ...held, userId: BERND_USER }] });
    assert.equal(await state.answerHeld(ANNA_USER, "restore"), 1);
    assert.deepEqual(await state.waiting(ANNA_USER), [WAITING, { ...held, answer: "restore" }]);
    assert.deepEqual((await state.waiting(BERND_USER))[0]?.answer, null);
    assert.deepEqual(await state.everyWaiting(), [
      ...(await state.waiting(ANNA_USER)),
      ...(await state.waiting(BERND_USER)),
    ]);
    assert.equal(await state.answerHeld("nobody" as typeof ANNA_USER, "confirm"), 0);
  });
}

export function journalTests(open: () => Promise<StateGround>): void {
  it("finds journal entries by appointment, login and time, the newest last, and forgets old ones", async () => {
    await using ground = await open();
    const { state } = ground;
    const entries = [
      journalNumber(1),
      journalNumber(2, { appointment: null, user: "bernd", before: undefined, after: "x" }),
      journalNumber(3, { at: "2026-11-24T10:00:02.500Z" }),
      journalNumber(4, { appointment: "appointment-2", event: null }),
    ];
    await state.record({ journal: entries });
    assert.deepEqual((await state.journal({}))[0], entries[0]);
    assert.equal((await state.journal({}))[1]?.before, null);
    const found = async (query: Parameters<StatePort["journal"]>[0]) => ids(await state.journal(query));
    assert.deepEqual(await found({ limit: 2 }), ["entry-3", "entry-4"]);
    assert.deepEqual(await found({ appointment: "APPOINTMENT-1" }), ["entry-1", "entry-3"]);
    assert.deepEqual(await found({ login: "bernd" }), ["entry-2"]);
    assert.deepEqual(await found({ since: "2026-11-24T11:00:02+01:00" }), ["entry-2", "entry-3", "entry-4"]);
    assert.deepEqual(
      await found({ since: "2026-11-24T10:00:03Z", appointment: "appointment-2", login: "anna" }),
      ["entry-4"],
    );
    await state.trimJournal("2026-11-24T10:00:02.500Z");
    assert.deepEqual(await found({}), ["entry-3", "entry-4"]);
  });

  it("tells how long edits were on their way, by the side where they arrived", async () => {
    await using ground = await open();
    const { state } = ground;
    const entries = [
      journalNumber(1, { at: "2026-11-24T09:00:00Z", side: "office365", delaySeconds: 90 }),
      journalNumber(2, { at: "2026-11-24T10:00:00Z", side: "office365", delaySeconds: 2.5 }),
      journalNumber(3, { at: "2026-11-24T10:00:01Z", side: "planning", delaySeconds: 0 }),
      journalNumber(4, { at: "2026-11-24T10:00:02Z", side: "office365" }),
    ];
    await state.record({ journal: entries });
    assert.deepEqual(await state.journal({}), entries);
    assert.deepEqual(await state.delays("2026-11-24T10:00:00Z"), { planning: [0], office365: [2.5] });
    assert.deepEqual(await state.delays("2026-11-25T10:00:00Z"), { planning: [], office365: [] });
  });

  it("finds journal entries by end of time, side, action, rule and text, and leafs back from one of them", async () => {
    await using ground = await open();
    const { state } = ground;
    await state.record({
      journal: [
        journalNumber(1, { subject: "Ölheizung warten", reason: "meeting.new", before: null }),
        journalNumber(2, { side: "office365", before: { location: "Straße 100%" } }),
        journalNumber(3, { action: "trash", reason: "meeting.same.changed", before: null }),
        journalNumber(4, { subject: "100x", before: null, after: { notes: "Zähler im Keller" } }),
      ],
    });
    const found = async (query: Parameters<StatePort["journal"]>[0]) => ids(await state.journal(query));
    assert.deepEqual(await found({ until: "2026-11-24T10:00:02Z" }), ["entry-1"]);
    assert.deepEqual(await found({ side: "office365" }), ["entry-2"]);
    assert.deepEqual(await found({ action: "trash" }), ["entry-3"]);
    assert.deepEqual(await found({ reason: "meeting." }), ["entry-1", "entry-3"]);
    assert.deepEqual(await found({ reason: "meeting.new" }), ["entry-1"]);
    assert.deepEqual(await found({ text: "ölHEIZ" }), ["entry-1"]);
    assert.deepEqual(await found({ text: "keller" }), ["entry-4"]);
    // What the database takes for a wildcard is a letter like any other.
    assert.deepEqual(await found({ text: "100%" }), ["entry-2"]);
    assert.deepEqual(await found({ text: "_eizung" }), []);
    assert.deepEqual(await found({ before: "entry-4", limit: 2 }), ["entry-2", "entry-3"]);
    assert.deepEqual(await found({ before: "entry-2", limit: 2 }), ["entry-1"]);
    assert.deepEqual(await found({ before: "nothing" }), []);
  });

  it("tells each delay with its user, and how much was written in each hour", async () => {
    await using ground = await open();
    const { state } = ground;
    const at = (time: string) => `2026-11-24T${time}Z`;
    await state.record({
      journal: [
        journalNumber(1, { at: at("08:59:59"), delaySeconds: 9 }),
        journalNumber(2, { at: at("09:00:00"), side: "office365", user: "bernd", delaySeconds: 2.5 }),
        journalNumber(3, { at: at("09:59:59"), side: "office365" }),
        journalNumber(4, { at: at("10:10:00") }),
        journalNumber(5, { at: at("10:20:00"), action: "link" }),
      ],
    });
    const since = at("09:00:00");
    assert.deepEqual(await state.measuredDelays(since), [
      { login: "bernd", side: "office365", at: Date.parse(since), seconds: 2.5 },
    ]);
    assert.deepEqual(await state.writesByHour(since), [
      { from: Date.parse(since), side: "office365", writes: 2 },
      { from: Date.parse(at("10:00:00")), side: "planning", writes: 1 },
    ]);
  });

  it("finds one entry, or all of a run", async () => {
    await using ground = await open();
    const { state } = ground;
    const others = [journalNumber(2, { run: "run-2" }), journalNumber(3, { run: "run-2" })];
    await state.record({ journal: [journalNumber(1), ...others] });
    const found = async (entryOrRun: string) => ids(await state.journal({ entryOrRun }));
    assert.deepEqual(await found("entry-2"), ["entry-2"]);
    assert.deepEqual(await found("run-2"), ["entry-2", "entry-3"]);
    assert.deepEqual(await found("nothing"), []);
  });

  it("gives conflicts back whole until they are answered", async () => {
    await using ground = await open();
    const { state } = ground;
    const both = [conflictNumber(1), conflictNumber(2, BERND_USER)];
    await state.record({ conflicts: both });
    assert.deepEqual(await state.conflicts(), both);
    await state.record({ answeredConflicts: [both[0]?.id ?? "", "unknown"] });
    assert.deepEqual(await state.conflicts(), both.slice(1));
  });

  it("counts conflicts by user", async () => {
    await using ground = await open();
    assert.deepEqual(await ground.state.countConflicts(), new Map());
    await ground.state.record({
      conflicts: [conflictNumber(1), conflictNumber(2), conflictNumber(3, BERND_USER)],
    });
    assert.deepEqual(
      await ground.state.countConflicts(),
      new Map([
        [ANNA_USER, 2],
        [BERND_USER, 1],
      ]),
    );
  });
}
