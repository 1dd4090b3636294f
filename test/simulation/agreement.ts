// What holds when the story is over and the weather has cleared: within a few cycles there is quiet, both sides agree under the rules,
// and no edit is lost.
import assert from "node:assert/strict";
import type { ParkReason } from "../../src/contract/reasons.ts";
import type { JournalEntry, SyncReport } from "../../src/contract/report.ts";
import { projectToEvent } from "../../src/core/mapping/event-limits.ts";
import type { Appointment, PlanningRow } from "../../src/core/model/appointment.ts";
import { FIELD_NAMES, type FieldName } from "../../src/core/model/fields.ts";
import type { EmployeeId, UserId } from "../../src/core/model/ids.ts";
import type { Link } from "../../src/core/model/link.ts";
import { sameField } from "../../src/core/sync/compare.ts";
import { overlapsWindow, windowAt } from "../../src/core/time/window.ts";
import type { OutlookEvent } from "../scenario/outlook.ts";
import { audit, told } from "../scenario/unnoticed.ts";
import { ZONE } from "../scenario/when.ts";
import { emailOf } from "../scenario/world.ts";
import { SYNC } from "../support/samples.ts";
import { checkCycle } from "./always.ts";
import type { Play } from "./play.ts";

/** More rounds than this mean that something answers itself for ever. */
const ROUNDS = 8;

/** Whatever is set aside for one of these needs a person; everything else has to find its end by itself. */
const FOR_PEOPLE: readonly ParkReason[] = ["invalidTime", "ambiguousMatch", "originalMissing"];

/** Returns the journal. */
export async function checkEnd(play: Play): Promise<readonly JournalEntry[]> {
  await checkPairs(play, await heal(play), play.isMemoryBroken ? fieldsOfKnown : fieldsInCommon);
  if (play.isMemoryBroken || play.hasPutBack) {
    // What is for the next reading of everything to find: who left a meeting while nobody remembered it, and until then a person's own in
    // the copy that leads; and a meeting that was to be put back and cannot be.
    await audit(play.world);
    await checkPairs(play, await heal(play), fieldsInCommon);
  }
  const found = told(await audit(play.world)).filter((line) => !line.endsWith(" waiting"));
  assert.deepEqual(found, [], "the audit found differences");
  const journal = await play.world.entries();
  if (!play.isMemoryBroken) await checkEdits(play, journal);
  return journal;
}

async function checkPairs(
  play: Play,
  setAside: ReadonlySet<string>,
  namesFor: typeof fieldsInCommon,
): Promise<void> {
  const pairs = await readPairs(play);
  for (const one of pairs) checkPerson(one, pairs, setAside, play, namesFor);
}

/** The weather clears, everybody is there again, nobody edits any more. Returns the ids of what is left to people. */
export async function heal(play: Play): Promise<ReadonlySet<string>> {
  const { world, storm } = play;
  storm.clear();
  for (const person of play.people) play.setTrouble(person, null);
  world.sql("update app_user set active = 1 where active = 0");
  // A cycle knows a restored planning by what it had read of the old one. What the sync wrote there last and had not read again is for
  // the audit to find.
  if (play.isPlanningRestored) await audit(world);
  for (let round = 0; round < ROUNDS; round++) {
    world.waitMinutes(2);
    const before = JSON.stringify(world.traces());
    const report = await world.cycle();
    checkCycle(play, report);
    play.tally.report(report);
    const isWaiting = await clearUp(play, report);
    const hasWritten = JSON.stringify(world.traces()) !== before;
    // After the last write there is one more look, at its echo.
    if (!hasWritten && !isWaiting && report.participants.every(({ requests }) => requests <= 1))
      return leftToPeople(report);
  }
  assert.fail("no quiet");
}

/** Whatever was held is answered, and what was tried in vain comes due. False where there is no such thing. */
async function clearUp({ world, people, missing }: Play, { participants }: SyncReport): Promise<boolean> {
  const isHeld = participants.some(({ held }) => held > 0);
  if (isHeld) missing.clear();
  if (isHeld) for (const person of people) await world.answerHeld(person, "confirm");
  const isTriedAgain = participants.some(({ parked }) =>
    parked.some(({ reason }) => !FOR_PEOPLE.includes(reason)),
  );
  if (isTriedAgain) world.waitMinutes(25 * 60);
  return isHeld || isTriedAgain;
}

function leftToPeople({ participants }: SyncReport): ReadonlySet<string> {
  for (const { user, outcome, reason } of participants) assert.equal(outcome, "ok", `${user}: ${reason}`);
  const parked = participants.flatMap((one) => one.parked);
  return new Set(parked.flatMap(({ appointment, event }) => [appointment ?? "", event ?? ""]));
}

interface Person {
  readonly person: string;
  readonly rows: ReadonlyMap<string, PlanningRow>;
  readonly events: ReadonlyMap<string, OutlookEvent>;
  readonly links: readonly Link[];
}

async function readPairs({ world, people }: Play): Promise<readonly Person[]> {
  const { planning, state, clock } = world.ports;
  const window = windowAt(clock.now(), ZONE, SYNC.MonthsPast, SYNC.MonthsFuture);
  const pairs: Person[] = [];
  for (const person of people) {
    const [user] = world.sql("select id, employee_id from app_user where display_name = ?", person);
    const rows = await planning.assigned(String(user?.employee_id) as EmployeeId, window);
    const events = world.calendar
      .events(emailOf(person))
      .filter(
        (event) => !event.isDeclined && !event.isCancelled && overlapsWindow(event.fields.time, window),
      );
    pairs.push({
      person,
      rows: new Map(rows.map((row) => [row.appointment.id, row])),
      events: new Map(events.map((event) => [event.id, event])),
      links: await state.everyLink(String(user?.id) as UserId),
    });
  }
  return pairs;
}

function checkPerson(
  { person, rows, events, links }: Person,
  everybody: readonly Person[],
  setAside: ReadonlySet<string>,
  { hasPutBack }: Play,
  namesFor: typeof fieldsInCommon,
): void {
  const paired = new Set<string>();
  for (const link of links) {
    const [row, event] = [rows.get(link.appointmentId), events.get(link.eventId)];
    if (row?.kind !== "readable" || event === undefined) continue;
    paired.add(link.appointmentId).add(link.eventId);
    if (setAside.has(link.appointmentId) || setAside.has(link.eventId)) continue;
    const names = namesFor(link, everybody);
    const differing = names.filter(
      (name) => !sameField(name, projectToEvent(row.appointment.fields), event.fields),
    );
    assert.deepEqual(differing, [], `${person}: ${describe(row.appointment, event)}`);
  }
  const alone = (ids: Iterable<string>) => [...ids].filter((id) => !paired.has(id) && !setAside.has(id));
  const isKept = (row: PlanningRow | undefined) => row?.kind === "readable" && row.appointment.locked;
  const withoutEvent = alone(rows.keys()).filter((id) => !(hasPutBack && isKept(rows.get(id))));
  assert.deepEqual(withoutEvent, [], `${person}: appointments without an event`);
  assert.deepEqual(alone(events.keys()), [], `${person}: events without an appointment`);
}

/** Without what is each person's own in a meeting where nobody can know who leads: somebody on the row has no link. */
function fieldsOfKnown(link: Link, everybody: readonly Person[]): readonly FieldName[] {
  const names = fieldsInCommon(link, everybody);
  const isLeaderKnown = everybody.every(
    ({ rows, links }) =>
      !rows.has(link.appointmentId) || links.some((one) => one.appointmentId === link.appointmentId),
  );
  return link.ownership !== "meeting" || isLeaderKnown
    ? names
    : names.filter((name) => !PERSONAL.includes(name));
}

const PERSONAL: readonly FieldName[] = ["category", "showAs", "private", "reminderMinutes"];

function fieldsInCommon(link: Link, everybody: readonly Person[]): readonly FieldName[] {
  if (link.base.isMasked) return ["time"];
  if (link.ownership !== "meeting") return FIELD_NAMES;
  const copies = everybody
    .flatMap(({ links }) => links)
    .filter((one) => one.appointmentId === link.appointmentId && one.status === "active");
  const leader = copies.find((one) => one.isOrganizer) ?? copies.toSorted(byMailbox)[0];
  // What is each participant's own is not compared, but for the leading copy.
  return leader?.id === link.id ? FIELD_NAMES : [];
}

function byMailbox(a: Link, b: Link): number {
  return a.mailbox < b.mailbox ? -1 : 1;
}

function describe(row: Appointment, event: OutlookEvent): string {
  return `${JSON.stringify(row.fields)} is not ${JSON.stringify(event.fields)}`;
}

/** While everything is remembered, the journal names each edit that a rule overruled. */
async function checkEdits(play: Play, journal: readonly JournalEntry[]): Promise<void> {
  const { world, people, ledger } = play;
  const events = new Map(
    people.flatMap((person) =>
      world.calendar.events(emailOf(person)).map((event) => [event.id as string, event.fields]),
    ),
  );
  const rows = new Map(
    world
      .sql("select id, subject, location, notes from appointment")
      .map((row) => [String(row.id), row as Record<"subject" | "location" | "notes", string>]),
  );
  const shown = (side: "planning" | "office365", id: string) =>
    (side === "planning" ? rows.get(id) : events.get(id)) ?? null;
  assert.deepEqual(ledger.lost(shown, journal, await world.ports.state.conflicts()), [], "lost edits");
}
