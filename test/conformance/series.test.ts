// Recurring events, through the official Graph client.
// learn.microsoft.com/graph/outlook-schedule-recurring-events
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Event, RecurrencePattern, RecurrenceRange } from "@microsoft/microsoft-graph-types";
import { ANNA, at, BERND, event, path, refusal, tenant } from "./tenant.ts";

type Item = Event & { "@removed"?: unknown; occurrenceId?: string };

describe("series", () => {
  const world = tenant();
  const create = (
    day: string,
    pattern: RecurrencePattern,
    range: RecurrenceRange,
    more: Event = {},
  ): Promise<Event> =>
    world.graph.api(`/users/${ANNA}/events`).post(
      event("Serie", `${day}T10:00`, `${day}T11:00`, {
        recurrence: { pattern, range: { startDate: day, ...range } },
        ...more,
      }),
    );
  async function instances(id: string | undefined, from = "2026-09-01", to = "2028-01-01"): Promise<Item[]> {
    const url = `${path(ANNA, id, "/instances")}?startDateTime=${from}&endDateTime=${to}`;
    return (await world.graph.api(url).header("Prefer", 'outlook.timezone="Europe/Berlin"').top(500).get())
      .value;
  }
  const starts = (items: Event[]) => items.map((each) => each.start?.dateTime?.slice(0, 16));
  const daily: RecurrencePattern = { type: "daily", interval: 1 };
  const five: RecurrenceRange = { type: "numbered", numberOfOccurrences: 5 };

  // Expectations worked out by hand from a calendar of 2026 to 2028.
  for (const [name, day, pattern, range, expected] of [
    [
      "daily",
      "2026-10-24",
      { type: "daily", interval: 2 },
      { type: "numbered", numberOfOccurrences: 3 },
      ["2026-10-24", "2026-10-26", "2026-10-28"],
    ],
    [
      "weekly",
      "2026-09-01",
      { type: "weekly", interval: 2, daysOfWeek: ["tuesday", "friday"], firstDayOfWeek: "monday" },
      { type: "endDate", endDate: "2026-09-18" },
      ["2026-09-01", "2026-09-04", "2026-09-15", "2026-09-18"],
    ],
    [
      "absoluteMonthly",
      "2026-10-31",
      { type: "absoluteMonthly", interval: 1, dayOfMonth: 31 },
      { type: "numbered", numberOfOccurrences: 3 },
      ["2026-10-31", "2026-11-30", "2026-12-31"],
    ],
    [
      "relativeMonthly",
      "2026-09-25",
      { type: "relativeMonthly", interval: 1, daysOfWeek: ["friday"], index: "last" },
      { type: "endDate", endDate: "2026-11-27" },
      ["2026-09-25", "2026-10-30", "2026-11-27"],
    ],
    [
      "absoluteYearly",
      "2026-09-03",
      { type: "absoluteYearly", interval: 1, dayOfMonth: 3, month: 9 },
      { type: "noEnd" },
      ["2026-09-03", "2027-09-03"],
    ],
    [
      "relativeYearly",
      "2026-11-05",
      { type: "relativeYearly", interval: 1, daysOfWeek: ["thursday"], month: 11, index: "first" },
      { type: "noEnd" },
      ["2026-11-05", "2027-11-04"],
    ],
  ] as [string, string, RecurrencePattern, RecurrenceRange, string[]][]) {
    // proof: GET events/{id}/instances | each pattern in the zone of the series | learn: outlook-schedule-recurring-events
    it(`expands ${name} in the zone of the series (schedule-recurring-events)`, async () => {
      const made = await create(day, pattern, range);
      assert.equal(made.type, "seriesMaster");
      assert.deepEqual(
        starts(await instances(made.id)),
        expected.map((each) => `${each}T10:00`),
      );
    });
  }

  // proof: POST events | unused fields of a recurrence are filled with zeros | learn: outlook-schedule-recurring-events
  it("fills unused fields up with zeros (samples on the page)", async () => {
    const made = await create("2026-09-01", daily, { type: "noEnd" });
    assert.deepEqual(made.recurrence, {
      pattern: {
        type: "daily",
        interval: 1,
        month: 0,
        dayOfMonth: 0,
        firstDayOfWeek: "sunday",
        index: "first",
      },
      range: {
        type: "noEnd",
        startDate: "2026-09-01",
        endDate: "0001-01-01",
        recurrenceTimeZone: "Europe/Berlin",
        numberOfOccurrences: 0,
      },
    });
    await world.graph.api(path(ANNA, made.id)).delete();
  });

  // proof: GET calendarView, GET events | occurrences in a view, masters in the list | learn: user-list-events, calendar-list-calendarview
  it("lists occurrences in a view and masters in /events (user-list-events)", async () => {
    const made = await create("2026-09-07", daily, five);
    const view = await world.graph
      .api(`/users/${ANNA}/calendarView?startDateTime=2026-09-08&endDateTime=2026-09-10`)
      .top(50)
      .get();
    const mine = view.value.filter((each: Event) => each.seriesMasterId === made.id);
    assert.deepEqual(
      mine.map((each: Event) => each.type),
      ["occurrence", "occurrence"],
    );
    assert.equal(mine[0].occurrenceId, `OID.${made.id}.2026-09-08`);
    const list = await world.graph.api(`/users/${ANNA}/events`).top(100).get();
    assert.ok(list.value.some((each: Event) => each.id === made.id));
    assert.ok(list.value.every((each: Event) => each.type !== "occurrence"));
  });

  // proof: PATCH events/{id} | a patched occurrence becomes an exception, and follows the master in the rest | learn: outlook-schedule-recurring-events
  it("makes an exception of a patched occurrence; it follows the master where it has no say of its own", async () => {
    const made = await create("2026-09-07", { type: "weekly", interval: 1, daysOfWeek: ["monday"] }, five);
    const second = (await instances(made.id))[1];
    const moved: Item = await world.graph
      .api(path(ANNA, second?.id))
      .patch({ start: at("2026-09-15T08:00"), end: at("2026-09-15T09:00") });
    assert.equal(moved.type, "exception");
    assert.equal(moved.id, second?.id);
    await world.graph.api(path(ANNA, made.id)).patch({ subject: "Umbenannt" });
    const all = await instances(made.id);
    assert.deepEqual(starts(all).slice(0, 3), ["2026-09-07T10:00", "2026-09-15T08:00", "2026-09-21T10:00"]);
    assert.equal(all[1]?.subject, "Umbenannt");
    const origin = await world.graph.api(path(ANNA, second?.id)).select("originalStart").get();
    assert.equal(origin.originalStart, "2026-09-14T08:00:00Z");
  });

  // proof: PATCH events/{id} | ErrorOccurrenceCrossingBoundary for a move to a neighbour's day | learn: event-update
  it("refuses to move an occurrence past its neighbour: ErrorOccurrenceCrossingBoundary", async () => {
    const made = await create("2026-09-07", daily, five);
    const [, second] = await instances(made.id);
    const error = await refusal(
      world.graph
        .api(path(ANNA, second?.id))
        .patch({ start: at("2026-09-09T08:00"), end: at("2026-09-09T09:00") }),
    );
    assert.equal(error.code, "ErrorOccurrenceCrossingBoundary");
  });

  // proof: DELETE events/{id}, GET events/{id} | a deleted occurrence is named by cancelledOccurrences, only when selected, only at the master | learn: resources/event; observed: live
  it("deletes one occurrence: gone from views, named by cancelledOccurrences on $select only", async () => {
    const made = await create("2026-09-07", daily, five);
    const [, second] = await instances(made.id);
    await world.graph.api(path(ANNA, second?.id)).delete();
    assert.equal((await instances(made.id)).length, 4);
    assert.equal((await refusal(world.graph.api(path(ANNA, second?.id)).get())).statusCode, 404);
    assert.equal("cancelledOccurrences" in (await world.graph.api(path(ANNA, made.id)).get()), false);
    const selected = await world.graph.api(path(ANNA, made.id)).select("cancelledOccurrences").get();
    assert.deepEqual(selected.cancelledOccurrences, [`OID.${made.id}.2026-09-08`]);
  });

  // proof: GET events/{id} | exceptionOccurrences by $select and $expand | learn: resources/event
  it("gives exceptions with $select and $expand (event resource)", async () => {
    const made = await create("2026-09-07", daily, five);
    await world.graph.api(path(ANNA, (await instances(made.id))[2]?.id)).patch({ subject: "Anders" });
    const read = await world.graph
      .api(path(ANNA, made.id))
      .select("subject,exceptionOccurrences")
      .expand("exceptionOccurrences")
      .get();
    assert.deepEqual(
      read.exceptionOccurrences.map((each: Event) => each.subject),
      ["Anders"],
    );
  });

  // proof: GET calendarView/delta | master and stubs on one page; a deleted occurrence is absent | observed: microsoft-graph-docs#7632, #4200
  it("shows delta the master and stubs; a deleted occurrence is simply absent (microsoft-graph-docs#7632, #4200)", async () => {
    const first = `/users/${ANNA}/calendarView/delta?startDateTime=2027-02-01T00:00:00Z&endDateTime=2027-03-01T00:00:00Z`;
    const made = await create("2027-02-01", daily, five);
    const page = await world.graph.api(first).header("Prefer", "odata.maxpagesize=2").get();
    const items: Item[] = page.value;
    const own = items.filter((each) => each.id === made.id || each.seriesMasterId === made.id);
    assert.deepEqual(
      own.map((each) => each.type),
      ["seriesMaster", ...Array(5).fill("occurrence")],
      "never split over pages",
    );
    assert.deepEqual(Object.keys(own[1] ?? {}).sort(), [
      "@odata.etag",
      "@odata.type",
      "end",
      "id",
      "seriesMasterId",
      "start",
      "type",
    ]);
    let link: string = page["@odata.deltaLink"] ?? page["@odata.nextLink"];
    for (;;) {
      const next = await world.graph.api(link).get();
      link = next["@odata.deltaLink"] ?? next["@odata.nextLink"];
      if (next["@odata.deltaLink"]) break;
    }
    await world.graph.api(path(ANNA, own[2]?.id)).delete();
    const changes: Item[] = (await world.graph.api(link).get()).value;
    assert.deepEqual(
      changes.map((each) => each.type),
      ["seriesMaster", ...Array(4).fill("occurrence")],
    );
    assert.ok(!changes.some((each) => each["@removed"]));
    await world.graph.api(path(ANNA, made.id)).delete();
    const gone: Item[] = (await world.graph.api(link).get()).value;
    assert.ok(gone.some((each) => each.id === made.id && each["@removed"]));
  });

  // proof: GET events/{id}/instances | all-day series by date, over a clock change | learn: outlook-schedule-recurring-events
  it("expands all-day series by date, over a clock change", async () => {
    const body = { ...event("Ganztags", "2026-10-24T00:00", "2026-10-25T00:00"), isAllDay: true };
    const made: Event = await world.graph.api(`/users/${ANNA}/events`).post({
      ...body,
      recurrence: {
        pattern: daily,
        range: { type: "numbered", startDate: "2026-10-24", numberOfOccurrences: 3 },
      },
    });
    assert.deepEqual(starts(await instances(made.id)), [
      "2026-10-24T00:00",
      "2026-10-25T00:00",
      "2026-10-26T00:00",
    ]);
  });

  for (const [what, pattern, range] of [
    ["a weekly pattern without days", { type: "weekly", interval: 1 }, five],
    ["an interval of 0", { type: "daily", interval: 0 }, five],
    ["a range that starts on another day", daily, { ...five, startDate: "2026-09-02" }],
    ["another recurrenceTimeZone", daily, { ...five, recurrenceTimeZone: "Pacific Standard Time" }],
    ["an end before the start", daily, { type: "endDate", endDate: "2026-08-01" }],
  ] as [string, RecurrencePattern, RecurrenceRange][]) {
    // proof: POST events | what is wrong in a recurrence: ErrorPropertyValidationFailure | observed: live
    it(`refuses ${what}: ErrorPropertyValidationFailure (observed live)`, async () => {
      assert.equal(
        (await refusal(create("2026-09-01", pattern, range))).code,
        "ErrorPropertyValidationFailure",
      );
    });
  }

  // proof: PATCH events/{id} | another zone for a master needs its recurrence with it | observed: live
  it("refuses another zone for a master without its recurrence (observed live)", async () => {
    const made = await create("2026-09-07", daily, five);
    const body = { start: at("2026-09-07T10:00", "UTC"), end: at("2026-09-07T11:00", "UTC") };
    assert.equal(
      (await refusal(world.graph.api(path(ANNA, made.id)).patch(body))).code,
      "ErrorPropertyValidationFailure",
    );
  });

  // proof: PATCH events/{id}, DELETE events/{id} | a series with its exceptions and deletions is in the attendees' calendars | observed: live
  it("shares a series with its attendees, exceptions and deletions included", async () => {
    const attendees = [{ emailAddress: { address: BERND, name: "Bernd" }, type: "required" as const }];
    const made = await create("2026-09-07", daily, five, { attendees, subject: "Gemeinsam" });
    const all = await instances(made.id);
    await world.graph.api(path(ANNA, all[1]?.id)).patch({ subject: "Verlegt" });
    await world.graph.api(path(ANNA, all[2]?.id)).delete();
    const view = await world.graph
      .api(`/users/${BERND}/calendarView?startDateTime=2026-09-07&endDateTime=2026-09-13`)
      .get();
    assert.deepEqual(
      view.value.map((each: Event) => each.subject),
      ["Gemeinsam", "Verlegt", "Gemeinsam", "Gemeinsam"],
    );
  });
});
