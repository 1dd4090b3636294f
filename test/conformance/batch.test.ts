// $batch, through the official Graph client. learn.microsoft.com/graph/json-batching
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ANNA, BERND, event, refusal, tenant } from "./tenant.ts";

interface BatchReply {
  responses: {
    id: string;
    status: number;
    headers: Record<string, string>;
    body?: Record<string, unknown>;
  }[];
}

describe("$batch", () => {
  const world = tenant();
  const send = async (requests: unknown[]) => {
    const reply: BatchReply = await world.graph.api("/$batch").post({ requests });
    return new Map(reply.responses.map((each) => [each.id, each]));
  };
  const post = (id: string, subject: string, more: Record<string, unknown> = {}) => ({
    id,
    method: "POST",
    url: `/users/${ANNA}/events`,
    headers: { "Content-Type": "application/json" },
    body: event(subject, "2026-09-02T10:00", "2026-09-02T11:00"),
    ...more,
  });

  // proof: POST $batch | each item by itself, matched by id; 200 of the whole says nothing of the items | learn: json-batching
  it("carries out each item by itself and answers by id", async () => {
    const replies = await send([
      post("a", "Eins"),
      { id: "b", method: "GET", url: `users/${BERND}/calendar` },
      { id: "c", method: "GET", url: `/users/${ANNA}/events/garbage` },
    ]);
    assert.deepEqual([...replies].map(([id, each]) => [id, each.status]).sort(), [
      ["a", 201],
      ["b", 200],
      ["c", 400],
    ]);
    assert.equal(replies.get("a")?.body?.subject, "Eins");
  });

  // proof: POST $batch | headers such as Prefer are each item's own | learn: json-batching
  it("takes preferences per item", async () => {
    const made = await send([
      post("a", "Zwei", {
        headers: { "Content-Type": "application/json", Prefer: 'outlook.timezone="Europe/Berlin"' },
      }),
    ]);
    const start = made.get("a")?.body?.start as Record<string, string>;
    assert.deepEqual(start, { dateTime: "2026-09-02T10:00:00.0000000", timeZone: "Europe/Berlin" });
    assert.match(made.get("a")?.headers["Preference-Applied"] ?? "", /outlook\.timezone/);
  });

  // proof: POST $batch | dependsOn runs in order; what depends on a failed item gets 424 | learn: json-batching
  it("runs dependent items in order, and fails them with 424", async () => {
    const replies = await send([
      { id: "1", method: "GET", url: `/users/${ANNA}/events/garbage` },
      post("2", "Drei", { dependsOn: ["1"] }),
      post("3", "Vier", { dependsOn: ["2"] }),
      post("4", "Fünf"),
    ]);
    assert.deepEqual(
      ["1", "2", "3", "4"].map((id) => replies.get(id)?.status),
      [400, 424, 424, 201],
    );
  });

  // proof: POST $batch | 400 for more than 20 items, ids that differ by case alone, a body without Content-Type, an absolute url | learn: json-batching
  it("refuses more than 20 items, doubled ids whatever the case, and bodies without a type", async () => {
    const gets = Array.from({ length: 21 }, (_, i) => ({
      id: `${i}`,
      method: "GET",
      url: `/users/${ANNA}/calendar`,
    }));
    assert.equal((await refusal(send(gets))).statusCode, 400);
    assert.equal((await refusal(send([post("x", "a"), post("X", "b")]))).statusCode, 400);
    assert.equal((await refusal(send([post("x", "a", { headers: {} })]))).statusCode, 400);
    assert.equal(
      (await refusal(send([{ id: "1", method: "GET", url: "https://graph.microsoft.com/v1.0/users" }])))
        .statusCode,
      400,
    );
  });

  // proof: POST $batch | at most four items at a time to one mailbox | learn: throttling-limits
  it("sends at most four at a time to one mailbox: all 20 succeed (throttling-outlook)", async () => {
    const { control } = world.sandbox;
    control.settings({ latencyMs: 20 });
    const began = Date.now();
    const replies = await send(Array.from({ length: 20 }, (_, i) => post(`${i}`, `Viele ${i}`)));
    const took = Date.now() - began;
    control.settings({ latencyMs: 0 });
    assert.ok([...replies.values()].every((each) => each.status === 201));
    assert.equal(control.statistics().peakConcurrency, 4);
    assert.ok(took >= 100, `five rounds of 20 ms took ${took} ms`);
  });

  // proof: POST $batch | items stand in the request log with their batch | sandbox: request log
  it("shows its items in the request log, with the batch they came in", async () => {
    const { control } = world.sandbox;
    const since = control.statistics().requests;
    await send([{ id: "1", method: "GET", url: `/users/${ANNA}/calendar` }]);
    const entries = control.requests(since);
    const envelope = entries.find((each) => each.url === "/v1.0/$batch");
    assert.deepEqual(
      entries.filter((each) => each.batch === envelope?.requestId).map((each) => each.mailbox),
      [ANNA],
    );
  });

  // proof: POST $batch | answers in any order, or in the order they were done (batchShufflesAnswers) | learn: json-batching
  it("answers in any order, or in the order in which items were done", async () => {
    const { control } = world.sandbox;
    const gets = Array.from({ length: 20 }, (_, i) => ({
      id: `${i}`,
      method: "GET",
      url: `/users/${ANNA}/calendar`,
    }));
    const order = async () => [...(await send(gets)).keys()];
    const asked = gets.map((each) => each.id);
    assert.notDeepEqual(await order(), asked);
    control.settings({ batchShufflesAnswers: false });
    assert.deepEqual(await order(), asked);
    control.settings({ batchShufflesAnswers: true });
  });

  // proof: POST $batch | Graph paces itself at a mailbox, or runs into 429 with Retry-After at the item (batchPaces) | learn: throttling-limits; observed: microsoft-graph-docs#8760, #5028, #2886, #4366
  it("paces its items at a mailbox, or runs into the limit, with Retry-After at the item", async () => {
    const { control } = world.sandbox;
    control.settings({ latencyMs: 20, batchPaces: false });
    const mixed = Array.from({ length: 8 }, (_, i) => ({
      id: `${i}`,
      method: "GET",
      url: `/users/${i < 6 ? ANNA : BERND}/calendar`,
    }));
    const replies = await send(mixed);
    control.settings({ latencyMs: 0, batchPaces: true });
    const statuses = mixed.map(({ id }) => replies.get(id)?.status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 429, 429, 200, 200]);
    assert.equal(replies.get("4")?.headers["Retry-After"], "2");
    assert.ok([...(await send(mixed)).values()].every((each) => each.status === 200));
  });

  // proof: POST $batch | dependsOn compares ids without case, and names only what comes before, else 400 | learn: json-batching; observed: msgraph-sdk-dotnet-core#891
  it("compares ids in dependsOn without case, and takes only what comes before", async () => {
    const replies = await send([post("Erst", "a"), post("dann", "b", { dependsOn: ["ERST"] })]);
    assert.deepEqual([replies.get("Erst")?.status, replies.get("dann")?.status], [201, 201]);
    const backwards = [post("1", "a", { dependsOn: ["2"] }), post("2", "b")];
    const circle = [post("1", "a", { dependsOn: ["2"] }), post("2", "b", { dependsOn: ["1"] })];
    const unknown = [post("1", "a", { dependsOn: ["9"] })];
    const itself = [post("1", "a", { dependsOn: ["1"] })];
    for (const requests of [backwards, circle, unknown, itself]) {
      const refused = await refusal(send(requests));
      assert.deepEqual([refused.statusCode, refused.code], [400, "BadRequest"]);
      assert.match(refused.message, /^Invalid dependency for request Id '1'/);
    }
  });

  // proof: POST $batch | a malformed or nested envelope: 400 for the whole | learn: json-batching
  it("refuses an envelope that is none", async () => {
    const nested = {
      id: "1",
      method: "POST",
      url: "/$batch",
      headers: { "Content-Type": "application/json" },
      body: {},
    };
    for (const requests of [undefined, "x", [null], [{ id: "1", method: "GET" }], [nested]]) {
      assert.equal((await refusal(send(requests as unknown[]))).statusCode, 400, JSON.stringify(requests));
    }
  });
});
