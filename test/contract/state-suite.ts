// The state port's promises, whatever is behind it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { EventId, RunId, SubscriptionId } from "../../src/core/model/ids.ts";
import {
  ANNA_USER,
  activeLinks,
  BERND_USER,
  conflictNumber,
  intentNumber,
  journalNumber,
  linkNumber,
  MEMORY,
  type StateGround,
  SUBSCRIPTION,
  WAITING,
} from "./state-ground.ts";
import { journalTests, waitingTests } from "./state-lists.ts";

export function stateSuite(name: string, open: () => Promise<StateGround>): void {
  describe(`state port on ${name}`, () => {
    linkTests(open);
    recordingTests(open);
    waitingTests(open);
    journalTests(open);
  });
}

const ids = (links: readonly { id: string }[]) => links.map((link) => link.id);

function linkTests(open: () => Promise<StateGround>): void {
  it("gives links back whole, and finds them by everything they are found by", async () => {
    await using ground = await open();
    const { state } = ground;
    const series = linkNumber(2, {
      seriesMasterId: "Master" as EventId,
      meetingKey: "uid|2026-11-25",
      isOrganizer: false,
    });
    const archived = linkNumber(3, { status: "archived" });
    const others = linkNumber(4, {
      userId: BERND_USER,
      appointmentId: series.appointmentId,
      meetingKey: "uid|2026-11-25",
      mailbox: "bernd@muster.example",
    });
    await state.record({ storeLinks: [linkNumber(1), series, archived, others] });
    assert.deepEqual(await state.linksByAppointment(ANNA_USER, [series.appointmentId]), [series]);
    assert.deepEqual(
      ids(await state.linksByAppointment(ANNA_USER, [archived.appointmentId, linkNumber(1).appointmentId])),
      ["link-3", "link-1"],
    );
    assert.deepEqual(ids(await state.linksByAppointment(BERND_USER, [archived.appointmentId])), []);
    assert.deepEqual(
      ids(
        await state.linksByEvent(ANNA_USER, [
          "Event-1" as EventId,
          "Event-3" as EventId,
          "Event-1" as EventId,
        ]),
      ),
      ["link-1", "link-3"],
    );
    assert.deepEqual(ids(await state.linksOfSeries(ANNA_USER, ["Master" as EventId])), ["link-2"]);
    assert.deepEqual(ids(await state.linksOfAppointments([series.appointmentId])), ["link-2", "link-4"]);
    assert.deepEqual(ids(await state.linksOfMeetings(["uid|2026-11-25", "other"])), ["link-2", "link-4"]);
    assert.deepEqual(ids(await state.everyLink(ANNA_USER)), ["link-1", "link-2", "link-3"]);
    assert.deepEqual(ids(await activeLinks(state)), ["link-1", "link-2"]);
    assert.equal(await state.countActiveLinks(ANNA_USER), 2);
    assert.equal(await state.countActiveLinks(BERND_USER), 1);
    assert.deepEqual(await state.linksByEvent(ANNA_USER, []), []);
  });

  it("looks thousands of ids up at once, and tells events apart by case", async () => {
    await using ground = await open();
    const links = Array.from({ length: 3000 }, (_, number) => linkNumber(number));
    await ground.state.record({ storeLinks: links });
    const found = await ground.state.linksByEvent(
      ANNA_USER,
      links.map((link) => link.eventId),
    );
    assert.equal(found.length, 3000);
    assert.deepEqual(await ground.state.linksByEvent(ANNA_USER, ["event-1" as EventId]), []);
    await ground.state.record({ storeLinks: [linkNumber(5000, { eventId: "event-1" as EventId })] });
  });

  it("changes and forgets links, and puts a new one in the place of one it forgets", async () => {
    await using ground = await open();
    const { state } = ground;
    await state.record({ storeLinks: [linkNumber(1)] });
    const changed = linkNumber(1, { eventId: "Event-9" as EventId, generation: "g2", ownership: "solo" });
    await state.record({ storeLinks: [changed] });
    assert.deepEqual(await activeLinks(state), [changed]);
    const successor = { ...changed, id: linkNumber(2).id };
    await state.record({ forgetLinks: [changed.id], storeLinks: [successor] });
    assert.deepEqual(await activeLinks(state), [successor]);
  });

  it("never has two links for one assignment or one event of a user", async () => {
    await using ground = await open();
    await ground.state.record({ storeLinks: [linkNumber(1, { status: "archived" })] });
    const sameAppointment = linkNumber(2, { appointmentId: linkNumber(1).appointmentId });
    const sameEvent = linkNumber(2, { eventId: linkNumber(1).eventId });
    await assert.rejects(ground.state.record({ storeLinks: [sameAppointment] }));
    await assert.rejects(ground.state.record({ storeLinks: [sameEvent] }));
    await ground.state.record({ storeLinks: [{ ...sameEvent, userId: BERND_USER }] });
  });
}

function recordingTests(open: () => Promise<StateGround>): void {
  it("remembers which of our events are untold until they are told, each user's apart", async () => {
    await using ground = await open();
    const { state } = ground;
    const event = (id: string, userId = ANNA_USER) => ({ userId, eventId: id as EventId });
    await state.record({ untold: [event("Event-1"), event("event-1"), event("Event-1", BERND_USER)] });
    await state.record({ untold: [event("Event-1")], told: [event("event-1"), event("Event-9")] });
    assert.deepEqual(await state.untoldEvents(ANNA_USER), ["Event-1"]);
    assert.deepEqual(await state.untoldEvents(BERND_USER), ["Event-1"]);
    await state.record({ told: [event("Event-1")] });
    assert.deepEqual(await state.untoldEvents(ANNA_USER), []);
    assert.deepEqual(await state.untoldEvents(BERND_USER), ["Event-1"]);
  });

  it("records everything or nothing", async () => {
    await using ground = await open();
    const { state } = ground;
    await state.announce([intentNumber(1)]);
    await state.record({ storeLinks: [linkNumber(1)], waiting: [WAITING], memory: MEMORY });
    const failing = {
      forgetLinks: [linkNumber(1).id],
      storeLinks: [linkNumber(2), linkNumber(3, { eventId: linkNumber(2).eventId })],
      settle: ["intent-1"],
      journal: [journalNumber(1)],
      conflicts: [conflictNumber(1)],
      memory: { ...MEMORY, planningPosition: { sequence: 99, fingerprint: null } },
      noLongerWaiting: [WAITING],
    };
    await assert.rejects(state.record(failing));
    assert.deepEqual(ids(await activeLinks(state)), ["link-1"]);
    assert.deepEqual(ids(await state.openIntents(ANNA_USER)), ["intent-1"]);
    assert.deepEqual(await state.waiting(ANNA_USER), [WAITING]);
    assert.deepEqual(await state.memory(ANNA_USER), MEMORY);
    // The same, failing at the end: the journal knows an entry of that id.
    await state.record({ journal: [journalNumber(1)] });
    await assert.rejects(state.record({ ...failing, storeLinks: [linkNumber(2)] }));
    assert.deepEqual(ids(await activeLinks(state)), ["link-1"]);
    await state.record({ ...failing, storeLinks: [linkNumber(2)], journal: [journalNumber(2)] });
    assert.deepEqual(ids(await activeLinks(state)), ["link-2"]);
    assert.deepEqual(await state.openIntents(ANNA_USER), []);
    assert.deepEqual(await state.waiting(ANNA_USER), []);
    assert.deepEqual(await state.memory(ANNA_USER), failing.memory);
    assert.deepEqual(await state.countConflicts(), new Map([[ANNA_USER, 1]]));
  });

  it("lets one recording fail without touching those that arrive with it", async () => {
    await using ground = await open();
    const { state } = ground;
    await state.record({ storeLinks: [linkNumber(1)] });
    const twin = linkNumber(9, { appointmentId: linkNumber(1).appointmentId });
    const outcomes = await Promise.allSettled([
      state.record({ storeLinks: [linkNumber(2)], journal: [journalNumber(1)] }),
      state.record({ storeLinks: [linkNumber(3), twin], journal: [journalNumber(2)] }),
      state.record({ storeLinks: [linkNumber(4)], journal: [journalNumber(3)] }),
    ]);
    assert.deepEqual(
      outcomes.map((outcome) => outcome.status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    assert.deepEqual(ids(await activeLinks(state)), ["link-1", "link-2", "link-4"]);
    assert.deepEqual(ids(await state.journal({})), ["entry-1", "entry-3"]);
  });

  it("gives announced intents back in their order until they are settled; several or none of them", async () => {
    await using ground = await open();
    const { state } = ground;
    const others = intentNumber(4, { userId: BERND_USER });
    await state.announce([intentNumber(3), intentNumber(1), others]);
    await state.announce([intentNumber(2)]);
    assert.deepEqual(await state.openIntents(ANNA_USER), [intentNumber(3), intentNumber(1), intentNumber(2)]);
    await assert.rejects(state.announce([intentNumber(5), intentNumber(1)]));
    await state.record({ settle: ["intent-1", "intent-3"] });
    assert.deepEqual(ids(await state.openIntents(ANNA_USER)), ["intent-2"]);
    assert.deepEqual(await state.openIntents(BERND_USER), [others]);
    await state.announce([]);
  });

  it("keeps one subscription for each user, also one whose answer is not known", async () => {
    await using ground = await open();
    const { state } = ground;
    assert.deepEqual(await state.subscriptions(), []);
    const asked = { ...SUBSCRIPTION, id: null, expiresAt: 0, heardAt: null };
    const others = { ...SUBSCRIPTION, userId: BERND_USER, id: "subscription-2" as SubscriptionId };
    await state.storeSubscription(asked);
    await state.storeSubscription(others);
    assert.deepEqual(await state.subscriptions(), [asked, others]);
    await state.storeSubscription(SUBSCRIPTION);
    assert.deepEqual(await state.subscriptions(), [SUBSCRIPTION, others]);
    await state.forgetSubscription(BERND_USER);
    assert.deepEqual(await state.subscriptions(), [SUBSCRIPTION]);
  });

  it("remembers participants, passes, audits and the last run", async () => {
    await using ground = await open();
    const { state } = ground;
    assert.deepEqual(
      [await state.memory(ANNA_USER), await state.memories(), await state.lastRun()],
      [null, [], null],
    );
    const second = {
      ...MEMORY,
      userId: BERND_USER,
      mailbox: null,
      calendarCursor: null,
      cursorWindow: null,
      planningPosition: null,
      initialSyncDoneAt: 5,
    };
    await state.record({ memory: second });
    await state.record({ memory: MEMORY });
    assert.deepEqual(await state.memory(BERND_USER), second);
    assert.deepEqual(await state.memories(), [MEMORY, second]);
    const counts = { planning: 0, office365: 0 };
    const report = {
      user: "anna",
      email: "a@b.example",
      outcome: "ok",
      created: counts,
      updated: counts,
      deleted: counts,
      reverted: 0,
      conflicts: 0,
      linked: 0,
      mails: 0,
      held: 0,
      parked: [],
      requests: 3,
    } as const;
    const pass = {
      userId: ANNA_USER,
      login: "anna",
      at: "2026-11-24T10:00:00Z",
      report: { ...report, parked: [] },
    };
    await state.recordPass(pass);
    await state.recordPass({ ...pass, at: "2026-11-24T11:00:00Z" });
    assert.deepEqual(await state.passes(), [{ ...pass, at: "2026-11-24T11:00:00Z" }]);
    const differences = { nextCycle: 1, readAgain: 2, waiting: 0, byHand: 0 };
    const summary = { at: "2026-11-24T10:00:00Z", appointments: 3, events: 4, differences };
    assert.deepEqual(await state.audits(), []);
    await state.recordAudit({ userId: BERND_USER, login: "bernd", summary });
    await state.recordAudit({ userId: ANNA_USER, login: "anna", summary });
    const later = { userId: ANNA_USER, login: "anna", summary: { ...summary, events: 5 } };
    await state.recordAudit(later);
    assert.deepEqual(await state.audits(), [later, { userId: BERND_USER, login: "bernd", summary }]);
    const run = { id: "r" as RunId, startedAt: "2026-11-24T10:00:00Z", finishedAt: "2026-11-24T10:00:01Z" };
    await state.recordRun({ ...run, id: "q" as RunId });
    await state.recordRun(run);
    assert.deepEqual(await state.lastRun(), run);
  });
}
