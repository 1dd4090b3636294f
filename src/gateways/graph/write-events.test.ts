// Creating, changing and deleting where answers are lost, versions move, and servers differ.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { GraphEvent } from "../../contract/graph.ts";
import { MARK_PROPERTY } from "../../core/mapping/event-to-graph.ts";
import type { EventId, Version } from "../../core/model/ids.ts";
import type { NewEvent } from "../../core/model/writes.ts";
import { ANNA, bodyAt, faultOf, on, type Reply, refusal, scriptedGraph } from "./scripted-graph.ts";

const ID = "event-1" as EventId;
const V1 = 'W/"1"' as Version;
const EVENT: GraphEvent = {
  "@odata.etag": V1,
  id: ID,
  type: "singleInstance",
  subject: "Wartung",
  body: { contentType: "text", content: "Hund" },
  start: { dateTime: "2026-11-25T08:00:00.0000000", timeZone: "UTC" },
  end: { dateTime: "2026-11-25T09:00:00.0000000", timeZone: "UTC" },
  transactionId: "t1",
};
const NEW_EVENT: NewEvent = {
  fields: {
    time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T09:00:00Z" },
    subject: "Wartung",
    location: "",
    notes: "Hund",
    category: null,
    showAs: "busy",
    private: false,
    reminderMinutes: null,
  },
  header: { orderNumber: null, customerName: null, customerPhone: null, address: null },
  transactionId: "t1",
  mark: "link's mark",
};
const CALENDAR = on("GET", /\/users\/anna-id\/calendar$/, { json: { id: "cal" } });
const post = (...replies: Reply[]) => on("POST", /\/users\/anna-id\/events$/, ...replies);
const get = (...replies: Reply[]) => on("GET", /\/events\/event-1$/, ...replies);
const patch = (...replies: Reply[]) => on("PATCH", /\/events\/event-1$/, ...replies);
const remove = (...replies: Reply[]) => on("DELETE", /\/events\/event-1$/, ...replies);
const found = (...value: GraphEvent[]) => on("GET", /\/events\?\$filter=/, { json: { value } });
const marked = (change: GraphEvent, value = NEW_EVENT.mark): GraphEvent => ({
  ...EVENT,
  ...change,
  singleValueExtendedProperties: [{ id: MARK_PROPERTY, value }],
});

describe("creating", () => {
  it("sends the same transaction again until there is an answer", async () => {
    const graph = scriptedGraph(
      post({ fails: "ECONNRESET" }, refusal(503, "x"), refusal(504, "x"), { status: 201, json: EVENT }),
    );
    assert.equal((await graph.calendar.create(ANNA, NEW_EVENT)).id, ID);
    const bodies = graph.sent.map(({ body }) => JSON.stringify(body));
    assert.equal(new Set(bodies).size, 1);
    assert.ok(!("attendees" in bodyAt(graph.sent, 0)));
  });

  it("takes 200 as well, and reads the event where the answer is too short", async () => {
    for (const json of [EVENT, { id: ID }]) {
      const graph = scriptedGraph(post({ status: 200, json }), get({ json: EVENT }));
      assert.equal((await graph.calendar.create(ANNA, NEW_EVENT)).fields.subject, "Wartung");
    }
  });

  for (const status of [400, 409]) {
    it(`finds what the transaction made before, by the id in a ${status}`, async () => {
      const duplicate = refusal(status, "errorDuplicateTransactionID", { "@event.existingEventId": ID });
      const graph = scriptedGraph(post(duplicate), get({ json: { ...EVENT, subject: "Inzwischen anders" } }));
      assert.equal((await graph.calendar.create(ANNA, NEW_EVENT)).fields.subject, "Inzwischen anders");
    });

    it(`finds what the transaction made before, by its mark after a ${status}`, async () => {
      const copy = marked({ id: "copy", transactionId: null, createdDateTime: "2026-01-01T00:00:00Z" });
      const other = marked({ id: "other" }, "LINK'S MARK");
      for (const bearers of [
        [other, copy, marked({})],
        [marked({}), copy, other],
      ]) {
        const graph = scriptedGraph(post(refusal(status, "ErrorDuplicateTransactionId")), found(...bearers));
        assert.equal((await graph.calendar.create(ANNA, NEW_EVENT)).id, ID);
        assert.ok(graph.sent[1]?.path.includes("ep/value eq 'link''s mark'"));
        assert.ok(
          graph.sent[1]?.path.includes(
            `$expand=singleValueExtendedProperties($filter=id eq '${MARK_PROPERTY}')`,
          ),
        );
      }
    });
  }

  it("tells where the transaction's event is gone", async () => {
    const duplicate = refusal(400, "ErrorDuplicateTransactionId", { "@event.existingEventId": ID });
    const graph = scriptedGraph(post(duplicate), get(refusal(404, "ErrorItemNotFound")), found());
    assert.equal(
      (await faultOf(graph.calendar.create(ANNA, NEW_EVENT), "duplicateTransaction")).kind,
      "stale",
    );
  });

  it("tells who refuses what", async () => {
    const refusals: [Reply, Parameters<typeof faultOf>[1]][] = [
      [refusal(400, "ErrorPropertyValidationFailure"), "eventRefused"],
      [refusal(413, "ErrorMessageSizeExceeded"), "eventRefused"],
      [refusal(403, "ErrorAccessDenied"), "mailboxForbidden"],
      [refusal(404, "MailboxNotEnabledForRESTAPI"), "mailboxUnavailable"],
      [refusal(404, "ErrorItemNotFound"), "mailboxUnavailable"],
      [refusal(500, "ErrorInternalServerError"), "graphUnavailable"],
    ];
    for (const [reply, code] of refusals) {
      const fault = await faultOf(scriptedGraph(post(reply)).calendar.create(ANNA, NEW_EVENT), code);
      if (code === "eventRefused") assert.ok(String(fault.detail.reason).startsWith("error"));
    }
  });
});

describe("changing", () => {
  const subject = { fields: { subject: "Neu" } };
  const renamed: Reply = { json: { ...EVENT, subject: "Neu", "@odata.etag": 'W/"2"' } };

  it("demands the version, and sends only what changes", async () => {
    const graph = scriptedGraph(patch(renamed));
    assert.equal((await graph.calendar.update(ANNA, ID, V1, subject)).version, 'W/"2"');
    assert.equal(graph.sent[0]?.headers["if-match"], V1);
    assert.deepEqual(graph.sent[0]?.body, { subject: "Neu" });
  });

  it("reads the event where the answer is empty", async () => {
    const graph = scriptedGraph(patch({ status: 204 }), get(renamed));
    assert.equal((await graph.calendar.update(ANNA, ID, V1, subject)).fields.subject, "Neu");
  });

  it("recognises itself behind a 412 after a lost answer", async () => {
    const graph = scriptedGraph(
      patch({ fails: "ECONNRESET" }, refusal(412, "ErrorIrresolvableConflict")),
      get(renamed),
    );
    assert.equal((await graph.calendar.update(ANNA, ID, V1, subject)).version, 'W/"2"');
  });

  it("does not take somebody else's change for its own", async () => {
    const theirs: Reply = { json: { ...EVENT, subject: "Anders", "@odata.etag": 'W/"2"' } };
    const lost = patch({ fails: "ECONNRESET" }, refusal(412, "ErrorIrresolvableConflict"));
    await faultOf(scriptedGraph(lost, get(theirs)).calendar.update(ANNA, ID, V1, subject), "eventChanged");
    const plain = scriptedGraph(patch(refusal(412, "ErrorIrresolvableConflict")), get(renamed));
    await faultOf(plain.calendar.update(ANNA, ID, V1, subject), "eventChanged");
    assert.equal(plain.sent.length, 1);
  });

  it("tells what is the matter", async () => {
    const refusals: [Reply, Parameters<typeof faultOf>[1]][] = [
      [refusal(404, "ErrorItemNotFound"), "eventGone"],
      [refusal(404, "ResourceNotFound"), "eventGone"],
      [refusal(404, "MailboxNotEnabledForRESTAPI"), "mailboxUnavailable"],
      [refusal(400, "ErrorOccurrenceCrossingBoundary"), "eventRefused"],
      [refusal(409, "Conflict"), "eventChanged"],
      [refusal(403, "ErrorAccessDenied"), "mailboxForbidden"],
    ];
    for (const [reply, code] of refusals)
      await faultOf(scriptedGraph(patch(reply)).calendar.update(ANNA, ID, V1, subject), code);
  });
});

describe("writing a body", () => {
  const joinUrl = "https://teams.microsoft.com/l/meetup-join/19%3ameeting/0?a=1&b=2";
  const line = `<div><span>${"_".repeat(80)}</span></div>`;
  const part = `${line}\r\n<div>Microsoft Teams <a href="${joinUrl.replace("&", "&amp;")}">Teilnehmen</a></div>\r\n${line}`;
  const html = `<html><head></head><body>\r\n<div>alt</div>\r\n${part}\r\n<p>Nachher</p></body></html>`;
  const online: GraphEvent = {
    ...EVENT,
    isOnlineMeeting: true,
    onlineMeeting: { joinUrl },
    body: { contentType: "html", content: html },
  };
  const body = { fields: {}, body: { header: NEW_EVENT.header, notes: "neu <1>\n\nNachher" } };

  it("sends text where there is no join part", async () => {
    const graph = scriptedGraph(get({ json: EVENT }), patch({ json: EVENT }));
    await graph.calendar.update(ANNA, ID, V1, body);
    assert.deepEqual(graph.sent[1]?.body, { body: { contentType: "text", content: "neu <1>\n\nNachher" } });
  });

  it("sends the join part back to the letter, and nothing twice", async () => {
    const graph = scriptedGraph(get({ json: online }), patch({ json: online }));
    await graph.calendar.update(ANNA, ID, V1, body);
    assert.match(graph.sent[0]?.headers.prefer ?? "", /outlook\.body-content-type="html"/);
    const { body: sent } = bodyAt<{ body: { contentType: string; content: string } }>(graph.sent, 1);
    assert.equal(sent.contentType, "html");
    assert.ok(sent.content.includes(part));
    assert.ok(sent.content.includes("<div>neu &lt;1&gt;<br>\r\n<br>\r\nNachher</div>"));
    assert.equal(sent.content.split("Nachher").length, 2);
    assert.ok(!sent.content.includes("alt"));
  });

  it("turns back where the fresh body is of another version", async () => {
    const graph = scriptedGraph(get({ json: { ...online, "@odata.etag": 'W/"2"' } }));
    await faultOf(graph.calendar.update(ANNA, ID, V1, body), "eventChanged");
    await faultOf(
      scriptedGraph(get(refusal(404, "ErrorItemNotFound"))).calendar.update(ANNA, ID, V1, body),
      "eventGone",
    );
  });
});

describe("deleting", () => {
  const gone = refusal(404, "ErrorItemNotFound");

  it("compares the version and demands it", async () => {
    const graph = scriptedGraph(get({ json: EVENT }), remove({ status: 204 }));
    await graph.calendar.remove(ANNA, ID, V1);
    assert.equal(graph.sent[1]?.headers["if-match"], V1);
    const moved = scriptedGraph(get({ json: EVENT }));
    await faultOf(moved.calendar.remove(ANNA, ID, 'W/"0"' as Version), "eventChanged");
    assert.equal(moved.sent.length, 1);
  });

  it("is content where the event is gone, in a mailbox that answers", async () => {
    await scriptedGraph(get(gone), CALENDAR).calendar.remove(ANNA, ID, V1);
    await scriptedGraph(
      get({ json: EVENT }),
      remove({ fails: "ECONNRESET" }, gone),
      CALENDAR,
    ).calendar.remove(ANNA, ID, V1);
    await scriptedGraph(get({ json: EVENT }), remove({ status: 410 }), CALENDAR).calendar.remove(
      ANNA,
      ID,
      V1,
    );
    const second = scriptedGraph(
      get({ json: EVENT }, gone),
      remove(refusal(400, "ErrorInvalidRequest")),
      CALENDAR,
    );
    await second.calendar.remove(ANNA, ID, V1);
    const dead = scriptedGraph(get(gone), on("GET", /calendar$/, refusal(404, "ResourceNotFound")));
    await faultOf(dead.calendar.remove(ANNA, ID, V1), "mailboxUnavailable");
  });

  it("does not believe a success that brings no proof", async () => {
    for (const body of [{ status: 200 }, { status: 200, json: {} }]) {
      const kept = scriptedGraph(get({ json: EVENT }, { json: EVENT }), remove(body), CALENDAR);
      await faultOf(kept.calendar.remove(ANNA, ID, V1), "graphAnswerUnreadable");
      const deleted = scriptedGraph(get({ json: EVENT }, gone), remove(body), CALENDAR);
      await deleted.calendar.remove(ANNA, ID, V1);
    }
    for (const code of ["MailboxNotEnabledForRESTAPI", "ErrorInvalidUser"]) {
      const flipping = scriptedGraph(get({ json: EVENT }), remove(refusal(404, code)), CALENDAR);
      await assert.rejects(flipping.calendar.remove(ANNA, ID, V1));
    }
  });

  it("tells what is the matter", async () => {
    const stale = scriptedGraph(get({ json: EVENT }), remove(refusal(412, "ErrorIrresolvableConflict")));
    await faultOf(stale.calendar.remove(ANNA, ID, V1), "eventChanged");
    const refused = scriptedGraph(get({ json: EVENT }), remove(refusal(400, "ErrorInvalidRequest")));
    await faultOf(refused.calendar.remove(ANNA, ID, V1), "eventRefused");
    // A proxy's own page is no success.
    const proxy = scriptedGraph(get({ json: EVENT }), remove({ text: "<html>Sign in</html>" }));
    await faultOf(proxy.calendar.remove(ANNA, ID, V1), "graphAnswerUnreadable");
  });
});
