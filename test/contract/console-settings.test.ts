// What the routes of "Konfiguration" do with a file, an environment and a store: what they change, refuse, note, and never tell.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { SETTING_KEYS, type SettingKey, type SettingValue } from "../../src/contract/console/settings.ts";
import { asFault } from "../../src/core/fault.ts";
import type { UserId } from "../../src/core/model/ids.ts";
import type { Directory, Employee, User } from "../../src/core/model/participant.ts";
import { Wishes } from "../../src/engine/wishes.ts";
import type { Asked } from "../../src/inbound/http/backend.ts";
import { settingsMark, settingsWork } from "../../src/main/console/settings-work.ts";
import { openInstance } from "../../src/main/instance.ts";
import { effectOf, LiveSettings } from "../../src/main/live-settings.ts";
import { KEYS, LOG_CATEGORIES, OVERRIDE } from "../../src/main/settings/keys.ts";
import { SignInMemory } from "../../src/main/settings/known-credentials.ts";

const FILE = `{
  // Unser Tenant.
  "Office365": { "TenantId": "tenant", "ClientId": "client" },
  "Sync": { "MonthsPast": 3 }
}
`;
const ANNA = {
  id: "u1",
  login: "anna",
  displayName: "Anna",
  employeeId: "e1",
  syncKind: "office365",
  office365UserName: "anna@muster.example",
  office365Email: null,
  withoutPassword: true,
  active: true,
  planningDatabases: [],
} as unknown as User;
const DIRECTORY: Directory = {
  users: [ANNA],
  employees: [{ id: "e1", displayName: "Anna", active: true } as unknown as Employee],
  planningDatabases: [],
};
const ACCOUNT = { name: "Chefin", role: "admin" } as const;

function ground(t: TestContext, environment: Readonly<Record<string, string>> = {}, content = FILE) {
  const data = mkdtempSync(join(tmpdir(), "termin-sync-"));
  const elsewhere = mkdtempSync(join(tmpdir(), "termin-sync-"));
  t.after(() => {
    for (const folder of [data, elsewhere]) rmSync(folder, { recursive: true });
  });
  const file = join(data, "appsettings.json");
  writeFileSync(file, content);
  const watch = {
    onProgress: () => undefined,
    signal: new AbortController().signal,
    tell: () => undefined,
    logLine: () => undefined,
    isTerminal: false,
    colour: false,
  };
  const own = { TERMINSYNC_KEY_FILE: join(elsewhere, "key"), ...environment };
  const instance = openInstance({ data, json: false, lang: "en" }, watch, own);
  const live = new LiveSettings(instance);
  const signIns = new SignInMemory();
  const wishes = new Wishes();
  const parts = {
    instance,
    live,
    signIns,
    wishes,
    planning: { directory: async () => DIRECTORY },
    state: { paused: async () => [] },
  };
  const work = settingsWork(parts);
  const around = {
    params: undefined,
    query: undefined,
    body: undefined,
    account: ACCOUNT,
    lang: "en",
  } as const;
  const read = () => work.getSettings(around as Asked<"getSettings">);
  return {
    file,
    work,
    live,
    signIns,
    around,
    read,
    wishes,
    mark: settingsMark(parts),
    of: async (key: SettingKey) => (await read()).settings.find((one) => one.key === key),
    history: async () => (await work.listSettingsChanges(around as Asked<"listSettingsChanges">)).changes,
    change: async (key: SettingKey, value: SettingValue, stamp?: string) =>
      work.changeSettings({
        ...around,
        body: { stamp: stamp ?? (await read()).stamp, changes: [{ key, value }] },
      } as Asked<"changeSettings">),
  };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "none",
    (thrown: unknown) => asFault(thrown).code,
  );
}

test("every setting of the file is shown, and nothing that is none", () => {
  const levels = LOG_CATEGORIES.map((category) => `${OVERRIDE}.${category}`);
  assert.deepEqual(SETTING_KEYS.toSorted(), [...Object.keys(KEYS), ...levels].toSorted());
});

test("a change is written with the comments kept, counts at once, and is noted", async (t) => {
  const { file, change, live, history, of } = ground(t);
  await change("Sync.MonthsPast", 9);
  await change("MinimumLevel.Override.Graph", "Debug");
  assert.match(readFileSync(file, "utf8"), /\/\/ Unser Tenant\./);
  assert.equal(live.current().Sync.MonthsPast, 9);
  assert.equal(live.current().MinimumLevel.Override.Graph, "Debug");
  assert.equal((await of("Sync.MonthsPast"))?.source, "file");
  await change("Sync.MonthsPast", null);
  assert.deepEqual([live.current().Sync.MonthsPast, (await of("Sync.MonthsPast"))?.source], [6, "default"]);
  assert.deepEqual(
    (await history()).map(({ by, key, before, after }) => [by, key, before, after]),
    [
      ["Chefin", "Sync.MonthsPast", "9", null],
      ["Chefin", "MinimumLevel.Override.Graph", null, "Debug"],
      ["Chefin", "Sync.MonthsPast", "3", "9"],
    ],
  );
});

test("what is read at the start waits for a restart; who signs in does not", async (t) => {
  const { change, live, of, wishes } = ground(t);
  await change("Company.Name", "Neu GmbH");
  assert.deepEqual([(await of("Company.Name"))?.isPending, live.current().Company.Name], [true, ""]);
  wishes.takeLook("u1" as UserId);
  await change("Office365.ClientId", "another");
  assert.deepEqual(
    [(await of("Office365.ClientId"))?.isPending, live.current().Office365.ClientId],
    [false, "another"],
  );
  assert.ok(wishes.takeLook("u1" as UserId), "nobody waits longer for what works now");
  const atOnce = SETTING_KEYS.filter((key) => effectOf(key, live.current()) === "atOnce");
  assert.ok(atOnce.includes("Office365.CertificateFile") && !atOnce.includes("Office365.TenantId"));
});

test("the first tenant counts at once, another one after a restart", async (t) => {
  const { change, live, of, file } = ground(t, {}, "{}");
  assert.equal((await of("Office365.TenantId"))?.effect, "atOnce");
  await change("Office365.TenantId", "first");
  assert.equal(live.current().Office365.TenantId, "first");
  await change("Office365.TenantId", "second");
  const { effect, isPending } = (await of("Office365.TenantId")) ?? {};
  assert.deepEqual([effect, isPending, live.current().Office365.TenantId], ["restart", true, "first"]);
  assert.match(readFileSync(file, "utf8"), /second/);
});

test("what makes no sense is refused as at start, and the file stays as it was", async (t) => {
  const { change, file } = ground(t, { TERMINSYNC__SyncJob__Interval: "600" });
  const table: readonly [SettingKey, SettingValue, string][] = [
    ["Sync.MonthsPast", 500, "settingsInvalid"],
    ["Sync.MonthsPast", "many", "settingsInvalid"],
    ["Sync.MonthsPast", 1.5, "settingsInvalid"],
    ["Sync.ConflictWinner", "Nobody", "settingsInvalid"],
    ["Company.TimeZone", "Mars/Olympus", "settingsInvalid"],
    ["Company.Number", "00", "settingsInvalid"],
    ["Console.Url", "http://example.com", "settingsInvalid"],
    ["Console.MicrosoftSignIn", "true", "settingsInvalid"],
    ["Console.MicrosoftSignIn", 1, "settingsInvalid"],
    ["Office365.NotificationUrl", "https://192.168.1.1/n", "settingsInvalid"],
    ["Office365.TenantId", "", "settingsInvalid"],
    ["Office365.ClientId", null, "settingsInvalid"],
    ["Office365.CertificateFile", "nowhere.pem", "certificateUnreadable"],
    ["SyncJob.Interval", 60, "settingFixed"],
    ["Office365.AuthorityHost", "https://elsewhere.example", "settingFixed"],
    ["Office365.GraphUrl", "https://elsewhere.example", "settingFixed"],
  ];
  for (const [key, value, code] of table)
    assert.equal(await refusal(change(key, value)), code, `${key} ${value}`);
  assert.equal(readFileSync(file, "utf8"), FILE);
});

test("a setting that is on or off is written as such, and told back in words", async (t) => {
  const { change, of, file, history } = ground(t);
  const before = await of("Console.MicrosoftSignIn");
  assert.deepEqual([before?.value, before?.fallback, before?.shape], [false, false, { kind: "yesNo" }]);
  await change("Console.MicrosoftSignIn", true);
  assert.match(readFileSync(file, "utf8"), /"MicrosoftSignIn": true/);
  const after = await of("Console.MicrosoftSignIn");
  assert.deepEqual([after?.value, after?.isPending], [true, true]);
  assert.equal((await history())[0]?.after, "true");
  const outside = ground(t, { TERMINSYNC__Console__MicrosoftSignIn: " True " });
  assert.equal((await outside.of("Console.MicrosoftSignIn"))?.value, true);
});

test("a value of the environment is shown as such, with its variable", async (t) => {
  const { of } = ground(t, { TERMINSYNC__SyncJob__Interval: "600" });
  const interval = await of("SyncJob.Interval");
  assert.deepEqual(
    [interval?.value, interval?.source, interval?.variable, interval?.isEditable],
    [600, "environment", "TERMINSYNC__SyncJob__Interval", false],
  );
});

test("whoever saves upon an older state is told, and nothing is written over", async (t) => {
  const { read, change, file, mark } = ground(t);
  const { stamp } = await read();
  const before = JSON.stringify(await mark());
  await change("Sync.MonthsFuture", 7);
  assert.notEqual(JSON.stringify(await mark()), before);
  assert.equal(await refusal(change("Sync.MonthsPast", 1, stamp)), "settingsChanged");
  assert.match(readFileSync(file, "utf8"), /"MonthsPast": 3/);
});

test("a file that somebody spoilt by hand is told with its place, and not written to", async (t) => {
  const { file, read, change } = ground(t);
  writeFileSync(file, "{ broken");
  assert.equal(await refusal(read()), "settingsUnreadable");
  assert.equal(await refusal(change("Sync.MonthsPast", 1, "x")), "settingsUnreadable");
  assert.equal(readFileSync(file, "utf8"), "{ broken");
});

test("secrets go in and never come out: not in views, not in the history", async (t) => {
  const { work, around, read, history, mark, signIns } = ground(t, {
    TERMINSYNC_CLIENT_SECRET: "outside-secret",
  });
  const body = { secret: "inside-secret", expiresOn: "2099-05-31", place: "first" } as const;
  const view = await work.storeSecret({ ...around, body } as Asked<"storeSecret">);
  assert.deepEqual(
    view.credentials.map(({ source, state, expiresOn }) => [source, state, expiresOn]),
    [
      ["environment", "waiting", null],
      ["store", "waiting", "2099-05-31"],
    ],
  );
  signIns.onSignedIn("client-secret-1", ["environment"]);
  assert.deepEqual(
    (await read()).credentials.map(({ state }) => state),
    ["refused", "inUse"],
  );
  const params = { id: "client-secret-1" };
  await work.changeSecretExpiry({
    ...around,
    params,
    body: { expiresOn: "2020-01-01" },
  } as Asked<"changeSecretExpiry">);
  const expired = (await read()).credentials[1];
  assert.deepEqual([expired?.state, expired?.warning], ["expired", "expired"]);
  const noDay = { ...around, params, body: { expiresOn: "2099-02-30" } } as Asked<"changeSecretExpiry">;
  assert.equal(await refusal(work.changeSecretExpiry(noDay)), "requestInvalid");
  await work.removeSecret({ ...around, params } as Asked<"removeSecret">);
  assert.equal(
    await refusal(work.removeSecret({ ...around, params } as Asked<"removeSecret">)),
    "credentialUnknown",
  );
  assert.deepEqual(
    (await history()).map(({ before, after }) => [before, after]),
    [
      [null, "removed"],
      ["2099-05-31", "2020-01-01"],
      [null, "stored"],
    ],
  );
  for (const told of [await read(), await history(), await mark()])
    assert.doesNotMatch(JSON.stringify(told), /(?:in|out)side-secret/);
});
