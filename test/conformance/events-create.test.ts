// Creating and reading events, through the official Graph client.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Calendar, Event, User } from "@microsoft/microsoft-graph-types";
import { ANNA, at, BERND, CLIENT, company, event, path, raw, refusal, tenant } from "./tenant.ts";

describe("create event (learn.microsoft.com/graph/api/calendar-post-events)", () => {
  const world = tenant();
  const create = (body: Event, user = ANNA): Promise<Event> =>
    world.graph.api(`/users/${user}/events`).post(body);

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

  it("finds a mailbox by id, user principal name and address, whatever the case", async () => {
    const { id } = (await world.graph.api(`/users/${ANNA.toUpperCase()}`).get()) as User;
    for (const key of [id, ANNA, ANNA.toUpperCase()]) {
      const calendar: Calendar = await world.graph.api(`/users/${key}/calendar`).get();
      assert.equal(calendar.isDefaultCalendar, true);
    }
  });

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

  it("cuts bodyPreview at 255 characters (event resource)", async () => {
    const made = await create({
      ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"),
      body: { contentType: "text", content: "ä".repeat(400) },
    });
    assert.equal(made.bodyPreview, "ä".repeat(255));
  });

  it("joins several locations into one name (event resource)", async () => {
    const made = await create({
      ...event("x", "2026-09-02T10:00", "2026-09-02T11:00"),
      locations: [{ displayName: "Halle 1" }, { displayName: "Halle 2" }],
    });
    assert.equal(made.location?.displayName, "Halle 1; Halle 2");
  });

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

  it("omits transactionId where none was given, and ids of other mailboxes are unknown (odoo/odoo#148011)", async () => {
    const made = await create(event("x", "2026-09-02T10:00", "2026-09-02T11:00"));
    assert.equal("transactionId" in made, false);
    const error = await refusal(world.graph.api(path(BERND, made.id)).get());
    assert.deepEqual([error.statusCode, error.code], [404, "ErrorItemNotFound"]);
    const garbage = await refusal(world.graph.api(path(ANNA, "garbage")).get());
    assert.deepEqual([garbage.statusCode, garbage.code], [400, "ErrorInvalidIdMalformed"]);
  });

  it("gives another id for Prefer: IdType, and takes both (outlook-immutable-id)", async () => {
    const made = await create(event("x", "2026-09-02T10:00", "2026-09-02T11:00"));
    const reply = await raw(world, "GET", path(ANNA, made.id), {
      headers: { prefer: 'IdType="ImmutableId"' },
    });
    assert.match(reply.headers.get("preference-applied") ?? "", /IdType="ImmutableId"/);
    const immutable = String(reply.json.id);
    assert.notEqual(immutable, made.id);
    assert.equal((await world.graph.api(path(ANNA, immutable)).get()).id, made.id);
    assert.equal(
      (await refusal(world.graph.api(path(ANNA, made.id?.toLowerCase())).get())).statusCode >= 400,
      true,
    );
  });

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
    it(`refuses ${what}: ${code}`, async () => {
      const error = await refusal(create(body as Event));
      assert.equal(error.code, code);
      assert.ok(error.requestId);
    });
  }

  it("refuses unknown preferences, query options and paths instead of ignoring them", async () => {
    for (const [target, prefer] of [
      [`/users/${ANNA}/events`, "outlook.colour=red"],
      [`/users/${ANNA}/events?$apply=x`, ""],
      [`/users/${ANNA}/nonsense`, ""],
    ] as const) {
      const reply = await raw(world, "GET", target, { headers: prefer ? { prefer } : {} });
      assert.equal(reply.json.error?.code, "SandboxNotModelled", target);
    }
  });

  it("echoes client-request-id and sets request-id (best-practices-concept)", async () => {
    const id = "11111111-2222-4333-8444-555555555555";
    const reply = await raw(world, "GET", `/users/${ANNA}/calendar`, {
      headers: { "client-request-id": id },
    });
    assert.equal(reply.headers.get("client-request-id"), id);
    assert.match(reply.headers.get("request-id") ?? "", /^[0-9a-f-]{36}$/);
  });
});

describe("lists and mailboxes", () => {
  const appointments = Array.from({ length: 25 }, (_, i) =>
    event(`Nr. ${i}`, `2026-09-0${1 + (i % 9)}T10:00`, `2026-09-0${1 + (i % 9)}T11:00`),
  );
  const world = tenant({
    company: company([
      {
        userPrincipalName: ANNA,
        events: appointments as Record<string, unknown>[],
        calendars: [{ name: "Zweiter" }],
      },
      { userPrincipalName: "ohne@firma.example", state: "unlicensed" },
      { userPrincipalName: "keller@firma.example", state: "onPremises" },
      { userPrincipalName: "chef@firma.example", state: "forbidden" },
      { userPrincipalName: "weg@firma.example", state: "gone" },
    ]),
  });

  it("pages by ten, and the nextLink leads on (user-list-events)", async () => {
    const seen: string[] = [];
    let link: string | undefined = `/users/${ANNA}/events`;
    const sizes: number[] = [];
    while (link) {
      const page = (await world.graph.api(link).get()) as { value: Event[]; "@odata.nextLink"?: string };
      sizes.push(page.value.length);
      seen.push(...page.value.map((each) => each.id ?? ""));
      link = page["@odata.nextLink"];
    }
    assert.deepEqual(sizes, [10, 10, 5]);
    assert.equal(new Set(seen).size, 25);
  });

  it("filters and orders (filter-query-parameter)", async () => {
    const list = world.graph.api(`/users/${ANNA}/events`);
    const late = await list
      .filter("start/dateTime ge '2026-09-08T00:00'")
      .orderby("start/dateTime desc")
      .top(50)
      .get();
    const days = late.value.map((each: Event) => each.start?.dateTime?.slice(0, 10));
    assert.deepEqual([...new Set(days)], ["2026-09-09", "2026-09-08"]);
    const one = late.value[0] as Event;
    const found = await world.graph.api(`/users/${ANNA}/events`).filter(`iCalUId eq '${one.iCalUId}'`).get();
    assert.deepEqual(
      found.value.map((each: Event) => each.id),
      [one.id],
    );
  });

  it("keeps calendars apart, and tells an event's calendar (user-list-calendars)", async () => {
    const { value: calendars } = (await world.graph.api(`/users/${ANNA}/calendars`).get()) as {
      value: Calendar[];
    };
    const second = calendars.find((each) => each.name === "Zweiter");
    const url = `/users/${ANNA}/calendars/${encodeURIComponent(second?.id ?? "")}/events`;
    const made: Event = await world.graph
      .api(url)
      .post(event("Dort", "2026-09-02T10:00", "2026-09-02T11:00"));
    assert.equal((await world.graph.api(url).get()).value.length, 1);
    assert.equal((await world.graph.api(path(ANNA, made.id, "/calendar")).get()).id, second?.id);
  });

  it("tells the time zone of a mailbox (user-get-mailboxsettings)", async () => {
    assert.equal((await world.graph.api(`/users/${ANNA}/mailboxSettings`).get()).timeZone, "Europe/Berlin");
    assert.equal(
      (await world.graph.api(`/users/${ANNA}/mailboxSettings/timeZone`).get()).value,
      "Europe/Berlin",
    );
  });

  it("pages users, searches with ConsistencyLevel only, and hides who is gone (user-list)", async () => {
    const first = await world.graph.api("/users").top(2).select("id,mail").get();
    assert.equal(first.value.length, 2);
    assert.equal((await world.graph.api(first["@odata.nextLink"]).get()).value.length, 2);
    assert.equal(
      (await refusal(world.graph.api("/users").search('"displayName:ann"').get())).code,
      "Request_UnsupportedQuery",
    );
    const found = await world.graph
      .api("/users")
      .header("ConsistencyLevel", "eventual")
      .search('"displayName:ann"')
      .get();
    assert.deepEqual(
      found.value.map((each: User) => each.userPrincipalName),
      [ANNA],
    );
    assert.equal(
      (await refusal(world.graph.api("/users/weg@firma.example").get())).code,
      "Request_ResourceNotFound",
    );
  });

  for (const [user, status, code] of [
    ["ohne@firma.example", 404, "MailboxNotEnabledForRESTAPI"],
    ["keller@firma.example", 404, "MailboxNotEnabledForRESTAPI"],
    ["chef@firma.example", 403, "ErrorAccessDenied"],
    ["weg@firma.example", 404, "ErrorInvalidUser"],
    ["niemand@firma.example", 404, "ErrorInvalidUser"],
  ] as const) {
    it(`answers ${code} for ${user} (msgraph-sdk-javascript#1756, auth-limit-mailbox-access)`, async () => {
      const error = await refusal(world.graph.api(`/users/${user}/calendar`).get());
      assert.deepEqual([error.statusCode, error.code], [status, code]);
    });
  }

  it("changes with the control side: a mailbox that comes and goes", async () => {
    world.sandbox.control.changeUser(BERND, { state: "forbidden" });
    assert.equal((await refusal(world.graph.api(`/users/${BERND}/calendar`).get())).statusCode, 403);
    world.sandbox.control.changeUser(BERND, { state: "ok" });
    assert.ok(await world.graph.api(`/users/${BERND}/calendar`).get());
    assert.ok(world.sandbox.core.directory.app(CLIENT));
  });
});
