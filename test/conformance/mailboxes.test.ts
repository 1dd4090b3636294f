// Mailboxes: the states they can be in, their settings, their calendars, and free and busy times.
// learn.microsoft.com/graph/api/user-get-mailboxsettings, user-list-calendars, calendar-getschedule
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Calendar, ScheduleInformation } from "@microsoft/microsoft-graph-types";
import {
  ANNA,
  at,
  BERND,
  CLARA,
  CLIENT,
  company,
  credentialFor,
  event,
  raw,
  refusal,
  SECRET,
  tenant,
} from "./tenant.ts";

describe("states of a mailbox", () => {
  const world = tenant();
  const ask = async (user = ANNA, tail = "calendar") => {
    const { status, json } = await raw(world, "GET", `/users/${user}/${tail}`);
    return [status, json.error?.code];
  };
  const set = (state: "ok" | "unlicensed" | "provisioning" | "onPremises" | "forbidden" | "gone") =>
    world.sandbox.control.changeUser(ANNA, { state });

  // proof: GET users/{user}/calendar | no licence, on-premises, not yet provisioned: 404 MailboxNotEnabledForRESTAPI; the user stays in the directory | observed: msgraph-sdk-javascript#1756, outlook-dev-docs#1031
  // proof: GET users/{user}/mailboxSettings | refuses with the mailbox's state as calendars do | observed: msgraph-sdk-javascript#1756
  it("refuses a mailbox that is not there, in the directory its user is", async () => {
    for (const state of ["unlicensed", "onPremises", "provisioning"] as const) {
      set(state);
      for (const tail of ["calendar", "events", "mailboxSettings", "calendars"]) {
        assert.deepEqual(await ask(ANNA, tail), [404, "MailboxNotEnabledForRESTAPI"], `${state} ${tail}`);
      }
      assert.equal((await raw(world, "GET", `/users/${ANNA}`)).status, 200);
    }
    set("ok");
    assert.deepEqual(await ask(), [200, undefined], "provisioned at last");
  });

  // proof: GET users/{user}/calendar | the same states as 404 ResourceNotFound, or now one code, now the other (switch) | observed: microsoft-graph-docs#10481, #6305
  it("names either code for the same state by a lever", async () => {
    const { control } = world.sandbox;
    set("unlicensed");
    control.settings({ missingMailboxCode: "ResourceNotFound" });
    assert.deepEqual(await ask(), [404, "ResourceNotFound"]);
    control.settings({ missingMailboxCode: "either" });
    const codes = new Set<unknown>();
    for (let i = 0; i < 20; i++) codes.add((await ask())[1]);
    control.settings({ missingMailboxCode: "MailboxNotEnabledForRESTAPI" });
    set("ok");
    assert.deepEqual([...codes].sort(), ["MailboxNotEnabledForRESTAPI", "ResourceNotFound"]);
  });

  // proof: GET users/{user}/calendar | outside the app's scope: 403 ErrorAccessDenied, access to OData is disabled | learn: auth-limit-mailbox-access; observed in many reports
  it("refuses a mailbox outside the app's scope, and that alone", async () => {
    set("forbidden");
    const { status, json } = await raw(world, "GET", `/users/${ANNA}/calendar`);
    assert.deepEqual([status, json.error?.code], [403, "ErrorAccessDenied"]);
    assert.match(String(json.error?.message), /Access to OData is disabled/);
    assert.deepEqual(await ask(BERND), [200, undefined]);
    set("ok");
  });

  // proof: GET users/{user}/calendar | deleted or unknown user: 404 ErrorInvalidUser | observed in one report each
  it("does not know a mailbox whose user is gone", async () => {
    set("gone");
    assert.deepEqual(await ask(), [404, "ErrorInvalidUser"]);
    assert.equal((await raw(world, "GET", `/users/${ANNA}`)).status, 404);
    set("ok");
    assert.deepEqual(await ask("nobody@firma.example"), [404, "ErrorInvalidUser"]);
  });

  // proof: GET users/{user}/calendar | a disabled account's mailbox answers: shared and room mailboxes are such | inferred
  it("answers for a disabled account", async () => {
    world.sandbox.control.changeUser(BERND, { accountEnabled: false, userPurpose: "room" });
    assert.deepEqual(await ask(BERND), [200, undefined]);
    const settings = await world.graph.api(`/users/${BERND}/mailboxSettings`).get();
    assert.equal(settings.userPurpose, "room");
  });
});

describe("settings and calendars of a mailbox", () => {
  const second = Array.from({ length: 11 }, (_, i) => ({ name: `Team ${i + 1}`, canEdit: i !== 0 }));
  const world = tenant({ company: company([{ userPrincipalName: ANNA, calendars: second }]) });

  // proof: GET users/{user}/mailboxSettings | time zone, language, working hours; $select | learn: user-get-mailboxsettings
  // proof: GET users/{user}/mailboxSettings/timeZone | the zone alone | learn: user-get-mailboxsettings
  it("tells the settings", async () => {
    const settings = await world.graph.api(`/users/${ANNA}/mailboxSettings`).get();
    assert.equal(settings.timeZone, "Europe/Berlin");
    assert.equal(settings.language.locale, "de-DE");
    assert.equal(settings.workingHours.timeZone.name, "Europe/Berlin");
    const some = await world.graph.api(`/users/${ANNA}/mailboxSettings`).select("timeZone,userPurpose").get();
    delete some["@odata.context"];
    assert.deepEqual(some, { timeZone: "Europe/Berlin", userPurpose: "user" });
    const zone = await world.graph.api(`/users/${ANNA}/mailboxSettings/timeZone`).get();
    assert.equal(zone.value, "Europe/Berlin");
    const unknown = world.graph.api(`/users/${ANNA}/mailboxSettings`).select("colour").get();
    assert.equal((await refusal(unknown)).code, "SandboxNotModelled");
  });

  // proof: GET users/{user}/outlook/supportedTimeZones | Windows names | learn: outlookuser-supportedtimezones
  // proof: GET users/{user}/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Windows') | Windows names | learn: outlookuser-supportedtimezones
  // proof: GET users/{user}/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'Iana') | IANA names | learn: outlookuser-supportedtimezones
  it("lists the zones by either kind of names", async () => {
    const zones = async (argument: string) =>
      (await world.graph.api(`/users/${ANNA}/outlook/supportedTimeZones${argument}`).get()).value.map(
        (zone: { alias: string }) => zone.alias,
      );
    const argument = (form: string) => `(TimeZoneStandard=microsoft.graph.timeZoneStandard'${form}')`;
    assert.ok((await zones("")).includes("W. Europe Standard Time"));
    assert.deepEqual(await zones(argument("Windows")), await zones(""));
    const iana = await zones(argument("Iana"));
    assert.ok(iana.includes("Europe/Berlin") && !iana.includes("W. Europe Standard Time"));
  });

  // proof: GET users/{user}/calendars | 10 on a page, nextLink with $skip; $top; $select | learn: user-list-calendars; observed
  it("pages calendars by ten", async () => {
    const first = await world.graph.api(`/users/${ANNA}/calendars`).select("name").get();
    assert.equal(first.value.length, 10);
    assert.deepEqual(Object.keys(first.value[0]), ["id", "name"]);
    const next = await world.graph.api(first["@odata.nextLink"]).get();
    assert.deepEqual(
      next.value.map((each: Calendar) => each.name),
      ["Team 10", "Team 11"],
    );
    assert.deepEqual(Object.keys(next.value[0]), ["id", "name"]);
    assert.equal(next["@odata.nextLink"], undefined);
    assert.equal((await world.graph.api(`/users/${ANNA}/calendars`).top(3).get()).value.length, 3);
  });

  // proof: GET users/{user}/calendar | the default calendar with owner and allowed providers; $select | learn: calendar-get
  // proof: GET users/{user}/calendars/{calendar} | by either id; unknown: 404 ErrorItemNotFound | learn: calendar-get
  it("shows one calendar, by either of its ids", async () => {
    const calendar: Calendar = await world.graph.api(`/users/${ANNA}/calendar`).get();
    assert.deepEqual(
      [calendar.isDefaultCalendar, calendar.canEdit, calendar.owner?.address],
      [true, true, ANNA],
    );
    const [, team]: Calendar[] = (await world.graph.api(`/users/${ANNA}/calendars`).get()).value;
    assert.equal(team?.canEdit, false);
    const url = (id = "") => `/users/${ANNA}/calendars/${encodeURIComponent(id)}`;
    const immutable = await world.graph.api(url(team?.id)).header("Prefer", 'IdType="ImmutableId"').get();
    assert.notEqual(immutable.id, team?.id);
    assert.equal((await world.graph.api(url(immutable.id)).get()).id, team?.id);
    assert.deepEqual(Object.keys(await world.graph.api(url(team?.id)).select("canEdit").get()), [
      "@odata.context",
      "id",
      "canEdit",
    ]);
    assert.equal((await refusal(world.graph.api(url("AAMkAunknown")).get())).code, "ErrorItemNotFound");
    const wrong = world.graph.api(url(team?.id)).select("permissions").get();
    assert.equal((await refusal(wrong)).code, "SandboxNotModelled");
  });
});

describe("getSchedule", () => {
  const world = tenant();
  const ask = async (more: Record<string, unknown> = {}, headers: Record<string, string> = {}) => {
    const body = {
      schedules: [ANNA],
      startTime: at("2026-09-02T08:00:00"),
      endTime: at("2026-09-02T12:00:00"),
      availabilityViewInterval: 60,
      ...more,
    };
    return raw(world, "POST", `/users/${BERND}/calendar/getSchedule`, { body, headers });
  };
  const schedules = async (...args: Parameters<typeof ask>) =>
    (await ask(...args)).json.value as unknown as ScheduleInformation[];

  // proof: POST users/{user}/calendar/getSchedule | availabilityView by slots, items with status, times by Prefer, working hours; private events say no more | learn: calendar-getschedule
  it("tells when somebody is busy", async () => {
    const make = (body: object) => world.graph.api(`/users/${ANNA}/events`).post(body);
    await make(
      event("Termin", "2026-09-02T08:30", "2026-09-02T09:00", { location: { displayName: "Büro" } }),
    );
    await make(
      event("Arzt", "2026-09-02T10:00", "2026-09-02T11:00", { showAs: "oof", sensitivity: "private" }),
    );
    await make(event("Zuhause", "2026-09-02T11:00", "2026-09-02T12:00", { showAs: "workingElsewhere" }));
    await make({
      ...event("Serie", "2026-09-01T09:15", "2026-09-01T09:45", { showAs: "tentative" }),
      recurrence: {
        pattern: { type: "daily", interval: 1 },
        range: { type: "numbered", startDate: "2026-09-01", numberOfOccurrences: 3 },
      },
    });
    const [anna] = await schedules({}, { prefer: 'outlook.timezone="Europe/Berlin"' });
    assert.equal(anna?.availabilityView, "2130");
    assert.equal(anna?.workingHours?.startTime, "08:00:00.0000000");
    assert.deepEqual(
      anna?.scheduleItems?.map((each) => [each.status, each.subject, each.isPrivate, each.start?.dateTime]),
      [
        ["busy", "Termin", false, "2026-09-02T08:30:00.0000000"],
        ["tentative", "Serie", false, "2026-09-02T09:15:00.0000000"],
        ["oof", undefined, true, "2026-09-02T10:00:00.0000000"],
        ["workingElsewhere", "Zuhause", false, "2026-09-02T11:00:00.0000000"],
      ],
    );
    assert.equal(anna?.scheduleItems?.[0]?.location, "Büro");
    const [utc] = await schedules({ availabilityViewInterval: 30 });
    assert.equal(utc?.availabilityView, "02113300");
    assert.equal(utc?.scheduleItems?.[0]?.start?.dateTime, "2026-09-02T06:30:00.0000000");
  });

  // proof: POST users/{user}/calendar/getSchedule | somebody without a mailbox is an error in his place: ErrorMailRecipientNotFound | learn: resources/freebusyerror; observed
  it("answers for the others where one is unknown", async () => {
    world.sandbox.control.changeUser(CLARA, { state: "unlicensed" });
    const all = await schedules({ schedules: [BERND, "nobody@firma.example", CLARA] });
    assert.deepEqual(
      all.map((each) => [each.scheduleId, each.error?.responseCode]),
      [
        [BERND, undefined],
        ["nobody@firma.example", "ErrorMailRecipientNotFound"],
        [CLARA, "ErrorMailRecipientNotFound"],
      ],
    );
  });

  // proof: POST users/{user}/calendar/getSchedule | more than 100 people, an interval outside 5 to 1440, a period that is empty or longer than 62 days, an unknown zone: 400 | learn: calendar-getschedule; observed: microsoft-graph-docs#7047
  it("refuses too much", async () => {
    const tooMany = Array.from({ length: 101 }, (_, i) => `p${i}@firma.example`);
    assert.equal((await ask({ schedules: tooMany })).json.error?.code, "ErrorMailboxDataArrayTooBig");
    const wrong: Record<string, unknown>[] = [
      { availabilityViewInterval: 4 },
      { availabilityViewInterval: 1441 },
      { endTime: at("2026-09-02T08:00:00") },
      { endTime: at("2026-12-02T08:00:00") },
      { startTime: at("2026-09-02T08:00:00", "Mars/Base") },
      { startTime: "2026-09-02" },
      { schedules: ANNA },
    ];
    for (const change of wrong) assert.equal((await ask(change)).status, 400, JSON.stringify(change));
    assert.equal((await ask({ colour: 1 })).json.error?.code, "SandboxNotModelled");
  });

  // proof: POST users/{user}/calendar/getSchedule | Calendars.Read is enough | learn: calendar-getschedule
  it("needs no right to write", async () => {
    world.sandbox.control.registerApp({ clientId: CLIENT, secrets: [SECRET], roles: ["Calendars.Read"] });
    const reader = { ...world, credential: credentialFor(world.sandbox) };
    const body = { schedules: [ANNA], startTime: at("2026-09-02T08:00"), endTime: at("2026-09-02T09:00") };
    assert.equal((await raw(reader, "POST", `/users/${BERND}/calendar/getSchedule`, { body })).status, 200);
  });
});
