// Opening a planning database: new, ours, made by an ERP, newer, another program's, or not there at all.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, describe, it } from "node:test";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { TABLES } from "../../src/gateways/planning/sqlite/tables.ts";
import { TRIGGERS } from "../../src/gateways/planning/sqlite/triggers.ts";
import { ANNA } from "../support/samples.ts";
import { appointmentId, COMPANY, feed, numbered, plan, WINDOW, wholeTableReads } from "./planning-ground.ts";

const folder = mkdtempSync(join(tmpdir(), "planning-opening-"));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const newFile = () => join(folder, `${files++}.db`);

/** Runs plain SQL on a file, as an ERP or another program does. */
function execute(file: string, sql: string): void {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  database.exec(sql);
  database.close();
}

function query(file: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(file);
  const rows = database.prepare(sql).all();
  database.close();
  return rows.map((row) => ({ ...row }));
}

const open = (file: string, create = true) => openPlanning({ file, company: COMPANY, create });
const fault = (code: string) => ({ name: "Fault", kind: "refused", code });

describe("opening a planning database", () => {
  it("makes the contract's tables, the version and the company's row", async () => {
    const file = newFile();
    await (await open(file)).close();
    assert.deepEqual(query(file, "select * from schema_version"), [{ version: 1 }]);
    assert.deepEqual(query(file, "select * from company"), [
      { number: "01", name: "Muster Haustechnik GmbH", time_zone: "Europe/Berlin" },
    ]);
    const tables = query(file, "select name from sqlite_master where type = 'table'").map((row) => row.name);
    for (const table of Object.keys(TABLES)) assert.ok(tables.includes(table), table);
    assert.deepEqual(query(file, "pragma journal_mode"), [{ journal_mode: "wal" }]);
  });

  it("fills an empty file, and writes nothing when there is nothing to do", async () => {
    const file = newFile();
    writeFileSync(file, "");
    await (await open(file, false)).close();
    const before = readFileSync(file);
    await (await open(file, false)).close();
    assert.deepEqual(readFileSync(file), before);
  });

  it("keeps the company's row equal to the settings and other rows alone", async () => {
    const file = newFile();
    await (await open(file)).close();
    execute(
      file,
      "insert into company values ('02', 'Andere', 'Europe/Vienna'); update company set name = 'alt' where number = '01'",
    );
    const company = { number: "01", name: "Neu", timeZone: "Europe/Zurich" };
    await (await openPlanning({ file, company })).close();
    assert.deepEqual(query(file, "select * from company order by number"), [
      { number: "01", name: "Neu", time_zone: "Europe/Zurich" },
      { number: "02", name: "Andere", time_zone: "Europe/Vienna" },
    ]);
  });

  it("refuses what is not there", async () => {
    await assert.rejects(open(newFile(), false), fault("planningUnreachable"));
    await assert.rejects(open(join(folder, "nowhere", "planning.db")), fault("planningUnreachable"));
    await assert.rejects(open(folder), fault("planningUnreachable"));
  });

  it("refuses a newer version and changes nothing", async () => {
    const file = newFile();
    await (await open(file)).close();
    execute(file, "update schema_version set version = 2; update company set name = 'bleibt'");
    await assert.rejects(open(file), fault("planningNewer"));
    assert.deepEqual(query(file, "select name from company"), [{ name: "bleibt" }]);
  });

  it("refuses what is no database, and another program's tables, and leaves both alone", async () => {
    const text = newFile();
    writeFileSync(text, "Das ist keine Datenbank.".repeat(100));
    await assert.rejects(open(text), fault("planningForeign"));
    for (const sql of [
      "create table employee (id integer primary key, salary real)",
      "create table schema_version (installed_rank int, script text)",
      "create table schema_version (version int); insert into schema_version values (3)",
      "create view appointment as select 1 as id",
    ]) {
      const file = newFile();
      execute(file, sql);
      const before = readFileSync(file);
      await assert.rejects(open(file), fault("planningForeign"), sql);
      assert.deepEqual(readFileSync(file), before, sql);
    }
  });

  it("lives beside an ERP's own tables in one file", async () => {
    const file = newFile();
    execute(file, "create table invoice (id integer primary key); insert into invoice values (1)");
    await (await open(file)).close();
    assert.deepEqual(query(file, "select * from invoice"), [{ id: 1 }]);
  });
});

describe("a planning database of an earlier release", () => {
  /** Times to the second, and nothing is left of what was trimmed. */
  const EARLIER_RELEASE = `
    ${Object.entries(TRIGGERS)
      .map(([name, body]) => `drop trigger ${name}; create trigger ${name} ${body.replaceAll("%fZ", "%SZ")}`)
      .join(";")};
    insert into appointment (id, subject) values ('${appointmentId(1)}', 'x');
    update appointment_change_feed set trimmed_through = 1;
    delete from appointment_change where seq <= 1`;

  it("gets triggers that tell milliseconds, and everybody reads everything once", async () => {
    const file = newFile();
    await (await open(file)).close();
    execute(file, EARLIER_RELEASE);
    const port = await open(file);
    assert.deepEqual(await port.changesAfter(numbered(1)), {
      through: await port.latestChange(),
      appointmentIds: [],
      incomplete: true,
      restored: false,
    });
    const through = await port.latestChange();
    execute(file, `update appointment set subject = 'y'`);
    assert.deepEqual((await port.changesAfter(through)).appointmentIds, [appointmentId(1)]);
    const [newest] = query(file, "select changed_at from appointment_change order by seq desc limit 1");
    assert.match(String(newest?.changed_at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    await port.close();
    const before = readFileSync(file);
    await (await open(file)).close();
    assert.deepEqual(readFileSync(file), before);
  });

  it("is known as restored by whoever has read it since, though it has gone further", async () => {
    const file = newFile();
    await (await open(file)).close();
    execute(file, EARLIER_RELEASE);
    const backup = readFileSync(file);
    const port = await open(file);
    execute(file, "insert into appointment (id, subject) values ('lost', 'lost')");
    const lost = await port.latestChange();
    await port.close();
    rmSync(`${file}-wal`, { force: true });
    writeFileSync(file, backup);
    const restored = await open(file);
    for (const number of [2, 3, 4])
      execute(file, `insert into appointment (id, subject) values ('${appointmentId(number)}', 'new')`);
    const changes = await restored.changesAfter(lost);
    assert.deepEqual([changes.restored, changes.incomplete], [true, true]);
    await restored.close();
  });
});

describe("tables that an ERP made by the contract", () => {
  // Its own types, no defaults, no collation; without the columns that the sync writes and the triggers keep.
  const ERP_TABLES = `
    create table schema_version (version int); insert into schema_version values (1);
    create table employee (id varchar(36) primary key, personnel_number varchar, display_name varchar, colour varchar, active int);
    create table appointment (id varchar(36) primary key, subject varchar, location varchar, notes varchar, all_day int,
      starts_at varchar, ends_at varchar, start_date varchar, end_date varchar, category varchar, show_as varchar,
      private int, reminder_minutes int, order_number varchar, customer_name varchar, customer_phone varchar,
      address varchar, trashed_at varchar, erp_colour varchar);
    create table appointment_employee (appointment_id varchar(36), employee_id varchar(36));
    create table appointment_change (seq integer primary key, appointment_id varchar, kind varchar, changed_at varchar);
    insert into appointment_change values (7, 'X', 'insert', null);
    insert into employee values ('${ANNA.toUpperCase()}', null, 'Anna', null, 1);
    insert into appointment (id, subject, starts_at, ends_at, erp_colour)
      values ('ABCDEF00-0000-4000-8000-000000000001', 'Alt', '2026-11-25T08:00:00Z', '2026-11-25T09:00:00Z', 'rot');
    insert into appointment_employee values ('abcdef00-0000-4000-8000-000000000001', '${ANNA}');`;

  it("are completed, keep every row, and are noticed from then on", async () => {
    const file = newFile();
    execute(file, ERP_TABLES);
    const port = await open(file);
    assert.deepEqual(query(file, "select erp_colour from appointment"), [{ erp_colour: "rot" }]);
    assert.deepEqual(
      (await port.assigned(ANNA, WINDOW)).map((row) => row.appointment.id),
      ["abcdef00-0000-4000-8000-000000000001"],
    );
    assert.equal((await port.changesAfter(numbered(7))).incomplete, true);
    const through = await port.latestChange();
    const erp = new DatabaseSync(file, { enableForeignKeyConstraints: false });
    erp.exec("update appointment set subject = 'Neu'");
    plan(erp, appointmentId(2));
    assert.deepEqual(feed(erp, through.sequence), ["update 1", "insert 2", "assign 2"]);
    const row = (await port.rows([appointmentId(2)])).get(appointmentId(2));
    assert.equal(row?.kind, "readable");
    await port.update(row.appointment.id, row.appointment.version, {
      lock: { locked: true, lockedReason: "meeting" },
    });
    assert.deepEqual(await wholeTableReads(erp, file), []);
    erp.close();
    await port.close();
    const before = readFileSync(file);
    await (await open(file)).close();
    assert.deepEqual(readFileSync(file), before);
  });

  it("get their triggers back when they were built anew, and everybody reads everything once", async () => {
    const file = newFile();
    await (await open(file)).close();
    execute(
      file,
      `create table copy as select * from appointment; drop table appointment;
       ${TABLES.appointment}; insert into appointment select * from copy; drop table copy`,
    );
    const port = await open(file);
    assert.equal((await port.changesAfter(numbered(0))).incomplete, true);
    const through = await port.latestChange();
    assert.deepEqual(await port.changesAfter(through), {
      through,
      appointmentIds: [],
      incomplete: false,
      restored: false,
    });
    const erp = new DatabaseSync(file);
    erp.exec("insert into appointment (id, subject) values ('00000000-0000-4000-8000-000000000003', 'x')");
    assert.deepEqual(feed(erp, through.sequence), ["insert 3"]);
    erp.close();
    await port.close();
  });
});
