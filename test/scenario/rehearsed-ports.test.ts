// The ports of a rehearsal one by one: what is pretended shows there, and nowhere else.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AppointmentId, EmployeeId, EventId, Version } from "../../src/core/model/ids.ts";
import { windowAt } from "../../src/core/time/window.ts";
import { rehearse } from "../../src/engine/rehearsal/rehearse.ts";
import { FIELDS, LINK, ROW } from "../support/samples.ts";
import { linkOf, userOf } from "./unnoticed.ts";
import { ZONE } from "./when.ts";
import { emailOf, World } from "./world.ts";

const MORNING = "2026-11-25 09:00-11:00";

async function stage() {
  const world = await World.open();
  const job = world.plan("Heizung", "Anna", MORNING) as AppointmentId;
  await world.settle();
  const ports = rehearse(world.ports);
  const mailbox = await ports.calendar.findMailbox([emailOf("Anna")]);
  const window = windowAt(ports.clock.now(), ZONE, 6, 14);
  return { world, job, ports, mailbox, window };
}

test("calendar: what was created, changed and deleted shows when it is looked at", async () => {
  const { world, ports, mailbox } = await stage();
  await using _ = world;
  const { calendar } = ports;
  const real = world.eventOf("Anna", "Heizung");
  world.calendar.categorise(emailOf("Anna"), real.id, ["Rot", "Privates"]);
  const made = await calendar.create(mailbox, {
    fields: FIELDS,
    header: ROW.header,
    transactionId: "t-1",
    mark: "m",
  });
  await calendar.update(mailbox, made.id, made.version, { fields: { location: "Keller" } });
  await calendar.update(mailbox, real.id, "etag" as Version, { fields: { subject: "Bad" } });
  await calendar.update(mailbox, real.id, "etag" as Version, {
    fields: { location: "Dach" },
    categories: ["Blau", "Privates"],
  });
  const looks = await calendar.look(mailbox, [made.id, real.id, "unknown" as EventId]);
  const shown = [...looks.values()].map((look) =>
    look.kind === "present"
      ? [look.event.fields.subject, look.event.fields.location, look.event.fields.category]
      : look.kind,
  );
  assert.deepEqual(shown.sort(), [["Bad", "Dach", "Blau"], [FIELDS.subject, "Keller", null], "gone"]);
  await calendar.remove(mailbox, real.id, "etag" as Version);
  await calendar.remove(mailbox, made.id, made.version);
  const gone = await calendar.look(mailbox, [made.id, real.id]);
  assert.deepEqual(
    [...gone.values()].map(({ kind }) => kind),
    ["gone", "gone"],
  );
  assert.deepEqual(world.outlook("Anna"), [`Heizung | ${MORNING}`]);
  assert.equal(world.eventOf("Anna", "Heizung").fields.category, "Rot");
});

test("planning: rows, assignments and the change feed show it; a version that is not the last is refused", async () => {
  const { world, job, ports, window } = await stage();
  await using _ = world;
  const { planning } = ports;
  const row = (await planning.rows([job])).get(job);
  assert.equal(row?.kind, "readable");
  const anna = row?.appointment.employees[0] as EmployeeId;
  const subjects = async () =>
    (await planning.assigned(anna, window)).map((one) =>
      one.kind === "readable" ? one.appointment.fields.subject : "?",
    );
  const start = await planning.latestChange();
  const made = { ...ROW, origin: "planning", employees: [anna] } as const;
  const { version: _version, trashed: _trashed, ...newRow } = made;
  const first = await planning.insert(newRow);
  assert.equal(await planning.insert(newRow), first, "an id that is there already stays as it is");
  assert.deepEqual(await subjects(), ["Heizung", FIELDS.subject]);
  const second = await planning.update(ROW.id, first, { fields: { subject: "Bad" } });
  await assert.rejects(planning.update(ROW.id, first, { trashedAt: null }), { code: "appointmentChanged" });
  assert.deepEqual(await subjects(), ["Heizung", "Bad"]);
  await planning.update(job, row?.appointment.version as Version, { trashedAt: "2026-11-24T09:00:00Z" });
  assert.deepEqual(await subjects(), ["Bad"]);
  await planning.update(ROW.id, second, { unassign: [anna] });
  assert.deepEqual(await subjects(), []);
  const changes = await planning.changesAfter(start);
  assert.deepEqual([...changes.appointmentIds].sort(), [ROW.id, job].sort());
  assert.deepEqual(changes.through, await planning.latestChange());
  const told = { ...changes, appointmentIds: [] };
  assert.deepEqual(await planning.changesAfter(changes.through), told);
  assert.deepEqual([told.incomplete, told.restored], [false, false]);
  await assert.rejects(planning.remove(ROW.id, first), { code: "appointmentChanged" });
  await planning.remove(ROW.id, (await planning.rows([ROW.id])).get(ROW.id)?.appointment.version as Version);
  assert.equal((await planning.rows([ROW.id])).has(ROW.id), false);
  assert.deepEqual(
    world.board().map(({ subject, state }) => [subject, state]),
    [["Heizung", undefined]],
  );
});

test("state: links, memory and what waits", async () => {
  const { world, job, ports } = await stage();
  await using _ = world;
  const { state } = ports;
  const user = await userOf(world, "Anna");
  const link = await linkOf(world, "Anna", job);
  const meeting = { ...LINK, userId: user, meetingKey: "key", seriesMasterId: "series" as EventId };
  await state.record({ storeLinks: [{ ...link, status: "archived" }, meeting] });
  assert.deepEqual(
    (await state.everyLink(user)).map(({ id, status }) => [id, status]),
    [
      [link.id, "archived"],
      [LINK.id, "active"],
    ],
  );
  assert.equal(await state.countActiveLinks(user), 1);
  assert.deepEqual(await state.linksOfMeetings(["key"]), [meeting]);
  assert.deepEqual(await state.linksOfSeries(user, ["series" as EventId]), [meeting]);
  assert.deepEqual(await state.linksByEvent(user, [LINK.eventId]), [meeting]);
  assert.deepEqual(await state.linksByAppointment(user, [LINK.appointmentId]), [meeting]);
  assert.deepEqual(await state.linksOfAppointments([LINK.appointmentId]), [meeting]);
  await state.record({ forgetLinks: [link.id, LINK.id] });
  assert.deepEqual(await state.everyLink(user), []);
  const item = {
    userId: user,
    appointmentId: job,
    eventId: null,
    subject: "Heizung",
    reason: "invalidTime",
    kind: "parked",
    attempts: 1,
    since: 0,
    retryAt: 0,
    hold: null,
    answer: null,
  } as const;
  await state.record({ waiting: [item] });
  assert.deepEqual(await state.waiting(user), [item]);
  const held = { ...item, eventId: "Held" as EventId, kind: "held" } as const;
  await state.record({ waiting: [held] });
  await state.record({
    lookAgain: [
      { ...item, retryAt: -1 },
      { ...held, kind: "parked" },
    ],
  });
  const again = { ...item, attempts: 2, retryAt: -1 };
  assert.deepEqual(await state.waiting(user), [again, held]);
  await state.record({ noLongerWaiting: [item, held] });
  assert.deepEqual(await state.waiting(user), [again]);
  await state.record({ noLongerWaiting: [again] });
  assert.deepEqual(await state.waiting(user), []);
  assert.deepEqual(
    (await world.ports.state.everyLink(user)).map(({ id }) => id),
    [link.id],
  );
  assert.deepEqual(await world.ports.state.waiting(user), []);
});
