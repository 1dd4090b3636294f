// calendarView/delta, through the official Graph client.
// learn.microsoft.com/graph/api/event-delta, graph/delta-query-events
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Event } from "@microsoft/microsoft-graph-types";
import { ANNA, at, company, event, path, refusal, tenant } from "./tenant.ts";

type Item = Event & { "@removed"?: { reason: string }; "@odata.type"?: string };

interface Page {
  value: Item[];
  "@odata.nextLink"?: string;
  "@odata.deltaLink"?: string;
}

const FIRST = `/users/${ANNA}/calendarView/delta?startDateTime=2026-09-01T00:00:00Z&endDateTime=2026-10-01T00:00:00Z`;

describe("delta", () => {
  const events = Array.from({ length: 7 }, (_, i) =>
    event(`Nr. ${i}`, `2026-09-1${i}T10:00`, `2026-09-1${i}T11:00`),
  );
  const world = tenant({
    company: company([{ userPrincipalName: ANNA, events: events as Record<string, unknown>[] }]),
  });
  const page = (link: string, prefer = "odata.maxpagesize=3"): Promise<Page> =>
    world.graph.api(link).header("Prefer", prefer).get();
  const create = (body: Event): Promise<Event> => world.graph.api(`/users/${ANNA}/events`).post(body);

  async function round(
    first: string,
    prefer?: string,
  ): Promise<{ items: Item[]; pages: number; deltaLink: string }> {
    const items: Item[] = [];
    let link = first;
    for (let pages = 1; ; pages++) {
      const reply = await page(link, prefer);
      items.push(...reply.value);
      assert.equal("@odata.nextLink" in reply, !("@odata.deltaLink" in reply), "one link, never both");
      if (reply["@odata.deltaLink"]) return { items, pages, deltaLink: reply["@odata.deltaLink"] };
      link = reply["@odata.nextLink"] ?? "";
    }
  }

  // proof: GET calendarView/delta | whole events in pages of odata.maxpagesize, then a deltaLink | learn: event-delta
  it("lists the window in pages of the preferred size, then gives a deltaLink", async () => {
    const { items, pages, deltaLink } = await round(FIRST);
    assert.equal(items.length, 7);
    assert.equal(pages, 3);
    assert.equal(items[0]?.["@odata.type"], "#microsoft.graph.event");
    assert.ok(items[0]?.subject && items[0].body);
    assert.match(deltaLink, /\$deltatoken=/);
  });

  // proof: GET calendarView/delta | created, changed and deleted since; the same round can be read again | learn: delta-query-events, delta-query-overview
  it("reports what was created, changed and deleted since, and then nothing", async () => {
    const start = await round(FIRST);
    const made = await create(event("Neu", "2026-09-20T10:00", "2026-09-20T11:00"));
    const [changed, gone] = start.items;
    await world.graph.api(path(ANNA, changed?.id)).patch({ subject: "Anders" });
    await world.graph.api(path(ANNA, gone?.id)).delete();
    const next = await round(start.deltaLink);
    const byId = new Map(next.items.map((item) => [item.id, item]));
    assert.equal(byId.size, 3);
    assert.equal(byId.get(made.id)?.subject, "Neu");
    assert.equal(byId.get(changed?.id)?.subject, "Anders");
    assert.deepEqual(byId.get(gone?.id), {
      "@odata.type": "#microsoft.graph.event",
      id: gone?.id,
      "@removed": { reason: "deleted" },
    });
    assert.deepEqual((await round(next.deltaLink)).items, []);
    // Re-running a round is allowed, and shows the same (delta-query-overview).
    assert.deepEqual(
      new Set((await round(start.deltaLink)).items.map((item) => item.id)),
      new Set(byId.keys()),
    );
  });

  // proof: GET calendarView/delta | the window is baked into the tokens: @removed for what left it, an event for what entered | learn: delta-query-events; observed: microsoft-graph-docs#6599
  it("has the window baked in: what moves out is removed, what moves in appears (microsoft-graph-docs#6599)", async () => {
    const { items, deltaLink } = await round(FIRST);
    const leaving = items.find((item) => item.subject === "Nr. 3");
    await world.graph
      .api(path(ANNA, leaving?.id))
      .patch({ start: at("2026-11-01T10:00"), end: at("2026-11-01T11:00") });
    const out = await round(deltaLink);
    assert.deepEqual(
      out.items.map((item) => [item.id, item["@removed"]?.reason]),
      [[leaving?.id, "deleted"]],
    );
    assert.ok(await world.graph.api(path(ANNA, leaving?.id)).get(), "it is only out of the window");
    await world.graph
      .api(path(ANNA, leaving?.id))
      .patch({ start: at("2026-09-21T10:00"), end: at("2026-09-21T11:00") });
    assert.deepEqual(
      (await round(out.deltaLink)).items.map((item) => item.subject),
      ["Nr. 3"],
    );
  });

  // proof: GET calendarView/delta | @removed for ids outside the window that changed | learn: delta-query-events; observed: microsoft-graph-docs#10687, #6324
  it("reports ids outside the window as removed when they change (microsoft-graph-docs#10687, #6324)", async () => {
    const outside = await create(event("Fern", "2026-12-01T10:00", "2026-12-01T11:00"));
    const { items, deltaLink } = await round(FIRST);
    assert.ok(!items.some((item) => item.id === outside.id));
    await world.graph.api(path(ANNA, outside.id)).patch({ subject: "Noch fern" });
    const { items: changes } = await round(deltaLink);
    assert.deepEqual(
      changes.map((item) => [item.id, item["@removed"] !== undefined]),
      [[outside.id, true]],
    );
  });

  // proof: GET calendarView/delta | one token serves both kinds of ids | learn: outlook-immutable-id
  it("serves both kinds of ids from one token (outlook-immutable-id)", async () => {
    const { items, deltaLink } = await round(FIRST, 'IdType="ImmutableId"');
    const item = items[0];
    await world.graph.api(path(ANNA, item?.id)).patch({ subject: "Beides" });
    const immutable = await round(deltaLink, 'IdType="ImmutableId"');
    assert.equal(immutable.items[0]?.id, item?.id);
    assert.notEqual((await round(deltaLink)).items[0]?.id, item?.id);
  });

  // proof: GET calendarView/delta | 410 for tokens made old on demand, next links too | observed: microsoft-graph-docs#2350, #2839
  it("answers 410 SyncStateNotFound for old tokens, next links too (microsoft-graph-docs#2350, #2839)", async () => {
    const first = await page(FIRST);
    const { deltaLink } = await round(FIRST);
    world.sandbox.control.expireDeltaTokens();
    for (const link of [first["@odata.nextLink"] ?? "", deltaLink]) {
      const error = await refusal(world.graph.api(link).get());
      assert.deepEqual([error.statusCode, error.code], [410, "SyncStateNotFound"]);
    }
    assert.ok((await round(FIRST)).items.length > 0);
  });

  // proof: GET calendarView/delta | 400 for a garbage token | observed: live
  it("answers 400 for a garbage token", async () => {
    const error = await refusal(page(`/users/${ANNA}/calendarView/delta?$deltatoken=abc`));
    assert.equal(error.statusCode, 400);
  });

  // proof: GET calendarView/delta | a first call needs a window; $filter is refused | learn: event-delta
  it("needs a window, refuses $filter", async () => {
    assert.equal((await refusal(page(`/users/${ANNA}/calendarView/delta`))).code, "ErrorInvalidParameter");
    assert.equal((await refusal(page(`${FIRST}&$filter=isAllDay eq true`))).statusCode, 400);
  });

  // proof: GET calendarView/delta | the default calendar by its three names | learn: event-delta
  it("follows the default calendar by its other names", async () => {
    const { value: calendars } = await world.graph.api(`/users/${ANNA}/calendars`).get();
    for (const name of ["calendar", `calendars/${encodeURIComponent(calendars[0].id)}`]) {
      const { items } = await round(FIRST.replace("/calendarView", `/${name}/calendarView`));
      assert.ok(items.length >= 7, name);
    }
  });
});
