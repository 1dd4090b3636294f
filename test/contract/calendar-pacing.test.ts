// As fast as Microsoft allows, and no faster: the real gateway at the sandbox's limits, by the sandbox's own counters.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import type { Settings } from "../../sandbox/settings.ts";
import { NO_HEADER } from "../../src/core/model/fields.ts";
import type { NewEvent } from "../../src/core/model/writes.ts";
import type { Mailbox } from "../../src/engine/ports/calendar.ts";
import { WINDOW } from "./calendar-play.ts";
import { ANNA, fieldsOf } from "./calendar-stage.ts";
import { openGraphStage } from "./graph-calendar-stage.ts";

/** Longer than a call is on its way, with a new connection and on a busy machine too; shorter than every wait that is asked for here. */
const GRACE: Partial<Settings> = { retryAfterGraceMs: 500 };

type Stage = Awaited<ReturnType<typeof openGraphStage>>;

let opened: Stage | null = null;
afterEach(async () => {
  await opened?.close();
  opened = null;
});

async function open(settings: Partial<Settings>, people = 0) {
  const emails = Array.from({ length: people }, (_, index) => `person${index}@firma.example`);
  const stage = await openGraphStage({ ...GRACE, ...settings }, emails);
  opened = stage;
  const mailboxes = await Promise.all(emails.map((email) => stage.calendar.findMailbox([email])));
  const anna = await stage.calendar.findMailbox([ANNA]);
  return { ...stage, mailboxes, anna, control: stage.sandbox.control };
}

let transactions = 0;
function newEvent(): NewEvent {
  transactions += 1;
  return { fields: fieldsOf(), header: NO_HEADER, transactionId: `pacing-${transactions}`, mark: "2|m" };
}

/** Four at a time, as a pass writes. */
async function createMany(
  { calendar }: Pick<Stage, "calendar">,
  mailbox: Mailbox,
  count: number,
): Promise<void> {
  let left = count;
  const work = async () => {
    while (left-- > 0) await calendar.create(mailbox, newEvent());
  };
  await Promise.all(Array.from({ length: 4 }, work));
}

describe("limits of a mailbox", () => {
  it("that are the published ones are never met", async () => {
    const stage = await open({ latencyMs: 60 });
    await createMany(stage, stage.anna, 100);
    const { throttled, peakConcurrency } = stage.control.statistics();
    assert.deepEqual({ throttled, peakConcurrency }, { throttled: 0, peakConcurrency: 4 });
  });

  it("that fall while it works are learned, and no call comes before its time", async () => {
    const stage = await open({ latencyMs: 10, retryAfterSeconds: 0.85 });
    for (const mailboxConcurrency of [4, 2, 1]) {
      stage.control.settings({ mailboxConcurrency });
      const before = stage.control.statistics();
      await createMany(stage, stage.anna, 80);
      const { throttled, violations } = stage.control.statistics();
      assert.equal(violations, 0);
      assert.ok(
        throttled - before.throttled <= 10,
        `${throttled - before.throttled} at ${mailboxConcurrency}`,
      );
      if (mailboxConcurrency < 4) assert.ok(throttled > before.throttled, "nobody was refused");
    }
    assert.equal(stage.control.requests().filter(({ status }) => status === 201).length, 240);
  });

  it("are learned from a 503 as well, and where no Retry-After comes along", async () => {
    const stage = await open({
      latencyMs: 10,
      mailboxConcurrency: 2,
      throttleStatus: 503,
      retryAfterSeconds: 0.8,
    });
    await createMany(stage, stage.anna, 40);
    stage.control.settings({ mailboxConcurrency: 1, throttleStatus: 429, retryAfterSeconds: null });
    await createMany(stage, stage.anna, 40);
    const { throttled, violations } = stage.control.statistics();
    assert.equal(violations, 0);
    assert.ok(throttled > 0 && throttled <= 20, String(throttled));
  });

  it("ask for waits in fractions, and as dates", async () => {
    const { calendar, anna, control, sandbox } = await open({});
    const { cursor } = await calendar.changes(anna, WINDOW, null);
    const until = new Date(sandbox.core.clock.now() + 2_000).toUTCString();
    const path = "/calendarView/delta|deltatoken";
    control.addFault({ path, status: 429, retryAfter: 0.85 });
    control.addFault({ path, status: 429, headers: { "retry-after": until }, nth: 2 });
    const since = control.statistics().requests;
    await calendar.changes(anna, WINDOW, cursor);
    const asked = control.requests(since);
    assert.deepEqual(
      asked.map(({ status }) => status),
      [429, 429, 200],
    );
    const [first = 0, second = 0, third = 0] = asked.map(({ at }) => Date.parse(at));
    assert.ok(second - first >= 850 && second - first < 1_400, `${second - first} ms`);
    assert.ok(third >= Date.parse(until), `${third - second} ms`);
    assert.equal(control.statistics().violations, 0);
  });

  it("hit single parts of an envelope, which are repeated by themselves", async () => {
    const stage = await open({ latencyMs: 60 });
    await createMany(stage, stage.anna, 30);
    const { events } = await stage.calendar.changes(stage.anna, WINDOW, null);
    stage.control.settings({ mailboxConcurrency: 2, batchPaces: false, retryAfterSeconds: 0.8 });
    const since = stage.control.statistics();
    const ids = events.map(({ id }) => id);
    const looks = await stage.calendar.look(stage.anna, ids);
    assert.equal([...looks.values()].filter(({ kind }) => kind === "present").length, 30);
    const { violations, throttled } = stage.control.statistics();
    assert.equal(violations, 0);
    assert.ok(throttled > since.throttled && throttled - since.throttled <= 10, String(throttled));
    const refused = stage.control.requests(since.requests).filter(({ status }) => status === 429);
    assert.ok(refused.some(({ batch }) => batch !== null));
  });
});

describe("a limit of the application", () => {
  it("of four over all mailboxes is found, and shared fairly", async () => {
    const stage = await open({ latencyMs: 40, appConcurrency: 4, retryAfterSeconds: 0.8 }, 12);
    const all = () => Promise.all(stage.mailboxes.map((mailbox) => createMany(stage, mailbox, 20)));
    await all();
    const learned = stage.control.statistics();
    await all();
    const { violations, peakAppConcurrency, throttled } = stage.control.statistics();
    assert.deepEqual({ violations, peakAppConcurrency }, { violations: 0, peakAppConcurrency: 4 });
    assert.ok(learned.throttled <= 100, `${learned.throttled} while it was learned`);
    assert.ok(throttled - learned.throttled <= 6, `${throttled - learned.throttled} afterwards`);
    // When half of everything is done, everybody has had as many turns; whoever was refused waits on his own account.
    const asked = stage.control.requests(learned.requests);
    const refused = new Set(asked.filter(({ status }) => status === 429).map(({ mailbox }) => mailbox));
    const made = asked.filter(({ status }) => status === 201).slice(0, 120);
    const turns = [...Map.groupBy(made, ({ mailbox }) => mailbox)]
      .filter(([mailbox]) => !refused.has(mailbox))
      .map(([, { length }]) => length);
    assert.equal(turns.length, 12 - refused.size);
    assert.ok(Math.max(...turns) - Math.min(...turns) <= 4, turns.join(" "));
  });
});

describe("idle", () => {
  it("twenty mailboxes cost one call, a request each, and no write", async () => {
    const { calendar, mailboxes, control } = await open({}, 20);
    const cursors = await Promise.all(mailboxes.map((mailbox) => calendar.changes(mailbox, WINDOW, null)));
    for (let cycle = 0; cycle < 3; cycle++) {
      const since = control.statistics().requests;
      const before = mailboxes.map((mailbox) => calendar.requests(mailbox));
      const rounds = await Promise.all(
        mailboxes.map((mailbox, index) => calendar.changes(mailbox, WINDOW, cursors[index]?.cursor ?? null)),
      );
      assert.ok(rounds.every(({ events, complete }) => events.length === 0 && !complete));
      const entries = control.requests(since);
      const calls = entries.filter(({ batch }) => batch === null);
      assert.deepEqual(
        calls.map(({ method, url }) => `${method} ${url}`),
        ["POST /v1.0/$batch"],
      );
      assert.equal(entries.length, 21);
      assert.deepEqual(
        mailboxes.map((mailbox, index) => calendar.requests(mailbox) - (before[index] ?? 0)),
        Array(20).fill(1),
      );
    }
  });

  it("one of them without a licence, and one whose cursor has expired, keep nothing from the others", async () => {
    const { calendar, mailboxes, control } = await open({}, 5);
    const cursors = await Promise.all(mailboxes.map((mailbox) => calendar.changes(mailbox, WINDOW, null)));
    control.changeUser("person1@firma.example", { state: "unlicensed" });
    control.addFault({ mailbox: "person2@firma.example", status: 410, code: "SyncStateNotFound", times: 2 });
    control.addFault({ mailbox: "person3@firma.example", status: 503, retryAfter: 0.4, times: 1 });
    const results = await Promise.allSettled(
      mailboxes.map((mailbox, index) => calendar.changes(mailbox, WINDOW, cursors[index]?.cursor ?? null)),
    );
    assert.deepEqual(
      results.map((one) => (one.status === "rejected" ? one.reason.code : "read")),
      ["read", "mailboxUnavailable", "cursorExpired", "read", "read"],
    );
    assert.equal(control.statistics().violations, 0);
  });
});
