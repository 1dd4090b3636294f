// Ids of events: opaque, case-sensitive, of two kinds, and translated between them; through the official
// Graph client.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import type { ConvertIdResult, Event, ExchangeIdFormat } from "@microsoft/microsoft-graph-types";
import { ANNA, BERND, event, path, raw, refusal, tenant } from "./tenant.ts";

describe("ids", () => {
  const world = tenant();
  afterEach(() => world.sandbox.control.settings({ awkwardIds: false }));

  const create = (subject: string, more: Event = {}): Promise<Event> =>
    world.graph
      .api(`/users/${ANNA}/events`)
      .post(event(subject, "2026-09-02T10:00", "2026-09-02T11:00", more));
  const immutable = (request: ReturnType<typeof world.graph.api>) =>
    request.header("Prefer", 'IdType="ImmutableId"');
  const translate = (inputIds: string[], sourceIdType: ExchangeIdFormat, targetIdType: ExchangeIdFormat) =>
    world.graph.api(`/users/${ANNA}/translateExchangeIds`).post({ inputIds, sourceIdType, targetIdType });

  // proof: GET events/{id} | ids with / + = work percent-encoded; two that differ by case alone are two events (awkwardIds) | observed: microsoft-graph-docs#3598, #7330
  it("tells two events apart whose ids differ by case alone, slashes and all", async () => {
    world.sandbox.control.settings({ awkwardIds: true });
    const pairs = [await create("klein"), await create("GROSS"), await create("noch einer")];
    const [one, other, third] = pairs.map((each) => each.id ?? "");
    for (const id of [one, other, third]) assert.match(id ?? "", /^(?=.*\/)(?=.*\+).*=$/);
    assert.equal(one?.toLowerCase(), other?.toLowerCase());
    assert.notEqual(one, other);
    assert.notEqual(one?.toLowerCase(), third?.toLowerCase());
    for (const made of pairs) {
      assert.equal((await world.graph.api(path(ANNA, made.id)).get()).subject, made.subject);
    }
    const forms = await Promise.all(
      [one, other].map(async (id) => (await immutable(world.graph.api(path(ANNA, id))).get()).id as string),
    );
    assert.equal(forms[0]?.toLowerCase(), forms[1]?.toLowerCase());
    assert.notEqual(forms[0], forms[1]);
  });

  // proof: GET events/{id} | an id in another case is not the same id | observed: microsoft-graph-docs#7330
  it("does not find an id in another case", async () => {
    const { id = "" } = await create("x");
    assert.ok((await refusal(world.graph.api(path(ANNA, id.toLowerCase())).get())).statusCode >= 400);
  });

  // proof: GET events/{id} | Prefer: IdType="ImmutableId" gives the other id, and either is taken | learn: outlook-immutable-id
  it("gives another id for the header, on occurrences too, and takes both", async () => {
    const made = await create("x", {
      recurrence: {
        pattern: { type: "daily", interval: 1 },
        range: { type: "numbered", startDate: "2026-09-02", numberOfOccurrences: 2 },
      },
    });
    const instances = path(ANNA, made.id, "/instances?startDateTime=2026-09-01&endDateTime=2026-09-10");
    const usual: Event[] = (await world.graph.api(instances).get()).value;
    const lasting: Event[] = (await immutable(world.graph.api(instances)).get()).value;
    for (const [i, { id }] of usual.entries()) {
      assert.notEqual(lasting[i]?.id, id);
      assert.equal((await world.graph.api(path(ANNA, lasting[i]?.id)).get()).id, id);
    }
    assert.notEqual(lasting[0]?.seriesMasterId, made.id);
    const reply = await raw(world, "GET", path(ANNA, made.id), {
      headers: { prefer: 'IdType="ImmutableId"' },
    });
    assert.match(reply.headers.get("preference-applied") ?? "", /IdType="ImmutableId"/);
    assert.equal(String(reply.json.id), lasting[0]?.seriesMasterId);
  });

  // proof: POST users/{user}/translateExchangeIds | restId to restImmutableEntryId and back; what is no id has errorDetails | learn: user-translateexchangeids
  it("translates one kind into the other, and says of each id why not", async () => {
    const { id = "" } = await create("x");
    const there: ConvertIdResult[] = (await translate([id, "garbage"], "restId", "restImmutableEntryId"))
      .value;
    assert.deepEqual(
      there.map((each) => [each.sourceId, typeof each.targetId, typeof each.errorDetails]),
      [
        [id, "string", "undefined"],
        ["garbage", "undefined", "object"],
      ],
    );
    const target = there[0]?.targetId ?? "";
    assert.equal((await immutable(world.graph.api(path(ANNA, id))).get()).id, target);
    const back: ConvertIdResult[] = (await translate([target], "restImmutableEntryId", "restId")).value;
    assert.deepEqual(
      back.map((each) => each.targetId),
      [id],
    );
  });

  // proof: POST users/{user}/translateExchangeIds | at most 1000 ids; other formats are not modelled | learn: user-translateexchangeids
  it("translates 1000 ids at most, and no formats of Outlook or EWS", async () => {
    const many = Array.from({ length: 1001 }, () => "x");
    assert.equal((await refusal(translate(many, "restId", "restImmutableEntryId"))).statusCode, 400);
    assert.equal((await translate(many.slice(1), "restId", "restImmutableEntryId")).value.length, 1000);
    assert.equal((await refusal(translate(["x"], "restId", "ewsId"))).code, "SandboxNotModelled");
  });

  // proof: GET events/{id} | an id of another mailbox is unknown, garbage is malformed | observed: odoo/odoo#148011
  it("knows no id of another mailbox", async () => {
    const { id } = await create("x");
    const elsewhere = await refusal(world.graph.api(path(BERND, id)).get());
    assert.deepEqual([elsewhere.statusCode, elsewhere.code], [404, "ErrorItemNotFound"]);
    const garbage = await refusal(world.graph.api(path(ANNA, "garbage")).get());
    assert.deepEqual([garbage.statusCode, garbage.code], [400, "ErrorInvalidIdMalformed"]);
  });
});
