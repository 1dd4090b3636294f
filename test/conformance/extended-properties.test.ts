// Single-value extended properties, through the official Graph client.
// learn.microsoft.com/graph/api/resources/extended-properties-overview
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Event } from "@microsoft/microsoft-graph-types";
import { ANNA, event, path, refusal, tenant } from "./tenant.ts";

const GUID = "6a5b9f0e-4c1d-4b57-9d29-5b1d3f8e2c44";
const ID = `String {${GUID}} Name Marke`;
const OTHER = `String {${GUID}} Name Andere`;

describe("extended properties", () => {
  const world = tenant();
  const list = () => world.graph.api(`/users/${ANNA}/events`);
  const create = (value: string, id = ID): Promise<Event> =>
    list().post(
      event("x", "2026-09-02T10:00", "2026-09-02T11:00", { singleValueExtendedProperties: [{ id, value }] }),
    );
  const expand = (filter: string) => `singleValueExtendedProperties($filter=${filter})`;

  // proof: POST events, GET events/{id} | extended properties come by a filtered $expand alone | learn: resources/extended-properties-overview
  it("does not echo them, and shows them by a filtered $expand", async () => {
    const made = await create("wert-1");
    assert.equal("singleValueExtendedProperties" in made, false);
    const read: Event = await world.graph
      .api(path(ANNA, made.id))
      .expand(expand(`id eq '${ID}'`))
      .get();
    assert.deepEqual(read.singleValueExtendedProperties, [{ id: ID, value: "wert-1" }]);
  });

  // proof: GET events/{id} | $expand without its filter shows nothing, and is no error | observed: microsoft-graph-docs#21314
  it("shows nothing without the inner filter, and no error either (microsoft-graph-docs#21314)", async () => {
    const made = await create("wert-2");
    const read = await world.graph.api(path(ANNA, made.id)).expand("singleValueExtendedProperties").get();
    assert.equal("singleValueExtendedProperties" in read, false);
  });

  // proof: GET events, GET calendarView | several extended properties by one $expand, in lists and views | learn: resources/extended-properties-overview
  it("shows several joined by or, also in lists and views", async () => {
    const made = await create("wert-3");
    await world.graph
      .api(path(ANNA, made.id))
      .patch({ singleValueExtendedProperties: [{ id: OTHER, value: "zwei" }] });
    const wanted = expand(`id eq '${ID}' or id eq '${OTHER}'`);
    const view = world.graph.api(
      `/users/${ANNA}/calendarView?startDateTime=2026-09-01&endDateTime=2026-10-01`,
    );
    for (const request of [list(), view]) {
      const { value } = await request.expand(wanted).top(100).get();
      const found = value.find((each: Event) => each.id === made.id);
      assert.equal(found.singleValueExtendedProperties.length, 2);
    }
  });

  // proof: GET events | Any() finds an event by an extended property; names keep their case, values do not | learn: resources/extended-properties-overview
  it("finds events by value, without case (extended-properties-overview)", async () => {
    const made = await create("Such-Mich");
    const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${ID}' and ep/value eq 'such-mich')`;
    const found = await list()
      .filter(filter)
      .expand(expand(`id eq '${ID}'`))
      .get();
    assert.deepEqual(
      found.value.map((each: Event) => each.id),
      [made.id],
    );
    const other = filter.replace("Marke", "marke");
    assert.deepEqual((await list().filter(other).get()).value, [], "names keep their case");
  });

  // proof: POST events | the GUID of an extended property in any case | sandbox: one spelling
  it("takes the GUID in any case", async () => {
    const made = await create("wert-4", ID.replace(GUID, GUID.toUpperCase()));
    const read: Event = await world.graph
      .api(path(ANNA, made.id))
      .expand(expand(`id eq '${ID}'`))
      .get();
    assert.equal(read.singleValueExtendedProperties?.[0]?.value, "wert-4");
  });

  // proof: POST events | a malformed property id, or a value that is no text: 400 | learn: resources/singlevaluelegacyextendedproperty
  it("refuses a malformed id and a value that is no text", async () => {
    assert.equal((await refusal(create("x", "Marke"))).code, "ErrorInvalidProperty");
    const body = event("x", "2026-09-02T10:00", "2026-09-02T11:00");
    const wrong = { ...body, singleValueExtendedProperties: [{ id: ID, value: 5 }] };
    assert.equal((await refusal(list().post(wrong))).code, "RequestBodyRead");
  });

  // proof: GET calendarView/delta | no extended properties | learn: delta-query-overview
  it("keeps them out of delta (delta-query-overview)", async () => {
    await create("wert-5");
    const delta = world.graph.api(
      `/users/${ANNA}/calendarView/delta?startDateTime=2026-09-01&endDateTime=2026-10-01`,
    );
    const { value } = await delta.get();
    assert.ok(value.length > 0);
    assert.ok(value.every((each: Event) => !("singleValueExtendedProperties" in each)));
  });
});
