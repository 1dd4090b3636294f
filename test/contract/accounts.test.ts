// Accounts, sessions and programs by the clock: what they hold on to, what they end, and who can never be removed.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Fault, type FaultCode } from "../../src/core/fault.ts";
import { Attempts } from "../../src/gateways/accounts/attempts.ts";
import { AccountStore } from "../../src/gateways/accounts/open-accounts.ts";

const PASSWORD = "vier kleine Dachdecker";
const OTHER = "fünf große Rohrzangen";
const MINUTE = 60_000;

function open(t: TestContext, file = ":memory:") {
  const clock = { now: Date.UTC(2026, 10, 24, 8) };
  const accounts = new AccountStore({ file, now: () => clock.now });
  t.after(() => accounts.close());
  return { accounts, clock };
}

const faultOf = (code: FaultCode) => (thrown: unknown) => thrown instanceof Fault && thrown.code === code;

test("a session ends after half an hour without activity, and after eight hours in any case", async (t) => {
  const { accounts, clock } = open(t);
  const account = await accounts.add("Anna", PASSWORD, "admin");
  const idle = accounts.openSession(account);
  clock.now += 29 * MINUTE;
  assert.equal(accounts.session(idle)?.name, "Anna");
  clock.now += 31 * MINUTE;
  assert.equal(accounts.session(idle), null);
  const busy = accounts.openSession(account);
  for (let time = 0; time < 8 * 6; time++) {
    clock.now += 10 * MINUTE;
    assert.equal(accounts.session(busy)?.name, "Anna", `${time}`);
  }
  clock.now += MINUTE;
  assert.equal(accounts.session(busy), null);
});

test("a page that reads by itself keeps no session alive", async (t) => {
  const { accounts, clock } = open(t);
  const secret = accounts.openSession(await accounts.add("Anna", PASSWORD, "admin"));
  for (let time = 0; time < 3; time++) {
    clock.now += 10 * MINUTE;
    assert.ok(accounts.session(secret, false));
  }
  clock.now += MINUTE;
  assert.equal(accounts.session(secret, false), null);
});

test("the last administrator stays one", async (t) => {
  const { accounts } = open(t);
  await accounts.add("Anna", PASSWORD, "admin");
  await accounts.add("Bert", PASSWORD, "dispatcher");
  assert.throws(() => accounts.remove("anna"), faultOf("lastAdministrator"));
  assert.throws(() => accounts.changeRole("Anna", "viewer"), faultOf("lastAdministrator"));
  assert.equal(accounts.changeRole("bert", "admin").role, "admin");
  assert.equal(accounts.changeRole("Anna", "viewer").role, "viewer");
  assert.throws(() => accounts.remove("Bert"), faultOf("lastAdministrator"));
  accounts.remove("Anna");
  assert.deepEqual(
    accounts.list().map(({ name }) => name),
    ["Bert"],
  );
});

test("a new role holds at once, and with the account its sessions go", async (t) => {
  const { accounts } = open(t);
  await accounts.add("Anna", PASSWORD, "admin");
  const secret = accounts.openSession(await accounts.add("Bert", PASSWORD, "dispatcher"));
  accounts.changeRole("Bert", "viewer");
  assert.equal(accounts.session(secret)?.role, "viewer");
  accounts.remove("Bert");
  assert.equal(accounts.session(secret), null);
});

test("a new password ends the other sessions, and one's own needs the former one", async (t) => {
  const { accounts } = open(t);
  const anna = await accounts.add("Anna", PASSWORD, "admin");
  const [here, elsewhere] = [accounts.openSession(anna), accounts.openSession(anna)];
  const from = { address: "127.0.0.1", secret: here };
  await assert.rejects(accounts.changePassword("Anna", OTHER, OTHER, from), faultOf("passwordWrong"));
  await assert.rejects(
    accounts.changePassword("Anna", PASSWORD, "Sommer2026!!", from),
    faultOf("passwordWeak"),
  );
  await accounts.changePassword("Anna", PASSWORD, OTHER, from);
  assert.ok(accounts.session(here));
  assert.equal(accounts.session(elsewhere), null);
  await assert.rejects(accounts.checkPassword("Anna", PASSWORD, "127.0.0.1"), faultOf("signInRefused"));
  assert.equal((await accounts.checkPassword("anna", OTHER, "127.0.0.1")).name, "Anna");
  await accounts.setPassword("Anna", PASSWORD);
  assert.equal(accounts.session(here), null);
});

test("sessions are listed and ended one by one, and only an account's own", async (t) => {
  const { accounts, clock } = open(t);
  const anna = await accounts.add("Anna", PASSWORD, "admin");
  const bert = await accounts.add("Bert", PASSWORD, "viewer");
  const here = accounts.openSession(anna, { browser: "Firefox", address: "127.0.0.1" });
  clock.now += MINUTE;
  const there = accounts.openSession(anna, { browser: "Chrome", address: "127.0.0.1" });
  const berts = accounts.openSession(bert);
  const [latest, first] = accounts.sessions("Anna", here);
  assert.deepEqual([latest?.browser, latest?.isThis, first?.isThis], ["Chrome", false, true]);
  assert.throws(() => accounts.endSession("Bert", latest?.id ?? ""), faultOf("sessionUnknown"));
  accounts.endSession("Anna", latest?.id ?? "");
  assert.equal(accounts.session(there), null);
  accounts.openSession(anna);
  accounts.endOtherSessions("Anna", here);
  assert.deepEqual(
    accounts.sessions("Anna", here).map(({ isThis }) => isThis),
    [true],
  );
  assert.ok(accounts.session(berts));
});

test("a program has its token until it is withdrawn, and its role alone", (t) => {
  const { accounts, clock } = open(t);
  const { token } = accounts.addProgram("ERP", "dispatcher");
  assert.throws(() => accounts.addProgram("ERP", "viewer"), faultOf("programExists"));
  assert.deepEqual(accounts.program(token), { kind: "program", name: "ERP", role: "dispatcher" });
  assert.equal(accounts.program(`${token}x`), null);
  assert.equal(accounts.programs()[0]?.usedAt, new Date(clock.now).toISOString());
  accounts.removeProgram("ERP");
  assert.equal(accounts.program(token), null);
  assert.throws(() => accounts.removeProgram("ERP"), faultOf("programUnknown"));
});

test("guessing is stopped for a name and for an address, and its owner gets in from where she was last", (t) => {
  const { clock } = open(t);
  const attempts = new Attempts(() => clock.now);
  const tooOften = faultOf("signInTooOften");
  attempts.succeeded("anna", "10.0.0.1");
  for (let time = 0; time < 5; time++) {
    attempts.require("anna", "10.0.0.9");
    attempts.failed("anna", "10.0.0.9");
  }
  assert.throws(() => attempts.require("anna", "10.0.0.9"), tooOften);
  assert.throws(() => attempts.require("anna", "10.0.0.8"), tooOften);
  attempts.require("anna", "10.0.0.1");
  for (let time = 0; time < 20; time++) {
    attempts.require(`nobody ${time}`, "10.0.0.7");
    attempts.failed(`nobody ${time}`, "10.0.0.7");
  }
  assert.throws(() => attempts.require("bert", "10.0.0.7"), tooOften);
  clock.now += 16 * MINUTE;
  attempts.require("anna", "10.0.0.7");
});

test("an unknown name takes as long as a wrong password", async (t) => {
  const { accounts } = open(t);
  await accounts.add("Anna", PASSWORD, "admin");
  const took = async (name: string) => {
    const began = performance.now();
    await accounts.checkPassword(name, "a wrong password", `${Math.random()}`).catch(() => undefined);
    return performance.now() - began;
  };
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let time = 0; time < 2; time++) {
    times.known.push(await took("Anna"));
    times.unknown.push(await took("nobody"));
  }
  const [known, unknown] = [Math.min(...times.known), Math.min(...times.unknown)];
  // Looking up alone takes less than a millisecond, deriving a key about 200.
  assert.ok(known > 20 && unknown > 20, `${known} and ${unknown} ms`);
});

test("the file holds no secret and is nobody else's", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "accounts-"));
  const file = join(folder, "console.db");
  const { accounts } = open(t, file);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const link = accounts.newSetUpLink() ?? "";
  const account = await accounts.setUp(link, "Anna", PASSWORD);
  const secrets = [link, PASSWORD, accounts.openSession(account), accounts.addProgram("ERP", "viewer").token];
  const stored = [file, `${file}-wal`].map((one) => readFileSync(one).toString("latin1")).join("");
  for (const secret of secrets) assert.ok(!stored.includes(secret));
  assert.equal(statSync(file).mode & 0o777, 0o600);
  await assert.rejects(accounts.setUp(link, "Eve", OTHER), faultOf("setUpLinkInvalid"));
});
