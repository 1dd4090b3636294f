// Whoever makes a mistake gets one clear sentence with the way out and the right exit code, and nothing is written.
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { newFolder, terminSync, writeSettings } from "./command.ts";

/** Nobody listens there: port 9 is refused at once. */
const NOWHERE = {
  Office365: {
    TenantId: "11111111-1111-4111-8111-111111111111",
    ClientId: "22222222-2222-4222-8222-222222222222",
    AuthorityHost: "https://127.0.0.1:9",
    GraphUrl: "https://127.0.0.1:9",
  },
};
const SECRET = { TERMINSYNC_CLIENT_SECRET: "secret-of-the-test" };

const USAGE: readonly [args: readonly string[], sentence: RegExp][] = [
  [[], /A command is missing\. termin-sync --help/],
  [["stauts"], /There is no command "stauts"; did you mean "status"\?/],
  [["sync", "--usr", "x"], /no option --usr here; did you mean --user\?.*termin-sync sync --help/],
  [["import", "--employee", "x"], /The argument FILE is missing/],
  [["import", "a.ics"], /The option --employee is missing/],
  [["status", "more"], /There is more than the command takes: more/],
  [["demo", "--employees", "0"], /--employees takes a whole number from 1 to 500, not "0"/],
  [["status", "--lang", "fr"], /--lang is de or en, not "fr"/],
  [["release", "--user", "x"], /--confirm or --restore/],
  [["undo"], /The argument ENTRY is missing/],
  [["conflicts", "take", "x"], /The option --side is missing/],
  [["conflicts", "take", "x", "--side", "left"], /--side is planning or office365, not "left"/],
  [["release", "--user", "x", "--confirm", "--restore"], /exclude each other/],
];
for (const [args, sentence] of USAGE) {
  test(`usage: termin-sync ${args.join(" ")}`, async (t) => {
    const { code, stdout, stderr } = await terminSync(t, args);
    assert.deepEqual({ code, stdout }, { code: 2, stdout: "" }, stderr);
    assert.match(stderr, sentence);
    assert.match(stderr, /\[usage\]\n$/);
  });
}

test("usage in German where the system does not speak English", async (t) => {
  const { code, stderr } = await terminSync(t, ["stauts"], { LC_ALL: "de_DE.UTF-8" });
  assert.equal(code, 2);
  assert.match(stderr, /Den Befehl „stauts“ gibt es nicht; meinten Sie „status“\?/);
});

const SETTINGS: readonly [name: string, settings: object | string | null, code: string, sentence: RegExp][] =
  [
    ["missing", null, "settingsMissing", /There is no settings file .*appsettings\.json/],
    [
      "broken",
      '{\n  "Sync": { "MonthsPast": 6\n',
      "settingsUnreadable",
      /line 3, column 1\): a closing brace/,
    ],
    ["no object", "[]", "settingsUnreadable", /has to begin with \{/],
    [
      "out of range",
      { SyncJob: { Interval: 5 } },
      "settingsInvalid",
      /SyncJob\.Interval has the value 5; allowed is 30–86400/,
    ],
    [
      "wrong type",
      { Sync: { MonthsPast: "6" } },
      "settingsInvalid",
      /Sync\.MonthsPast has the value "6"; allowed is 0–120/,
    ],
    ["no section", { Sync: 3 }, "settingsInvalid", /Sync has the value 3; allowed is an object/],
    [
      "zone",
      { Company: { TimeZone: "Europe/Berlun" } },
      "settingsInvalid",
      /TimeZone has the value "Europe\/Berlun"/,
    ],
    ["company", { Company: { Number: "00" } }, "settingsInvalid", /from 01 to 99/],
    [
      "plain http",
      { Office365: { GraphUrl: "http://graph.example" } },
      "settingsInvalid",
      /GraphUrl .*https address/,
    ],
    [
      "console to the world",
      { Console: { Url: "http://0.0.0.0:8365" } },
      "settingsInvalid",
      /of this machine/,
    ],
    ["no tenant", {}, "settingsInvalid", /Office365\.TenantId has the value ""/],
    ["no secret", NOWHERE, "secretMissing", /TERMINSYNC_CLIENT_SECRET/],
  ];
for (const [name, settings, faultCode, sentence] of SETTINGS) {
  test(`settings: ${name}`, async (t) => {
    const folder = newFolder(t);
    if (settings !== null) writeSettings(folder, settings);
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await terminSync(t, ["sync", "--data", folder, "--json"]);
    assert.equal(code, 2, stderr);
    assert.match(stderr, sentence);
    const { error } = JSON.parse(stdout) as { error: { code: string; cure: string } };
    assert.equal(error.code, faultCode);
    assert.ok(error.cure.length > 0);
    assert.deepEqual(readdirSync(folder), before, "something was written");
  });
}

test("an unknown key is a warning that names the nearest one, in the file and in the environment", async (t) => {
  const folder = newFolder(t);
  writeSettings(folder, `{ "Sync": { "MonthPast": 3, }, /* a comment */ "SyncJob": { "Intervall": 300 } }`);
  const variables = { TERMINSYNC__Sync__MonthsFutur: "3", terminsync__sync__monthspast: "2" };
  const { code, stderr } = await terminSync(t, ["status", "--data", folder], variables);
  assert.equal(code, 0, stderr);
  assert.match(stderr, /Unknown setting Sync\.MonthPast; did you mean Sync\.MonthsPast\?/);
  assert.match(stderr, /Unknown setting SyncJob\.Intervall; did you mean SyncJob\.Interval\?/);
  assert.match(stderr, /Unknown setting Sync\.MonthsFutur; did you mean Sync\.MonthsFuture\?/);
  assert.equal(stderr.match(/Unknown setting/g)?.length, 3);
});

test("a wrong value in the environment names its variable", async (t) => {
  const folder = newFolder(t);
  const { code, stderr } = await terminSync(t, ["status", "--data", folder], {
    TERMINSYNC__Sync__MonthsPast: "many",
  });
  assert.equal(code, 2);
  assert.match(
    stderr,
    /Sync\.MonthsPast has the value "many"; allowed is 0–120 \(TERMINSYNC__Sync__MonthsPast\)/,
  );
});

test("--now is refused against Microsoft's own hosts, and needs an instant", async (t) => {
  const folder = newFolder(t);
  writeSettings(folder, { Office365: { TenantId: "t", ClientId: "c" } });
  for (const command of ["sync", "run"]) {
    const args = [command, "--data", folder, "--now", "2020-01-01T00:00:00Z"];
    const refused = await terminSync(t, args, SECRET);
    assert.equal(refused.code, 2, command);
    assert.match(refused.stderr, /refused against Microsoft's own host graph\.microsoft\.com/);
  }
  const noInstant = await terminSync(t, ["sync", "--data", folder, "--now", "yesterday"], SECRET);
  assert.equal(noInstant.code, 2);
  assert.match(noInstant.stderr, /--now takes an instant .*: yesterday/);
  assert.deepEqual(readdirSync(folder), ["appsettings.json"]);
});

test("a state file that is damaged, or no file of ours, is exit code 3 and stays as it is", async (t) => {
  const folder = newFolder(t);
  writeSettings(folder, NOWHERE);
  writeFileSync(join(folder, "state.db"), "this is no database, though somebody called it one ".repeat(20));
  for (const command of ["sync", "run", "status", "journal"]) {
    const { code, stderr } = await terminSync(t, [command, "--data", folder], SECRET);
    assert.equal(code, 3, `${command}: ${stderr}`);
    assert.match(stderr, /state\.db is damaged.*\[stateCorrupt\]/);
  }
  assert.deepEqual(readdirSync(folder).sort(), ["appsettings.json", "state.db"]);
});

test("a file of another kind in the place of planning is exit code 3 and stays as it is", async (t) => {
  const folder = newFolder(t);
  writeSettings(folder, NOWHERE);
  writeFileSync(join(folder, "planning.db"), "letters and letters and letters ".repeat(40));
  const { code, stderr } = await terminSync(t, ["sync", "--data", folder], SECRET);
  assert.equal(code, 3, stderr);
  assert.match(stderr, /\[planningForeign\]/);
});

test("status where nothing ever happened says so kindly", async (t) => {
  const folder = newFolder(t);
  writeSettings(folder, {});
  const { code, stdout } = await terminSync(t, ["status", "--data", folder]);
  assert.equal(code, 0);
  assert.match(stdout, /The service is not running\.[\s\S]*Nothing was ever synchronised here/);
  const json = await terminSync(t, ["status", "--data", folder, "--json"]);
  assert.deepEqual(JSON.parse(json.stdout), { service: { running: false }, participants: [] });
  assert.deepEqual(readdirSync(folder), ["appsettings.json"]);
});

test("undo and conflicts take tell what is not there", async (t) => {
  const folder = newFolder(t);
  writeSettings(folder, {});
  const undo = await terminSync(t, ["undo", "nothing", "--data", folder]);
  assert.equal(undo.code, 2);
  assert.match(undo.stderr, /no entry and no run nothing.*\[entryUnknown\]/);
  const take = await terminSync(t, ["conflicts", "take", "nothing", "--side", "planning", "--data", folder]);
  assert.equal(take.code, 2);
  assert.match(take.stderr, /no open conflict nothing.*\[conflictUnknown\]/);
  const list = await terminSync(t, ["conflicts", "--data", folder]);
  assert.deepEqual([list.code, list.stdout], [0, "There is no open conflict.\n"]);
});

test("import tells what is wrong with file and employee", async (t) => {
  const folder = newFolder(t);
  writeSettings(folder, {});
  const missing = await terminSync(t, [
    "import",
    join(folder, "no.ics"),
    "--employee",
    "x",
    "--data",
    folder,
  ]);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /no\.ics cannot be read: it does not exist.*\[fileUnreadable\]/);
  const file = join(folder, "a.ics");
  writeFileSync(file, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n");
  const nobody = await terminSync(t, ["import", file, "--employee", "x", "--data", folder]);
  assert.equal(nobody.code, 2);
  assert.match(nobody.stderr, /no employee x.*\[employeeUnknown\]/);
});

test("help is no mistake", async (t) => {
  for (const args of [["--help"], ["help", "sync"], ["sync", "--help"], ["--version"]]) {
    const { code, stdout, stderr } = await terminSync(t, args);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
    assert.ok(stdout.length > 3);
  }
});
