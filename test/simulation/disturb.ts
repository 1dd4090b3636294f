// Plays a situation with the faults that are to strike, lets it heal, and tells how it ended.
import assert from "node:assert/strict";
import type { JournalEntry } from "../../src/contract/report.ts";
import { Fault } from "../../src/core/fault.ts";
import { audit, told } from "../scenario/unnoticed.ts";
import { emailOf, World } from "../scenario/world.ts";
import type { Situation } from "./situations.ts";
import { type Call, type Struck, strikesAt, Watch } from "./strike.ts";

const PEOPLE = ["Anna", "Bernd"] as const;
/** No mass is deleted in any situation, but a small world has few links. */
const OPEN_GUARD = { Count: 100, Percent: 100 };
/** Faults strike in the cycle that carries out what happened, and in the one that meets its echo. */
const STRUCK_CYCLES = 2;
/** Until what was set aside is tried again. */
const PAUSE_MINUTES = 12;

export interface Ending {
  readonly calls: readonly Call[];
  /** How many of the faults have struck. */
  readonly count: number;
  /** What is the same at the end, whatever struck on the way. */
  readonly picture: object;
}

/** Throws where something that must always hold does not. */
export async function disturb(situation: Situation, struck: readonly Struck[] = []): Promise<Ending> {
  const sync = { DeletionGuard: OPEN_GUARD, ...situation.sync };
  await using world = await World.open({ people: PEOPLE, sync });
  await situation.before?.(world);
  for (let round = 0; round < STRUCK_CYCLES; round++) await world.cycle();
  await situation.happens(world);
  const known = new Set((await world.entries()).map(({ id }) => id));
  const writesBefore = world.calendar.writes.length;
  const healthy = world.ports;
  const watch = new Watch(healthy, struck);
  world.ports = watch.ports;
  for (let round = 0; round < STRUCK_CYCLES; round++) await cycle(world, watch);
  const calls = [...watch.calls];
  world.waitMinutes(PAUSE_MINUTES);
  await cycle(world, watch);
  world.ports = healthy;
  await world.settle();
  const journal = (await world.entries()).filter(({ id }) => !known.has(id));
  checkJournal(journal, watch.planningWrites, world.calendar.writes.length - writesBefore);
  // How many writes it takes, and whose pass carries them out, depends on who comes first; what they are about does not.
  const written = [...new Set(journal.map(({ side, subject }) => `${side} ${subject}`))].sort();
  return { calls, count: watch.count, picture: { ...(await pictureOf(world)), written } };
}

/** Every write has its entry. A row that a colleague's pass brought to the announced state is told by both. */
function checkJournal(journal: readonly JournalEntry[], inPlanning: number, inOutlook: number): void {
  const told = (wanted: JournalEntry["side"]) => journal.filter(({ side }) => side === wanted).length;
  assert.equal(told("office365"), inOutlook, "journal entries and writes in Outlook");
  assert.ok(told("planning") >= inPlanning, `${inPlanning} writes in planning, ${told("planning")} entries`);
}

/** Whatever the dead or the disturbed process throws is nothing to us; a bug that shows itself in its report is. */
async function cycle(world: World, watch: Watch): Promise<void> {
  const before = watch.count;
  try {
    await world.cycle();
  } catch (thrown) {
    if (!watch.isDead && !(watch.count > before && thrown instanceof Fault)) throw thrown;
  }
  watch.restart();
}

async function pictureOf(world: World): Promise<object> {
  const { state } = world.ports;
  const { users } = await world.ports.planning.directory();
  const links = await Promise.all(users.map(({ id }) => state.everyLink(id)));
  const intents = await Promise.all(users.map(({ id }) => state.openIntents(id)));
  const waiting = await Promise.all(users.map(({ id }) => state.waiting(id)));
  const conflicts = await state.conflicts();
  return {
    board: world.board(),
    rows: rowsOf(world),
    calendars: PEOPLE.map((person) => eventsOf(world, person)),
    links: links.map((ofOne) =>
      ofOne.map(({ ownership, status, base }) => `${base.fields.subject} ${ownership} ${status}`).sort(),
    ),
    intents: intents.flat(),
    waiting: waiting.flat().map(({ subject, kind, reason }) => `${subject} ${kind} ${reason}`),
    conflicts: conflicts.map(({ field, planning, office365, winner }) =>
      JSON.stringify([field, planning, office365, winner]),
    ),
    audit: told(await audit(world)),
  };
}

function rowsOf(world: World): readonly string[] {
  const rows = world.sql(
    `select subject, location, notes, category, show_as, private, reminder_minutes, starts_at, start_date, customer_name,
       origin, locked, locked_reason, trashed_at is not null as trashed, series_id, organizer from appointment`,
  );
  return rows.map((row) => JSON.stringify(row)).sort();
}

function eventsOf(world: World, person: string): readonly string[] {
  return world.calendar
    .events(emailOf(person))
    .map((event) => {
      const { id: _, iCalUId: __, version: ___, ...shown } = event as typeof event & { version: string };
      return JSON.stringify(shown);
    })
    .sort();
}

/** What every cycle writes down at its end, whatever happened in it: struck once for each kind. */
const HOUSEKEEPING: readonly string[] = ["recordPass", "recordRun", "trimJournal", "trimChanges"];

/** Every single fault that can strike a situation whose calls are these. */
export function singleFaults(calls: readonly Call[]): readonly Struck[] {
  return calls.flatMap((call, index) => {
    const isKnown =
      HOUSEKEEPING.includes(call.name) && calls.findIndex((one) => one.name === call.name) < index;
    return isKnown ? [] : strikesAt(call).map((strike) => ({ atCall: index + 1, strike }));
  });
}

/** Plays it with these faults; the ending has to be the undisturbed one. */
export async function endsAlike(
  situation: Situation,
  undisturbed: Ending,
  struck: readonly Struck[],
): Promise<Ending> {
  const where = struck.map(({ atCall, strike }) => {
    const call = undisturbed.calls[atCall - 1];
    return `${strike} at call ${atCall}${call === undefined ? "" : `, ${call.port}.${call.name}`}`;
  });
  const ending = await disturb(situation, struck).catch((thrown: unknown) => {
    throw new Error(`${situation.name}: ${where.join("; ")}`, { cause: thrown });
  });
  assert.deepEqual(ending.picture, undisturbed.picture, `${situation.name}: ${where.join("; ")}`);
  return ending;
}
