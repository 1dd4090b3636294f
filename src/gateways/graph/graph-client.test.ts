// One call: what is sent, how often, how fast, to whom, and what becomes of answers that are none.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CalendarCursor } from "../../core/model/ids.ts";
import { ANNA, faultOf, GRAPH, on, type Reply, refusal, scriptedGraph, WINDOW } from "./scripted-graph.ts";

const DELTA = `${GRAPH}/v1.0/users/anna-id/calendarView/delta?$deltatoken=`;
const CURSOR = `${DELTA}1` as CalendarCursor;
const EMPTY: Reply = { json: { value: [], "@odata.deltaLink": `${DELTA}2` } };

const read = (...replies: Reply[]) => scriptedGraph(on("GET", /delta/, ...replies));
const changes = ({ calendar }: ReturnType<typeof scriptedGraph>, cursor: CalendarCursor | null = CURSOR) =>
  calendar.changes(ANNA, WINDOW, cursor);

describe("what is sent", () => {
  it("asks for immutable ids, UTC and text on every page, with a page size and a request id of its own", async () => {
    const graph = read({ json: { value: [], "@odata.nextLink": `${DELTA}a` } }, EMPTY);
    await changes(graph, null);
    for (const { headers } of graph.sent) {
      assert.equal(
        headers.prefer,
        'IdType="ImmutableId", outlook.timezone="UTC", outlook.body-content-type="text", odata.maxpagesize=100',
      );
      assert.equal(headers.authorization, "Bearer token-1");
    }
    const ids = graph.sent.map(({ headers }) => headers["client-request-id"]);
    assert.equal(new Set(ids).size, 2);
    assert.equal(
      graph.sent[0]?.path,
      "/v1.0/users/anna-id/calendarView/delta?startDateTime=2026-05-22T22:00:00Z&endDateTime=2028-01-25T23:00:00Z",
    );
    assert.equal(graph.calendar.requests(ANNA), 2);
  });

  it("follows links to the letter", async () => {
    const odd = `${GRAPH}/v1.0/users('anna-id')/calendarView/microsoft.graph.delta()?b=1&a=2&$skiptoken=x%2By=&$top=3`;
    const graph = read({ json: { value: [], "@odata.nextLink": odd } }, EMPTY);
    await changes(graph, null);
    assert.equal(graph.sent[1]?.url, odd);
  });

  it("says nothing that it should not", async () => {
    const graph = scriptedGraph(
      on("GET", /users\/anna@/, { json: { id: "anna-id", mail: ANNA.email } }),
      on("GET", /delta/, refusal(429, "TooManyRequests"), EMPTY),
    );
    await graph.calendar.findMailbox([ANNA.email]);
    await changes(graph);
    const said = graph.said.join("\n");
    assert.match(said, /requestId/);
    for (const secret of ["token-", "secret", "anna@", "anna-id"]) assert.ok(!said.includes(secret), secret);
  });
});

describe("the token", () => {
  it("is renewed once after a 401", async () => {
    const graph = read(refusal(401, "InvalidAuthenticationToken"), EMPTY);
    await changes(graph);
    assert.deepEqual(
      graph.sent.map(({ headers }) => headers.authorization),
      ["Bearer token-1", "Bearer token-2"],
    );
  });

  it("is given up after the second 401", async () => {
    const graph = read(refusal(401, "InvalidAuthenticationToken"));
    await faultOf(changes(graph), "credentialsRefused");
    assert.equal(graph.sent.length, 2);
  });

  it("goes to the configured host alone", async () => {
    for (const link of [
      "https://evil.example/v1.0/x",
      "http://graph.example:8443/v1.0/x",
      "https://graph.example/v1.0/x",
      "https://graph.example:8443@evil.example/x",
      "https://somebody@graph.example:8443/x",
      "//evil.example/x",
      "no address",
    ]) {
      const graph = read({ json: { value: [], "@odata.nextLink": link } }, EMPTY);
      await faultOf(changes(graph, null), "foreignLink");
      assert.equal(graph.sent.length, 1, link);
      await faultOf(changes(graph, link as CalendarCursor), "cursorExpired");
      assert.equal(graph.sent.length, 1, link);
      const last = read({ json: { value: [], "@odata.deltaLink": link } });
      await faultOf(changes(last), "foreignLink");
    }
  });

  it("follows a redirect on the same host and refuses every other", async () => {
    const moved = (location: string): Reply => ({ status: 307, headers: { location } });
    const graph = read(moved("/v1.0/elsewhere/delta"), EMPTY);
    await changes(graph);
    assert.equal(graph.sent[1]?.url, `${GRAPH}/v1.0/elsewhere/delta`);
    assert.deepEqual(new Set(graph.sent.map((one) => one.redirect)), new Set(["manual"]));
    const foreign = read(moved("https://evil.example/delta"), EMPTY);
    await faultOf(changes(foreign), "foreignLink");
    assert.equal(foreign.sent.length, 1);
    await faultOf(changes(read(moved("/v1.0/delta"))), "graphUnreachable");
  });
});

describe("patience", () => {
  it("waits as long as it is asked to", async () => {
    const asks = (value: string): Reply => ({
      ...refusal(429, "TooManyRequests"),
      headers: { "retry-after": value },
    });
    const date = "Tue, 24 Nov 2026 10:00:05 GMT";
    const dated: Reply = {
      ...asks(date),
      headers: { "retry-after": date, date: "Tue, 24 Nov 2026 10:00:00 GMT" },
    };
    const graph = read(asks("2.128"), asks("3"), dated, EMPTY);
    await changes(graph);
    assert.deepEqual(graph.slept, [2_128, 3_000, 5_000]);
    assert.equal(graph.calendar.requests(ANNA), 4);
  });

  it("waits longer and longer where nothing is asked, and gives up with a fault", async () => {
    const graph = read(refusal(429, "ApplicationThrottled"));
    const fault = await faultOf(changes(graph), "graphThrottled");
    assert.equal(fault.kind, "unavailable");
    assert.equal(graph.sent.length, 8);
    const rising = graph.slept.every(
      (wait, index) => index === 0 || wait > (graph.slept[index - 1] ?? 0) * 0.9,
    );
    assert.ok(rising, String(graph.slept));
  });

  it("does not wait an hour, and lets nobody else through before that hour has passed", async () => {
    const graph = read({ ...refusal(429, "TooManyRequests"), headers: { "retry-after": "3600" } });
    const fault = await faultOf(changes(graph), "graphThrottled");
    assert.equal(fault.retryAfterMs, 3_600_000);
    const again = await faultOf(changes(graph), "graphThrottled");
    assert.equal(again.retryAfterMs, 3_600_000);
    assert.equal(graph.sent.length, 1);
    await graph.clock.sleep(3_600_001);
    await faultOf(changes(graph), "graphThrottled");
    assert.equal(graph.sent.length, 2);
  });

  it("repeats reading after 500 to 504, writing only after 503 and 504", async () => {
    for (const status of [500, 502, 503, 504]) {
      const graph = read(refusal(status, "x"), EMPTY);
      await changes(graph);
      assert.equal(graph.sent.length, 2);
      const writes = scriptedGraph(
        on("GET", /events/, { json: EVENT }),
        on("DELETE", /events/, refusal(status, "x"), { status: 204 }),
      );
      const removal = writes.calendar.remove(ANNA, EVENT.id as never, EVENT["@odata.etag"] as never);
      if (status < 503) await faultOf(removal, "graphUnavailable");
      else await removal;
    }
  });

  it("repeats a request without an answer, then says what is the matter", async () => {
    const graph = read({ fails: "ECONNRESET" }, EMPTY);
    await changes(graph);
    const dead = read({ fails: "ECONNREFUSED" });
    const fault = await faultOf(changes(dead), "graphUnreachable");
    assert.deepEqual(fault.detail, { host: "graph.example:8443", cause: "ECONNREFUSED" });
    assert.equal(dead.sent.length, 3);
  });

  it("lets nobody through between a refusal and the pause that it asks for", async () => {
    const others = Promise.withResolvers<void>();
    const sentAt: number[] = [];
    const graph = scriptedGraph(async () => {
      const turn = sentAt.push(graph.clock.now());
      if (turn === 1) return { ...refusal(429, "x"), headers: { "retry-after": "1" } };
      if (turn <= 4) await others.promise;
      return { status: 201, json: EVENT };
    });
    const creates = Array.from({ length: 6 }, (_, index) =>
      graph.calendar.create(ANNA, { ...NEW_EVENT, transactionId: `t${index}` }),
    );
    setTimeout(others.resolve, 20);
    await Promise.all(creates);
    const [start = 0] = sentAt;
    assert.deepEqual(
      sentAt.slice(4).map((at) => at >= start + 1_000),
      [true, true, true],
    );
  });

  it("lets what is live go before the bulk of the same mailbox", async () => {
    const gate = Promise.withResolvers<void>();
    const graph = scriptedGraph(async ({ method }) => {
      if (method === "POST") await gate.promise;
      return { status: 201, json: EVENT };
    });
    const create = (transactionId: string, urgency?: "bulk") =>
      graph.calendar.create(ANNA, { ...NEW_EVENT, transactionId }, urgency);
    const bulk = Array.from({ length: 8 }, (_, index) => create(`bulk ${index}`, "bulk"));
    const live = create("live");
    setTimeout(gate.resolve, 10);
    await Promise.all([...bulk, live]);
    const order = graph.sent.map(({ body }) => (body as { transactionId: string }).transactionId);
    assert.equal(order.indexOf("live"), 4, order.join(", "));
  });

  it("asks at most four at a time, and all wait while one was told to", async () => {
    let inFlight = 0;
    let most = 0;
    let asked = 0;
    const graph = scriptedGraph(async ({ method }) => {
      if (method !== "POST") return undefined;
      inFlight += 1;
      most = Math.max(most, inFlight);
      asked += 1;
      const isSixth = asked === 6;
      await new Promise(setImmediate);
      inFlight -= 1;
      return isSixth
        ? { ...refusal(429, "x"), headers: { "retry-after": "1" } }
        : { status: 201, json: EVENT };
    });
    const creates = Array.from({ length: 12 }, (_, index) =>
      graph.calendar.create(ANNA, { ...NEW_EVENT, transactionId: `t${index}` }),
    );
    await Promise.all(creates);
    assert.equal(most, 4);
    assert.equal(graph.sent.length, 13);
  });
});

describe("answers that are none", () => {
  it("are told as unreadable", async () => {
    const page = { text: "<html>Sign in to the proxy</html>", headers: { "content-type": "text/html" } };
    await faultOf(changes(read(page)), "graphAnswerUnreadable");
    await faultOf(changes(read({ text: '{"value": [' })), "graphAnswerUnreadable");
    await faultOf(changes(read({ json: { value: {} } })), "graphAnswerUnreadable");
    await faultOf(changes(read({ json: { value: [] } })), "graphAnswerUnreadable");
    await faultOf(changes(read({ json: null })), "graphAnswerUnreadable");
    await faultOf(changes(read({ breaksOff: true })), "graphAnswerUnreadable");
  });

  it("do no harm where the status says enough", async () => {
    const graph = read({ status: 503, text: "<html>busy</html>" }, EMPTY);
    await changes(graph);
    assert.equal(graph.sent.length, 2);
    await faultOf(changes(read({ status: 404, text: "<html>" })), "mailboxUnavailable");
  });
});

const EVENT = {
  "@odata.etag": 'W/"1"',
  id: "event-1",
  type: "singleInstance",
  subject: "Wartung",
  body: { contentType: "text", content: "" },
  start: { dateTime: "2026-11-25T08:00:00.0000000", timeZone: "UTC" },
  end: { dateTime: "2026-11-25T09:00:00.0000000", timeZone: "UTC" },
};

const NEW_EVENT = {
  fields: {
    time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T09:00:00Z" },
    subject: "Wartung",
    location: "",
    notes: "",
    category: null,
    showAs: "busy",
    private: false,
    reminderMinutes: null,
  },
  header: { orderNumber: null, customerName: null, customerPhone: null, address: null },
  mark: "m",
} as const;
