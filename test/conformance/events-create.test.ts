// Creating and reading events, through the official Graph client.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Calendar, Event, User } from "@microsoft/microsoft-graph-types";
import { ANNA, at, event, path, raw, refusal, tenant } from "./tenant.ts";

describe("create event (learn.microsoft.com/graph/api/calendar-post-events)", () => {
  const world = tenant();
  const create = (body: Event): Promise<Event> => world.graph.api(`/users/${ANNA}/events`).post(body);

  // proof: POST events | 201 with the whole event, in UTC with seven digits | learn: calendar-post-events, resources/datetimetimezone
  it("answers 201 with the whole event, UTC with seven digits (datetimetimezone)", async () => {
    const body = event("Angebot", "2026-09-02T10:00:00", "2026-09-02T11:30:00");
    const reply = await raw(world, "POST", `/users/${ANNA}/events`, { body });
    assert.equal(reply.status, 201);
    const made = reply.json as Event;
    assert.deepEqual(made.start, { dateTime: "2026-09-02T08:00:00.0000000", timeZone: "UTC" });
    assert.equal(made.originalStartTimeZone, "Europe/Berlin");
    assert.equal(made.type, "singleInstance");
    assert.equal(made.isOrganizer, true);
    assert.deepEqual(made.responseStatus, { response: "organizer", time: "0001-01-01T00:00:00Z" });
    assert.equal(made.reminderMinutesBeforeStart, 15);
    assert.equal((made as Record<string, unknown>)["@odata.etag"], `W/"${made.changeKey}"`);
    assert.match(reply.headers.get("location") ?? "", /\/events\('/);
    assert.deepEqual((await world.graph.api(path(ANNA, made.id)).get()).id, made.id);
  });

  // proof: GET users/{user}/calendar | a mailbox by id, user principal name and address, whatever the case | learn: user-get
  it("finds a mailbox by id, user principal name and address, whatever the case", async () => {
    const { id } = (await world.graph.api(`/users/${ANNA.toUpperCase()}`).get()) as User;
    for (const key of [id, ANNA, ANNA.toUpperCase()]) {
      const calendar: Calendar = await world.graph.api(`/users/${key}/calendar`).get();
      assert.equal(calendar.isDefaultCalendar, true);
    }
  });

  // proof: POST events, GET events/{id} | a text comes back as HTML with CRLF, and as text by preference | learn: event-get
  it("keeps what was sent, in its own words: text becomes HTML with CRLF (event-get sample)", async () => {
    const made = await create({
      ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"),
      body: { contentType: "text", content: "Eins & <zwei>\nDrei" },
    });
    assert.equal(made.body?.contentType, "html");
    assert.match(
      made.body?.content ?? "",
      /<div class="PlainText">Eins &amp; &lt;zwei&gt;<br>\r\nDrei<\/div>/,
    );
    assert.equal(made.bodyPreview, "Eins & <zwei>\r\nDrei");
    const text: Event = await world.graph
      .api(path(ANNA, made.id))
      .header("Prefer", 'outlook.body-content-type="text"')
      .get();
    assert.deepEqual(text.body, { contentType: "text", content: "Eins & <zwei>\r\nDrei" });
  });

  // proof: POST events | HTML is wrapped, active content is gone | observed: OutlookGoogleCalendarSync#2269
  it("wraps HTML and takes active content out (OutlookGoogleCalendarSync#2269)", async () => {
    const content = '<p onclick="x()">Hallo</p><script>alert(1)</script>';
    const made = await create({
      ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"),
      body: { contentType: "html", content },
    });
    assert.match(made.body?.content ?? "", /^<html>\r\n<head>\r\n<meta http-equiv/);
    assert.match(made.body?.content ?? "", /<p>Hallo<\/p>/);
    assert.doesNotMatch(made.body?.content ?? "", /script|onclick/);
  });

  // proof: POST events | bodyPreview has 255 characters at most | learn: resources/event
  it("cuts bodyPreview at 255 characters (event resource)", async () => {
    const made = await create({
      ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"),
      body: { contentType: "text", content: "ä".repeat(400) },
    });
    assert.equal(made.bodyPreview, "ä".repeat(255));
  });

  // proof: POST events | several locations are joined in location.displayName | learn: resources/event
  it("joins several locations into one name (event resource)", async () => {
    const made = await create({
      ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"),
      locations: [{ displayName: "Halle 1" }, { displayName: "Halle 2" }],
    });
    assert.equal(made.location?.displayName, "Halle 1; Halle 2");
  });

  // proof: POST events | the same transactionId and body give the same event, another body is refused | learn: resources/event; observed: live
  it("returns the same event for the same transactionId, and refuses another one (event resource; reported live)", async () => {
    const body = { ...event("Einmal", "2026-09-02T10:00", "2026-09-02T11:00"), transactionId: "tx-1" };
    const [first, again] = [await create(body), await create(body)];
    assert.equal(again.id, first.id);
    assert.equal(again.transactionId, "tx-1");
    const error = await refusal(create({ ...body, subject: "Anders" }));
    assert.equal(error.statusCode, 400);
    assert.equal(error.code, "ErrorDuplicateTransactionId");
    assert.equal(JSON.parse(error.body)["@event.existingEventId"], first.id);
  });

  // proof: POST events | transactionId is returned only where it was set | learn: resources/event
  it("omits transactionId where none was given", async () => {
    const made = await create(event("x", "2026-09-02T10:00", "2026-09-02T11:00"));
    assert.equal("transactionId" in made, false);
  });

  // proof: GET events/{id} | $select, with etag and id in any case; unknown names are refused | learn: query-parameters
  it("selects, and names unknown properties (query-parameters)", async () => {
    const made = await create(event("x", "2026-09-02T10:00", "2026-09-02T11:00"));
    const some = await world.graph.api(path(ANNA, made.id)).select("subject,start").get();
    assert.deepEqual(Object.keys(some).sort(), ["@odata.context", "@odata.etag", "id", "start", "subject"]);
    const error = await refusal(world.graph.api(path(ANNA, made.id)).select("colour").get());
    assert.match(error.message, /Could not find a property named 'colour'/);
  });

  for (const [what, body, code] of [
    ["no end", { subject: "x", start: at("2026-09-02T10:00") }, "ErrorPropertyValidationFailure"],
    [
      "an end before the start",
      event("x", "2026-09-02T10:00", "2026-09-02T09:00"),
      "ErrorPropertyValidationFailure",
    ],
    [
      "an unknown zone",
      {
        ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"),
        start: at("2026-09-02T10:00", "Mars/Olympus"),
      },
      "TimeZoneNotSupportedException",
    ],
    [
      "a date object",
      { ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"), start: { date: "2026-09-02" } },
      "UnableToDeserializePostBody",
    ],
    [
      "a wrong type",
      { ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"), isAllDay: "yes" },
      "RequestBodyRead",
    ],
    [
      "a property the sandbox does not play",
      { ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"), attachments: [] },
      "SandboxNotModelled",
    ],
  ] as const) {
    // proof: POST events | what is wrong is refused with its code | observed: live, and by many
    it(`refuses ${what}: ${code}`, async () => {
      const error = await refusal(create(body as Event));
      assert.equal(error.code, code);
      assert.ok(error.requestId);
    });
  }

  // proof: any operation | client-request-id comes back, request-id is set | learn: best-practices-concept
  it("echoes client-request-id and sets request-id (best-practices-concept)", async () => {
    const id = "11111111-2222-4333-8444-555555555555";
    const reply = await raw(world, "GET", `/users/${ANNA}/calendar`, {
      headers: { "client-request-id": id },
    });
    assert.equal(reply.headers.get("client-request-id"), id);
    assert.match(reply.headers.get("request-id") ?? "", /^[0-9a-f-]{36}$/);
  });
});
