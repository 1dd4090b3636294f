// Every operation once, held against Microsoft's published types, as every answer of every other case is too; and what a webhook
// is sent.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { allRoutes } from "../../sandbox/graph/routes.ts";
import { shapeProblems } from "./graph-types.ts";
import { ANNA, at, BERND, CLARA, company, event, raw, tenant } from "./tenant.ts";
import { Webhook } from "./webhook.ts";

const WINDOW = "startDateTime=2026-09-01T00:00:00Z&endDateTime=2026-10-01T00:00:00Z";

describe("published shapes", () => {
  const world = tenant({
    company: company([{ userPrincipalName: ANNA, calendars: [{ name: "Team" }] }]),
  });
  const webhook = new Webhook();
  before(() => webhook.start());
  after(() => webhook.stop());

  async function call(method: string, path: string, body?: unknown) {
    const reply = await raw(world, method, path, { body });
    assert.ok(reply.status < 300, `${method} ${path}: ${reply.status} ${JSON.stringify(reply.json)}`);
    return reply.json;
  }

  async function walkUser(): Promise<void> {
    await call("GET", "/users");
    await call("GET", `/users/${ANNA}`);
    await call("GET", `/users/${ANNA}/mailboxSettings`);
    await call("GET", `/users/${ANNA}/mailboxSettings/timeZone`);
    const zones = `/users/${ANNA}/outlook/supportedTimeZones`;
    await call("GET", zones);
    for (const form of ["Iana", "Windows"]) {
      await call("GET", `${zones}(TimeZoneStandard=microsoft.graph.timeZoneStandard'${form}')`);
    }
    await call("GET", `/users/${ANNA}/calendar`);
    const [startTime, endTime] = [at("2026-09-02T08:00:00"), at("2026-09-02T18:00:00")];
    const schedules = [ANNA, "nobody@firma.example"];
    await call("POST", `/users/${ANNA}/calendar/getSchedule`, { schedules, startTime, endTime });
    const { value } = await call("GET", `/users/${ANNA}/calendars`);
    const ids = [value?.[0]?.id, "unknown"];
    const translation = { inputIds: ids, sourceIdType: "restId", targetIdType: "restImmutableEntryId" };
    await call("POST", `/users/${ANNA}/translateExchangeIds`, translation);
  }

  /** All that is possible below one calendar, with a meeting, a series and its exception. */
  async function walkCalendar(calendar: string): Promise<void> {
    const base = `/users/${ANNA}${calendar}`;
    const guest = { emailAddress: { address: BERND, name: "Bernd" }, type: "required" };
    const meeting = event("Meeting", "2026-09-02T10:00", "2026-09-02T11:00", {
      isOnlineMeeting: true,
      onlineMeetingProvider: "teamsForBusiness",
      location: { displayName: "Büro", address: { city: "Landshut" } },
      transactionId: `shapes ${calendar}`,
    });
    const { id } = await call("POST", `${base}/events`, { ...meeting, attendees: [guest] });
    const recurrence = {
      pattern: { type: "weekly", interval: 1, daysOfWeek: ["wednesday"] },
      range: { type: "numbered", startDate: "2026-09-02", numberOfOccurrences: 3 },
    };
    const series = await call("POST", `${base}/events`, {
      ...event("Series", "2026-09-02T12:00", "2026-09-02T13:00"),
      recurrence,
    });
    const one = `${base}/events/${encodeURIComponent(String(id))}`;
    const master = `${base}/events/${encodeURIComponent(String(series.id))}`;
    const { value } = await call("GET", `${master}/instances?${WINDOW}`);
    const exception = `${base}/events/${encodeURIComponent(String(value?.[1]?.id))}`;
    await call("PATCH", exception, { subject: "Exception" });
    await call("GET", `${base}/events`);
    await call("GET", one);
    await call("GET", `${one}/calendar`);
    await call("GET", `${base}/calendarView?${WINDOW}&$top=50`);
    for (const delta of ["delta", "delta()", "microsoft.graph.delta", "microsoft.graph.delta()"]) {
      await call("GET", `${base}/calendarView/${delta}?${WINDOW}`);
    }
    await call("POST", `${one}/forward`, { toRecipients: [{ emailAddress: { address: CLARA } }] });
    await call("POST", `${one}/cancel`, { comment: "" });
    await call("POST", `${exception}/permanentDelete`);
    await call("DELETE", master);
  }

  /** The answers of an invited person, whose copy lies in the default calendar. */
  async function walkAnswers(calendar: string): Promise<void> {
    const base = `/users/${ANNA}${calendar}`;
    const guest = { emailAddress: { address: ANNA }, type: "required" };
    for (const answer of ["accept", "tentativelyAccept", "decline"]) {
      const invitation = event(answer, "2026-09-03T10:00", "2026-09-03T11:00");
      await call("POST", `/users/${BERND}/events`, { ...invitation, attendees: [guest] });
      const { value } = await call("GET", `/users/${ANNA}/events?$filter=subject eq '${answer}'`);
      const id = encodeURIComponent(String(value?.[0]?.id));
      await call("POST", `${base}/events/${id}/${answer}`, {});
      if (answer !== "decline") await call("DELETE", `/users/${ANNA}/events/${id}`);
    }
  }

  async function walkSubscriptions(): Promise<void> {
    const { id } = await call("POST", "/subscriptions", {
      changeType: "created,updated,deleted",
      notificationUrl: webhook.url,
      lifecycleNotificationUrl: webhook.url,
      resource: `users/${ANNA}/events`,
      expirationDateTime: "2026-09-03T00:00:00Z",
      clientState: "secret",
    });
    await call("GET", "/subscriptions");
    await call("GET", `/subscriptions/${id}`);
    await call("PATCH", `/subscriptions/${id}`, { expirationDateTime: "2026-09-04T00:00:00Z" });
    await call("POST", `/subscriptions/${id}/reauthorize`);
    await call("POST", `/users/${ANNA}/events`, event("x", "2026-09-04T10:00", "2026-09-04T11:00"));
    await world.sandbox.control.deliverNotices();
    await world.sandbox.control.tellLifecycle(String(id), "missed");
    await call("DELETE", `/subscriptions/${id}`);
  }

  // proof: any operation | each answer has only properties, kinds and values of Microsoft's published types | @microsoft/microsoft-graph-types
  it("has every operation answer as published", async () => {
    const { value } = await call("GET", `/users/${ANNA}/calendars`);
    const team = `/calendars/${encodeURIComponent(String(value?.[1]?.id))}`;
    await walkUser();
    await call("GET", `/users/${ANNA}${team}`);
    for (const calendar of ["", "/calendar", team]) await walkCalendar(calendar);
    // Invitations lie in the default calendar.
    const own = `/calendars/${encodeURIComponent(String(value?.[0]?.id))}`;
    for (const calendar of ["", "/calendar", own]) await walkAnswers(calendar);
    await walkSubscriptions();
    const token = await world.credential.getToken("https://graph.microsoft.com/.default");
    const headers = { authorization: `Bearer ${token.token}`, ConsistencyLevel: "eventual" };
    assert.equal((await fetch(`${world.sandbox.url}/v1.0/users/$count`, { headers })).status, 200);
    const missing = allRoutes()
      .map(({ method, template }) => `${method} ${template}`)
      .filter((name) => !world.succeeded.has(name));
    assert.deepEqual(missing, []);
  });

  // proof: POST subscriptions | each notice has only properties, kinds and values of Microsoft's published types | @microsoft/microsoft-graph-types
  it("sends notices as published", () => {
    const kinds = webhook.received.flatMap(({ value }) =>
      value.map((each) => each.changeType ?? each.lifecycleEvent),
    );
    assert.deepEqual(kinds, ["created", "missed"]);
    for (const { value } of webhook.received) {
      const notices = value.map(({ resourceData, ...notice }) => {
        // An open type: whatever it is about.
        assert.equal(typeof (resourceData?.id ?? ""), "string");
        return notice;
      });
      assert.deepEqual(shapeProblems({ value: notices }, "ChangeNotificationCollection", "notice"), []);
    }
  });

  // proof: any operation | the check itself finds an unknown property, a wrong kind, a wrong value and a wrong null | @microsoft/microsoft-graph-types
  it("would notice what is not as published", () => {
    const wrong = {
      colour: 1,
      subject: 3,
      showAs: "away",
      id: null,
      start: { dateTime: true },
      attendees: {},
    };
    assert.equal(shapeProblems(wrong, "Event", "event").length, 6);
    assert.deepEqual(
      shapeProblems({ "@odata.etag": 'W/"x"', subject: null, showAs: "busy" }, "Event", "event"),
      [],
    );
  });
});
