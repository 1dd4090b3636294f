// The demo as a newcomer meets it: it gets everybody in step, also when it is killed on the way there, and a move on either side
// arrives on the other.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Event } from "@microsoft/microsoft-graph-types";
import type { StatusReport } from "../../src/contract/report.ts";
import { begin, newFolder, terminSync, until } from "./command.ts";

/** Its page answers Graph's requests without a token. */
interface Outlook {
  events(user: string): Promise<Event[]>;
  move(user: string, id: string, change: Partial<Event>): Promise<void>;
}

function outlook(folder: string): Outlook {
  const { port } = JSON.parse(readFileSync(join(folder, "demo.json"), "utf8")) as { port: number };
  setDefaultCACertificates([...getCACertificates(), readFileSync(join(folder, "sandbox/ca.pem"), "utf8")]);
  const users = `https://localhost:${port}/sandbox/graph/users`;
  return {
    async events(user) {
      const response = await fetch(`${users}/${user}/events?$top=999`);
      return ((await response.json()) as { value: Event[] }).value;
    },
    async move(user, id, change) {
      const response = await fetch(`${users}/${user}/events/${encodeURIComponent(id)}`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(change),
      });
      assert.equal(response.status, 200, await response.text());
    },
  };
}

function query<Row>(folder: string, sql: string, ...values: string[]): Row[] {
  const database = new DatabaseSync(join(folder, "planning.db"));
  try {
    return database.prepare(sql).all(...values) as Row[];
  } finally {
    database.close();
  }
}

async function participants(t: TestContext, folder: string): Promise<StatusReport["participants"]> {
  const { stdout, code, stderr } = await terminSync(t, ["status", "--data", folder, "--json"]);
  assert.equal(code, 0, stderr);
  const { participants } = JSON.parse(stdout) as StatusReport;
  return participants.filter(({ state }) => state !== "skipped");
}

async function allInStep(t: TestContext, folder: string, count: number): Promise<void> {
  await until("everybody is in step", async () => {
    if (!existsSync(join(folder, "service.json"))) return false;
    const all = await participants(t, folder);
    return all.length === count && all.every(({ state }) => state === "inStep");
  });
}

const DEMO = ["--employees", "4", "--appointments", "40", "--seed", "3"];

test("the demo, killed at every stage of its first minute, loses and doubles nothing", async (t) => {
  const folder = newFolder(t);
  const database = join(folder, "state.db");
  const stages: [string, () => boolean][] = [
    ["its memory is there", () => existsSync(join(folder, "demo.json"))],
    ["planning is there", () => existsSync(join(folder, "planning.db"))],
    ["the state is there", () => existsSync(database)],
  ];
  for (const [what, condition] of stages) {
    const demo = begin(t, ["demo", "--data", folder, ...DEMO]);
    await until(what, condition);
    demo.send("SIGKILL");
    await demo.ended;
  }
  for (const wanted of [20, 60]) {
    const demo = begin(t, ["demo", "--data", folder, ...DEMO]);
    await until(`${wanted} entries are in the journal`, () => journalSize(database) >= wanted);
    demo.send("SIGKILL");
    await demo.ended;
  }
  const demo = begin(t, ["demo", "--data", folder, ...DEMO]);
  await allInStep(t, folder, 4);
  const world = outlook(folder);
  const rows = query<{ login: string; mail: string; planned: number; all: number }>(
    folder,
    `select login, office365_email as mail, count(*) as "all", sum(origin = 'planning') as planned
      from appointment join appointment_employee on appointment_id = appointment.id
      join app_user using (employee_id) where trashed_at is null and sync_kind = 'office365' group by login`,
  );
  assert.equal(rows.length, 4);
  for (const { mail, login, planned } of rows) {
    const ours = (await world.events(mail)).map(({ subject, start }) => `${subject} ${start?.dateTime}`);
    assert.equal(new Set(ours).size, ours.length, `${login} has an event twice`);
    assert.ok(planned >= 20, `${login} has ${planned} appointments`);
  }
  assert.deepEqual(query(folder, "select id from appointment where trashed_at is not null"), []);
  assert.deepEqual(
    query(
      folder,
      "select id from appointment where id not in (select appointment_id from appointment_employee)",
    ),
    [],
  );
  demo.send("SIGINT");
  const { code, stderr } = await demo.ended;
  assert.equal(code, 130);
  assert.match(stderr, /The sample company of last time goes on \(--fresh starts anew\)/);
  const another = begin(t, ["demo", "--data", folder, "--employees", "7"]);
  await until("it says that it stays as it is", () =>
    /goes on as it is; together with --fresh/.test(another.stderr() + another.stdout()),
  );
});

function journalSize(file: string): number {
  try {
    const state = new DatabaseSync(file, { readOnly: true });
    try {
      return Number(state.prepare("select count(*) as n from journal").get()?.n ?? 0);
    } finally {
      state.close();
    }
  } catch {
    return 0;
  }
}

test("a move in Outlook is in the planning, and one in the planning in Outlook, within 15 seconds", async (t) => {
  const folder = newFolder(t);
  const demo = begin(t, ["demo", "--data", folder, ...DEMO]);
  await allInStep(t, folder, 4);
  const world = outlook(folder);
  const [appointment] = query<{
    id: string;
    subject: string;
    mail: string;
    starts_at: string;
    ends_at: string;
  }>(
    folder,
    `select appointment.id, subject, office365_email as mail, starts_at, ends_at from appointment
      join appointment_employee on appointment_id = appointment.id join app_user using (employee_id)
      where origin = 'planning' and not all_day and sync_kind = 'office365'
      group by appointment.id having count(*) = 1 order by starts_at desc limit 1`,
  );
  assert.ok(appointment);
  const { id, mail } = appointment;
  const later = (instant: string, hours: number) => Temporal.Instant.from(instant).add({ hours }).toString();
  const matching = async (startsAt: string) =>
    (await world.events(mail)).filter(
      ({ subject, start }) =>
        subject === appointment.subject && start?.dateTime?.slice(0, 19) === startsAt.slice(0, 19),
    );
  const [event] = await matching(appointment.starts_at);
  assert.ok(event?.id, "the appointment is in Outlook");

  const utc = (instant: string) => ({ dateTime: instant.replace("Z", ""), timeZone: "UTC" });
  await world.move(mail, event.id, {
    start: utc(later(appointment.starts_at, 1)),
    end: utc(later(appointment.ends_at, 1)),
  });
  const startInPlanning = () =>
    query<{ starts_at: string }>(folder, "select starts_at from appointment where id = ?", id)[0]?.starts_at;
  await until("planning follows", () => startInPlanning() === later(appointment.starts_at, 1), 15);

  query(
    folder,
    "update appointment set starts_at = ?, ends_at = ? where id = ? returning id",
    later(appointment.starts_at, 3),
    later(appointment.ends_at, 3),
    id,
  );
  await until(
    "Outlook follows",
    async () => (await matching(later(appointment.starts_at, 3))).length === 1,
    15,
  );
  // The change stands in the journal a moment after it stands in Outlook, and the terminal tells what the journal has.
  await until("the terminal tells it", () =>
    /→ .* Outlook: .* changed \(time/.test(demo.stderr() + demo.stdout()),
  );
  demo.send("SIGINT");
  assert.equal((await demo.ended).code, 130);
});

test("the demo's console sends people to sign in at the demo's own Microsoft, which knows the way back", async (t) => {
  const folder = newFolder(t);
  const demo = begin(t, ["demo", "--data", folder, "--employees", "1", "--appointments", "5"]);
  const console = () => /(http:\S+)\/set-up#/.exec(demo.stdout() + demo.stderr())?.[1];
  await until("the set-up link", () => console() !== undefined);
  // Its authority is trusted from here on.
  outlook(folder);
  const begun = await fetch(`${console()}/api/v1/session/microsoft`, { redirect: "manual" });
  const page = await fetch(begun.headers.get("location") ?? "");
  assert.match(await page.text(), /Pick an account.*to continue to Termin-Sync.*@/s);
  assert.equal(page.status, 200);
});
