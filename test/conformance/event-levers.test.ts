// Writing events where Microsoft is silent or reports differ: each lever in both positions; through the
// official Graph client.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import type { Event } from "@microsoft/microsoft-graph-types";
import { type EventLevers, eventLevers } from "../../sandbox/levers/event-levers.ts";
import { ANNA, at, event, path, raw, refusal, tenant } from "./tenant.ts";

describe("levers of writing", () => {
  const world = tenant();
  const set = (levers: Partial<EventLevers>) => world.sandbox.control.settings(levers);
  afterEach(() => set(eventLevers));

  const body = (more: Event = {}) => event("Vorher", "2026-09-02T10:00", "2026-09-02T11:00", more);
  const create = (more: Event = {}): Promise<Event> =>
    world.graph.api(`/users/${ANNA}/events`).post(body(more));
  const read = (id: string | undefined): Promise<Event> => world.graph.api(path(ANNA, id)).get();
  const patch = (id: string | undefined, change: Event): Promise<Event> =>
    world.graph.api(path(ANNA, id)).patch(change);
  const post = (sent: Event) => raw(world, "POST", `/users/${ANNA}/events`, { body: sent });

  // proof: POST events | a replayed transactionId is answered with 201, or 200 (transactionReplayStatus) | learn: resources/event; sandbox: status not documented
  it("answers a replayed transactionId with either status, and the event that exists", async () => {
    const sent = body({ transactionId: "replay" });
    const { id } = (await post(sent)).json;
    for (const transactionReplayStatus of [201, 200] as const) {
      set({ transactionReplayStatus });
      const again = await post(sent);
      assert.deepEqual([again.status, again.json.id], [transactionReplayStatus, id]);
    }
  });

  // proof: POST events | a transactionId used for another event is refused with 400, or 409 (transactionDuplicateStatus) | observed: ErrorDuplicateTransactionId as handled by production clients
  it("refuses a transactionId that was used for another event, with either status", async () => {
    const { id } = await create({ transactionId: "double" });
    for (const transactionDuplicateStatus of [400, 409] as const) {
      set({ transactionDuplicateStatus });
      const refused = await post(body({ transactionId: "double", subject: "Anders" }));
      assert.deepEqual(
        [refused.status, refused.json.error?.code, refused.json.error?.["@event.existingEventId"]],
        [transactionDuplicateStatus, "ErrorDuplicateTransactionId", id],
      );
    }
  });

  // proof: POST events | a transactionId goes with its event, or outlives it (transactionOutlivesDeletion) | sandbox: not documented
  it("forgets a transactionId with its event, or not", async () => {
    const first = await create({ transactionId: "again" });
    await world.graph.api(path(ANNA, first.id)).delete();
    const second = await create({ transactionId: "again" });
    assert.notEqual(second.id, first.id);
    set({ transactionOutlivesDeletion: true });
    await world.graph.api(path(ANNA, second.id)).delete();
    const error = await refusal(create({ transactionId: "again" }));
    assert.equal(error.code, "ErrorDuplicateTransactionId");
  });

  // proof: DELETE events/{id} | a second DELETE is answered with 404, or 400 (secondDeleteStatus) | observed: on a work and on a consumer mailbox
  it("answers a second DELETE in two ways", async () => {
    for (const [secondDeleteStatus, code] of [
      [404, "ErrorItemNotFound"],
      [400, "ErrorInvalidRequest"],
    ] as const) {
      set({ secondDeleteStatus });
      const { id } = await create();
      assert.equal((await raw(world, "DELETE", path(ANNA, id))).status, 204);
      const again = await raw(world, "DELETE", path(ANNA, id));
      assert.deepEqual([again.status, again.json.error?.code], [secondDeleteStatus, code]);
    }
  });

  // proof: DELETE events/{id} | If-Match counts, or is ignored (ifMatchOnDelete) | sandbox: not documented
  it("heeds If-Match on DELETE, or not", async () => {
    const { id } = await create();
    const remove = () => raw(world, "DELETE", path(ANNA, id), { headers: { "if-match": 'W/"old"' } });
    assert.equal((await remove()).status, 412);
    set({ ifMatchOnDelete: false });
    assert.equal((await remove()).status, 204);
  });

  // proof: PATCH events/{id} | 412 though nobody else wrote, or never (conflictOnEvery) | observed: davmail#463, #491, msgraph-sdk-dotnet#1195, microsoft-graph-docs#2256
  it("conflicts out of the blue, and leaves the event as it was", async () => {
    const { id } = await create();
    for (const subject of ["1", "2", "3", "4"]) assert.equal((await patch(id, { subject })).subject, subject);
    set({ conflictOnEvery: 2 });
    const outcomes: number[] = [];
    for (let i = 0; i < 4; i++) {
      const { subject: before } = await read(id);
      const reply = await raw(world, "PATCH", path(ANNA, id), { body: { subject: `neu ${i}` } });
      outcomes.push(reply.status);
      const { subject: after } = await read(id);
      assert.equal(after, reply.status === 412 ? before : `neu ${i}`);
      if (reply.status === 412) assert.equal(reply.json.error?.code, "ErrorIrresolvableConflict");
    }
    assert.deepEqual(outcomes.sort(), [200, 200, 412, 412]);
  });

  // proof: POST events, PATCH events/{id} | the etag stays as answered, or moves once more (etagMovesAfter) | observed: davmail#463, microsoft-graph-docs#14632
  it("moves the etag once more after a create, or after any write, or not at all", async () => {
    for (const [etagMovesAfter, afterCreate, afterPatch] of [
      ["nothing", false, false],
      ["create", true, false],
      ["write", true, true],
    ] as const) {
      set({ etagMovesAfter });
      const made = await create();
      const seen = await read(made.id);
      assert.equal(seen.changeKey !== made.changeKey, afterCreate, etagMovesAfter);
      assert.equal(seen.subject, made.subject);
      const patched = await patch(made.id, { subject: "Nachher" });
      const again = await read(made.id);
      assert.equal(again.changeKey !== patched.changeKey, afterPatch, etagMovesAfter);
      assert.equal(again.subject, "Nachher");
    }
  });

  // proof: GET events/{id} | etag and lastModifiedDateTime move without an edit (control side: touch) | observed: microsoft-graph-docs#14632
  it("touches an event without an edit when told to, and delta shows it", async () => {
    const made = await create();
    const first = `/users/${ANNA}/calendarView/delta?startDateTime=2026-09-01&endDateTime=2026-09-03`;
    const { "@odata.deltaLink": link } = await world.graph
      .api(first)
      .header("Prefer", "odata.maxpagesize=100")
      .get();
    world.sandbox.control.advanceClock(1000);
    world.sandbox.control.touch(ANNA, made.id);
    const { changeKey, lastModifiedDateTime, ...rest } = await read(made.id);
    assert.notEqual(changeKey, made.changeKey);
    assert.notEqual(lastModifiedDateTime, made.lastModifiedDateTime);
    assert.deepEqual([rest.subject, rest.start, rest.body], [made.subject, made.start, made.body]);
    assert.deepEqual(
      (await world.graph.api(link).get()).value.map((item: Event) => item.id),
      [made.id],
    );
    const all = await fetch(`${world.sandbox.url}/sandbox/touch`, {
      method: "POST",
      body: JSON.stringify({ mailbox: ANNA }),
    });
    assert.equal(all.status, 200);
    assert.notEqual((await read(made.id)).changeKey, changeKey);
  });

  // proof: POST events | a subject over 255 characters is refused, or cut (longSubject) | learn: web-service-reference/subject; observed: nylas/exchangelib#68
  it("refuses a subject that is too long, or cuts it", async () => {
    const subject = "ä".repeat(256);
    assert.equal((await create({ subject: subject.slice(1) })).subject?.length, 255);
    assert.equal((await refusal(create({ subject }))).code, "ErrorPropertyValidationFailure");
    set({ longSubject: "cut" });
    assert.equal((await create({ subject })).subject, `${"ä".repeat(252)}...`);
  });

  // proof: POST events | a category is shorter than 256 characters, a request body not over 4 MB, attendees not over 500 | learn: event-update; learn: [MS-OXCMSG] 2.2.1.17
  it("has limits for categories, attendees and the whole body", async () => {
    assert.ok(await create({ categories: ["x".repeat(255)] }));
    const guest = (i: number) => ({ emailAddress: { address: `gast${i}@kunde.example` } });
    const many = Array.from({ length: 501 }, (_, i) => guest(i));
    for (const more of [{ categories: ["x".repeat(256)] }, { attendees: many }]) {
      assert.equal((await refusal(create(more))).code, "ErrorPropertyValidationFailure");
    }
    const huge = { body: { contentType: "text" as const, content: "x".repeat(4 * 1024 * 1024) } };
    assert.equal((await refusal(create(huge))).statusCode, 413);
  });

  // proof: PATCH events/{id} | a body without the Teams block ends the meeting, or begins a new one (bodyWithoutTeamsBlock) | learn: event-update; observed: microsoft-graph-docs#18896
  it("ends a Teams meeting with a body that lacks its block, or begins another", async () => {
    const online: Event = { isOnlineMeeting: true, onlineMeetingProvider: "teamsForBusiness" };
    const plain: Event = { body: { contentType: "text", content: "ohne" } };
    const ended = await patch((await create(online)).id, plain);
    assert.deepEqual([ended.isOnlineMeeting, ended.onlineMeeting], [false, null]);
    set({ bodyWithoutTeamsBlock: "newMeeting" });
    const made = await create(online);
    const renewed = await patch(made.id, plain);
    const url = renewed.onlineMeeting?.joinUrl ?? "";
    assert.match(url, /^https:\/\/teams\.microsoft\.com\//);
    assert.notEqual(url, made.onlineMeeting?.joinUrl);
    assert.ok(renewed.body?.content?.includes(url));
    assert.match(renewed.bodyPreview ?? "", /^ohne/);
  });

  // proof: PATCH events/{id} | a moved series keeps the exceptions it still fits, or drops all (newPatternDropsExceptions) | observed: Outlook's warning; sandbox: not documented
  it("keeps the exceptions of a series that moves, or drops them", async () => {
    const recurrence: Event["recurrence"] = {
      pattern: { type: "daily", interval: 1 },
      range: { type: "numbered", startDate: "2026-09-02", numberOfOccurrences: 3 },
    };
    const types = async (newPatternDropsExceptions: boolean) => {
      set({ newPatternDropsExceptions });
      const made = await create({ recurrence });
      const window = "?startDateTime=2026-09-01&endDateTime=2026-09-10";
      const instances = async (): Promise<Event[]> =>
        (await world.graph.api(path(ANNA, made.id, `/instances${window}`)).get()).value;
      const [first, second] = await instances();
      await patch(first?.id, { subject: "Anders" });
      await world.graph.api(path(ANNA, second?.id)).delete();
      await patch(made.id, { start: at("2026-09-02T12:00"), end: at("2026-09-02T13:00") });
      return (await instances()).map((each) => each.type);
    };
    assert.deepEqual(await types(false), ["exception", "occurrence"]);
    assert.deepEqual(await types(true), ["occurrence", "occurrence", "occurrence"]);
  });

  // proof: sandbox | a lever takes only the values it stands for | sandbox: settings
  it("takes only the positions that a lever has", () => {
    for (const wrong of [
      { secondDeleteStatus: 500 },
      { etagMovesAfter: "always" },
      { conflictOnEvery: -1 },
    ]) {
      assert.throws(() => set(wrong as unknown as Partial<EventLevers>), RangeError);
    }
  });
});
