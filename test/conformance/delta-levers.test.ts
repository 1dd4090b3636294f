// The quirks of calendarView/delta, each in both positions of its lever; through the official Graph client.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import type { Event } from "@microsoft/microsoft-graph-types";
import { type DeltaLevers, deltaLevers } from "../../sandbox/levers/delta-levers.ts";
import { moveEvent } from "../../sandbox/mailbox/changes.ts";
import { type DeltaItem, deltaRound } from "./delta-round.ts";
import { ANNA, BERND, company, event, path, raw, refusal, tenant } from "./tenant.ts";

const WINDOW = "startDateTime=2026-09-01T00:00:00Z&endDateTime=2026-10-01T00:00:00Z";
const FIRST = `/users/${ANNA}/calendarView/delta?${WINDOW}`;

describe("levers of delta", () => {
  const single = (i: number) => event(`Nr. ${i}`, `2026-09-1${i}T10:00`, `2026-09-1${i}T11:00`);
  const series = {
    ...event("Serie", "2026-09-07T10:00", "2026-09-07T11:00"),
    recurrence: {
      pattern: { type: "daily", interval: 1 },
      range: { type: "numbered", startDate: "2026-09-07", numberOfOccurrences: 6 },
    },
  };
  // Begins before the window and reaches into it.
  const older = {
    ...event("Älter", "2026-08-30T10:00", "2026-08-30T11:00"),
    recurrence: {
      pattern: { type: "daily", interval: 1 },
      range: { type: "numbered", startDate: "2026-08-30", numberOfOccurrences: 4 },
    },
  };
  const events = [single(1), single(2), single(3), series, older] as Record<string, unknown>[];
  const world = tenant({ company: company([{ userPrincipalName: ANNA, events }]) });
  const set = (levers: Partial<DeltaLevers>) => world.sandbox.control.settings(levers);
  afterEach(() => set(deltaLevers));

  const round = (link: string, prefer = "odata.maxpagesize=4") => deltaRound(world.graph, link, prefer);
  const subjects = (items: DeltaItem[]) => items.flatMap((item) => item.subject ?? []);
  const named = (items: DeltaItem[], subject: string) => items.filter((item) => item.subject === subject);
  const occurrences = (items: DeltaItem[]) => items.filter((item) => item.type === "occurrence");
  const rename = (item: DeltaItem | undefined, subject: string) =>
    world.graph.api(path(ANNA, item?.id)).patch({ subject });

  // proof: GET calendarView/delta | a page keeps a series together, or splits it (deltaSplitsSeries) | observed: msgraph-sdk-dotnet#3070, microsoft-graph-docs#7352
  it("keeps a series on one page, however small the page is to be, or splits it", async () => {
    const kept = await round(FIRST);
    assert.ok(kept.sizes.some((size) => size > 4));
    set({ deltaSplitsSeries: true });
    const split = await round(FIRST);
    assert.ok(
      split.sizes.every((size) => size <= 4),
      split.sizes.join(),
    );
    assert.deepEqual(split.items, kept.items, "nothing is lost or told twice at a break");
  });

  // proof: GET calendarView/delta | occurrences as stubs, or whole (deltaOccurrenceStubs) | observed: microsoft-graph-docs#7632, #1716, #22197
  it("tells occurrences as stubs, or whole", async () => {
    assert.ok(occurrences((await round(FIRST)).items).every((item) => !("subject" in item)));
    set({ deltaOccurrenceStubs: false });
    assert.ok(occurrences((await round(FIRST)).items).every((item) => item.subject && item.iCalUId));
  });

  // proof: GET calendarView/delta | the master of a series that began before the window comes, or is missing (deltaMasterAlways) | learn: delta-query-events; observed: live
  it("names the master of an older series, or leaves it out", async () => {
    assert.equal(named((await round(FIRST)).items, "Älter").length, 1);
    set({ deltaMasterAlways: false });
    const { items } = await round(FIRST);
    assert.deepEqual(named(items, "Älter"), []);
    assert.equal(named(items, "Serie").length, 1, "one that begins in the window comes all the same");
  });

  // proof: GET calendarView/delta | a deleted occurrence is only absent, or removed (deltaRemovesOccurrences) | observed: microsoft-graph-docs#4200, #5951
  it("leaves a deleted occurrence out, or tells its removal", async () => {
    const { items, deltaLink } = await round(FIRST);
    const master = named(items, "Serie")[0];
    const victim = occurrences(items).find((item) => item.seriesMasterId === master?.id);
    await world.graph.api(path(ANNA, victim?.id)).delete();
    const quiet = await round(deltaLink);
    assert.ok(quiet.items.some((item) => item.id === master?.id));
    assert.ok(quiet.items.every((item) => item.id !== victim?.id && !item["@removed"]));
    set({ deltaRemovesOccurrences: true });
    const told = await round(deltaLink);
    assert.deepEqual(
      told.items.filter((item) => item["@removed"]).map((item) => item.id),
      [victim?.id],
    );
  });

  // proof: GET calendarView/delta | @removed for whatever changed outside the window, known or not; or for that alone which left it (deltaRemovesOutside) | observed: microsoft-graph-docs#6599, #10687, #6324
  it("tells everything outside the window as removed, or only what left it", async () => {
    const api = (id = "") => world.graph.api(id ? path(ANNA, id) : `/users/${ANNA}/events`);
    const far = (subject: string) => event(subject, "2026-12-01T10:00", "2026-12-01T11:00");
    const ends = (subject: string) => event(subject, "2026-09-01T01:00", "2026-09-01T02:00");
    // Each begins before the window and reaches into it; the last one is over by then.
    const ranges = {
      numbered: { type: "numbered", numberOfOccurrences: 15 },
      dated: { type: "endDate", endDate: "2026-09-03" },
      endless: { type: "noEnd" },
      over: { type: "numbered", numberOfOccurrences: 3 },
    };
    const seriesFrom = (subject: keyof typeof ranges) => ({
      ...event(subject, "2026-08-20T10:00", "2026-08-20T11:00"),
      recurrence: {
        pattern: series.recurrence.pattern,
        range: { ...ranges[subject], startDate: "2026-08-20" },
      },
    });
    const made: Record<string, string> = {};
    for (const each of [
      far("changed"),
      far("deleted"),
      single(5),
      ends("touching"),
      single(6),
      single(7),
      far("later"),
    ]) {
      if (each.subject !== "later") made[String(each.subject)] = (await api().post(each)).id;
    }
    const repeated = Object.keys(ranges) as (keyof typeof ranges)[];
    for (const name of repeated) made[name] = (await api().post(seriesFrom(name))).id;
    const { deltaLink } = await round(FIRST);
    made.later = (await api().post(far("later"))).id;
    await api(made.changed).patch({ subject: "Noch fern" });
    await api(made.deleted).delete();
    await api(made["Nr. 5"]).patch({ start: far("").start, end: far("").end });
    await api(made["Nr. 6"]).patch({ start: far("").start, end: far("").end });
    await api(made["Nr. 6"]).patch({ subject: "Fort" });
    await api(made["Nr. 7"]).delete();
    await api(made.touching).patch({ subject: "Vor dem Fenster" });
    const range = { type: "numbered", startDate: "2026-12-01", numberOfOccurrences: 2 };
    const recurrence = { pattern: series.recurrence.pattern, range };
    for (const name of repeated) {
      await api(made[name]).patch({ start: far("").start, end: far("").end, recurrence });
    }
    const removed = async (link: string) => {
      const { items, deltaLink: next } = await round(link);
      assert.ok(items.every((item) => item["@removed"]));
      const names = items.map((item) => Object.keys(made).find((name) => made[name] === item.id) ?? "?");
      return { names: names.sort(), next };
    };
    const left = ["Nr. 5", "Nr. 6", "Nr. 7", "dated", "endless", "numbered"];
    const all = await removed(deltaLink);
    assert.deepEqual(all.names, [...left, "changed", "deleted", "later", "over", "touching"].sort());
    set({ deltaRemovesOutside: false });
    assert.deepEqual((await removed(deltaLink)).names, left);
    await api(made["Nr. 5"]).patch({ subject: "Noch immer fort" });
    assert.deepEqual((await removed(all.next)).names, [], "it had left before this round");
    set({ deltaRemovesOutside: true });
    assert.deepEqual((await removed(all.next)).names, ["Nr. 5"]);
  });

  // proof: GET calendarView/delta | a changed occurrence brings its whole series anew, or comes alone, and a deleted one with the master alone (deltaTellsSeriesWhole) | observed: microsoft-graph-docs#6353; sandbox: the other position
  it("tells a changed series as a whole, or only what changed of it", async () => {
    const bernd = { emailAddress: { address: BERND } };
    const made: Event = await world.graph
      .api(`/users/${ANNA}/events`)
      .post({ ...series, subject: "Runde", attendees: [bernd] });
    const read = async (user: string, link = `/users/${user}/calendarView/delta?${WINDOW}`) => {
      const { items, deltaLink } = await round(link);
      return {
        items,
        deltaLink,
        kinds: items.map((item) => (item["@removed"] ? "removed" : item.type)).sort(),
      };
    };
    const whole = (occurrences: number, exceptions: number) => [
      ...Array(exceptions).fill("exception"),
      ...Array(occurrences).fill("occurrence"),
      "seriesMaster",
    ];
    const first = [await read(ANNA), await read(BERND)];
    const days = occurrences(first[0]?.items ?? []).filter((item) => item.seriesMasterId === made.id);
    const [moved, renamed, deleted] = days;
    const beforeAll = first[0]?.deltaLink;
    /** The change as both mailboxes tell it, as a whole and in parts. */
    const tells = async (change: () => Promise<unknown>, anew: string[], parts: string[]) => {
      await change();
      for (const [i, user] of [ANNA, BERND].entries()) {
        const { deltaLink } = first[i] as { deltaLink: string };
        set({ deltaTellsSeriesWhole: true });
        assert.deepEqual((await read(user, deltaLink)).kinds, anew, user);
        set({ deltaTellsSeriesWhole: false });
        const told = await read(user, deltaLink);
        assert.deepEqual(told.kinds, parts, user);
        first[i] = told;
      }
    };
    await tells(() => rename(renamed, "Runde im Lager"), whole(5, 1), ["exception"]);
    await tells(() => world.graph.api(path(ANNA, deleted?.id)).delete(), whole(4, 1), ["seriesMaster"]);
    await tells(() => rename(made, "Andere Runde"), whole(4, 1), whole(4, 1));
    const away = event("", "2026-08-31T10:00", "2026-08-31T11:00");
    await tells(
      () => world.graph.api(path(ANNA, moved?.id)).patch({ start: away.start, end: away.end }),
      whole(3, 1),
      ["removed"],
    );
    assert.deepEqual(
      first[0]?.items.map((item) => item.id),
      [moved?.id],
    );
    // A deletion that is told as such comes beside the master.
    set({ deltaRemovesOccurrences: true });
    const { deltaLink } = await read(ANNA, first[0]?.deltaLink);
    await world.graph.api(path(ANNA, days[4]?.id)).delete();
    assert.deepEqual((await read(ANNA, deltaLink)).kinds, ["removed", "seriesMaster"]);
    // Whoever has not seen the change of the whole yet gets all of it.
    set({ deltaRemovesOccurrences: false });
    assert.deepEqual((await read(ANNA, beforeAll)).kinds, whole(2, 1));
  });

  // proof: GET calendarView/delta | $select is honoured, or has no effect (deltaHonoursSelect) | learn: event-delta; observed: msgraph-sdk-dotnet#2678
  it("honours $select, or not", async () => {
    assert.ok(named((await round(`${FIRST}&$select=subject`)).items, "Nr. 1").every((item) => !item.body));
    set({ deltaHonoursSelect: false });
    assert.ok(named((await round(`${FIRST}&$select=subject`)).items, "Nr. 1").every((item) => item.body));
  });

  // proof: GET calendarView/delta | $expand breaks with 500, or is refused (deltaExpandStatus) | observed: microsoft-graph-docs#2270, msgraph-sdk-dotnet#2678
  it("breaks on $expand, or refuses it", async () => {
    assert.equal((await raw(world, "GET", `${FIRST}&$expand=instances`)).status, 500);
    set({ deltaExpandStatus: 400 });
    const refused = await raw(world, "GET", `${FIRST}&$expand=instances`);
    assert.deepEqual([refused.status, refused.json.error?.code], [400, "ErrorInvalidRequest"]);
  });

  // proof: GET calendarView/delta | an empty page with a nextLink, or none (deltaEmptyPages) | observed: msgraph-sdk-java#493, microsoft-graph-docs#2839
  it("begins with an empty page that has a nextLink, or not", async () => {
    assert.ok(!(await round(FIRST)).sizes.includes(0));
    set({ deltaEmptyPages: true });
    const { sizes, items, deltaLink } = await round(FIRST);
    assert.equal(sizes[0], 0);
    assert.ok(items.length > 0);
    assert.deepEqual((await round(deltaLink)).sizes, [0, 0]);
  });

  // proof: GET calendarView/delta | a later round replays what was told, or is empty (deltaReplays) | learn: delta-query-overview
  it("replays something old in the next round, or not", async () => {
    const { items, deltaLink } = await round(FIRST);
    assert.deepEqual((await round(deltaLink)).items, []);
    set({ deltaReplays: true });
    const replay = await round(deltaLink);
    assert.ok(replay.items.length > 0);
    assert.ok(replay.items.every((item) => items.some((each) => each.id === item.id)));
  });

  // proof: GET calendarView/delta | the same id twice in a round, or once (deltaRepeatsItems) | learn: delta-query-overview
  it("names an item twice in a round, or once", async () => {
    const once = (await round(FIRST)).items.map((item) => item.id);
    assert.equal(new Set(once).size, once.length);
    set({ deltaRepeatsItems: true });
    const twice = (await round(FIRST)).items.map((item) => item.id);
    assert.ok(twice.length > once.length);
    assert.deepEqual(new Set(twice), new Set(once));
  });

  // proof: GET calendarView/delta | items in the order of their change, or in any (deltaShufflesItems) | learn: delta-query-overview
  it("tells a series from its master on, or in any order", async () => {
    const ordered = (await round(FIRST)).items;
    set({ deltaShufflesItems: true });
    const shuffled = (await round(FIRST)).items;
    assert.notDeepEqual(shuffled, ordered);
    const byId = (a: Event, b: Event) => ((a.id ?? "") < (b.id ?? "") ? -1 : 1);
    assert.deepEqual(shuffled.sort(byId), ordered.sort(byId));
  });

  // proof: GET calendarView/delta | a change is visible at once, or after a while (deltaDelayMs) | learn: delta-query-overview
  it("shows a change at once, or after a while, but never loses it", async () => {
    const { items, deltaLink } = await round(FIRST);
    await rename(named(items, "Nr. 2")[0], "Später");
    assert.deepEqual(subjects((await round(deltaLink)).items), ["Später"]);
    set({ deltaDelayMs: 60_000 });
    const early = await round(deltaLink);
    assert.deepEqual(early.items, []);
    const gone = await world.graph.api(`/users/${ANNA}/events`).post(single(4));
    await world.graph.api(path(ANNA, gone.id)).delete();
    world.sandbox.control.advanceClock(61_000);
    assert.deepEqual(subjects((await round(early.deltaLink)).items), ["Später"]);
  });

  // proof: GET calendarView/delta | nextLinks end, or go on for ever with the same items (deltaEndless) | observed: msgraph-sdk-dotnet#3070, #3082
  it("comes to an end, or never does", async () => {
    const { items } = await round(FIRST);
    set({ deltaEndless: true });
    const seen: DeltaItem[] = [];
    let link = FIRST;
    while (seen.length < items.length * 3) {
      const page = await world.graph.api(link).get();
      assert.equal(page["@odata.deltaLink"], undefined);
      seen.push(...page.value);
      link = page["@odata.nextLink"];
    }
    assert.deepEqual(new Set(seen.map((item) => item.id)), new Set(items.map((item) => item.id)));
  });

  // proof: GET calendarView/delta | a first round over a long window ends, or breaks off in its middle with 504, or never ends (deltaMostDays, deltaOverMostDays) | observed: microsoft-graph-docs#3657, #6499, #2240, msgraph-sdk-dotnet#1568
  it("reads a long window to its end, or not; a link that was given leads on", async () => {
    const { items, deltaLink, sizes } = await round(FIRST);
    const long = FIRST.replace("2026-10-01", "2026-10-02");
    const given = (await round(long)).deltaLink;
    assert.ok(sizes.length > 2);
    set({ deltaMostDays: 30 });
    assert.deepEqual((await round(FIRST)).items, items);
    for (const link of [deltaLink, given]) assert.deepEqual((await round(link)).items, []);
    const ends: unknown[] = [];
    for (let link = long; link !== ""; ) {
      const { status, json } = await raw(world, "GET", link, { headers: { prefer: "odata.maxpagesize=4" } });
      ends.push(status, ...(json.error ? [json.error.code] : []));
      link = String(json["@odata.nextLink"] ?? "");
    }
    assert.deepEqual(ends, [...Array(sizes.length - 1).fill(200), 504, "UnknownError"]);
    set({ deltaOverMostDays: "circle" });
    assert.deepEqual((await round(FIRST)).items, items);
    const seen: DeltaItem[] = [];
    for (let link = long; seen.length < items.length * 3; ) {
      const next = await world.graph.api(link).get();
      seen.push(...next.value);
      link = next["@odata.nextLink"];
    }
    assert.deepEqual(new Set(seen.map((item) => item.id)), new Set(items.map((item) => item.id)));
  });

  // proof: GET calendarView/delta | links in the form called, namespaced, or below /calendar (deltaLinkPath) | observed: msgraph-sdk-java#493, microsoft-graph-docs#3121
  it("gives links of several forms, which all lead on", async () => {
    for (const [form, expected] of [
      ["asCalled", /\/users\/anna@firma\.example\/calendarView\/delta\?/],
      ["namespaced", /\/calendarView\/microsoft\.graph\.delta\(\)\?/],
      ["calendar", /\/calendar\/calendarView\/delta\?/],
    ] as const) {
      set({ deltaLinkPath: form });
      const { deltaLink } = await round(FIRST);
      assert.match(deltaLink, expected);
      assert.deepEqual((await round(deltaLink)).items, []);
    }
  });

  // proof: GET calendarView/delta | tokens live for ever, or grow old: 410 with one of three codes (deltaTokenLifetimeSeconds, deltaExpiredCode) | learn: delta-query-overview; observed: microsoft-graph-docs#2350, #2162
  it("keeps tokens for ever, or answers 410 to old ones, next links too", async () => {
    const { deltaLink } = await round(FIRST);
    const first = await world.graph.api(FIRST).header("Prefer", "odata.maxpagesize=2").get();
    world.sandbox.control.advanceClock(900_000);
    assert.deepEqual((await round(deltaLink)).items, []);
    set({ deltaTokenLifetimeSeconds: 600 });
    for (const code of ["SyncStateNotFound", "resyncRequired", "SyncStateInvalid"] as const) {
      set({ deltaExpiredCode: code });
      for (const link of [deltaLink, first["@odata.nextLink"]]) {
        const error = await refusal(world.graph.api(link).get());
        assert.deepEqual([error.statusCode, error.code], [410, code]);
      }
    }
    assert.ok((await round(FIRST)).items.length > 0);
  });

  // proof: GET calendarView/delta | a page has deltaPageSize items where no size is preferred | learn: event-delta
  it("takes its own page size where none is preferred", async () => {
    for (const size of [1, 2]) {
      set({ deltaPageSize: size });
      assert.equal((await world.graph.api(FIRST).get()).value.length, size);
    }
  });

  // proof: GET calendarView/delta | moved out of the calendar is removed; out and back between two rounds too, or told as it is (deltaMissesReturns) | observed: microsoft-graph-docs#21752
  it("tells what was moved to another calendar as removed, and misses a return, or tells it", async () => {
    const { items, deltaLink } = await round(FIRST);
    const { world: inside } = world.sandbox.core;
    const mailbox = inside.find(ANNA);
    const event = mailbox?.event(named(items, "Nr. 1")[0]?.id ?? "");
    assert.ok(mailbox && event);
    const other = mailbox.addCalendar({ name: "Privat", color: "auto", isDefault: false, canEdit: true });
    moveEvent(inside, mailbox, event, other.id);
    const away = await round(deltaLink);
    assert.deepEqual(
      away.items.map((item) => [item.id, item["@removed"]?.reason]),
      [[event.id, "deleted"]],
    );
    assert.equal(
      (await world.graph.api(path(ANNA, event.id)).get()).subject,
      "Nr. 1",
      "it is there all the same",
    );
    moveEvent(inside, mailbox, event, mailbox.defaultCalendar.id);
    assert.deepEqual(
      (await round(deltaLink)).items.map((item) => item["@removed"]?.reason),
      ["deleted"],
    );
    assert.deepEqual(
      subjects((await round(away.deltaLink)).items),
      ["Nr. 1"],
      "a return in a later round is told",
    );
    set({ deltaMissesReturns: false });
    assert.deepEqual(subjects((await round(deltaLink)).items), ["Nr. 1"]);
  });
});
