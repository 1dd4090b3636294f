// `audit` as a real process against the sandbox: nothing to find, planted differences, exit codes, both languages, and beside a service.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import type { AuditReport } from "../../src/contract/audit.ts";
import type { StatusReport } from "../../src/contract/report.ts";
import { begin, terminSync, until } from "./command.ts";
import { type Ground, newGround, planJob } from "./ground.ts";

async function run(t: TestContext, { folder, variables }: Ground, ...args: string[]) {
  const [command = "", ...more] = args;
  return terminSync(t, [command, "--data", folder, ...more], variables);
}

async function auditOf(t: TestContext, ground: Ground, exit: number): Promise<AuditReport> {
  const { code, stdout, stderr } = await run(t, ground, "audit", "--json");
  assert.equal(code, exit, stderr + stdout);
  return JSON.parse(stdout) as AuditReport;
}

/** Changes planning behind the back of its change feed. */
function unnoticed({ folder }: Ground, ...statements: string[]): void {
  const database = new DatabaseSync(join(folder, "planning.db"));
  try {
    const sql =
      "select coalesce(max(seq), (select trimmed_through from appointment_change_feed)) as seq from appointment_change";
    const { seq } = database.prepare(sql).get() as { seq: number };
    for (const statement of statements) database.exec(statement);
    database.prepare("delete from appointment_change where seq > ?").run(seq);
  } finally {
    database.close();
  }
}

function kinds({ participants }: AuditReport): string[] {
  return participants.flatMap(({ differences }) =>
    differences.map(({ kind, prospect, fields }) =>
      [kind, ...(fields ?? []).map(({ field }) => field), prospect].join(" "),
    ),
  );
}

test("nothing to find, then what nobody noticed: found, told in both languages, repaired", async (t) => {
  const ground = await newGround(t);
  const job = planJob(ground);
  const before = await auditOf(t, ground, 0);
  assert.ok(kinds(before).length > 40);
  assert.ok(
    kinds(before).every((line) => line.endsWith(" nextCycle")),
    "the first cycle deals with it",
  );
  // The second one hears the echo of the first: until then the calendar itself reports what was written.
  for (const _ of [1, 2]) assert.equal((await run(t, ground, "sync")).code, 0);
  const inStep = await auditOf(t, ground, 0);
  assert.deepEqual(kinds(inStep), []);
  assert.ok(inStep.participants.length > 1);
  assert.ok(inStep.participants.every(({ compared }) => compared.appointments > 5 && compared.events > 5));
  const german = await run(t, ground, "audit", "--lang", "de");
  assert.match(german.stdout, /^Ganz verglichen: \d+ Teilnehmer.* Beide Seiten sind gleich\./);
  assert.match(german.stdout, /Übersprungen:\n.*\[noEmployee\]/);

  unnoticed(ground, `update appointment set location = 'Anderswo 1' where id = '${job}'`);
  const english = await run(t, ground, "audit", "--lang", "en");
  assert.equal(english.code, 1, english.stderr);
  assert.match(english.stdout, /Differences that no cycle would have noticed; .* repairs them: 1\./);
  assert.match(english.stdout, /On both sides, but different \(location: planning Anderswo 1, Outlook /);
  assert.match(english.stdout, /Created in planning, changed in planning, unchanged in Outlook: taken over/);
  assert.match(english.stderr, /An audit has found a difference\./);
  const { stdout } = await run(t, ground, "status", "--json");
  const status = JSON.parse(stdout) as StatusReport;
  assert.equal(
    status.participants.reduce((sum, { audit }) => sum + (audit?.differences.readAgain ?? 0), 0),
    1,
  );
  const text = await run(t, ground, "status", "--lang", "en");
  assert.equal(text.code, 1);
  assert.match(text.stdout, /the full comparison of .* found differences that no cycle had noticed: 1\./);

  assert.equal((await run(t, ground, "sync")).code, 0);
  assert.deepEqual(kinds(await auditOf(t, ground, 0)), []);
  assert.equal((await run(t, ground, "status")).code, 0);
  assert.deepEqual(ground.sandbox.control.mails(), []);
});

test("an unknown user is exit code 2, refused credentials are 4", async (t) => {
  const ground = await newGround(t);
  const unknown = await run(t, ground, "audit", "--user", "niemand");
  assert.equal(unknown.code, 2, unknown.stderr);
  const variables = { ...ground.variables, TERMINSYNC_CLIENT_SECRET: "wrong-secret-value" };
  const refused = await run(t, { ...ground, variables }, "audit", "--json");
  assert.equal(refused.code, 4, refused.stderr);
});

test("beside a running service that service compares, and its next pass repairs", async (t) => {
  const ground = await newGround(t);
  const job = planJob(ground);
  for (const _ of [1, 2]) assert.equal((await run(t, ground, "sync")).code, 0);
  const service = begin(t, ["run", "--data", ground.folder], ground.variables);
  await until("the service answers", async () => {
    const { stdout } = await run(t, ground, "status", "--json");
    return (JSON.parse(stdout) as StatusReport).service.pid === service.pid;
  });
  unnoticed(ground, `update appointment set location = 'Anderswo 2' where id = '${job}'`);
  assert.deepEqual(kinds(await auditOf(t, ground, 1)), ["fieldsDiffer location readAgain"]);
  await until("the service has repaired it", async () => kinds(await auditOf(t, ground, 0)).length === 0);
  service.send("SIGTERM");
  assert.equal((await service.ended).code, 0);
});
