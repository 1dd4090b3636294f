// Looking directly: parts of envelopes in any order, throttled or missing ones, and when "not found" may be believed.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { EventId } from "../../core/model/ids.ts";
import {
  ANNA,
  batches,
  bodyAt,
  faultOf,
  on,
  type Reply,
  type Rule,
  refusal,
  scriptedGraph,
} from "./scripted-graph.ts";

const event = (id: string) => ({
  "@odata.etag": 'W/"1"',
  id,
  type: "singleInstance",
  subject: id,
  start: { dateTime: "2026-11-25T08:00:00.0000000", timeZone: "UTC" },
  end: { dateTime: "2026-11-25T09:00:00.0000000", timeZone: "UTC" },
});
const HERE: Reply = { json: { id: "cal", isDefaultCalendar: true } };
const GONE: Reply = refusal(404, "ErrorItemNotFound");

/** Every event exists, in the default calendar. */
const there: Rule = ({ path }) => {
  const [, id, calendar] = /\/users\/anna-id\/events\/(.*?)(\/calendar)?$/.exec(path) ?? [];
  if (id === undefined) return undefined;
  return calendar === undefined ? { json: event(id) } : HERE;
};
const probe = on("GET", /\/users\/anna-id\/calendar$/, { json: { id: "cal", isDefaultCalendar: true } });
const many = (count: number) => Array.from({ length: count }, (_, index) => `e${index}` as EventId);
const kinds = (looks: ReadonlyMap<EventId, { kind: string }>) => [...looks.values()].map((look) => look.kind);

describe("looking at many", () => {
  it("puts as many into an envelope as a mailbox bears, with preferences in every part, and counts the parts", async () => {
    const graph = scriptedGraph(batches(there));
    const looks = await graph.calendar.look(ANNA, many(44));
    assert.deepEqual([...looks.keys()], many(44));
    assert.deepEqual(new Set(kinds(looks)), new Set(["present"]));
    const envelopes = graph.sent.map(({ body }) => (body as { requests: { headers: object }[] }).requests);
    assert.deepEqual(
      envelopes.map((parts) => parts.length),
      Array(22).fill(4),
    );
    assert.deepEqual(envelopes[0]?.[0]?.headers, {
      Prefer: 'IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text"',
    });
    assert.equal(graph.calendar.requests(ANNA), 88);
  });

  it("escapes ids", async () => {
    const graph = scriptedGraph(batches(there));
    const ids = ["a/b+c=", "d?e#f"] as EventId[];
    assert.deepEqual(kinds(await graph.calendar.look(ANNA, ids)), ["present", "present"]);
    const { requests } = bodyAt<{ requests: { url: string }[] }>(graph.sent, 0);
    const urls = requests.map(({ url }) => url);
    assert.deepEqual(urls, ["/users/anna-id/events/a%2Fb%2Bc%3D", "/users/anna-id/events/d%3Fe%23f"]);
  });

  it("repeats the parts that were too much, each by itself", async () => {
    const throttled: Rule = ({ path }) =>
      /e[01]$/.test(path) && busy-- > 0
        ? { ...refusal(429, "ApplicationThrottled"), headers: { "Retry-After": "1.5" } }
        : undefined;
    let busy = 2;
    const graph = scriptedGraph(batches(throttled, there), there);
    assert.deepEqual(new Set(kinds(await graph.calendar.look(ANNA, many(4)))), new Set(["present"]));
    const again = graph.sent.filter(({ path }) => /e\d$/.test(path)).map(({ path }) => path);
    assert.deepEqual(again.toSorted(), ["/v1.0/users/anna-id/events/e0", "/v1.0/users/anna-id/events/e1"]);
    assert.deepEqual(graph.slept, [1_500]);
    assert.equal(graph.calendar.requests(ANNA), 10);
  });

  it("gives up where a part is throttled for ever", async () => {
    const busy = on("GET", /e1$/, refusal(429, "x"));
    const graph = scriptedGraph(batches(busy, there), busy, there);
    await faultOf(graph.calendar.look(ANNA, many(2)), "graphThrottled");
  });

  it("asks once more for what an envelope leaves out", async () => {
    const graph = scriptedGraph(batches(on("GET", /e1$/, { fails: "left out" }), there), there);
    assert.deepEqual(kinds(await graph.calendar.look(ANNA, many(3))), ["present", "present", "present"]);
    assert.equal(graph.sent[1]?.path, "/v1.0/users/anna-id/events/e1");
  });

  it("goes no further once one of them meets a fault", async () => {
    const graph = scriptedGraph(
      batches(on("GET", /e0$/, refusal(401, "x")), there),
      on("GET", /e0$/, refusal(401, "x")),
      there,
    );
    await faultOf(graph.calendar.look(ANNA, many(100)), "credentialsRefused");
    const before = graph.sent.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(graph.sent.length < 8 && graph.sent.length - before <= 2, String(graph.sent.length));
  });

  it("does without envelopes where a server knows none", async () => {
    const graph = scriptedGraph(on("POST", /batch/, refusal(404, "BadRequest")), there);
    assert.deepEqual(kinds(await graph.calendar.look(ANNA, many(3))), ["present", "present", "present"]);
  });
});

describe("what is gone", () => {
  it("is what was not found in a mailbox that otherwise answers", async () => {
    const graph = scriptedGraph(batches(on("GET", /e0$/, GONE), there), there);
    assert.deepEqual(kinds(await graph.calendar.look(ANNA, many(2))), ["gone", "present"]);
    for (const reply of [GONE, { status: 410 }, refusal(400, "ErrorInvalidIdMalformed")]) {
      const alone = scriptedGraph(on("GET", /events\/e0$/, reply), probe);
      assert.deepEqual(kinds(await alone.calendar.look(ANNA, many(1))), ["gone"]);
      assert.equal(alone.sent.length, 2);
    }
  });

  it("is not to be told by a mailbox that does not answer", async () => {
    const graph = scriptedGraph(
      on("GET", /events\/e0$/, GONE),
      on("GET", /calendar$/, refusal(404, "ResourceNotFound")),
    );
    await faultOf(graph.calendar.look(ANNA, many(1)), "mailboxUnavailable");
  });

  it("is not what a mailbox between two states or something in between answers for one event", async () => {
    for (const [reply, code] of [
      [refusal(404, "ResourceNotFound"), "mailboxUnavailable"],
      [refusal(404, "MailboxNotEnabledForRESTAPI"), "mailboxUnavailable"],
      [refusal(404, "ErrorInvalidUser"), "mailboxNotFound"],
      [{ status: 404 }, "mailboxUnavailable"],
    ] as const) {
      const flipping = scriptedGraph(on("GET", /events\/e0$/, reply), probe);
      await faultOf(flipping.calendar.look(ANNA, many(1)), code);
      const batched = scriptedGraph(batches(on("GET", /e0$/, reply), there), there);
      await faultOf(batched.calendar.look(ANNA, many(2)), code);
    }
  });

  it("is not what was refused for another reason", async () => {
    const graph = scriptedGraph(batches(on("GET", /e0$/, refusal(403, "ErrorAccessDenied")), there));
    await faultOf(graph.calendar.look(ANNA, many(2)), "mailboxForbidden");
    const odd = scriptedGraph(batches(on("GET", /e0$/, refusal(400, "Whatever")), there));
    await faultOf(odd.calendar.look(ANNA, many(2)), "internal");
  });

  it("is a master: it stands for no event of ours", async () => {
    const graph = scriptedGraph(on("GET", /events\/e0$/, { json: { ...event("e0"), type: "seriesMaster" } }));
    assert.deepEqual(kinds(await graph.calendar.look(ANNA, many(1))), ["gone"]);
  });
});

describe("the calendar of an event", () => {
  const inCalendar = (reply: Reply) => on("GET", /events\/e0\/calendar$/, reply);
  const look = async (...rules: Rule[]) =>
    kinds(await scriptedGraph(...rules, there).calendar.look(ANNA, many(1)));

  it("has to be the default one", async () => {
    assert.deepEqual(await look(inCalendar({ json: { id: "other", isDefaultCalendar: false } })), ["gone"]);
  });

  it("is compared by id where a server does not say which is the default one", async () => {
    assert.deepEqual(await look(inCalendar({ json: { id: "cal" } }), probe), ["present"]);
    assert.deepEqual(await look(inCalendar({ json: { id: "other" } }), probe), ["gone"]);
  });

  it("is asked for again where it cannot be told: the event may have been deleted meanwhile", async () => {
    assert.deepEqual(await look(inCalendar(GONE)), ["present"]);
    assert.deepEqual(await look(inCalendar(GONE), on("GET", /events\/e0$/, { json: event("e0") }, GONE)), [
      "gone",
    ]);
  });
});

it("an event that cannot be read is nobody's deletion", async () => {
  const graph = scriptedGraph(on("GET", /events\/e0$/, { json: { ...event("e0"), start: null } }));
  // Left out: neither there nor gone, and no other event's trouble.
  assert.equal((await graph.calendar.look(ANNA, many(1))).size, 0);
  const cut = scriptedGraph(on("GET", /events\/e0$/, { json: {} }));
  await faultOf(cut.calendar.look(ANNA, many(1)), "graphAnswerUnreadable");
});
