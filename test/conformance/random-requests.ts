// Arbitraries of requests to Graph: mostly such as a client would send, with one or two things wrong in them.
import fc from "fast-check";
import { ANNA, at, BERND, event } from "./tenant.ts";

export interface RandomRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

const daily = { type: "daily", interval: 1 };
export const SERIES: Record<string, unknown> = {
  ...event("Serie", "2026-09-07T10:00", "2026-09-07T11:00"),
  recurrence: { pattern: daily, range: { type: "noEnd", startDate: "2026-09-07" } },
  attendees: [{ emailAddress: { address: BERND } }],
};
export const SINGLE: Record<string, unknown> = {
  ...event("Einzeln", "2026-09-02T10:00", "2026-09-02T11:00"),
};
export const WINDOW = "startDateTime=2026-09-01T00:00:00Z&endDateTime=2026-10-01T00:00:00Z";

const garbage = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "null", "-1", "1e9", "%"),
);
const anything = fc.jsonValue();

/** Five times out of six what is right, else what is not. */
function mostly<T, U>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 5, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

const moment = fc.oneof(
  fc.constantFrom(
    at("2026-09-08T10:00"),
    at("2026-09-08T00:00"),
    at("2026-09-09T00:00", "W. Europe Standard Time"),
    at("2026-02-30T10:00"),
    at("9999-12-31T23:59"),
    at("0001-01-01T00:00"),
    at("4500-08-30T23:59"),
    null,
  ),
  fc.record({ dateTime: anything, timeZone: garbage }),
);

const recurrence = fc.record({
  pattern: fc.record(
    {
      type: mostly(
        fc.constantFrom(
          "daily",
          "weekly",
          "absoluteMonthly",
          "relativeMonthly",
          "absoluteYearly",
          "relativeYearly",
        ),
        garbage,
      ),
      interval: mostly(fc.constantFrom(1, 2, 999), anything),
      daysOfWeek: mostly(fc.constantFrom(["monday", "monday"], ["sunday", "friday"], []), anything),
      dayOfMonth: mostly(fc.constantFrom(1, 31), anything),
      month: mostly(fc.constantFrom(2, 12), anything),
      index: mostly(fc.constantFrom("first", "last"), anything),
    },
    { requiredKeys: ["type", "interval"] },
  ),
  range: fc.record(
    {
      type: mostly(fc.constantFrom("noEnd", "numbered", "endDate"), garbage),
      startDate: mostly(fc.constantFrom("2026-09-07", "2026-09-02"), anything),
      endDate: mostly(fc.constantFrom("2026-09-30", "2026-09-01", "9999-12-31"), anything),
      numberOfOccurrences: mostly(fc.constantFrom(5, 999), anything),
      recurrenceTimeZone: mostly(fc.constantFrom("Europe/Berlin", "UTC"), anything),
    },
    { requiredKeys: ["type"] },
  ),
});

/** One property of an event, set to something. */
const property = fc.oneof(
  // Most of what can go wrong is in times and recurrences.
  { weight: 4, arbitrary: fc.record({ start: moment, end: moment }) },
  { weight: 8, arbitrary: fc.record({ recurrence: mostly(recurrence, anything) }) },
  fc.record({ subject: fc.oneof(garbage, fc.constant("x".repeat(300)), anything) }),
  fc.record({ start: moment }),
  fc.record({ end: moment }),
  fc.record({ isAllDay: mostly(fc.boolean(), anything) }),
  fc.record({
    body: mostly(fc.record({ contentType: fc.constantFrom("html", "text"), content: garbage }), anything),
  }),
  fc.record({ location: mostly(fc.record({ displayName: garbage, address: anything }), anything) }),
  fc.record({ locations: fc.array(fc.record({ displayName: garbage }), { maxLength: 3 }) }),
  fc.record({ attendees: mostly(fc.constantFrom(SERIES.attendees, []), anything) }),
  fc.record({ categories: mostly(fc.array(garbage, { maxLength: 3 }), anything) }),
  fc.record({ reminderMinutesBeforeStart: mostly(fc.integer(), anything) }),
  fc.record({
    isOnlineMeeting: mostly(fc.boolean(), anything),
    onlineMeetingProvider: fc.constantFrom("teamsForBusiness", "skypeForBusiness", "x"),
  }),
  fc.record({ transactionId: mostly(fc.constantFrom("a", "b"), anything) }),
  fc.record({ singleValueExtendedProperties: anything }),
  fc.dictionary(fc.constantFrom("__proto__", "constructor", "id", "x"), anything, { maxKeys: 1 }),
);
const properties = fc.array(property, { maxLength: 2 }).map((each) => Object.assign({}, ...each));
const newEvent = fc
  .tuple(fc.constantFrom(SINGLE, SERIES), properties)
  .map(([base, other]) => ({ ...base, ...other }));

const answer = fc.record(
  {
    comment: mostly(garbage, anything),
    sendResponse: mostly(fc.boolean(), anything),
    proposedNewTime: mostly(fc.record({ start: moment, end: moment }), anything),
  },
  { requiredKeys: [] },
);

const forward = fc.record({
  ToRecipients: mostly(fc.constantFrom(SERIES.attendees, []), anything),
  Comment: mostly(garbage, anything),
});

const listOption = fc.oneof(
  fc.constantFrom(
    WINDOW,
    "$top=5",
    "$count=true",
    "$select=id,cancelledOccurrences,originalStart",
    "$expand=exceptionOccurrences",
    "$orderby=start/dateTime desc",
    "$filter=not(contains(subject,'a')) or start/dateTime ge '2026-02-30'",
    "startDateTime=0001-01-01&endDateTime=0001-02-01",
    "startDateTime=9999-12-01&endDateTime=9999-12-31",
  ),
  fc
    .tuple(fc.constantFrom("$filter", "$orderby", "$select", "$expand", "$skip", "$top", "x"), garbage)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`),
);
const eventOption = fc.constantFrom(
  "$select=subject,cancelledOccurrences",
  "$expand=exceptionOccurrences",
  "$select=%00",
);
const query = (option: fc.Arbitrary<string>) =>
  fc.uniqueArray(option, { maxLength: 2 }).map((each) => (each.length > 0 ? `?${each.join("&")}` : ""));

const header = fc.oneof(
  fc.record({ prefer: fc.constantFrom('IdType="ImmutableId"', 'outlook.timezone="Europe/Berlin"') }),
  fc.record({ prefer: fc.oneof(fc.constant("odata.maxpagesize=2"), garbage) }),
  fc.record({ "if-match": fc.oneof(fc.constantFrom("*", 'W/"x"'), garbage) }),
  fc.record({ "content-type": fc.constantFrom("text/plain", "") }),
  fc.record({ "x-unknown": garbage }),
);
const headers = mostly(fc.constant({}), header).map((each) => ({
  "content-type": "application/json",
  "content-length": "1",
  ...each,
}));

/** `targets` are a mailbox and the id of an event in it; `link` is a query that continues a delta round. */
export function randomRequests(targets: [user: string, id: string][], link: string) {
  const ids = targets.map(([, id]) => id);
  const wrongId = fc.oneof(
    garbage.map(encodeURIComponent),
    fc.constantFrom(...ids.map((each) => encodeURIComponent(each.toLowerCase())), "%zz"),
    fc.constantFrom(...ids).map((each) => encodeURIComponent(each.replace(/AAA=$/, "FRAAzzzzzAAA="))),
  );
  const users = fc.constantFrom(ANNA, BERND);
  const userPath = mostly(users, garbage.map(encodeURIComponent)).map((each) => `/users/${each}`);
  const known = fc
    .constantFrom(...targets)
    .map(([user, id]) => `/users/${user}/events/${encodeURIComponent(id)}`);
  const eventPath = mostly(
    known,
    fc.tuple(userPath, wrongId).map(([user, id]) => `${user}/events/${id}`),
  );
  const none = fc.constant("");
  const call = (
    method: string,
    tails: fc.Arbitrary<string>,
    options: fc.Arbitrary<string>,
    body: fc.Arbitrary<unknown>,
    path = userPath,
  ) => {
    const url = fc.tuple(path, tails, options).map((parts) => parts.join(""));
    return fc.record({ method: fc.constant(method), url, body });
  };
  const usual = fc.oneof(
    call("GET", fc.constantFrom("/events", "/calendar/events", "/calendarView"), query(listOption), none),
    call("GET", fc.constant("/calendarView/delta?"), mostly(fc.constantFrom(WINDOW, link), listOption), none),
    call("POST", fc.constant("/events"), query(eventOption), newEvent),
    call("GET", none, query(eventOption), none, eventPath),
    call("PATCH", none, query(eventOption), properties, eventPath),
    call("DELETE", fc.constantFrom("", "", "x"), none, none, eventPath),
    call("GET", fc.constantFrom(`/instances?${WINDOW}`, "/instances", "/calendar"), none, none, eventPath),
    call("POST", fc.constantFrom("/accept", "/tentativelyAccept", "/cancel"), none, answer, eventPath),
    call("POST", fc.constant("/forward"), none, forward, eventPath),
    call("POST", fc.constant("/permanentDelete"), none, mostly(none, answer), eventPath),
    call(
      "POST",
      fc.constant("/translateExchangeIds"),
      none,
      fc.record({
        inputIds: mostly(fc.array(fc.constantFrom(...ids), { maxLength: 3 }), anything),
        sourceIdType: mostly(fc.constant("restId"), anything),
        targetIdType: mostly(fc.constant("restImmutableEntryId"), anything),
      }),
    ),
  );
  const wild = fc.record({
    method: fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT"),
    url: fc
      .tuple(userPath, wrongId, garbage)
      .map(([user, id, tail]) => `${user}/calendars/${id}/${encodeURI(tail)}`),
    body: fc.oneof(anything, fc.constant("[".repeat(20_000))),
  });
  const made = fc.record({ call: mostly(usual, wild), headers });
  const request = made.map(({ call: { method, url, body }, headers: sent }) => ({
    method,
    url: `/v1.0${url}`,
    headers: sent,
    body: typeof body === "string" ? body : JSON.stringify(body),
  }));
  const item = fc.record(
    {
      id: fc.oneof({ weight: 60, arbitrary: fc.uuid() }, { weight: 1, arbitrary: anything }),
      call: made,
      dependsOn: fc.oneof({ weight: 60, arbitrary: fc.constant([]) }, fc.constantFrom(["1"], "1")),
    },
    { requiredKeys: ["id", "call"] },
  );
  const batch = fc.array(item, { maxLength: 22 }).map((items) => {
    const requests = items.map(({ id, call: { call: each, headers: sent }, ...rest }) => ({
      id,
      method: each.method,
      url: each.url,
      headers: sent,
      ...(each.body !== "" && { body: each.body }),
      ...rest,
    }));
    const body = JSON.stringify({ requests });
    return { method: "POST", url: "/v1.0/$batch", headers: { "content-type": "application/json" }, body };
  });
  return { request: request as fc.Arbitrary<RandomRequest>, batch: batch as fc.Arbitrary<RandomRequest> };
}
