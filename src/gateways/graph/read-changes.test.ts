// A turn of reading: pages in every shape, stubs, series, and the ends that a turn can come to.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { GraphEvent } from "../../contract/graph.ts";
import type { CalendarCursor, EventId } from "../../core/model/ids.ts";
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
  scriptedGraph,
  WINDOW,
} from "./scripted-graph.ts";

const CURSOR = `${GRAPH}/v1.0/delta?$deltatoken=0` as CalendarCursor;
const DELTA_LINK = `${GRAPH}/v1.0/delta?$deltatoken=9`;

/** Pages as they follow one another; the last one ends the turn. */
function pages(...contents: GraphEvent[][]): Rule {
  const replies = contents.map((value, index): Reply => {
    const isLast = index === contents.length - 1;
    const link = isLast
      ? { "@odata.deltaLink": DELTA_LINK }
      : { "@odata.nextLink": `${GRAPH}/v1.0/delta?$skiptoken=${index}` };
    return { json: { value, ...link } };
  });
  return on("GET", /delta/, ...replies);
}

const since = (...rules: Rule[]) => scriptedGraph(...rules).calendar.changes(ANNA, WINDOW, CURSOR);
const all = (...rules: Rule[]) => scriptedGraph(...rules).calendar.changes(ANNA, WINDOW, null);
const ids = (events: readonly { id: EventId }[]) => events.map((event) => event.id);

describe("pages", () => {
  it("are read to the end, empty ones too, and the delta link is the cursor to the letter", async () => {
    const round = await all(pages([single("a")], [], [], [single("b")], []));
    assert.deepEqual(ids(round.events), ["a", "b"]);
    assert.equal(round.cursor, DELTA_LINK);
    assert.equal(round.complete, true);
    assert.deepEqual(round.removed, []);
  });

  it("may tell an id twice: the last word counts", async () => {
    const round = await since(
      pages(
        [single("a", "alt"), removed("b"), single("c")],
        [single("a", "neu", "2"), single("b"), removed("c")],
      ),
    );
    assert.deepEqual(
      round.events.map((event) => event.fields.subject),
      ["neu", "b"],
    );
    assert.deepEqual(round.removed, ["c"]);
  });

  it("that lead in circles are noticed", async () => {
    const circle = { json: { value: [], "@odata.nextLink": `${GRAPH}/v1.0/delta?$skiptoken=x` } };
    const graph = scriptedGraph(on("GET", /delta/, circle));
    await faultOf(graph.calendar.changes(ANNA, WINDOW, CURSOR), "pageLoop");
    assert.equal(graph.sent.length, 2);
    let page = 0;
    const newLinks: Rule = () => ({
      json: {
        value: [single("a"), single("b")],
        "@odata.nextLink": `${GRAPH}/v1.0/delta?$skiptoken=${page++}`,
      },
    });
    await faultOf(since(newLinks), "pageLoop");
    assert.ok(page < 5);
  });

  it("may be replayed once", async () => {
    const round = await all(pages([single("a")], [single("a")], [single("b")]));
    assert.deepEqual(ids(round.events), ["a", "b"]);
  });

  it("are asked for in smaller pieces where the large ones fail", async () => {
    const graph = scriptedGraph((sent) =>
      sent.headers.prefer?.includes("maxpagesize=100")
        ? refusal(504, "x")
        : { json: { value: [], "@odata.deltaLink": DELTA_LINK } },
    );
    await graph.calendar.changes(ANNA, WINDOW, null);
    assert.match(graph.sent.at(-1)?.headers.prefer ?? "", /odata\.maxpagesize=20$/);
  });

  it("with an event that cannot be read lose that one only", async () => {
    const round = await all(pages([{ ...single("a"), start: { dateTime: "gestern" } }, single("b"), {}]));
    assert.deepEqual(ids(round.events), ["b"]);
  });
});

describe("cursors", () => {
  it("expire in many words", async () => {
    const refusals = [
      refusal(410, "SyncStateNotFound"),
      refusal(410, "syncStateNotFound"),
      refusal(410, "resyncRequired"),
      { status: 410 },
      refusal(400, "SyncStateInvalid"),
      refusal(400, "InvalidDeltaToken"),
      refusal(400, "BadRequest"),
      refusal(404, "SyncStateNotFound"),
    ];
    for (const reply of refusals) {
      const fault = await faultOf(since(on("GET", /delta/, reply)), "cursorExpired");
      assert.equal(fault.kind, "stale");
    }
  });

  it("expire in the middle of a turn too", async () => {
    const first = { json: { value: [], "@odata.nextLink": `${GRAPH}/v1.0/delta?$skiptoken=1` } };
    await faultOf(all(on("GET", /delta/, first, refusal(400, "BadRequest"))), "cursorExpired");
  });

  it("are not blamed for a first address that is refused", async () => {
    assert.equal(
      (await faultOf(all(on("GET", /delta/, refusal(400, "ErrorInvalidParameter"))), "internal")).kind,
      "broken",
    );
  });
});

describe("mailboxes in trouble", () => {
  const cases: [Reply, Parameters<typeof faultOf>[1]][] = [
    [refusal(404, "MailboxNotEnabledForRESTAPI"), "mailboxUnavailable"],
    [refusal(404, "mailboxnotenabledforrestapi"), "mailboxUnavailable"],
    [refusal(404, "ResourceNotFound"), "mailboxUnavailable"],
    [refusal(403, "ExtensionError"), "mailboxUnavailable"],
    [refusal(404, "ErrorInvalidUser"), "mailboxNotFound"],
    [refusal(404, "Request_ResourceNotFound"), "mailboxNotFound"],
    [refusal(403, "ErrorAccessDenied"), "mailboxForbidden"],
    [refusal(403, "Authorization_RequestDenied"), "mailboxForbidden"],
    [refusal(401, "NoPermissionsInAccessToken"), "mailboxForbidden"],
  ];
  for (const [reply, code] of cases) {
    it(`${reply.status} ${JSON.stringify(reply.json)} is ${code}`, async () => {
      const fault = await faultOf(since(on("GET", /delta/, reply)), code);
      assert.equal(fault.kind, "refused");
      assert.equal(fault.detail.mailbox, ANNA.email);
    });
  }
});

describe("series", () => {
  it("are composed from a master in the same turn, wherever it stands", async () => {
    const round = await all(pages([stub("m1", "m"), exception("m2", "m")], [master("m")]));
    assert.deepEqual(
      round.events.map((event) => event.fields.subject),
      ["Serie m", "m2"],
    );
    assert.deepEqual(round.series, new Map([["m", new Set(["m1", "m2"])]]));
  });

  it("ask for masters that the turn leaves out, many in one envelope", async () => {
    const masters = on("GET", /events\/(m|n)$/, { json: master("m") }, { json: master("n") });
    const graph = scriptedGraph(pages([stub("m1", "m"), stub("n1", "n"), stub("m2", "m")]), batches(masters));
    const round = await graph.calendar.changes(ANNA, WINDOW, CURSOR);
    assert.deepEqual(ids(round.events), ["m1", "n1", "m2"]);
    assert.equal(graph.sent.length, 2);
    assert.equal(graph.calendar.requests(ANNA), 3);
  });

  it("whose master is gone have nothing left", async () => {
    const round = await since(
      pages([stub("m1", "m")]),
      on("GET", /events\/m$/, refusal(404, "ErrorItemNotFound")),
    );
    assert.deepEqual(round.events, []);
    assert.deepEqual(round.series, new Map([["m", new Set()]]));
  });

  it("end where a master is removed, and begin where a single event becomes one", async () => {
    const round = await since(pages([removed("x"), master("m"), stub("m1", "m")]));
    assert.deepEqual(round.removed, ["x", "m"]);
    assert.deepEqual(
      round.series,
      new Map([
        ["x", new Set()],
        ["m", new Set(["m1"])],
      ]),
    );
  });

  it("that come without their expansion are expanded by asking", async () => {
    const instances: Reply = {
      json: { value: [exception("m1", "m"), { ...stub("m2", "m"), subject: "Serie m" }] },
    };
    const rule = on("GET", /events\/m\/instances\?startDateTime=\S+Z&endDateTime=\S+Z&\$top=100$/, instances);
    for (const told of [[master("m")], [exception("m1", "m")]]) {
      const round = await since(rule, pages(told));
      assert.deepEqual(ids(round.events).sort(), ["m1", "m2"]);
      assert.deepEqual(round.series.get("m" as EventId), new Set(["m1", "m2"]));
    }
  });

  it("stay doubtful where they cannot be expanded", async () => {
    const round = await since(
      on("GET", /instances/, refusal(400, "ErrorInvalidRequest")),
      pages([exception("m1", "m")]),
    );
    assert.deepEqual(ids(round.events), ["m1"]);
    assert.deepEqual(round.series, new Map([["m", new Set(["m1"])]]));
  });

  it("and other events that come as stubs are fetched in full", async () => {
    const bare: GraphEvent = { ...stub("a", ""), type: "singleInstance", seriesMasterId: null };
    const round = await all(pages([bare]), on("GET", /events\/a$/, { json: single("a", "Ganz") }));
    assert.deepEqual(
      round.events.map((event) => event.fields.subject),
      ["Ganz"],
    );
  });
});
