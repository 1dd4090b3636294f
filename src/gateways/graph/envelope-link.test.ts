// Idle calendars of many mailboxes in one envelope: what one of them meets is its own, and an envelope that fails harms nobody.
import assert from "node:assert/strict";
import { describe, it, mock } from "node:test";
import type { CalendarCursor, MailboxId } from "../../core/model/ids.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import {
  batches,
  bodyAt,
  faultOf,
  GRAPH,
  on,
  type Reply,
  type Rule,
  refusal,
  type Sent,
  scriptedGraph,
  WINDOW,
} from "./scripted-graph.ts";

const mailbox = (number: number): Mailbox => ({
  id: `m${number}` as MailboxId,
  email: `m${number}@firma.example`,
  addresses: [`m${number}@firma.example`],
});
const link = (number: number, token = "1") =>
  `${GRAPH}/v1.0/users/m${number}/calendarView/delta?$deltatoken=${token}`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Nothing has happened anywhere. */
const quiet: Rule = ({ path }) => {
  const [, number] = /\/users\/m(\d+)\/calendarView\/delta/.exec(path) ?? [];
  return number === undefined
    ? undefined
    : { json: { value: [], "@odata.deltaLink": link(Number(number), "2") } };
};
const of = (number: number, ...replies: Reply[]) => on("GET", new RegExp(`users/m${number}/`), ...replies);

type Graph = ReturnType<typeof scriptedGraph>;

function poll({ calendar }: Graph, number: number) {
  return calendar.changes(mailbox(number), WINDOW, link(number) as CalendarCursor);
}

function pollAll(graph: Graph, count: number) {
  return Promise.all(numbers(count).map((number) => poll(graph, number)));
}

const paths = (sent: readonly Sent[]) => sent.map(({ path }) => path.replace("/v1.0", ""));
const parts = (sent: readonly Sent[]) =>
  sent.map(({ body }) => (body as { requests?: object[] } | undefined)?.requests?.length ?? 1);

describe("idle calendars", () => {
  it("of twenty mailboxes take one call, each counted as one request", async () => {
    const graph = scriptedGraph(batches(quiet));
    const rounds = await pollAll(graph, 20);
    assert.equal(graph.sent.length, 1);
    assert.deepEqual(
      rounds.map(({ cursor }) => cursor),
      numbers(20).map((number) => link(number, "2")),
    );
    assert.deepEqual(
      numbers(20).map((number) => graph.calendar.requests(mailbox(number))),
      Array(20).fill(1),
    );
    const { requests } = bodyAt<{ requests: { url: string; headers: Record<string, string> }[] }>(
      graph.sent,
      0,
    );
    assert.equal(requests[3]?.url, "/users/m3/calendarView/delta?$deltatoken=1");
    assert.match(requests[3]?.headers.Prefer ?? "", /^IdType="ImmutableId".*odata\.maxpagesize=50$/);
    assert.deepEqual(graph.slept, []);
  });

  it("of many fill the envelopes", async () => {
    const graph = scriptedGraph(batches(quiet));
    await pollAll(graph, 20);
    graph.sent.length = 0;
    await pollAll(graph, 500);
    assert.ok(graph.sent.length <= 27, parts(graph.sent).join(" "));
  });

  it("of one mailbox take no envelope", async () => {
    const graph = scriptedGraph(quiet);
    await poll(graph, 1);
    assert.deepEqual(paths(graph.sent), ["/users/m1/calendarView/delta?$deltatoken=1"]);
  });

  it("that have news are read on singly, with larger pages", async () => {
    const next = link(1, "page2");
    const news = of(1, { json: { value: [], "@odata.nextLink": next } });
    const graph = scriptedGraph(batches(news, quiet), quiet);
    await pollAll(graph, 3);
    assert.deepEqual(paths(graph.sent).slice(1), ["/users/m1/calendarView/delta?$deltatoken=page2"]);
    assert.match(graph.sent[1]?.headers.prefer ?? "", /maxpagesize=100$/);
  });
});

describe("one mailbox in trouble", () => {
  it("is asked by itself before it is believed, and is alone in its trouble", async () => {
    const gone = of(1, refusal(404, "MailboxNotEnabledForRESTAPI"));
    const closed = of(2, refusal(403, "ErrorAccessDenied"));
    const expired = of(3, refusal(410, "SyncStateNotFound"));
    const graph = scriptedGraph(batches(gone, closed, expired, quiet), gone, closed, expired);
    const results = await Promise.allSettled(numbers(20).map((number) => poll(graph, number)));
    assert.deepEqual(
      results.flatMap(({ status }, number) => (status === "rejected" ? [number] : [])),
      [1, 2, 3],
    );
    assert.deepEqual(parts(graph.sent), [20, 1, 1, 1]);
    await faultOf(poll(graph, 1), "mailboxUnavailable");
    await faultOf(poll(graph, 2), "mailboxForbidden");
    await faultOf(poll(graph, 3), "cursorExpired");
  });

  it("waits as it was told, and repeats by itself; nobody else waits", async () => {
    const busy = { ...refusal(429, "ApplicationThrottled"), headers: { "Retry-After": "2.5" } };
    const waits = Promise.withResolvers<void>();
    const graph = scriptedGraph(batches(of(1, busy), quiet), quiet);
    graph.clock.sleep = () => waits.promise;
    const troubled = poll(graph, 1);
    await Promise.all([0, 2, 3].map((number) => poll(graph, number)));
    await Promise.all([0, 2, 3].map((number) => poll(graph, number)));
    assert.deepEqual(parts(graph.sent), [4, 3]);
    waits.resolve();
    await troubled;
    assert.deepEqual(paths(graph.sent).slice(2), ["/users/m1/calendarView/delta?$deltatoken=1"]);
    assert.equal(graph.calendar.requests(mailbox(1)), 2);
  });

  it("that is slow holds an envelope up for ten seconds only, and travels alone from then on", async () => {
    const alarm = mock.method(AbortSignal, "timeout", () => new AbortController().signal);
    const stops: AbortController[] = [];
    alarm.mock.mockImplementation(() => {
      const stop = new AbortController();
      stops.push(stop);
      return stop.signal;
    });
    try {
      const hangs: Rule = ({ method }) =>
        method === "POST" && stops.length === 1
          ? new Promise((_, reject) =>
              stops[0]?.signal.addEventListener("abort", () => reject(new Error("aborted"))),
            )
          : undefined;
      const slow: Rule = async ({ path }) => {
        if (!path.includes("/m1/")) return undefined;
        // The others have their answers by then: they share this clock.
        await new Promise((resolve) => setTimeout(resolve, 100));
        await graph.clock.sleep(9_000);
        return undefined;
      };
      const graph = scriptedGraph(hangs, slow, batches(quiet), quiet);
      const all = pollAll(graph, 3);
      while (stops.length === 0) await new Promise(setImmediate);
      assert.deepEqual(alarm.mock.calls[0]?.arguments, [10_000]);
      stops[0]?.abort();
      await all;
      assert.deepEqual(parts(graph.sent), [3, 1, 1, 1]);
      await pollAll(graph, 3);
      assert.deepEqual(parts(graph.sent).slice(4).toSorted(), [1, 2]);
    } finally {
      alarm.mock.restore();
    }
  });
});

it("a mailbox that was slow by itself is left out of the next envelope", async () => {
  let isSlow = true;
  const slow: Rule = async ({ path }) => {
    if (isSlow && path.includes("/m1/")) await graph.clock.sleep(4_000);
    return undefined;
  };
  const graph = scriptedGraph(slow, batches(quiet), quiet);
  await poll(graph, 1);
  isSlow = false;
  await pollAll(graph, 3);
  assert.deepEqual(parts(graph.sent).slice(1).toSorted(), [1, 2]);
  await pollAll(graph, 3);
  assert.deepEqual(parts(graph.sent).slice(3), [3]);
});

describe("an envelope", () => {
  it("that is refused makes everybody wait, and all go singly afterwards", async () => {
    const refused: Reply = { ...refusal(429, "TooManyRequests"), headers: { "retry-after": "3" } };
    const graph = scriptedGraph(on("POST", /batch/, refused), quiet);
    const asleep = Promise.withResolvers<void>();
    graph.clock.sleep = () => asleep.promise;
    const all = pollAll(graph, 3);
    while (graph.sent.length === 0) await new Promise(setImmediate);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const other = poll(graph, 9);
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(graph.sent.length, 1);
    asleep.resolve();
    await Promise.all([all, other]);
    assert.deepEqual(parts(graph.sent), [3, 1, 1, 1, 1]);
  });

  it("that breaks off, holds too little or nothing readable harms nobody", async () => {
    const broken: Reply[] = [
      { breaksOff: true },
      { fails: "ECONNRESET" },
      { json: { responses: [] } },
      { json: { responses: "none" } },
      { text: "<html>Sign in</html>" },
      { json: { responses: [{ id: "1", status: 7 }, { id: "2" }, {}] } },
    ];
    for (const reply of broken) {
      const graph = scriptedGraph(on("POST", /batch/, reply), quiet);
      const rounds = await pollAll(graph, 3);
      assert.equal(rounds.length, 3);
      assert.deepEqual(parts(graph.sent), [3, 1, 1, 1], JSON.stringify(reply));
    }
  });

  it("is not sent again to a server that takes none", async () => {
    const graph = scriptedGraph(on("POST", /batch/, refusal(404, "BadRequest")), quiet);
    await pollAll(graph, 3);
    await pollAll(graph, 3);
    assert.deepEqual(parts(graph.sent), [3, 1, 1, 1, 1, 1, 1]);
    assert.ok(graph.said.some((line) => line.includes("takes no batches")));
  });

  it("carries no links where they are not understood in there, and no cursor is lost by that", async () => {
    const odd = on("GET", /delta/, refusal(400, "BadRequest"));
    const graph = scriptedGraph(batches(odd), quiet);
    await pollAll(graph, 3);
    await pollAll(graph, 3);
    assert.deepEqual(parts(graph.sent), [3, 1, 1, 1, 1, 1, 1]);
  });

  it("renews the token once for all in it", async () => {
    const graph = scriptedGraph(
      (sent) =>
        sent.headers.authorization === "Bearer token-1"
          ? refusal(401, "InvalidAuthenticationToken")
          : undefined,
      batches(quiet),
    );
    await pollAll(graph, 3);
    assert.deepEqual(
      graph.sent.map(({ headers }) => headers.authorization),
      ["Bearer token-1", "Bearer token-2"],
    );
  });

  it("is given up with the second 401", async () => {
    const graph = scriptedGraph(on("POST", /batch/, refusal(401, "InvalidAuthenticationToken")));
    await faultOf(pollAll(graph, 3), "credentialsRefused");
    assert.equal(graph.sent.length, 2);
  });
});
