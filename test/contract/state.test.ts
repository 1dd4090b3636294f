// The state gateway: the port's promises in a file and in memory, and what only a file can prove.
import assert from "node:assert/strict";
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, describe, it } from "node:test";
import { Fault } from "../../src/core/fault.ts";
import type { StatePort } from "../../src/engine/ports/state.ts";
import { LogToDisk } from "../../src/gateways/state/log-to-disk.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { APPLICATION_ID, MIGRATIONS } from "../../src/gateways/state/schema.ts";
import { realEntropy } from "../../src/gateways/system/entropy.ts";
import {
  ANNA_USER,
  HELD,
  intentNumber,
  journalNumber,
  linkNumber,
  MEMORY,
  type StateGround,
  WAITING,
} from "./state-ground.ts";
import { stateSuite } from "./state-suite.ts";

const folder = mkdtempSync(join(tmpdir(), "state-"));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => join(folder, `${files++}.db`);
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
const clock = { now: () => 1_700_000_000_000 };
const open = (file: string, access: "write" | "look" = "write") =>
  openState({ file, companyNumber: "01", clock, entropy: realEntropy, access });

async function openGround(file: string): Promise<StateGround> {
  const state = await open(file);
  return { state, [Symbol.asyncDispose]: () => state.close() };
}

stateSuite("a file", () => openGround(newFile()));
stateSuite("a database in memory", () => openGround(":memory:"));

const fault = (code: string) => ({ name: "Fault", kind: "refused", code });

/** A file with so many links that it has several pages. */
async function filledFile(): Promise<string> {
  const file = newFile();
  const state = await open(file);
  await state.record({ storeLinks: Array.from({ length: 300 }, (_, number) => linkNumber(number)) });
  await state.close();
  return file;
}

async function refusedUntouched(file: string, code: string): Promise<void> {
  const before = readFileSync(file);
  await assert.rejects(open(file), fault(code));
  await assert.rejects(open(file, "look"), fault(code));
  assert.deepEqual(readFileSync(file), before);
}

describe("a state file", () => {
  it("keeps a pause when it is opened again", async () => {
    const file = newFile();
    const state = await open(file);
    await state.pause(ANNA_USER, 1000);
    await state.close();
    const again = await open(file, "look");
    assert.deepEqual(await again.paused(), [{ userId: ANNA_USER, since: 1000 }]);
    await again.close();
  });

  it("knows what it has made, and of a generation whether it was made after it was kept", async () => {
    const file = newFile();
    const state = await open(file);
    const { generations } = state;
    const made = [generations.next(), generations.next(), generations.next()] as const;
    const announce = (generation: string, number: number) =>
      state.announce([intentNumber(number, { linkAfter: linkNumber(number, { generation }) })]);
    await announce(made[1], 1);
    const backup = `${file}-backup`;
    copyFileSync(file, backup);
    copyFileSync(`${file}-wal`, `${backup}-wal`);
    await announce(made[2], 2);
    await state.close();
    const again = await open(file);
    const later = again.generations.next();
    assert.equal(new Set([...made, later]).size, 4);
    const unheardOf = (port: StatePort) => [...made, later].map((one) => port.generations.isUnheardOf(one));
    assert.deepEqual(unheardOf(again), [false, false, false, false]);
    await again.close();
    const restored = await open(backup);
    assert.deepEqual(unheardOf(restored), [false, false, true, true]);
    // It goes on with other names than those that it has never heard of.
    assert.ok(![...made, later].includes(restored.generations.next()));
    await restored.close();
    const another = await open(newFile());
    assert.deepEqual(unheardOf(another), [false, false, false, false]);
    assert.equal(another.generations.isUnheardOf("6d1854f5-d334-498a-9b37-bf4419317fd3"), false);
    await another.close();
  });

  it("remembers when it is opened again", async () => {
    const file = await filledFile();
    const database = new DatabaseSync(file);
    const state = await openState({ file, companyNumber: "01", clock, entropy: realEntropy, database });
    assert.equal(database.prepare("pragma journal_mode").get()?.journal_mode, "wal");
    assert.equal(database.prepare("pragma foreign_keys").get()?.foreign_keys, 1);
    assert.equal(await state.countActiveLinks(ANNA_USER), 300);
    await state.close();
    assert.equal(database.isOpen, true);
    database.close();
  });

  it("tells that something is stored once it is safe, and what gathers meanwhile becomes one commit", async () => {
    const file = newFile();
    const under: PromiseWithResolvers<void>[] = [];
    const makeSafe = () => {
      under.push(Promise.withResolvers<void>());
      return (under.at(-1) as PromiseWithResolvers<void>).promise;
    };
    const state = await openState({ file, companyNumber: "01", clock, entropy: realEntropy, makeSafe });
    const told: number[] = [];
    const record = (number: number) =>
      state.record({ storeLinks: [linkNumber(number)] }).then(() => told.push(number));
    const first = record(1);
    await nextTurn();
    const others = [record(2), record(3)];
    await nextTurn();
    assert.deepEqual([told, under.length], [[], 1]);
    under[0]?.resolve();
    await first;
    assert.deepEqual(told, [1]);
    await nextTurn();
    assert.equal(under.length, 2);
    under[1]?.reject(new Fault("unavailable", "stateUnreachable", { file }));
    for (const outcome of await Promise.allSettled(others)) assert.equal(outcome.status, "rejected");
    await state.close();
  });

  it("trusts a disk no more that could not write its log", async () => {
    const file = newFile();
    const log = new LogToDisk(file);
    await assert.rejects(log.sync(), { code: "stateUnreachable", kind: "unavailable" });
    writeFileSync(`${file}-wal`, "");
    await assert.rejects(log.sync(), { code: "stateUnreachable" });
    await log.close();
    const again = new LogToDisk(file);
    await again.sync();
    await again.close();
  });

  it("is for the service's account alone", async () => {
    const file = newFile();
    const state = await open(file);
    await state.record({ journal: [journalNumber(1)] });
    const own = readdirSync(folder).filter((name) => join(folder, name).startsWith(file));
    assert.ok(own.length > 1);
    if (process.platform !== "win32")
      for (const name of own) assert.equal(statSync(join(folder, name)).mode & 0o077, 0, name);
    await state.close();
  });

  it("is refused untouched when it is damaged, truncated or no database", async () => {
    const text = newFile();
    writeFileSync(text, "Das ist keine Datenbank.".repeat(100));
    await refusedUntouched(text, "stateCorrupt");
    const truncated = await filledFile();
    truncateSync(truncated, Math.trunc(statSync(truncated).size / 2));
    await refusedUntouched(truncated, "stateCorrupt");
    const damaged = await filledFile();
    const bytes = readFileSync(damaged);
    bytes.fill(0xa5, bytes.length - 3 * 4096, bytes.length - 4096);
    writeFileSync(damaged, bytes);
    await refusedUntouched(damaged, "stateCorrupt");
    const foreign = newFile();
    const database = new DatabaseSync(foreign);
    database.exec("create table appointment (id text)");
    database.close();
    await refusedUntouched(foreign, "stateCorrupt");
  });

  it("is refused untouched when it is newer or another company's", async () => {
    const newer = await filledFile();
    const database = new DatabaseSync(newer);
    database.exec("pragma user_version = 99");
    database.close();
    await refusedUntouched(newer, "stateNewer");
    const file = await filledFile();
    const before = readFileSync(file);
    await assert.rejects(
      openState({ file, companyNumber: "02", clock, entropy: realEntropy }),
      fault("stateOtherCompany"),
    );
    assert.deepEqual(readFileSync(file), before);
  });

  it("is refused where it cannot be", async () => {
    await assert.rejects(open(join(folder, "nowhere", "state.db")), fault("stateUnreachable"));
    await assert.rejects(open(folder), fault("stateUnreachable"));
  });

  it("starts from nothing in an empty file", async () => {
    const file = newFile();
    writeFileSync(file, "");
    const state = await open(file);
    assert.equal(await state.countActiveLinks(ANNA_USER), 0);
    await state.close();
  });

  it("of a release that remembered only the number of planning's last change goes on with it", async () => {
    const file = newFile();
    const database = new DatabaseSync(file);
    for (const migration of MIGRATIONS.slice(0, 4)) database.exec(migration);
    database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = 4`);
    database.exec("insert into store (company_number, created_at) values ('01', 0)");
    const { userId, employeeId, addresses, mailbox, calendarCursor, cursorStoredAt, cursorWindow } = MEMORY;
    const lists = [JSON.stringify(addresses), JSON.stringify(mailbox)] as const;
    database
      .prepare(
        `insert into memory (user_id, employee_id, addresses, mailbox, calendar_cursor, cursor_stored_at, cursor_window,
           planning_sequence) values (?, ?, ?, ?, ?, ?, ?, 12)`,
      )
      .run(userId, employeeId, ...lists, calendarCursor, cursorStoredAt, cursorWindow);
    database.close();
    const state = await open(file);
    const known = await state.memory(ANNA_USER);
    assert.deepEqual(known, { ...MEMORY, planningPosition: { sequence: 12, fingerprint: null } });
    await state.record({ memory: MEMORY });
    assert.deepEqual(await state.memory(ANNA_USER), MEMORY);
    await state.close();
  });

  it("of a release that did not remember what was held once it was set aside knows why things are held", async () => {
    const file = newFile();
    const database = new DatabaseSync(file);
    for (const migration of MIGRATIONS.slice(0, 8)) database.exec(migration);
    database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = 8`);
    database.exec("insert into store (company_number, created_at) values ('01', 0)");
    const insert = database.prepare("insert into waiting values (?, ?, ?, ?, ?, ?, ?, ?, ?, null)");
    for (const one of [WAITING, { ...HELD, appointmentId: "appointment-2" }]) {
      const keys = [one.userId, one.appointmentId, one.eventId ?? ""];
      insert.run(...keys, one.subject, one.reason, one.kind, one.attempts, one.since, one.retryAt);
    }
    database.close();
    const state = await open(file);
    const waiting = await state.waiting(ANNA_USER);
    assert.deepEqual(waiting, [WAITING, { ...HELD, appointmentId: "appointment-2" }]);
    await state.close();
  });

  it("can be looked at without being made or written", async () => {
    const missing = newFile();
    const empty = await open(missing, "look");
    assert.deepEqual(await empty.memories(), []);
    await empty.close();
    assert.equal(readdirSync(folder).includes(missing.slice(folder.length + 1)), false);
    const file = await filledFile();
    const before = readFileSync(file);
    const running = await open(file);
    const looked = await open(file, "look");
    assert.equal(await looked.countActiveLinks(ANNA_USER), 300);
    await running.record({ forgetLinks: [linkNumber(1).id] });
    assert.equal(await looked.countActiveLinks(ANNA_USER), 299);
    await assert.rejects(looked.record({ forgetLinks: [linkNumber(2).id] }), { code: "stateUnreachable" });
    await looked.close();
    assert.deepEqual(readFileSync(file), before);
    await running.close();
  });

  it("costs less than a kilobyte for a link", async () => {
    const file = newFile();
    const state = await open(file);
    const links = Array.from({ length: 2000 }, (_, number) => linkNumber(number));
    await state.record({ storeLinks: links });
    await state.close();
    assert.ok(statSync(file).size < 2000 * 1024, String(statSync(file).size));
  });
});
