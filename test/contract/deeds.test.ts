// The record of who did what: it only grows, and shows what was done to it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { DeedBook } from "../../src/gateways/deeds/open-deeds.ts";

function open(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "deeds-"));
  const file = join(folder, "deeds.db");
  const clock = { now: Date.UTC(2026, 10, 24, 8) };
  const deeds = new DeedBook({ file, now: () => clock.now });
  t.after(() => {
    deeds.close();
    rmSync(folder, { recursive: true, force: true });
  });
  for (let time = 1; time <= 5; time++)
    deeds.record({ who: "Anna", what: "changeAccount", detail: { id: `${time}` } });
  return { deeds, clock, file };
}

/** As somebody with the file in hand: past the triggers. */
function tamper(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(`drop trigger deed_stays; drop trigger deed_remains; ${sql}`);
  database.close();
}

test("deeds are listed with the latest first, by person and kind, page after page", (t) => {
  const { deeds } = open(t);
  for (let time = 0; time < 120; time++) deeds.record({ who: "Bert", what: "changeAppointment" });
  deeds.record({ who: "ERP", by: "program", what: "addProgram", detail: { name: "x", role: "viewer" } });
  const first = deeds.list();
  assert.deepEqual([first.deeds.length, first.isMore, first.brokenAt], [100, true, null]);
  assert.deepEqual(first.deeds[0], {
    number: 126,
    at: "2026-11-24T08:00:00.000Z",
    who: "ERP",
    by: "program",
    what: "addProgram",
    detail: { name: "x", role: "viewer" },
  });
  const rest = deeds.list({ before: String(first.deeds.at(-1)?.number) });
  assert.deepEqual([rest.deeds.length, rest.isMore], [26, false]);
  assert.equal(deeds.list({ who: "anna" }).deeds.length, 5);
  assert.equal(deeds.list({ who: "Bert", what: "addProgram" }).deeds.length, 0);
});

test("nobody changes or removes a line by SQL", (t) => {
  const { file } = open(t);
  const database = new DatabaseSync(file);
  assert.throws(() => database.exec("update deed set who = 'Eve' where number = 2"), /stays as it is/);
  assert.throws(() => database.exec("delete from deed where number = 2"), /remains/);
  database.close();
});

const TAMPERING = [
  ["a changed person", "update deed set who = 'Eve' where number = 3", 3],
  ["a changed detail", "update deed set detail = '{}' where number = 2", 2],
  ["a line taken out", "delete from deed where number = 3", 3],
  ["the first line taken out", "delete from deed where number = 1", 1],
  [
    "two lines exchanged",
    "update deed set number = -1 where number = 2; update deed set number = 2 where number = 4; update deed set number = 4 where number = -1",
    2,
  ],
  [
    "a line put in",
    "insert into deed select 6, at, who, by, what, detail, hash from deed where number = 5",
    6,
  ],
] as const;

for (const [name, sql, number] of TAMPERING) {
  test(`${name} shows, at the latest within an hour`, (t) => {
    const { deeds, clock, file } = open(t);
    assert.equal(deeds.brokenAt(), null);
    tamper(file, sql);
    clock.now += 3_600_000;
    assert.equal(deeds.brokenAt(), number);
    assert.equal(deeds.list().brokenAt, number);
  });
}

test("lines cut off at the end show at once to the service that saw them", (t) => {
  const { deeds, file } = open(t);
  assert.equal(deeds.brokenAt(), null);
  tamper(file, "delete from deed where number > 3");
  assert.equal(deeds.brokenAt(), 4);
});

test("another process goes on with the same chain", (t) => {
  const { deeds, file } = open(t);
  const other = new DeedBook({ file, now: Date.now });
  other.record({ who: "root", by: "terminal", what: "addAccount" });
  deeds.record({ who: "Anna", what: "signOut" });
  assert.equal(deeds.list().deeds[1]?.by, "terminal");
  assert.equal(deeds.brokenAt(), null);
  other.close();
});
