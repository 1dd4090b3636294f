// Updating and deleting events, through the official Graph client.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Event } from "@microsoft/microsoft-graph-types";
import { ANNA, at, event, path, raw, refusal, tenant } from "./tenant.ts";

describe("update event (learn.microsoft.com/graph/api/event-update)", () => {
  const world = tenant();
  const create = (more: Event = {}): Promise<Event> =>
    world.graph
      .api(`/users/${ANNA}/events`)
      .post(event("Vorher", "2026-09-02T10:00", "2026-09-02T11:00", more));
  const patch = (id: string | undefined, body: Event): Promise<Event> =>
    world.graph.api(path(ANNA, id)).patch(body);

  // proof: PATCH events/{id} | what is sent changes, the rest stays, the changeKey is new | learn: event-update
  it("changes what is sent, leaves the rest, and gives a new changeKey", async () => {
    const before = await create({ location: { displayName: "Lager" } });
    const after = await patch(before.id, { subject: "Nachher" });
    assert.equal(after.subject, "Nachher");
    assert.equal(after.location?.displayName, "Lager");
    assert.notEqual(after.changeKey, before.changeKey);
    assert.equal(after.createdDateTime, before.createdDateTime);
  });

  // proof: PATCH events/{id} | start and end move; 400 for an end before the start | learn: event-update
  it("moves by start and end, and refuses an end before the start", async () => {
    const { id } = await create();
    const moved = await patch(id, { start: at("2026-09-03T08:00"), end: at("2026-09-03T09:00") });
    assert.equal(moved.start?.dateTime, "2026-09-03T06:00:00.0000000");
    assert.equal(
      (await refusal(patch(id, { end: at("2026-09-02T09:00") }))).code,
      "ErrorPropertyValidationFailure",
    );
  });

  // proof: PATCH events/{id} | lists are replaced as a whole | learn: event-update
  it("replaces lists as a whole (event-update)", async () => {
    const { id } = await create({ categories: ["Rot", "Blau"] });
    assert.deepEqual((await patch(id, { categories: ["Grün"] })).categories, ["Grün"]);
  });

  // proof: PATCH events/{id} | location alone replaces locations | learn: resources/event
  it("replaces locations when location alone is patched (event resource)", async () => {
    const { id } = await create({ locations: [{ displayName: "A" }, { displayName: "B" }] });
    const after = await patch(id, { location: { displayName: "C" } });
    assert.deepEqual(
      after.locations?.map((each) => each.displayName),
      ["C"],
    );
  });

  // proof: PATCH events/{id} | 412 ErrorIrresolvableConflict for a stale If-Match | observed: davmail#463, msgraph-sdk-dotnet#1195
  it("takes the current etag in If-Match and refuses a stale one with 412 (davmail#463, msgraph-sdk-dotnet#1195)", async () => {
    const made = await create();
    const etag = `W/"${made.changeKey}"`;
    const send = (ifMatch: string) =>
      world.graph.api(path(ANNA, made.id)).header("If-Match", ifMatch).patch({ subject: "B" });
    assert.equal((await send(etag)).subject, "B");
    const error = await refusal(send(etag));
    assert.deepEqual([error.statusCode, error.code], [412, "ErrorIrresolvableConflict"]);
  });

  // proof: PATCH events/{id} | transactionId can be set on create only | learn: resources/event
  it("lets transactionId be set on create only (event resource)", async () => {
    const { id } = await create();
    assert.equal((await refusal(patch(id, { transactionId: "late" }))).statusCode, 400);
  });

  // proof: DELETE events/{id} | 204, then 404 | learn: event-delete; observed: live
  it("deletes with 204, then answers 404 (event-delete; observed live)", async () => {
    const { id } = await create();
    assert.equal((await raw(world, "DELETE", path(ANNA, id))).status, 204);
    const again = await raw(world, "DELETE", path(ANNA, id));
    assert.deepEqual([again.status, again.json.error?.code], [404, "ErrorItemNotFound"]);
    assert.equal((await refusal(world.graph.api(path(ANNA, id)).get())).statusCode, 404);
  });
});
