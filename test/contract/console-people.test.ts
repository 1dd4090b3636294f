// The routes of users and employees with a real planning database, a real state and calendars in memory: what a person at the page is answered.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PreviewBody, UserFields } from "../../src/contract/console/people.ts";
import type { TenantDirectoryPort } from "../../src/engine/ports/tenant-directory.ts";
import { Wishes } from "../../src/engine/wishes.ts";
import type { PlanningGateway } from "../../src/gateways/planning/open-planning.ts";
import type { Work } from "../../src/inbound/http/backend.ts";
import { type PeopleParts, peopleWork } from "../../src/main/console/people-work.ts";
import { buildStatus, LiveProgress } from "../../src/main/status.ts";
import { ZONE } from "../scenario/when.ts";
import { emailOf, World } from "../scenario/world.ts";
import { SYNC } from "../support/samples.ts";

const ACCOUNT = { name: "Chefin", role: "admin" } as const;
const MORNING = "2026-11-25 09:00-11:00";

interface Page extends AsyncDisposable {
  readonly world: World;
  readonly wishes: Wishes;
  /** As the door asks, in German. */
  ask<Name extends keyof ReturnType<typeof peopleWork>>(name: Name, parts?: object): ReturnType<Work[Name]>;
}

async function open(people: string[] = ["Anna", "Bernd"]): Promise<Page> {
  const world = await World.open({ people });
  const wishes = new Wishes();
  const { planning, state, clock } = world.ports;
  const now = () => clock.now();
  const tenant: TenantDirectoryPort = {
    search: async (text, most) => ({
      accounts: [{ displayName: text, userName: `${text}@firma.example`, email: null }],
      isCut: most !== 50,
    }),
    mailbox: (address) => world.ports.calendar.findMailbox([address]),
  };
  const parts: PeopleParts = {
    ...world.ports,
    planning: planning as PlanningGateway,
    tenant,
    wishes,
    status: () =>
      buildStatus({ planning, state, live: new LiveProgress(now), service: { running: true }, now }),
    settings: () => ({ Company: { Number: "01", Name: "Muster", TimeZone: ZONE }, Sync: SYNC }),
    alone: (work) => work(),
  };
  const work = peopleWork(parts);
  return {
    world,
    wishes,
    ask: (name, given = {}) =>
      work[name]({
        params: {},
        query: {},
        body: {},
        account: ACCOUNT,
        lang: "de",
        ...given,
      } as never) as never,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

async function userOf({ ask }: Page, login: string) {
  const user = (await ask("listUsers")).users.find((one) => one.login === login);
  assert.ok(user);
  return user;
}

test("each user is told whether it takes part, or why not and what cures it, in the reader's language", async () => {
  await using page = await open();
  await page.world.settle();
  page.world.sql("update app_user set without_password = 0 where login = 'bernd'");
  const [anna, bernd] = (await page.ask("listUsers")).users;
  assert.equal(anna?.participation.state, "inStep");
  assert.deepEqual([anna?.participation.what, anna?.participation.email], [null, emailOf("Anna")]);
  assert.equal(bernd?.participation.state, "skipped");
  assert.equal(bernd?.participation.reason, "withoutPasswordNotSet");
  assert.match(bernd?.participation.what ?? "", /fehlt der Haken/);
  assert.match(bernd?.participation.cure ?? "", /Setzen Sie ihn/);
  const english = await page.ask("listUsers", { lang: "en" });
  assert.match(english.users[1]?.participation.what ?? "", /not set/);
});

test("a change is taken up without waiting for the directory's turn; blanks around a text are no part of it", async () => {
  await using page = await open();
  const anna = await userOf(page, "anna");
  const body = { version: anna.version, office365Email: "  ", displayName: " Anna H. " };
  const after = await page.ask("changeUser", { params: { id: anna.id }, body });
  assert.deepEqual([after.office365Email, after.displayName], [null, "Anna H."]);
  assert.equal(page.wishes.takeDirectory(), true);
  await assert.rejects(page.ask("changeUser", { params: { id: anna.id }, body }), { code: "userChanged" });
  assert.equal(page.wishes.takeDirectory(), false);
});

test("pausing and resuming show in the list, with since when and the way out", async () => {
  await using page = await open();
  await page.world.settle();
  const { id } = await userOf(page, "anna");
  assert.deepEqual(await page.ask("pauseUser", { params: { id } }), { users: ["anna"] });
  const { participation } = await userOf(page, "anna");
  assert.deepEqual([participation.state, participation.reason], ["paused", "paused"]);
  assert.ok(participation.pausedSince);
  assert.match(participation.cure ?? "", /resume --user anna/);
  await assert.rejects(page.ask("lookNow", { params: { id } }), { code: "notAParticipant" });
  assert.deepEqual(await page.ask("pauseEverybody"), { users: ["bernd"] });
  assert.deepEqual(await page.ask("resumeEverybody"), { users: ["anna", "bernd"] });
  assert.equal(await page.ask("lookNow", { params: { id } }), null);
  assert.equal(page.wishes.takeLook(id as never), true);
  await assert.rejects(page.ask("pauseUser", { params: { id: "nobody" } }), { code: "userUnknown" });
});

test("a preview counts what the first sync would do, for settings that nobody has saved, and writes nothing", async () => {
  await using page = await open(["Anna"]);
  const { world } = page;
  world.plan("Heizung", ["Anna"], MORNING);
  world.outlookAdd("Anna", "Zahnarzt", "2026-11-26 09:00-10:00");
  world.sql("update app_user set sync_kind = 'none'");
  const user = await userOf(page, "anna");
  const { participation: _, version: __, ...fields } = user;
  const preview = (change: Partial<UserFields>) =>
    page.ask("previewSync", { body: { ...fields, ...change } satisfies PreviewBody });
  const wished = await preview({ syncKind: "office365" });
  assert.deepEqual(
    [wished.outcome, wished.reason, wished.created, wished.deleted, wished.linked, wished.mails],
    ["ok", null, { planning: 1, office365: 1 }, { planning: 0, office365: 0 }, 0, 0],
  );
  const without = await preview({ syncKind: "office365", withoutPassword: false });
  assert.deepEqual([without.outcome, without.reason], ["skipped", "withoutPasswordNotSet"]);
  assert.match(without.cure ?? "", /Setzen Sie ihn/);
  const lost = await preview({
    syncKind: "office365",
    office365UserName: "nobody@firma.example",
    office365Email: null,
  });
  assert.deepEqual([lost.outcome, lost.reason], ["failed", "mailboxNotFound"]);
  // A user that is not there yet, for the same employee.
  world.sql("update app_user set office365_user_name = null, office365_email = null");
  const fresh = { ...fields, id: null, login: "neu", syncKind: "office365" as const };
  assert.deepEqual((await page.ask("previewSync", { body: fresh })).created, { planning: 1, office365: 1 });
  await assert.rejects(page.ask("previewSync", { body: { ...fresh, login: "ANNA" } }), {
    code: "loginTaken",
  });
  assert.deepEqual(world.outlook("Anna"), ["Zahnarzt | 2026-11-26 09:00-10:00"]);
  assert.equal(world.board().length, 1);
  assert.deepEqual(await world.ports.state.memories(), []);
});

test("employees come back with the users that stand for them; accounts and mailboxes are asked of the tenant", async () => {
  await using page = await open(["Anna"]);
  const fields = { name: " Dora ", personnelNumber: "", colour: "#112233", active: true };
  const dora = await page.ask("createEmployee", { body: fields });
  assert.deepEqual([dora.name, dora.personnelNumber, dora.users], ["Dora", null, []]);
  const { id } = await userOf(page, "anna");
  const { version } = await userOf(page, "anna");
  await page.ask("changeUser", { params: { id }, body: { version, employeeId: dora.id } });
  const body = { version: dora.version, active: false };
  assert.deepEqual((await page.ask("changeEmployee", { params: { id: dora.id }, body })).users, ["anna"]);
  assert.equal((await userOf(page, "anna")).participation.reason, "employeeInactive");
  const { accounts, isCut } = await page.ask("searchDirectory", { query: { search: "ann" } });
  assert.deepEqual([accounts[0]?.userName, isCut], ["ann@firma.example", false]);
  const address = emailOf("Anna");
  assert.deepEqual(await page.ask("checkMailbox", { query: { address } }), { email: address });
  await assert.rejects(page.ask("checkMailbox", { query: { address: "x@firma.example" } }), {
    code: "mailboxNotFound",
  });
});
