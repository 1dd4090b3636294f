// Accounts, sessions and programs by the clock: what they hold on to, what they end, and who can never be removed.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { Fault, type FaultCode } from "../../src/core/fault.ts";
import type { MicrosoftPerson } from "../../src/core/id-token.ts";
import { Attempts } from "../../src/gateways/accounts/attempts.ts";
import { AccountStore } from "../../src/gateways/accounts/open-accounts.ts";

const PASSWORD = "vier kleine Dachdecker";
const OTHER = "fünf große Rohrzangen";
const MINUTE = 60_000;
const ANNA: MicrosoftPerson = { tenantId: "tenant", objectId: "anna", userName: "anna@firma.example" };

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

test("an account without a password is for Microsoft alone: no password opens it, in the same time and words", async (t) => {
  const { accounts } = open(t);
  await accounts.add("Chefin", PASSWORD, "admin");
  await accounts.add(ANNA.userName, null, "dispatcher");
  assert.deepEqual(
    accounts.list().map(({ name, hasPassword }) => [name, hasPassword]),
    [
      [ANNA.userName, false],
      ["Chefin", true],
    ],
  );
  for (const password of ["", PASSWORD, "argon2id"]) {
    const began = performance.now();
    await assert.rejects(
      accounts.checkPassword(ANNA.userName, password, "10.0.0.2"),
      faultOf("signInRefused"),
    );
    // Deriving a key takes about 200 ms.
    assert.ok(performance.now() - began > 20);
  }
  const from = { address: "10.0.0.3", secret: null };
  await assert.rejects(accounts.changePassword(ANNA.userName, "", OTHER, from), faultOf("passwordWrong"));
  assert.equal(accounts.ofMicrosoft(ANNA, "10.0.0.2").role, "dispatcher");
  await accounts.setPassword(ANNA.userName, OTHER);
  assert.equal((await accounts.checkPassword(ANNA.userName, OTHER, "10.0.0.2")).name, ANNA.userName);
  assert.equal(accounts.ofMicrosoft(ANNA, "10.0.0.2").name, ANNA.userName);
});

test("only a user name of Microsoft's can do without a password", async (t) => {
  const { accounts } = open(t);
  for (const name of ["Anna", "anna@", "@firma.example", "an na@firma.example"])
    await assert.rejects(accounts.add(name, null, "viewer"), faultOf("microsoftNameNeeded"), name);
  await assert.rejects(accounts.add(`${"x".repeat(101)}@x`, null, "viewer"), faultOf("accountNameInvalid"));
  assert.equal((await accounts.add(" Anna@Firma.example ", null, "viewer")).name, "Anna@Firma.example");
  await assert.rejects(accounts.add("anna@firma.EXAMPLE", PASSWORD, "viewer"), faultOf("accountExists"));
});

test("the first sign-in at Microsoft binds an account to the person, whatever either is called later", async (t) => {
  const { accounts } = open(t);
  await accounts.add("anna@firma.example", null, "viewer");
  await accounts.add("bert@firma.example", PASSWORD, "viewer");
  const of = (change: Partial<MicrosoftPerson>) => accounts.ofMicrosoft({ ...ANNA, ...change }, "10.0.0.1");
  assert.throws(() => of({ userName: "nobody@firma.example" }), faultOf("microsoftAccountMissing"));
  assert.equal(of({ userName: "ANNA@firma.example" }).name, "anna@firma.example");
  // She has married. Somebody else is given her old name.
  assert.equal(of({ userName: "anna.huber@firma.example" }).name, "anna@firma.example");
  assert.throws(() => of({ objectId: "another" }), faultOf("microsoftAccountTaken"));
  assert.throws(() => of({ tenantId: "another" }), faultOf("microsoftAccountTaken"));
  // An account with a password is Microsoft's too where the name is the same, and belongs to whoever came first.
  const bert = { objectId: "bert", userName: "bert@firma.example" };
  assert.equal(of(bert).name, "bert@firma.example");
  assert.throws(() => of({ ...bert, objectId: "carl" }), faultOf("microsoftAccountTaken"));
  accounts.remove("anna@firma.example");
  await accounts.add("anna@firma.example", null, "admin");
  assert.equal(of({ objectId: "another" }).role, "admin");
  assert.throws(() => of({ userName: "anna.huber@firma.example" }), faultOf("microsoftAccountMissing"));
});

test("there is always an administrator with a password, for when Microsoft cannot be reached", async (t) => {
  const { accounts } = open(t);
  await accounts.add("Chefin", PASSWORD, "admin");
  await accounts.add(ANNA.userName, null, "admin");
  assert.throws(() => accounts.remove("Chefin"), faultOf("lastAdministrator"));
  assert.throws(() => accounts.changeRole("Chefin", "viewer"), faultOf("lastAdministrator"));
  await accounts.setPassword(ANNA.userName, OTHER);
  assert.equal(accounts.changeRole("Chefin", "viewer").role, "viewer");
  assert.throws(() => accounts.remove(ANNA.userName), faultOf("lastAdministrator"));
  await accounts.add("bert@firma.example", null, "admin");
  assert.equal(accounts.changeRole("bert@firma.example", "viewer").role, "viewer");
  accounts.remove("bert@firma.example");
});

test("accounts of before people could sign in at Microsoft stay as they are", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "accounts-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "console.db");
  const first = new AccountStore({ file, now: Date.now });
  await first.add("anna@firma.example", PASSWORD, "admin");
  first.close();
  const database = new DatabaseSync(file);
  database.exec(`drop index account_microsoft; alter table account drop column microsoft_id;
    alter table account drop column microsoft_tenant; pragma user_version = 2;`);
  database.close();
  const { accounts } = open(t, file);
  assert.equal((await accounts.checkPassword("anna@firma.example", PASSWORD, "127.0.0.1")).role, "admin");
  assert.equal(accounts.ofMicrosoft(ANNA, "127.0.0.1").name, "anna@firma.example");
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

test("sign-ins at Microsoft are counted by their address until one succeeds, and close no other way in", (t) => {
  const { clock } = open(t);
  const attempts = new Attempts(() => clock.now);
  const begin = (count: number) => {
    for (let time = 0; time < count; time++) attempts.beginMicrosoft("10.0.0.1");
  };
  begin(19);
  attempts.succeededAtMicrosoft("10.0.0.1");
  begin(20);
  assert.throws(() => attempts.beginMicrosoft("10.0.0.1"), faultOf("signInTooOften"));
  attempts.beginMicrosoft("10.0.0.2");
  attempts.require("anna", "10.0.0.1");
  clock.now += 16 * MINUTE;
  begin(20);
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
