// Outlook's limits. learn.microsoft.com/graph/throttling, graph/throttling-limits
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ANNA, BERND, raw, tenant } from "./tenant.ts";

describe("throttling", () => {
  const world = tenant();
  const get = (user = ANNA) => raw(world, "GET", `/users/${user}/calendar`);

  it("refuses the fifth request at a time for one mailbox, with Retry-After", async () => {
    const { control } = world.sandbox;
    await get();
    control.settings({ latencyMs: 80, retryAfterSeconds: 2.128 });
    const replies = await Promise.all(Array.from({ length: 6 }, () => get()));
    assert.equal(replies.filter((each) => each.status === 200).length, 4);
    const refused = replies.find((each) => each.status === 429);
    assert.equal(refused?.json.error?.code, "ApplicationThrottled");
    assert.match(String(refused?.json.error?.message), /MailboxConcurrency/);
    // Fractions of a second are legal (graph/throttling shows 2.128).
    assert.equal(refused?.headers.get("retry-after"), "2.128");
  });

  it("counts each mailbox by itself, and calls that do not wait as violations", async () => {
    const { control } = world.sandbox;
    assert.equal((await get(BERND)).status, 200);
    const before = control.statistics().violations;
    assert.equal((await get(ANNA)).status, 200);
    assert.equal(control.statistics().violations, before + 1);
    assert.equal(control.requests().at(-1)?.early, true);
    control.advanceClock(3000);
    await get(ANNA);
    assert.equal(control.statistics().violations, before + 1);
  });

  it("may leave Retry-After out (reported for Outlook)", async () => {
    const { control } = world.sandbox;
    control.settings({ retryAfterSeconds: null });
    const replies = await Promise.all(Array.from({ length: 5 }, () => get()));
    assert.equal(replies.find((each) => each.status === 429)?.headers.get("retry-after"), null);
    control.settings({ retryAfterSeconds: 2, latencyMs: 0 });
  });

  it("refuses more than so many requests in ten minutes", async () => {
    const { control } = world.sandbox;
    control.advanceClock(600_000);
    control.settings({ requestsPer10Minutes: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) statuses.push((await get()).status);
    assert.deepEqual(statuses, [200, 200, 200, 429]);
    control.advanceClock(601_000);
    assert.equal((await get()).status, 200);
  });

  it("does not count directory calls against the mailbox", async () => {
    world.sandbox.control.settings({ requestsPer10Minutes: 10_000, latencyMs: 30 });
    const replies = await Promise.all(Array.from({ length: 6 }, () => raw(world, "GET", `/users/${ANNA}`)));
    assert.ok(replies.every((each) => each.status === 200));
  });
});
