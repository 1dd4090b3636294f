// One seed is a story: planners, people in Outlook and the weather take random turns between cycles; then the weather clears
// and both sides have to agree under the rules, with nothing doubled, nothing lost, and nothing left to write.
import assert from "node:assert/strict";
import type { OutlookEvent } from "../scenario/outlook.ts";
import { audit, told } from "../scenario/unnoticed.ts";
import { emailOf, World } from "../scenario/world.ts";

export const PEOPLE = ["Anna", "Bernd", "Carla"] as const;
const CALLS = ["changes", "look", "create", "update", "remove"] as const;

/** mulberry32 (public domain): small, fast, good enough to draw stories. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class Story {
  readonly #world: World;
  readonly #draw: () => number;
  #count = 0;

  constructor(world: World, seed: number) {
    this.#world = world;
    this.#draw = dice(seed);
  }

  async play(steps: number): Promise<void> {
    for (let step = 0; step < steps; step++) {
      this.#turn();
      if (this.#draw() < 0.4) await this.#cycle();
    }
  }

  /** People's edits alone, with no cycle in between. */
  edit(turns: number): void {
    for (let turn = 0; turn < turns; turn++) this.#turn();
  }

  async #cycle(): Promise<void> {
    while (this.#draw() < 0.3) this.#weather();
    if (this.#draw() < 0.3) {
      const atCall = 1 + Math.floor(this.#draw() * 60);
      await this.#world.dyingCycle({ atCall, afterwards: this.#draw() < 0.5 });
    } else await this.#world.cycle();
    if (this.#draw() < 0.3) this.#world.waitMinutes(2);
  }

  #pick<Value>(values: readonly Value[]): Value | undefined {
    return values[Math.floor(this.#draw() * values.length)];
  }

  #when(): string {
    const day = 1 + Math.floor(this.#draw() * 20);
    const hour = 7 + Math.floor(this.#draw() * 9);
    const date = `2026-12-${String(day).padStart(2, "0")}`;
    return this.#draw() < 0.2
      ? date
      : `${date} ${String(hour).padStart(2, "0")}:00-${String(hour + 1).padStart(2, "0")}:30`;
  }

  #person(): string {
    return this.#pick(PEOPLE) ?? "Anna";
  }

  #weather(): void {
    const call = this.#pick(CALLS) ?? "changes";
    const isStale = (call === "update" || call === "remove") && this.#draw() < 0.4;
    this.#world.calendar.failNext(
      isStale
        ? { call, kind: "stale", code: "eventChanged" }
        : { call, kind: "unavailable", code: "graphUnavailable", afterwards: this.#draw() < 0.5 },
    );
    if (this.#draw() < 0.1) this.#world.calendar.expireCursors(emailOf(this.#person()));
  }

  #turn(): void {
    const turns = [
      () => this.#plan(),
      () => this.#planner(),
      () => this.#planner(),
      () => this.#meet(),
      () => this.#outlookAdd(),
      () => this.#outlook(),
      () => this.#outlook(),
    ];
    this.#pick(turns)?.();
  }

  #plan(): void {
    const who = this.#draw() < 0.3 ? ["Anna", "Bernd"] : [this.#person()];
    this.#world.plan(`Auftrag ${++this.#count}`, who, this.#when());
  }

  #planner(): void {
    const row = this.#pick(this.#world.sql("select id from appointment order by id"));
    if (row === undefined) return;
    const id = String(row.id);
    const person = this.#person();
    const turns = [
      () => this.#world.change(id, { when: this.#when() }),
      () => this.#world.change(id, { location: `Ort ${++this.#count}` }),
      () =>
        this.#world.change(id, {
          notes: `Notiz ${++this.#count}`,
          category: this.#pick(["Kundendienst", "Baustelle"]) ?? null,
        }),
      () => this.#world.remove(id),
      () => this.#world.change(id, { trashed_at: "2026-11-24T09:00:00Z" }),
      () => this.#world.change(id, { trashed_at: null }),
      () =>
        this.#world.sql(
          "insert or ignore into appointment_employee values (?, (select id from employee where display_name = ?))",
          id,
          person,
        ),
      () => this.#world.unassign(id, person),
    ];
    this.#pick(turns)?.();
  }

  #outlookAdd(): void {
    const fields = { private: this.#draw() < 0.2 };
    this.#world.outlookAdd(this.#person(), `Eigener ${++this.#count}`, this.#when(), { fields });
  }

  #meet(): void {
    const [organizer, ...guests] = [...PEOPLE]
      .sort(() => this.#draw() - 0.5)
      .slice(0, 1 + Math.floor(this.#draw() * 3));
    this.#world.outlookMeet(
      organizer ?? "Anna",
      guests,
      `Besprechung ${++this.#count}`,
      this.#when(),
      guests.length === 0 ? 1 : 0,
    );
  }

  #outlook(): void {
    const person = this.#person();
    const event = this.#pick(this.#world.calendar.events(emailOf(person)));
    if (event === undefined) return;
    const isOwn = event.isOrganizer;
    const edit = (change: Parameters<World["outlookEdit"]>[2]) =>
      this.#world.outlookEdit(person, event.id, change);
    const isAlone = isOwn && !event.iCalUId?.startsWith("meeting-");
    const turns = [
      () => (isOwn ? edit({ when: this.#when() }) : undefined),
      () => (isOwn ? edit({ subject: `Betreff ${++this.#count}` }) : undefined),
      () => this.#world.outlookEdit(person, event.id, { category: "Rot" }),
      () => this.#world.outlookDelete(person, event.id),
      () => this.#world.calendar.touch(emailOf(person), event.id),
      () =>
        isAlone
          ? this.#world.calendar.invite(emailOf(person), event.id, event.otherAttendees === 0 ? 1 : 0)
          : undefined,
      () => (isOwn ? undefined : this.#world.calendar.decline(emailOf(person), event.id)),
      () => this.#world.outlookAdd(person, event.fields.subject, this.#when()),
    ];
    this.#pick(turns)?.();
  }
}

/** Plays one seed; throws where something that must always hold does not. */
export async function playSeed(seed: number, steps = 30): Promise<void> {
  await using world = await worldAfter(seed, steps);
  checkAgreement(world, await orphans(world));
  // A full comparison of both sides finds nothing but what was told already.
  const found = told(await audit(world)).filter((line) => !line.endsWith(" waiting"));
  assert.deepEqual(found, [], "the audit found differences");
}

/** The world of this seed when the story is over and the weather has cleared. */
export async function worldAfter(seed: number, steps = 30): Promise<World> {
  const sync = { DeletionGuard: { Count: 1000, Percent: 100 } };
  const world = await World.open({ people: PEOPLE, sync });
  await new Story(world, seed).play(steps);
  await heal(world);
  return world;
}

/**
 * A meeting that a planner took out of the trash after Outlook had lost it for good: nobody can put it back into Outlook, and what a
 * person wanted back is not deleted. It is shown to that person instead.
 */
async function orphans(world: World): Promise<ReadonlySet<string>> {
  const { participants } = await world.cycle();
  const ids = participants.flatMap(({ parked }) =>
    parked.flatMap(({ reason, appointment = "" }) => (reason === "originalMissing" ? [appointment] : [])),
  );
  const rows = ids.flatMap((id) => world.sql("select subject from appointment where id = ? and locked", id));
  return new Set(rows.map(({ subject }) => String(subject)));
}

/** The weather clears, nobody edits any more: within a few cycles there must be quiet. */
async function heal(world: World): Promise<void> {
  world.calendar.clearFaults();
  for (let round = 0; round < 8; round++) {
    world.waitMinutes(24 * 60);
    for (const person of PEOPLE) await world.answerHeld(person, "confirm");
    await world.cycle();
  }
  await world.settle();
}

function checkAgreement(world: World, shownToPeople: ReadonlySet<string>): void {
  const rows = world
    .board()
    .filter(({ state, subject }) => state?.includes("trash") !== true && !shownToPeople.has(subject));
  for (const person of PEOPLE) {
    const onBoard = rows
      .filter((row) => row.who.split(", ").includes(person))
      .map((row) => `${row.subject} | ${row.when}`);
    const events = world.calendar
      .events(emailOf(person))
      .filter((event) => !event.isDeclined && !event.isCancelled);
    const inOutlook = shownOnBoard(world, events, onBoard);
    assert.deepEqual(onBoard.sort(), inOutlook.sort(), `${person}: board and Outlook`);
  }
}

/** Of a private event the board shows the word Privat, unless it stands for a planned appointment, whose text planning knows. */
function shownOnBoard(world: World, events: readonly OutlookEvent[], onBoard: readonly string[]): string[] {
  const unmatched = [...onBoard];
  const matched = (line: string) => {
    const at = unmatched.indexOf(line);
    if (at >= 0) unmatched.splice(at, 1);
    return at >= 0;
  };
  // The open ones first: a private event may have the text and the time of one of them.
  return events
    .toSorted((a, b) => Number(a.fields.private) - Number(b.fields.private))
    .map((event) => {
      const inFull = `${event.fields.subject} | ${world.whenOf(event)}`;
      return matched(inFull) || !event.fields.private ? inFull : `Privat | ${world.whenOf(event)}`;
    });
}
