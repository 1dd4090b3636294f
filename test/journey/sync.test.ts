// The commands against the sandbox, as real processes: a first sync, a quiet second one, refused credentials, an unreachable Graph,
// interruption, sudden death, and `sync` beside a running service.
import assert from "node:assert/strict";
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import type { JournalReport, StatusReport, SyncReport } from "../../src/contract/report.ts";
import { begin, terminSync, until, writeSettings } from "./command.ts";
import { appointments, type Ground, marksOf, newGround, planJob, settingsOf } from "./ground.ts";

function writes(report: SyncReport): number {
  return report.participants.reduce((sum, { created, updated, deleted, reverted }) => {
    const counts = [created, updated, deleted].map(({ planning, office365 }) => planning + office365);
    return counts.reduce((a, b) => a + b, sum + reverted);
  }, 0);
}

async function sync(t: TestContext, { folder, variables }: Ground, ...more: string[]): Promise<SyncReport> {
  const { code, stdout, stderr } = await terminSync(
    t,
    ["sync", "--data", folder, "--json", ...more],
    variables,
  );
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as SyncReport;
}

/** One event for each planned assignment, never two. */
function assertNoDuplicates(ground: Ground): void {
  const marks = marksOf(ground.sandbox);
  assert.equal(new Set(marks).size, marks.length, "a mark is on two events");
  assert.equal(marks.length, appointments(ground.folder, "planning"));
}

test("a dry run tells what the first sync then does, and a second sync writes nothing", async (t) => {
  const ground = await newGround(t);
  const dry = await sync(t, ground, "--dry-run");
  assert.equal(dry.dryRun, true);
  assert.equal(existsSync(join(ground.folder, "state.db")), false, "a dry run leaves no state");
  assert.deepEqual(marksOf(ground.sandbox), []);
  const first = await sync(t, ground);
  assert.ok(writes(first) > 40, JSON.stringify(first));
  assertNoDuplicates(ground);
  const quiet = await sync(t, ground);
  assert.equal(writes(quiet), 0);
  assert.ok(quiet.participants.every(({ requests }) => requests <= 1));
  assert.deepEqual(ground.sandbox.control.mails(), []);

  const look = ["--data", ground.folder, "--json"];
  const status = await terminSync(t, ["status", ...look]);
  const { participants, service } = JSON.parse(status.stdout) as StatusReport;
  assert.equal(service.running, false);
  assert.ok(participants.filter(({ state }) => state !== "skipped").every(({ state }) => state === "inStep"));
  const journal = await terminSync(t, ["journal", "--user", first.participants[0]?.user ?? "", ...look]);
  const { entries } = JSON.parse(journal.stdout) as JournalReport;
  assert.ok(entries.length > 5 && entries.every(({ reason, run }) => reason !== "" && run !== ""));
});

test("a report for people: a table, nothing but it on standard output", async (t) => {
  const ground = await newGround(t);
  const { code, stdout, stderr } = await terminSync(
    t,
    ["sync", "--data", ground.folder, "--lang", "de"],
    ground.variables,
  );
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^Benutzer +Ergebnis +neu/);
  assert.match(stdout, /Übersprungen:\n.*\[noEmployee\]/);
  assert.match(stderr, /: Erstsynchronisation beginnt\n/);
  assert.ok(!(stdout + stderr).includes("\u001b"), "no control sequences outside of a terminal");
});

test("refused credentials are exit code 4, in the report's place a fault", async (t) => {
  const ground = await newGround(t);
  const variables = { ...ground.variables, TERMINSYNC_CLIENT_SECRET: "wrong-secret-value" };
  const { code, stdout, stderr } = await terminSync(
    t,
    ["sync", "--data", ground.folder, "--json"],
    variables,
  );
  assert.equal(code, 4, stderr);
  assert.match(stderr, /AADSTS7000215.*TERMINSYNC_CLIENT_SECRET.*\[credentialsRefused\]/);
  assert.equal((JSON.parse(stdout) as { error: { code: string } }).error.code, "credentialsRefused");
  assert.doesNotMatch(stdout + stderr, /wrong-secret-value/);
  assert.deepEqual(marksOf(ground.sandbox), []);
});

test("an unreachable Microsoft 365 is exit code 1, with a reason for each participant", async (t) => {
  const ground = await newGround(t);
  const { Office365, ...others } = settingsOf(ground.folder);
  writeSettings(ground.folder, { ...others, Office365: { ...Office365, GraphUrl: "https://127.0.0.1:9" } });
  const { code, stdout, stderr } = await terminSync(
    t,
    ["sync", "--data", ground.folder, "--json"],
    ground.variables,
  );
  assert.equal(code, 1, stderr);
  const { participants } = JSON.parse(stdout) as SyncReport;
  assert.ok(participants.length > 0);
  assert.ok(participants.every(({ outcome, reason }) => outcome === "failed" && reason === "unavailable"));
});

test("a state of a later version, and one of another company, are exit code 3 and stay as they are", async (t) => {
  const ground = await newGround(t);
  await sync(t, ground);
  const file = join(ground.folder, "state.db");
  const settings = settingsOf(ground.folder);
  writeSettings(ground.folder, { ...settings, Company: { ...settings.Company, Number: "02" } });
  const other = await terminSync(t, ["sync", "--data", ground.folder], ground.variables);
  assert.equal(other.code, 3, other.stderr);
  assert.match(other.stderr, /belongs to company 01, the settings are for company 02.*\[stateOtherCompany\]/);
  writeSettings(ground.folder, settings);
  const database = new DatabaseSync(file);
  database.exec("pragma user_version = 99");
  database.close();
  const before = statSync(file).mtimeMs;
  const newer = await terminSync(t, ["sync", "--data", ground.folder], ground.variables);
  assert.equal(newer.code, 3, newer.stderr);
  assert.match(newer.stderr, /\[stateNewer\]/);
  assert.equal(statSync(file).mtimeMs, before);
});

test("a planning row that ends before it starts is told, and nothing else suffers", async (t) => {
  const ground = await newGround(t);
  const id = planJob(ground);
  const database = new DatabaseSync(join(ground.folder, "planning.db"));
  try {
    database.prepare("update appointment set ends_at = '2020-01-01T00:00:00Z' where id = ?").run(id);
  } finally {
    database.close();
  }
  const run = await terminSync(t, ["sync", "--data", ground.folder], ground.variables);
  assert.equal(run.code, 1, run.stderr);
  assert.match(run.stdout, new RegExp(`${id}: The appointment ends before it starts.*\\[invalidTime\\]`));
});

test("a sync that is broken off ends with 130 and says so; the next one goes on without duplicates", async (t) => {
  const ground = await newGround(t, { latencyMs: 60 });
  for (const [signal, least] of [
    ["SIGINT", 5],
    ["SIGTERM", 20],
  ] as const) {
    const running = begin(t, ["sync", "--data", ground.folder], ground.variables);
    await until("more events are there", () => marksOf(ground.sandbox).length > least);
    running.send(signal);
    const { code, stdout, stderr } = await running.ended;
    assert.equal(code, 130, stderr);
    assert.match(stderr, /Stopping/);
    assert.match(stdout, /Interrupted\. The next cycle goes on from there\./);
    assert.doesNotMatch(stdout, /Both sides agree/);
  }
  await sync(t, ground);
  assertNoDuplicates(ground);
  assert.equal(writes(await sync(t, ground)), 0);
});

test("kill -9 in the middle of the initial sync, three times; the next sync goes on without duplicates", async (t) => {
  const ground = await newGround(t, { latencyMs: 40 });
  for (const least of [3, 12, 25]) {
    const running = begin(t, ["sync", "--data", ground.folder], ground.variables);
    await until("more events are there", () => marksOf(ground.sandbox).length > least);
    running.send("SIGKILL");
    assert.equal((await running.ended).code, "SIGKILL");
  }
  await sync(t, ground);
  assertNoDuplicates(ground);
  assert.equal(writes(await sync(t, ground)), 0);
});

test("beside a running service: status and sync ask it, a second service is refused, a killed one is no obstacle", async (t) => {
  const ground = await newGround(t);
  const file = join(ground.folder, "service.json");
  const look = ["--data", ground.folder, "--json"];
  // What a killed service leaves behind.
  writeFileSync(file, JSON.stringify({ pid: 1, port: 9, token: "x", startedAt: "2020-01-01T00:00:00Z" }));
  const service = begin(t, ["run", "--data", ground.folder], ground.variables);
  await until("everybody is in step", async () => {
    const { stdout } = await terminSync(t, ["status", ...look]);
    const status = JSON.parse(stdout) as StatusReport;
    const wanted = status.participants.filter(({ state }) => state !== "skipped");
    return (
      status.service.pid === service.pid &&
      wanted.length > 0 &&
      wanted.every(({ state }) => state === "inStep")
    );
  });
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const report = await sync(t, ground);
  assert.equal(writes(report), 0);
  const second = await terminSync(t, ["run", "--data", ground.folder], ground.variables);
  assert.equal(second.code, 3, second.stderr);
  assert.match(second.stderr, /\[stateInUse\]/);
  const { Url } = settingsOf(ground.folder).Console;
  assert.equal((await fetch(`${Url}/healthz`)).status, 200);
  // What is not everybody's business needs somebody who is signed in.
  assert.equal((await fetch(`${Url}/api/v1/status`)).status, 401);
  service.send("SIGTERM");
  assert.equal((await service.ended).code, 0);
  assert.equal(existsSync(file), false);
  assert.ok(!readdirSync(ground.folder).includes("service.json"));
  assertNoDuplicates(ground);
});
