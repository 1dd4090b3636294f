// Outlook's limits. learn.microsoft.com/graph/throttling, graph/throttling-limits
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ANNA, type Answer, BERND, NOW, raw, tenant } from "./tenant.ts";

/** Time stands still, and who takes a place in the sandbox leaves it when all who were sent together have come, however slow the machine. */
class Gathering {
  #missing = 0;
  #open = () => {};
  #opened = Promise.resolve();
  readonly clock = {
    now: () => NOW,
    sleep: () => {
      this.#come();
      return this.#opened;
    },
  };

  send(count: number, call: () => Promise<Answer>): Promise<Answer[]> {
    this.#missing = count;
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
    // Who is refused never takes a place, and has come once the answer is here.
    return Promise.all(Array.from({ length: count }, () => call().finally(() => this.#come())));
  }

  #come(): void {
    if (--this.#missing === 0) this.#open();
  }
}

describe("throttling", () => {
  const gathering = new Gathering();
  const world = tenant({ clock: gathering.clock });
  const get = (user = ANNA) => raw(world, "GET", `/users/${user}/calendar`);

  // proof: GET users/{user}/calendar | the fifth request at a time for one mailbox: 429 ApplicationThrottled, MailboxConcurrency, with Retry-After, which may have a fraction | learn: graph/throttling-limits, graph/throttling; observed in reports
  it("refuses the fifth request at a time for one mailbox, with Retry-After", async () => {
    const { control } = world.sandbox;
    await get();
    control.settings({ latencyMs: 80, retryAfterSeconds: 2.128 });
    const replies = await gathering.send(6, () => get());
    assert.equal(replies.filter((each) => each.status === 200).length, 4);
    const refused = replies.find((each) => each.status === 429);
    assert.equal(refused?.json.error?.code, "ApplicationThrottled");
    assert.match(String(refused?.json.error?.message), /MailboxConcurrency/);
    // Fractions of a second are legal (graph/throttling shows 2.128).
    assert.equal(refused?.headers.get("retry-after"), "2.128");
  });

  // proof: any operation | each mailbox has its own limits; a call before Retry-After has passed is a violation | learn: graph/throttling; sandbox: statistics
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

  // proof: any operation | Retry-After may be missing | observed: Q&A 1660054, 734143
  it("may leave Retry-After out (reported for Outlook)", async () => {
    const { control } = world.sandbox;
    control.settings({ retryAfterSeconds: null });
    const replies = await gathering.send(5, () => get());
    assert.equal(replies.find((each) => each.status === 429)?.headers.get("retry-after"), null);
    control.settings({ retryAfterSeconds: 2, latencyMs: 0 });
  });

  // proof: any operation | more than so many requests in 10 minutes for one app and mailbox: 429 | learn: graph/throttling-limits
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

  // proof: GET users/{user} | directory calls do not count against the mailbox | learn: graph/throttling-limits
  it("does not count directory calls against the mailbox", async () => {
    world.sandbox.control.settings({ requestsPer10Minutes: 10_000, latencyMs: 30 });
    const replies = await gathering.send(6, () => raw(world, "GET", `/users/${ANNA}`));
    assert.ok(replies.every((each) => each.status === 200));
  });

  // proof: any operation | more than so many requests in 10 seconds for one app: 429 TooManyRequests, in the directory too | learn: graph/throttling-limits, graph/throttling
  it("has a limit for the app as a whole, over all mailboxes and the directory", async () => {
    const { control } = world.sandbox;
    control.advanceClock(10_000);
    control.settings({ appRequestsPer10Seconds: 2, latencyMs: 0 });
    const replies = [await get(ANNA), await get(BERND), await raw(world, "GET", "/users")];
    assert.deepEqual(
      replies.map((each) => each.status),
      [200, 200, 429],
    );
    assert.equal(replies[2]?.json.error?.code, "TooManyRequests");
    control.advanceClock(10_001);
    control.settings({ appRequestsPer10Seconds: 130_000 });
    assert.equal((await get(BERND)).status, 200);
  });

  // proof: any operation | so many requests at a time for one app over all mailboxes, as one state of the documentation was read (switch) | observed: microsoft-graph-docs-contrib#9428
  it("has a limit at a time for the app as a whole, where a lever says so", async () => {
    const { control } = world.sandbox;
    control.advanceClock(10_000);
    control.settings({ appConcurrency: 3, latencyMs: 30 });
    const users = [ANNA, ANNA, BERND, BERND, ANNA];
    const replies = await gathering.send(5, () => get(users.shift()));
    const refused = replies.filter((each) => each.status === 429);
    assert.equal(refused.length, 2);
    assert.match(String(refused[0]?.json.error?.message), /ApplicationConcurrency/);
    assert.ok(control.statistics().peakAppConcurrency >= 3);
    control.settings({ appConcurrency: 100_000, latencyMs: 0 });
    assert.equal((await get(BERND)).status, 200);
  });

  // proof: any operation | a call that was on its way when another was told to wait is no violation (retryAfterGraceMs) | sandbox: statistics
  it("lets what was on its way pass as no violation, where a lever says so", async () => {
    const { control } = world.sandbox;
    control.advanceClock(10_000);
    control.settings({ retryAfterGraceMs: 50, requestsPer10Minutes: 0 });
    const before = control.statistics().violations;
    await get();
    control.advanceClock(49);
    await get();
    assert.equal(control.statistics().violations, before);
    // The second refusal does not begin the grace anew.
    control.advanceClock(1);
    await get();
    assert.equal(control.statistics().violations, before + 1);
    control.settings({ retryAfterGraceMs: 0, requestsPer10Minutes: 10_000 });
  });

  // proof: any operation | the concurrency limit as 503 with Retry-After (switch) | observed in one code base
  it("plays the limit as 503 where a lever says so", async () => {
    const { control } = world.sandbox;
    control.advanceClock(600_000);
    control.settings({ throttleStatus: 503, requestsPer10Minutes: 0 });
    const reply = await get();
    assert.deepEqual([reply.status, reply.headers.get("retry-after")], [503, "2"]);
    control.settings({ throttleStatus: 429, requestsPer10Minutes: 10_000 });
  });

  // proof: POST $batch | each item is throttled alone, with Retry-After in its own headers; an early item is a violation | learn: graph/throttling, graph/json-batching
  it("throttles each item of a batch alone", async () => {
    const { control } = world.sandbox;
    control.advanceClock(600_000);
    control.settings({ requestsPer10Minutes: 2, retryAfterSeconds: 0.5 });
    const requests = [ANNA, ANNA, ANNA, BERND].map((user, i) => ({
      id: String(i),
      method: "GET",
      url: `/users/${user}/calendar`,
    }));
    const since = control.statistics();
    const first = await raw(world, "POST", "/$batch", { body: { requests } });
    const answers = first.json.responses as unknown as {
      id: string;
      status: number;
      headers: Record<string, string>;
    }[];
    const byId = new Map(answers.map((each) => [each.id, each]));
    assert.deepEqual(
      ["0", "1", "2", "3"].map((id) => byId.get(id)?.status),
      [200, 200, 429, 200],
    );
    assert.equal(byId.get("2")?.headers["Retry-After"], "0.5");
    assert.equal(control.statistics().violations, since.violations);
    await raw(world, "POST", "/$batch", { body: { requests } });
    assert.equal(
      control.statistics().violations,
      since.violations + 3,
      "three items for a mailbox that waits",
    );
    control.settings({ requestsPer10Minutes: 10_000, retryAfterSeconds: 2 });
  });

  // proof: any operation | a call before the Retry-After of a played 429 or 503 has passed is a violation | sandbox: faults, statistics
  it("counts calls before the Retry-After of a played fault as violations", async () => {
    const { control } = world.sandbox;
    control.advanceClock(600_000);
    control.addFault({ path: "/calendar$", status: 503, retryAfter: 1.5, times: 2 });
    const before = control.statistics().violations;
    const statuses = [(await get()).status, (await get()).status];
    assert.deepEqual(statuses, [503, 503]);
    assert.equal(control.statistics().violations, before + 1);
    control.advanceClock(1501);
    await get();
    assert.equal(control.statistics().violations, before + 1);
  });
});

describe("a trace that is replayed", () => {
  let now = NOW;
  const slept: number[] = [];
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      slept.push(ms);
      now += ms;
    },
  };
  const asked: string[] = [];
  const met = [
    { latencyMs: 120, retryAfter: null },
    { latencyMs: 25, retryAfter: 3 },
    { latencyMs: 700, retryAfter: null },
  ];
  const weather = (mailbox: string) => {
    asked.push(mailbox);
    return met[asked.length - 1] ?? { latencyMs: 0, retryAfter: null };
  };
  const world = tenant({ clock, weather });

  // proof: any operation | Microsoft may refuse without any limit being reached: 429 with Retry-After | learn: graph/throttling; sandbox: weather
  it("tells of each request to a mailbox how long it takes and whether it is refused, in their order", async () => {
    const get = () => raw(world, "GET", `/users/${ANNA}/calendar`);
    assert.equal((await get()).status, 200);
    const refused = await get();
    assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "3"]);
    const { violations, throttled } = world.sandbox.control.statistics();
    assert.equal((await get()).status, 200);
    assert.equal(world.sandbox.control.statistics().violations, violations + 1);
    assert.equal(throttled, 1);
    // The directory has no weather.
    await raw(world, "GET", `/users/${BERND}`);
    assert.deepEqual(slept, [120, 25, 700]);
    assert.deepEqual(asked, [ANNA, ANNA, ANNA]);
  });
});
