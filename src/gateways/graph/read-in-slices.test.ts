// Windows that are too much for one round: which parts are read, how long a failing server is tried, what the cursor of several links is
// worth, and what their rounds add up to.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { GraphEvent } from "../../contract/graph.ts";
import type { CalendarCursor, EventId } from "../../core/model/ids.ts";
import type { CalendarRound } from "../../engine/ports/calendar.ts";
import { exception, master, removed, single, stub } from "./scripted-events.ts";
import {
  ANNA,
  batches,
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

const DAY_MS = 86_400_000;
const TIMEOUT = refusal(504, "UnknownError");
const CIRCLE: Reply = { json: { value: [], "@odata.nextLink": `${GRAPH}/v1.0/delta?$skiptoken=circle` } };

interface Span {
  readonly from: number;
  readonly to: number;
  readonly days: number;
}

/** Of a first question; null for a link. */
function spanOf({ path }: Sent): Span | null {
  const [, start, end] = /\/calendarView\/delta\?startDateTime=(\S+)&endDateTime=(\S+)$/.exec(path) ?? [];
  if (start === undefined || end === undefined) return null;
  const [from, to] = [Date.parse(start), Date.parse(end)];
  return { from, to, days: (to - from) / DAY_MS };
}

/** A first round is one page, whose link names its place in the row. */
function firstRounds(reply: (span: Span) => Reply | GraphEvent[]): Rule {
  let rounds = 0;
  return (sent) => {
    const span = spanOf(sent);
    if (span === null) return undefined;
    const answer = reply(span);
    return Array.isArray(answer)
      ? { json: { value: answer, "@odata.deltaLink": linkOf(`a${++rounds}`) } }
      : answer;
  };
}

const linkOf = (token: string) => `${GRAPH}/v1.0/delta?$deltatoken=${token}`;
const upTo = (days: number, failure = TIMEOUT) => firstRounds((span) => (span.days > days ? failure : []));
const read = (graph: ReturnType<typeof scriptedGraph>, cursor: CalendarCursor | null = null) =>
  graph.calendar.changes(ANNA, WINDOW, cursor);
const ids = ({ events }: CalendarRound) => events.map(({ id }) => id);
const askedSpans = (sent: readonly Sent[]) => sent.flatMap((one) => spanOf(one) ?? []);
const linksIn = ({ cursor }: CalendarRound) => (cursor.startsWith("[") ? JSON.parse(cursor).length : 1);

describe("a window that is too long for one round", () => {
  it("is read in halves that leave nothing out, and as a whole where it can be", async () => {
    for (const failure of [TIMEOUT, refusal(503, "x"), refusal(500, "x"), CIRCLE]) {
      const answered: Span[] = [];
      const halves = firstRounds((span) => {
        if (span.days > 400) return failure;
        answered.push(span);
        return [single("in-both"), single(`in-${answered.length}`)];
      });
      const round = await read(scriptedGraph(halves, on("GET", /skiptoken/, CIRCLE)));
      assert.deepEqual(ids(round), ["in-both", "in-1", "in-2"]);
      assert.equal(round.complete, true);
      assert.deepEqual(JSON.parse(round.cursor), [linkOf("a1"), linkOf("a2")]);
      const [first, second] = answered;
      assert.ok(first && second);
      assert.equal(first.from, Date.parse(WINDOW.start) - DAY_MS);
      assert.equal(second.to, Date.parse(WINDOW.end) + DAY_MS);
      assert.equal(first.to - second.from, 2 * DAY_MS, "as far as the window itself is widened");
    }
    assert.equal((await read(scriptedGraph(upTo(700)))).cursor, linkOf("a1"));
  });

  it("is read in smaller parts only where the larger ones fail", async () => {
    const crowded = Date.parse("2026-08-01T00:00:00Z");
    const graph = scriptedGraph(
      firstRounds(({ days, from, to }) => (from < crowded && crowded < to && days > 100 ? TIMEOUT : [])),
    );
    assert.equal(linksIn(await read(graph)), 4);
    const lengths = [...new Set(askedSpans(graph.sent).map(({ days }) => Math.round(days)))];
    assert.deepEqual(lengths, [613, 308, 155, 78]);
  });

  it("is read in halves if the server breaks off in the middle, with a wait or without", async () => {
    const begun: Reply = { json: { value: [], "@odata.nextLink": `${GRAPH}/v1.0/delta?$skiptoken=1` } };
    for (const headers of [{}, { "retry-after": "7.5" }]) {
      const graph = scriptedGraph(upTo(400, begun), on("GET", /skiptoken/, { ...TIMEOUT, headers }));
      assert.equal(linksIn(await read(graph)), 2);
    }
  });

  it("takes no longer than a mailbox that is out of order, and a little", async () => {
    const graph = scriptedGraph(() => TIMEOUT);
    const fault = await faultOf(read(graph), "graphUnavailable");
    assert.equal(fault.detail.status, 504);
    assert.deepEqual(
      [...new Set(askedSpans(graph.sent).map(({ days }) => Math.round(days)))],
      [613, 308, 155, 78, 40],
    );
    const [whole, ...halves] = [613, 308, 155, 78, 40].map(
      (length) => askedSpans(graph.sent).filter(({ days }) => Math.round(days) === length).length,
    );
    assert.deepEqual([whole, ...halves], [16, 6, 6, 6, 6], "two page sizes, with patience and without");
    const wholeMs = sum(graph.slept.slice(0, 14));
    assert.ok(sum(graph.slept) < 1.1 * wholeMs, `${sum(graph.slept)} ms for ${wholeMs}`);
  });

  it("fails with what keeps the shortest part from being read", async () => {
    await faultOf(read(scriptedGraph(upTo(0, CIRCLE), on("GET", /skiptoken/, CIRCLE))), "pageLoop");
    const changing = firstRounds(({ days }) => (days > 100 ? CIRCLE : refusal(403, "ErrorAccessDenied")));
    await faultOf(read(scriptedGraph(changing, on("GET", /skiptoken/, CIRCLE))), "mailboxForbidden");
    const shortest = firstRounds(({ days }) => (days > 50 ? TIMEOUT : CIRCLE));
    await faultOf(read(scriptedGraph(shortest, on("GET", /skiptoken/, CIRCLE))), "pageLoop");
  });

  it("is not halved for a server that is busy, or for any other trouble", async () => {
    const replies: [Reply, Parameters<typeof faultOf>[1]][] = [
      [{ ...refusal(503, "x"), headers: { "retry-after": "20" } }, "graphUnavailable"],
      [{ ...refusal(429, "x"), headers: { "retry-after": "20" } }, "graphThrottled"],
      [refusal(404, "MailboxNotEnabledForRESTAPI"), "mailboxUnavailable"],
      [refusal(410, "SyncStateNotFound"), "cursorExpired"],
      [{ json: { value: [] } }, "graphAnswerUnreadable"],
      [{ json: { value: [], "@odata.deltaLink": "https://elsewhere.example/delta" } }, "foreignLink"],
      [{ fails: "ECONNRESET" }, "graphUnreachable"],
    ];
    for (const [reply, code] of replies) {
      const graph = scriptedGraph(() => reply);
      await faultOf(read(graph), code);
      assert.equal(new Set(askedSpans(graph.sent).map(({ days }) => days)).size, 1, code);
    }
  });

  it("waits as it is asked to, whatever failed before", async () => {
    let refusals = 0;
    const busy = { ...refusal(503, "x"), headers: { "retry-after": "4" } };
    const graph = scriptedGraph(
      firstRounds(({ days }) => {
        if (days > 400) return TIMEOUT;
        return refusals++ < 7 ? busy : [];
      }),
    );
    assert.equal(linksIn(await read(graph)), 2);
  });

  it("is waited for at its shortest parts once others were answered", async () => {
    let refusals = 0;
    const april = Date.parse("2027-04-01T00:00:00Z");
    const graph = scriptedGraph(
      firstRounds(({ days, from, to }) => {
        const isInTrouble = from < april && april < to;
        return isInTrouble && (days > 50 || refusals++ < 14) ? TIMEOUT : [];
      }),
    );
    assert.equal(linksIn(await read(graph)), 5);
  });
});

describe("what was learned about a window", () => {
  it("is used at the next reading, and tried anew after a week", async () => {
    let most = 200;
    const graph = scriptedGraph(firstRounds(({ days }) => (days > most ? TIMEOUT : [])));
    await read(graph);
    const lengths = async () => {
      const before = graph.sent.length;
      await read(graph);
      return askedSpans(graph.sent.slice(before)).map(({ days }) => Math.round(days));
    };
    assert.deepEqual(await lengths(), [155, 155, 155, 155]);
    most = 700;
    await graph.clock.sleep(6 * DAY_MS);
    assert.deepEqual(await lengths(), [155, 155, 155, 155]);
    await graph.clock.sleep(DAY_MS);
    assert.deepEqual(await lengths(), [613]);
  });

  it("is deepened where a part fails meanwhile, and concerns one mailbox", async () => {
    let most = 400;
    const graph = scriptedGraph(firstRounds(({ days }) => (days > most ? TIMEOUT : [])));
    await read(graph);
    most = 200;
    assert.equal(linksIn(await read(graph)), 4);
    most = 700;
    assert.equal(linksIn(await read(graph)), 4);
    assert.equal(linksIn(await graph.calendar.changes({ ...ANNA, id: "b" as never }, WINDOW, null)), 1);
  });

  it("is nothing in an outage", async () => {
    let isOut = true;
    const graph = scriptedGraph(firstRounds(() => (isOut ? TIMEOUT : [])));
    await faultOf(read(graph), "graphUnavailable");
    isOut = false;
    assert.equal(linksIn(await read(graph)), 1);
  });
});

const SLICED = JSON.stringify([linkOf("a1"), linkOf("a2"), linkOf("a3")]) as CalendarCursor;

/** A link's next round, in one page: `a2` is followed by `b2`. */
function nextRound(number: number, ...value: GraphEvent[]): Rule {
  const json = { value, "@odata.deltaLink": linkOf(`b${number}`) };
  return on("GET", new RegExp(`deltatoken=a${number}`), { json });
}

const since = (...rounds: Rule[]) => read(scriptedGraph(batches(...rounds), ...rounds), SLICED);

describe("a cursor of several links", () => {
  it("asks all of them in one envelope, and becomes one of the new links", async () => {
    const rounds = [nextRound(1), nextRound(2, single("x")), nextRound(3)];
    const graph = scriptedGraph(batches(...rounds));
    const round = await read(graph, SLICED);
    assert.deepEqual(
      graph.sent.map(({ path }) => path),
      ["/v1.0/$batch"],
    );
    assert.equal(graph.calendar.requests(ANNA), 3);
    assert.deepEqual(ids(round), ["x"]);
    assert.equal(round.complete, false);
    assert.deepEqual(JSON.parse(round.cursor), [linkOf("b1"), linkOf("b2"), linkOf("b3")]);
  });

  it("has expired where one link has, and nobody reads on behind it", async () => {
    const expired = on("GET", /deltatoken=a2/, refusal(410, "SyncStateNotFound"));
    const more = on("GET", /a3$/, { json: { value: [], "@odata.nextLink": linkOf("a3more") } });
    let isReadToTheEnd = false;
    const slow: Rule = async ({ path }) => {
      if (!path.includes("a3more")) return undefined;
      for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate);
      isReadToTheEnd = true;
      return { json: { value: [], "@odata.deltaLink": linkOf("b3") } };
    };
    await faultOf(since(nextRound(1), expired, more, slow), "cursorExpired");
    assert.ok(isReadToTheEnd);
  });

  it("that cannot be read has expired, without a question", async () => {
    const foreign = JSON.stringify([linkOf("a1"), "https://elsewhere.example/v1.0/delta"]);
    for (const cursor of [foreign, SLICED.slice(0, -9), "[]", "[7]", `[["${linkOf("a1")}"]]`, "[null]", ""]) {
      const graph = scriptedGraph();
      await faultOf(read(graph, cursor as CalendarCursor), "cursorExpired");
      assert.deepEqual(graph.sent, [], cursor);
    }
  });

  it("takes no link that leads elsewhere", async () => {
    const json = { value: [], "@odata.deltaLink": "https://elsewhere.example/v1.0/delta" };
    await faultOf(since(nextRound(1), on("GET", /deltatoken=a2/, { json }), nextRound(3)), "foreignLink");
  });
});

describe("rounds of several links", () => {
  it("do not call removed what has crossed a border, in either direction", async () => {
    const round = await since(
      nextRound(1, removed("later"), single("earlier"), removed("gone")),
      nextRound(2, single("later"), removed("earlier"), removed("gone"), removed("once")),
      nextRound(3, removed("later"), removed("earlier"), single("back"), removed("back")),
    );
    assert.deepEqual([...ids(round)].sort(), ["earlier", "later"]);
    assert.deepEqual([...round.removed].sort(), ["back", "gone", "once"]);
  });

  it("tell an event of two slices once, as it was read last", async () => {
    const round = await since(
      nextRound(1, single("x", "alt"), single("x", "neu")),
      nextRound(2, single("x", "neuer")),
      nextRound(3),
    );
    assert.deepEqual(
      round.events.map(({ id, fields }) => [id, fields.subject]),
      [["x", "neuer"]],
    );
  });

  it("tell a series of several slices as one", async () => {
    const round = await since(
      nextRound(1, master("m"), stub("m1", "m"), stub("m2", "m")),
      nextRound(2, master("m"), stub("m2", "m"), exception("m3", "m")),
      nextRound(3, removed("m")),
    );
    assert.deepEqual([...ids(round)].sort(), ["m1", "m2", "m3"]);
    assert.deepEqual(round.series, new Map([["m", new Set(["m1", "m2", "m3"])]]));
    assert.deepEqual(round.removed, ["m"], "no event, but a series");
  });

  it("ask for a master that no slice brings along, though one of them has none of its occurrences any more", async () => {
    const round = await since(
      nextRound(1, removed("m")),
      nextRound(2, stub("m2", "m")),
      nextRound(3),
      on("GET", /events\/m$/, { json: master("m") }),
    );
    assert.deepEqual(
      round.events.map(({ fields }) => fields.subject),
      ["Serie m"],
    );
    assert.deepEqual(round.series, new Map([["m", new Set(["m2"])]]));
  });

  it("take a series for gone only as one that is looked at", async () => {
    const gone = await since(nextRound(1, removed("m")), nextRound(2, removed("m")), nextRound(3));
    assert.deepEqual(gone.series, new Map([["m" as EventId, new Set()]]));
  });

  it("expand over the whole window what comes without its expansion", async () => {
    const instances: Reply = { json: { value: [exception("m1", "m"), exception("m2", "m")] } };
    let span = "";
    const rule: Rule = ({ path }) => {
      span = /instances\?(\S+)&/.exec(path)?.[1] ?? span;
      return path.includes("/instances") ? instances : undefined;
    };
    const round = await since(rule, nextRound(1), nextRound(2, exception("m2", "m")), nextRound(3));
    assert.deepEqual(round.series, new Map([["m", new Set(["m2", "m1"])]]));
    const [start, end] = [...span.matchAll(/=([^&]+)/g)].map(([, instant]) => Date.parse(instant ?? ""));
    assert.equal(start, Date.parse(WINDOW.start) - DAY_MS);
    assert.equal(end, Date.parse(WINDOW.end) + DAY_MS);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
