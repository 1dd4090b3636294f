// The secret that the command line stores, the service that changes over to the second one, and what `check` says about it all.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { CheckReport } from "../../src/contract/check.ts";
import { newFolder, terminSync, type Variables } from "./command.ts";
import { type Ground, newGround, settingsOf } from "./ground.ts";

const PROGRAM = fileURLToPath(new URL("../../src/main/termin-sync.ts", import.meta.url));

/** Nothing in the environment but what every command of a real installation has. */
function withoutSecret(t: TestContext, { variables }: Ground): Variables {
  const { TERMINSYNC_CLIENT_SECRET: _, ...rest } = variables;
  return { ...rest, TERMINSYNC_KEY_FILE: join(newFolder(t), "own", "key") };
}

/** `secret set`, with the secret on standard input. */
function setSecret(
  folder: string,
  variables: Variables,
  secret: string,
  ...options: string[]
): Promise<{ code: number | null; output: string }> {
  const args = [PROGRAM, "secret", "set", ...options, "--data", folder, "--lang", "en"];
  const child = spawn(process.execPath, args, { env: { PATH: process.env.PATH ?? "", ...variables } });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => {
      output += part;
    });
  child.stdin.end(`${secret}\n`);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}

async function check(t: TestContext, folder: string, variables: Variables) {
  const { code, stdout } = await terminSync(
    t,
    ["check", "--json", "--data", folder, "--lang", "en"],
    variables,
  );
  const { checks } = JSON.parse(stdout) as CheckReport;
  return { code, checks, of: (id: string) => checks.filter((one) => one.id === id) };
}

function rightSecret({ variables }: Ground): string {
  return variables.TERMINSYNC_CLIENT_SECRET ?? "";
}

test("a secret from standard input is stored sealed, signs in, and is shown by nothing", async (t) => {
  const ground = await newGround(t);
  const { folder } = ground;
  const variables = withoutSecret(t, ground);
  const before = await terminSync(t, ["sync", "--data", folder, "--lang", "en"], variables);
  assert.equal(before.code, 2);
  assert.match(before.stderr, /secretMissing/);
  const secret = rightSecret(ground);
  const stored = await setSecret(folder, variables, secret, "--expires", "2099-01-31");
  assert.equal(stored.code, 0, stored.output);
  const after = await terminSync(t, ["sync", "--data", folder, "--lang", "en"], variables);
  assert.equal(after.code, 0, after.stderr);
  for (const name of ["secrets.json", "settings-history.jsonl"])
    assert.ok(!readFileSync(join(folder, name), "utf8").includes(secret), name);
  assert.ok(![stored.output, after.stdout, after.stderr].some((text) => text.includes(secret)));
  chmodSync(variables.TERMINSYNC_KEY_FILE ?? "", 0o644);
  const open = await terminSync(t, ["sync", "--data", folder, "--lang", "en"], variables);
  assert.equal(open.code, 2);
  assert.match(open.stderr, /chmod 600.*\[secretsUnsafe\]/);
});

test("what is no secret and no day is refused with a sentence", async (t) => {
  const ground = await newGround(t);
  const variables = withoutSecret(t, ground);
  assert.match((await setSecret(ground.folder, variables, "")).output, /no client secret/);
  const wrongDay = await setSecret(ground.folder, variables, "good enough", "--expires", "2027-02-30");
  assert.match(wrongDay.output, /2027-06-30, not "2027-02-30"/);
  assert.equal(wrongDay.code, 2);
});

test("the second secret takes over within the same cycle when the first is refused, and becomes the first", async (t) => {
  const ground = await newGround(t);
  const { folder } = ground;
  const variables = withoutSecret(t, ground);
  await setSecret(folder, variables, "wrong-or-expired");
  await setSecret(folder, variables, rightSecret(ground), "--second");
  const { code, stderr } = await terminSync(t, ["sync", "--data", folder], variables);
  assert.equal(code, 0, stderr);
  const { secrets } = JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8")) as {
    secrets: { id: string; refusedAt: string | null }[];
  };
  assert.deepEqual(
    secrets.map(({ id, refusedAt }) => [id, refusedAt !== null]),
    [
      ["client-secret-2", false],
      ["client-secret-1", true],
    ],
  );
});

test("a secret that is about to expire, or has, is told by check", async (t) => {
  const ground = await newGround(t);
  const variables = withoutSecret(t, ground);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  for (const [days, outcome] of [
    [90, "pass"],
    [45, "warn"],
    [3, "warn"],
    [-1, "fail"],
  ] as const) {
    await setSecret(ground.folder, variables, rightSecret(ground), "--expires", inDays(days));
    assert.equal(
      (await check(t, ground.folder, variables)).of("secretExpiry")[0]?.outcome,
      outcome,
      `${days}`,
    );
  }
});

test("check passes where all is well, and names what is not", async (t) => {
  const ground = await newGround(t);
  const { folder, sandbox, variables } = ground;
  const good = await check(t, folder, variables);
  assert.deepEqual(
    good.checks.filter(({ outcome }) => outcome === "fail"),
    [],
  );
  assert.equal(good.code, 0);
  for (const id of ["planningSchema", "microsoft", "clock", "signIn", "permission", "mailboxes", "diskSpace"])
    assert.equal(good.of(id)[0]?.outcome, "pass", id);
  const [gone] = [...sandbox.core.world.mailboxes.values()];
  sandbox.control.changeUser(gone?.user.userPrincipalName ?? "", { state: "forbidden" });
  sandbox.control.advanceClock(3_600_000);
  const bad = await check(t, folder, variables);
  assert.equal(bad.code, 1);
  assert.equal(bad.of("mailboxes")[0]?.outcome, "fail");
  assert.notEqual(bad.of("mailboxes")[0]?.cure, "");
  const wrong = await check(t, folder, { ...variables, TERMINSYNC_CLIENT_SECRET: "wrong-secret" });
  assert.match(wrong.of("signIn")[0]?.detail ?? "", /AADSTS7000215/);
  assert.equal(wrong.code, 1);
  const settings = settingsOf(folder);
  const nowhere = { ...settings.Office365, AuthorityHost: "https://localhost:1" };
  writeFileSync(
    join(folder, "appsettings.json"),
    JSON.stringify({ ...settings, Office365: nowhere, Snyc: {} }),
  );
  const lost = await check(t, folder, variables);
  assert.equal(lost.of("microsoft")[0]?.outcome, "fail");
  assert.equal(lost.of("settings")[0]?.outcome, "warn");
});
