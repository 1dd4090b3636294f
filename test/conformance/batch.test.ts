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

  it("shows its items in the request log, with the batch they came in", async () => {
    const { control } = world.sandbox;
    const since = control.statistics().requests;
    await send([{ id: "1", method: "GET", url: `/users/${ANNA}/calendar` }]);
    const entries = control.requests(since);
    const envelope = entries.find((each) => each.url === "/v1.0/$batch");
    assert.deepEqual(
      entries.filter((each) => each.batch === envelope?.id).map((each) => each.mailbox),
      [ANNA],
    );
  });
});
