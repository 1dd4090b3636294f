// What the board reads again: only what changed, what needs a person, and whose mark was wanted; everything where more may be another.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { PlanningImport } from "../../src/contract/planning.ts";
import type { AppointmentId } from "../../src/core/model/ids.ts";
import { openPlanning } from "../../src/gateways/planning/open-planning.ts";
import { boardWork } from "../../src/main/console/board-work.ts";
import { daysWork } from "../../src/main/console/days-work.ts";
import type { BoardParts } from "../../src/main/console/shown.ts";

const COMPANY = { number: "01", name: "Muster", timeZone: "Europe/Berlin" };
const id = (last: string) => `00000000-0000-4000-8000-00000000000${last}`;
const job = (last: string, subject: string) => ({
  id: id(last),
  subject,
  starts_at: "2026-12-01T08:00:00Z",
  ends_at: "2026-12-01T09:00:00Z",
  employees: [id("e")],
});
const ROWS: PlanningImport = {
  employees: [
    { id: id("e"), personnel_number: "1", display_name: "Anna", colour: null, active: true },
    { id: id("f"), personnel_number: "2", display_name: "Ben", colour: null, active: true },
  ],
  appointments: [job("1", "one"), job("2", "two"), job("3", "three")],
};

async function openBoard(t: TestContext) {
  const planning = await openPlanning({ file: ":memory:", company: COMPANY });
  t.after(() => planning.close());
  await planning.importRows(ROWS);
  const waiting: { appointmentId: AppointmentId; kind: string; reason: string; answer: null }[] = [];
  const state = {
    linksOfAppointments: async () => [],
    everyWaiting: async () => waiting,
    conflicts: async () => [],
    passes: async () => [],
    paused: async () => [],
  } as unknown as BoardParts["state"];
  const work = boardWork({
    planning,
    state,
    now: () => Date.parse("2026-12-01T00:00:00Z"),
    settings: () => ({
      Company: { Number: "01", Name: "Muster", TimeZone: "Europe/Berlin" },
      Sync: {
        MonthsPast: 6,
        MonthsFuture: 14,
        ConflictWinner: "Origin",
        DeletedInOutlook: "Unassign",
        PrivateEvents: "BusyOnly",
        DeletionGuard: { Count: 10, Percent: 20 },
        JournalDays: 90,
      },
    }),
  });
  const asked = {
    account: { kind: "person", name: "x", role: "dispatcher" },
    lang: "de",
    params: undefined,
    query: undefined,
    body: undefined,
  } as const;
  const list = () =>
    work.listAppointments({ ...asked, query: { from: "2026-12-01T00:00:00Z", to: "2026-12-02T00:00:00Z" } });
  const changes = async (after: string, marks?: string) =>
    work.listChanges({ ...asked, query: { after, ...(marks !== undefined && { marks }) } });
  return { planning, waiting, work, asked, list, changes };
}

const idsOf = ({ appointments }: { appointments: readonly { id: string }[] }) =>
  appointments.map((one) => one.id).toSorted();

test("nothing changed is nothing read; a change is one, a deletion is told, and the next question goes on from there", async (t) => {
  const { planning, work, asked, list, changes } = await openBoard(t);
  const first = await list();
  assert.deepEqual(idsOf(first), [id("1"), id("2"), id("3")]);
  const quiet = await changes(first.position);
  assert.deepEqual([quiet.appointments, quiet.gone, quiet.isIncomplete], [[], [], false]);

  const [one] = first.appointments;
  await work.changeAppointment({
    ...asked,
    params: { id: id("1") },
    body: { version: one?.version ?? "", subject: "new" },
  });
  const doomed = await planning.board.one(id("2") as AppointmentId);
  await planning.remove(id("2") as AppointmentId, doomed.appointment.version);
  // Another question than the one before, which is still shared.
  const after = await changes(first.position, id("3"));
  assert.deepEqual(idsOf(after), [id("1"), id("3")]);
  assert.equal(after.appointments.find((other) => other.id === id("1"))?.subject, "new");
  assert.deepEqual(after.gone, [id("2")]);
  assert.deepEqual(idsOf(await changes(after.position)), []);
});

test("what began to wait for a person is told without a change in planning", async (t) => {
  const { waiting, list, changes } = await openBoard(t);
  const { position } = await list();
  waiting.push({
    appointmentId: id("3") as AppointmentId,
    kind: "held",
    reason: "massDeletion",
    answer: null,
  });
  const [held] = (await changes(position)).appointments;
  assert.deepEqual([held?.id, held?.mark, held?.markReason], [id("3"), "held", "massDeletion"]);
});

test("where the marks of all may be others, everything is read again", async (t) => {
  const { planning, list, changes } = await openBoard(t);
  const { position } = await list();
  await planning.importRows({
    users: [
      {
        id: id("a"),
        login: "anna",
        display_name: "Anna",
        employee_id: id("e"),
        sync_kind: "office365",
        office365_user_name: "anna@x.example",
        office365_email: null,
        without_password: true,
        active: true,
      },
    ],
  });
  assert.equal((await changes(position)).isIncomplete, true);
});

for (const after of [
  "",
  "x",
  Buffer.from("{}").toString("base64url"),
  Buffer.from('{"sequence":"1"}').toString("base64url"),
])
  test(`a position that is none is refused: ${after}`, async (t) => {
    const { changes } = await openBoard(t);
    await assert.rejects(changes(after), { code: "requestInvalid" });
  });

test("holidays are those of the region, and none where there is none", async () => {
  const of = async (Holidays: string, from = "2026-12-01", to = "2027-01-10") => {
    const { listDays } = daysWork(() => ({ Board: { Holidays, WorkingHours: "06:30-15:00" } }));
    const account = { kind: "person", name: "x", role: "viewer" } as const;
    return listDays({ query: { from, to }, lang: "de", account, params: undefined, body: undefined });
  };
  const bavaria = await of("DE-BY-KATH");
  assert.deepEqual(bavaria.workingHours, { from: "06:30", to: "15:00" });
  assert.deepEqual(
    bavaria.holidays.map(({ date }) => date),
    ["2026-12-25", "2026-12-26", "2027-01-01", "2027-01-06"],
  );
  assert.deepEqual(
    (await of("DE-BE")).holidays.map(({ date }) => date),
    ["2026-12-25", "2026-12-26", "2027-01-01"],
  );
  assert.deepEqual((await of("")).holidays, []);
  assert.deepEqual((await of("ZZ")).holidays, []);
  await assert.rejects(of("DE", "2026-12-01", "2029-01-01"), { code: "requestInvalid" });
  await assert.rejects(of("DE", "2026-13-01", "2026-13-02"), { code: "requestInvalid" });
});
