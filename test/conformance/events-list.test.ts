// Lists of events and users, and the states of a mailbox, through the official Graph client.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Calendar, Event, User } from "@microsoft/microsoft-graph-types";
import { ANNA, BERND, CLIENT, company, event, path, refusal, tenant } from "./tenant.ts";

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

  // proof: GET events | ten on a page, nextLink leads on | learn: user-list-events
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

  // proof: GET events | $filter, $orderby, $top | learn: filter-query-parameter
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

  // proof: POST events, GET events/{id}/calendar | calendars are apart; an event tells its own | learn: user-list-calendars
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

  // proof: GET users/{user}/mailboxSettings, GET users/{user}/mailboxSettings/timeZone | the time zone of a mailbox | learn: user-get-mailboxsettings
  it("tells the time zone of a mailbox (user-get-mailboxsettings)", async () => {
    assert.equal((await world.graph.api(`/users/${ANNA}/mailboxSettings`).get()).timeZone, "Europe/Berlin");
    assert.equal(
      (await world.graph.api(`/users/${ANNA}/mailboxSettings/timeZone`).get()).value,
      "Europe/Berlin",
    );
  });

  // proof: GET users | pages, $search with ConsistencyLevel alone, nobody who is gone | learn: user-list
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
    // proof: GET users/{user}/calendar | each state of a mailbox has its own refusal | learn: auth-limit-mailbox-access; observed: msgraph-sdk-javascript#1756
    it(`answers ${code} for ${user} (msgraph-sdk-javascript#1756, auth-limit-mailbox-access)`, async () => {
      const error = await refusal(world.graph.api(`/users/${user}/calendar`).get());
      assert.deepEqual([error.statusCode, error.code], [status, code]);
    });
  }

  // proof: GET users/{user}/calendar | a mailbox comes and goes on demand | sandbox: control side
  it("changes with the control side: a mailbox that comes and goes", async () => {
    world.sandbox.control.changeUser(BERND, { state: "forbidden" });
    assert.equal((await refusal(world.graph.api(`/users/${BERND}/calendar`).get())).statusCode, 403);
    world.sandbox.control.changeUser(BERND, { state: "ok" });
    assert.ok(await world.graph.api(`/users/${BERND}/calendar`).get());
    assert.ok(world.sandbox.core.directory.app(CLIENT));
  });
});
