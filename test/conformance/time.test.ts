// Time zones, clock changes and all-day events, through the official Graph client.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Event } from "@microsoft/microsoft-graph-types";
import { ANNA, at, event, path, raw, refusal, tenant } from "./tenant.ts";

describe("time", () => {
  const world = tenant();
  const create = (body: Event): Promise<Event> => world.graph.api(`/users/${ANNA}/events`).post(body);
  const inZone = (id: string | undefined, zone: string): Promise<Event> =>
    world.graph.api(path(ANNA, id)).header("Prefer", `outlook.timezone="${zone}"`).get();

  // proof: GET events/{id} | times in the preferred zone by either name, echoed in Preference-Applied; unknown zones are refused | learn: event-get
  it("answers in the preferred zone, by Windows or IANA name, and says so (event-get)", async () => {
    const { id } = await create(event("x", "2026-09-02T10:00", "2026-09-02T11:00"));
    for (const zone of ["W. Europe Standard Time", "Europe/Berlin"]) {
      assert.deepEqual((await inZone(id, zone)).start, {
        dateTime: "2026-09-02T10:00:00.0000000",
        timeZone: zone,
      });
    }
    const reply = await raw(world, "GET", path(ANNA, id), {
      headers: { prefer: 'outlook.timezone="Europe/Berlin"' },
    });
    assert.equal(reply.headers.get("preference-applied"), 'outlook.timezone="Europe/Berlin"');
    assert.equal((await refusal(inZone(id, "Nowhere"))).code, "TimeZoneNotSupportedException");
  });

  // proof: any operation | several preferences in one header | RFC 7240
  it("takes several preferences, in one header or repeated (RFC 7240)", async () => {
    const { id } = await create(event("x", "2026-09-02T10:00", "2026-09-02T11:00"));
    const prefer = 'outlook.timezone="Europe/Berlin", outlook.body-content-type="text", IdType="ImmutableId"';
    const { json } = await raw(world, "GET", path(ANNA, id), { headers: { prefer } });
    assert.equal(json.body?.contentType, "text");
    assert.equal(json.start?.timeZone, "Europe/Berlin");
  });

  // proof: POST events | wall time on both sides of a clock change | learn: resources/datetimetimezone
  it("keeps wall time on both sides of a clock change", async () => {
    const summer = await create(event("x", "2026-10-24T10:00", "2026-10-24T11:00"));
    const winter = await create(event("x", "2026-10-26T10:00", "2026-10-26T11:00"));
    assert.equal(summer.start?.dateTime, "2026-10-24T08:00:00.0000000");
    assert.equal(winter.start?.dateTime, "2026-10-26T09:00:00.0000000");
  });

  // proof: POST events | a time that the clocks skip moves past the gap | sandbox: not documented
  it("moves a time that the clocks skip to the other side of the gap", async () => {
    const made = await create(event("x", "2027-03-28T02:30", "2027-03-28T03:30"));
    assert.equal(made.start?.dateTime, "2027-03-28T01:30:00.0000000");
  });

  // proof: GET events/{id} | all-day events float: midnight in whatever zone is asked for | observed: microsoft-graph-docs#1802, #6003
  it("lets all-day events float: midnight in whatever zone is asked for (microsoft-graph-docs#1802, #6003)", async () => {
    const made = await create({ ...event("Urlaub", "2026-09-07T00:00", "2026-09-09T00:00"), isAllDay: true });
    for (const zone of ["UTC", "Europe/Berlin", "Pacific Standard Time"]) {
      const { start, end } = await inZone(made.id, zone);
      assert.deepEqual(start, { dateTime: "2026-09-07T00:00:00.0000000", timeZone: zone });
      assert.equal(end?.dateTime, "2026-09-09T00:00:00.0000000");
    }
  });

  // proof: POST events | all-day events start and end at midnight, a day apart at least | learn: resources/event; observed: live
  it("refuses an all-day event that is not at midnight, or is shorter than a day (event resource)", async () => {
    const body = { ...event("x", "2026-09-07T08:00", "2026-09-08T00:00"), isAllDay: true };
    const error = await refusal(create(body));
    assert.equal(error.code, "ErrorInvalidRequest");
    assert.match(error.message, /The Event.Start property for an all-day event needs to be set to midnight/);
    const short = { ...event("x", "2026-09-07T00:00", "2026-09-07T00:00"), isAllDay: true };
    assert.equal((await refusal(create(short))).code, "ErrorInvalidRequest");
  });

  // proof: PATCH events/{id} | an event becomes an all-day one, and back | learn: event-update
  it("turns an event into an all-day one and back by patch", async () => {
    const made = await create(event("x", "2026-09-07T08:00", "2026-09-07T09:00"));
    const whole: Event = await world.graph
      .api(path(ANNA, made.id))
      .patch({ isAllDay: true, start: at("2026-09-07T00:00"), end: at("2026-09-08T00:00") });
    assert.equal(whole.isAllDay, true);
    assert.equal(whole.start?.dateTime, "2026-09-07T00:00:00.0000000");
    const timed: Event = await world.graph
      .api(path(ANNA, made.id))
      .patch({ isAllDay: false, start: at("2026-09-07T08:00"), end: at("2026-09-07T09:00") });
    assert.equal(timed.start?.dateTime, "2026-09-07T06:00:00.0000000");
  });

  // proof: GET calendarView | what overlaps the window, by the window's own offset | learn: calendar-list-calendarview
  it("shows what overlaps the window, by the window's own offset (calendar-list-calendarview)", async () => {
    const made = await create(event("Grenzfall", "2026-11-10T23:30", "2026-11-11T00:30"));
    const view = async (start: string, end: string) => {
      const list = world.graph
        .api(`/users/${ANNA}/calendarView`)
        .query({ startDateTime: start, endDateTime: end });
      return ((await list.get()).value as Event[]).some((each) => each.id === made.id);
    };
    assert.equal(await view("2026-11-11T00:00:00%2B01:00", "2026-11-12T00:00:00%2B01:00"), true);
    assert.equal(await view("2026-11-10T23:30:00Z", "2026-11-12T00:00:00Z"), false);
    assert.equal(await view("2026-11-09T00:00:00Z", "2026-11-10T22:30:00Z"), false);
  });

  // proof: GET calendarView | 400 without a window, or over 1825 days | observed: by many
  it("refuses a view without a window, or over five years (reported by many)", async () => {
    const without = await refusal(world.graph.api(`/users/${ANNA}/calendarView`).get());
    assert.equal(without.code, "ErrorInvalidParameter");
    const wide = world.graph.api(
      `/users/${ANNA}/calendarView?startDateTime=2020-01-01&endDateTime=2026-01-01`,
    );
    assert.equal((await refusal(wide.get())).code, "ErrorInvalidRequest");
  });
});
