// The edges of recurring events: hours that clocks skip or double, days that months lack, ends without an end;
// through the official Graph client.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Event, RecurrencePattern, RecurrenceRange } from "@microsoft/microsoft-graph-types";
import { ANNA, at, event, path, refusal, tenant } from "./tenant.ts";

describe("edges of series", () => {
  const world = tenant();
  const create = (start: string, pattern: RecurrencePattern, range: RecurrenceRange): Promise<Event> =>
    world.graph.api(`/users/${ANNA}/events`).post(
      event("Serie", start, start, {
        recurrence: { pattern, range: { startDate: start.slice(0, 10), ...range } },
      }),
    );
  const instances = async (id: string | undefined, from: string, to: string): Promise<Event[]> =>
    (
      await world.graph
        .api(path(ANNA, id, `/instances?startDateTime=${from}&endDateTime=${to}`))
        .top(500)
        .get()
    ).value;
  const starts = (items: Event[]) => items.map((each) => each.start?.dateTime?.slice(0, 16));
  const daily: RecurrencePattern = { type: "daily", interval: 1 };
  const five: RecurrenceRange = { type: "numbered", numberOfOccurrences: 5 };

  // proof: GET events/{id}/instances | an hour that the clocks skip moves past the gap, a doubled one is the first of the two | sandbox: not documented
  it("keeps an occurrence in the hour that clocks skip or double", async () => {
    const spring = await create("2027-03-27T02:30", daily, five);
    assert.deepEqual(starts(await instances(spring.id, "2027-03-27", "2027-03-30")), [
      "2027-03-27T01:30",
      "2027-03-28T01:30",
      "2027-03-29T00:30",
    ]);
    const autumn = await create("2026-10-24T02:30", daily, five);
    assert.deepEqual(starts(await instances(autumn.id, "2026-10-24", "2026-10-27")), [
      "2026-10-24T00:30",
      "2026-10-25T00:30",
      "2026-10-26T01:30",
    ]);
  });

  // proof: GET events/{id}/instances | 29 February falls on the 28th where there is none | observed: Outlook
  it("takes the last day where a month lacks the day", async () => {
    const leap = await create(
      "2028-02-29T10:00",
      { type: "absoluteYearly", interval: 1, dayOfMonth: 29, month: 2 },
      { type: "noEnd" },
    );
    const days = starts(await instances(leap.id, "2028-03-01", "2033-02-27")).map((each) =>
      each?.slice(0, 10),
    );
    assert.deepEqual(days, ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]);
  });

  // proof: GET events/{id}/instances | a day named twice is one day | sandbox: not documented
  it("counts a day that is named twice once", async () => {
    const twice: RecurrencePattern = { type: "weekly", interval: 1, daysOfWeek: ["monday", "monday"] };
    const made = await create("2026-09-07T10:00", twice, { type: "numbered", numberOfOccurrences: 2 });
    const found = starts(await instances(made.id, "2026-09-01", "2026-12-01"));
    assert.deepEqual(found, ["2026-09-07T08:00", "2026-09-14T08:00"]);
  });

  // proof: GET events/{id}/instances | a series without an end goes on until 31 August 4500 | learn: [MS-OXOCAL] 2.2.1.44.1
  it("ends a series without an end where Exchange's calendar ends", async () => {
    const yearly = { ...daily, interval: 365 };
    for (const range of [
      { type: "noEnd" },
      { type: "endDate", endDate: "9999-12-31" },
    ] as RecurrenceRange[]) {
      const made = await create("2026-09-07T10:00", yearly, range);
      assert.equal((await instances(made.id, "4496-09-01", "4501-08-31")).length, 4, range.type ?? "");
    }
  });

  // proof: GET events, GET calendarView | cancelledOccurrences never in lists or delta | learn: resources/event; observed: live
  it("names deleted occurrences at the master alone, in no list and no delta", async () => {
    const made = await create("2026-11-02T10:00", daily, five);
    const [, second] = await instances(made.id, "2026-11-01", "2026-11-30");
    await world.graph.api(path(ANNA, second?.id)).delete();
    const window = "startDateTime=2026-11-01&endDateTime=2026-11-30";
    for (const list of ["events", `calendarView?${window}`, `calendarView/delta?${window}`]) {
      const { value } = await world.graph
        .api(`/users/${ANNA}/${list}`)
        .select("subject,cancelledOccurrences")
        .get();
      assert.ok(value.length > 0, list);
      assert.ok(
        value.every((each: object) => !("cancelledOccurrences" in each)),
        list,
      );
    }
    const one = await world.graph.api(path(ANNA, made.id)).select("cancelledOccurrences").get();
    assert.deepEqual(one.cancelledOccurrences, [`OID.${made.id}.2026-11-03`]);
  });

  // proof: PATCH events/{id} | a master that moves takes its range along, but not past its end | learn: resources/recurrencerange; sandbox: not documented
  it("moves the range with the master, and refuses a start after the end", async () => {
    const made = await create("2026-09-07T10:00", daily, { type: "endDate", endDate: "2026-09-10" });
    const move = (day: string) =>
      world.graph.api(path(ANNA, made.id)).patch({ start: at(`${day}T10:00`), end: at(`${day}T10:00`) });
    assert.equal((await move("2026-09-08")).recurrence.range.startDate, "2026-09-08");
    assert.equal((await instances(made.id, "2026-09-01", "2026-09-30")).length, 3);
    assert.equal((await refusal(move("2026-09-11"))).code, "ErrorPropertyValidationFailure");
  });

  // proof: GET events/{id}/instances, PATCH events/{id} | only a master has instances; an occurrence has no recurrence of its own | learn: event-list-instances
  it("refuses instances of an occurrence, and a recurrence for one", async () => {
    const made = await create("2026-09-07T10:00", daily, five);
    const [first] = await instances(made.id, "2026-09-01", "2026-09-30");
    assert.equal(
      (await refusal(instances(first?.id, "2026-09-01", "2026-09-30"))).code,
      "ErrorInvalidRequest",
    );
    const recurrence = { pattern: daily, range: { ...five, startDate: "2026-09-07" } };
    const error = await refusal(world.graph.api(path(ANNA, first?.id)).patch({ recurrence }));
    assert.equal(error.code, "ErrorPropertyValidationFailure");
  });

  // proof: PATCH events/{id} | a series becomes a single event, and a single event a series | learn: event-update
  it("turns a series into one event, and one event into a series", async () => {
    const made = await create("2026-09-07T10:00", daily, five);
    const single: Event = await world.graph.api(path(ANNA, made.id)).patch({ recurrence: null });
    assert.deepEqual([single.type, single.recurrence], ["singleInstance", null]);
    const recurrence = { pattern: daily, range: { ...five, startDate: "2026-09-07" } };
    const series: Event = await world.graph.api(path(ANNA, made.id)).patch({ recurrence });
    assert.equal(series.type, "seriesMaster");
    assert.equal((await instances(made.id, "2026-09-01", "2026-09-30")).length, 5);
  });
});
