// A story under way: the world it plays in, the storm over it, and the hands with which people do what the story tells. Whatever they
// do is also put down as the line of a scenario that would do the same.
import type { SyncReport } from "../../src/contract/report.ts";
import { asFault, type FaultCode } from "../../src/core/fault.ts";
import type { SharedFields } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { readMark } from "../../src/core/model/mark.ts";
import { overlapsWindow, windowAt } from "../../src/core/time/window.ts";
import { concernsEverybody } from "../../src/engine/fault-scope.ts";
import type { Mailbox } from "../../src/engine/ports/calendar.ts";
import type { Ports } from "../../src/engine/ports.ts";
import type { Stage } from "../scenario/databases.ts";
import type { MemoryOutlook } from "../scenario/memory-outlook.ts";
import type { Fate } from "../scenario/mortal.ts";
import type { OutlookEvent } from "../scenario/outlook.ts";
import { ZONE } from "../scenario/when.ts";
import { emailOf, World } from "../scenario/world.ts";
import { SYNC } from "../support/samples.ts";
import type { Dice } from "./dice.ts";
import { Ledger } from "./ledger.ts";
import { inStep, Missing } from "./missing.ts";
import { Storm } from "./storm.ts";
import type { Story } from "./story.ts";
import type { Tally } from "./tally.ts";

export interface Row {
  readonly id: string;
  readonly subject: string;
  readonly locked: boolean;
}

export class Play {
  readonly story: Story;
  readonly world: World;
  readonly outlook: MemoryOutlook;
  readonly storm: Storm;
  readonly tally: Tally;
  readonly ledger = new Ledger();
  readonly missing = new Missing();
  /** Events that we made, by the assignment they stand for. */
  readonly made = new Map<string, Set<EventId>>();
  /** Events that were meetings from the first: Microsoft's alone. */
  readonly meetings = new Set<EventId>();
  /** Events that somebody moved to another calendar at some time, or that lay outside of the window when the memory was lost. */
  readonly moved = new Set<EventId>();
  /** Those that are there still, with their owners. */
  readonly away = new Map<EventId, string>();
  /** Writes into meetings: there must be none. */
  readonly trespasses: string[] = [];
  readonly mailboxesInTrouble = new Map<string, string>();
  /** Memory or planning was lost or replaced: the journal no longer tells everything. */
  isMemoryBroken = false;
  isPlanningRestored = false;
  /** Somebody wanted deletions put back: a meeting cannot be, and stays on the board alone. */
  hasPutBack = false;
  backup: Uint8Array | null = null;
  backupOfPlanning: Uint8Array | null = null;

  static async open(story: Story, tally: Tally, stage?: Stage): Promise<Play> {
    return new Play(story, tally, await World.open(story, stage));
  }

  private constructor(story: Story, tally: Tally, world: World) {
    this.story = story;
    this.tally = tally;
    this.world = world;
    this.outlook = world.calendar as MemoryOutlook;
    this.storm = new Storm(tally, {
      created: ({ email }, mark, id) => this.#remember(`${email} ${readMark(mark)?.appointmentId}`, id),
      written: ({ email }: Mailbox, id) => {
        if (this.meetings.has(id)) this.trespasses.push(`${email} ${id}`);
      },
      removed: (_, id) => this.missing.deleted(id),
      isPlanningBusy: () => this.world.isPlanningBusy,
      // What came back in this very cycle is there for people to take away.
      beforePeopleAct: () => this.lookForMissing(),
    });
    this.#raw = world.ports;
    world.ports = this.storm.over(world.ports);
  }

  #raw: Ports;

  get people(): readonly string[] {
    return this.story.people;
  }

  #remember(assignment: string, id: EventId): void {
    const events = this.made.get(assignment);
    if (events === undefined) this.made.set(assignment, new Set([id]));
    else events.add(id);
  }

  // Planning

  anyRow(dice: Dice): Row | undefined {
    const rows = this.world.sql("select id, subject, locked from appointment order by id");
    const row = dice.pick(rows);
    return row && this.rowOf(row);
  }

  rowOf({ id, subject, locked }: Record<string, unknown>): Row {
    return { id: String(id), subject: String(subject), locked: locked === 1 };
  }

  change(row: Row, change: Parameters<World["change"]>[1]): () => string {
    this.world.change(row.id, change);
    this.ledger.write("planning", row.id, change);
    return () => `world.change(world.appointmentOf(${q(row.subject)}), ${q(change)});`;
  }

  // Outlook

  anyEvent(dice: Dice): { person: string; event: OutlookEvent } | undefined {
    const person = dice.pick(this.people) ?? "Anna";
    const event = dice.pick(this.world.calendar.events(emailOf(person)));
    return event && { person, event };
  }

  edit(person: string, event: OutlookEvent, change: Partial<SharedFields> & { when?: string }): () => string {
    this.world.outlookEdit(person, event.id, change);
    this.ledger.write("office365", event.id, change);
    return () => `world.outlookEdit(${q(person)}, ${this.eventText(person, event)}, ${q(change)});`;
  }

  eventText(person: string, { fields }: OutlookEvent): string {
    return `world.eventOf(${q(person)}, ${q(fields.subject)}).id`;
  }

  // The sync

  async cycle(options: { only?: string[] } = {}): Promise<SyncReport | null> {
    try {
      const report = await this.world.cycle(options);
      this.tally.report(report);
      return report;
    } catch (thrown) {
      if (!concernsEverybody(asFault(thrown))) throw thrown;
      this.tally.add(`cycle ended by ${asFault(thrown).code}`);
      await drain();
      return null;
    }
  }

  async dyingCycle(fate: Fate): Promise<void> {
    try {
      if (await this.world.dyingCycle(fate))
        this.tally.add(`fault death ${fate.afterwards ? "after" : "before"} a call`);
    } catch (thrown) {
      if (!concernsEverybody(asFault(thrown))) throw thrown;
      this.tally.add(`cycle ended by ${asFault(thrown).code}`);
    }
    await drain();
  }

  /** The mailbox answers nothing but this code; null: it is well again. */
  setTrouble(person: string, code: FaultCode | null): void {
    this.world.calendar.trouble(emailOf(person), code);
    if (code === null) this.mailboxesInTrouble.delete(person);
    else this.mailboxesInTrouble.set(person, code);
  }

  async loseState(backup: Uint8Array | null): Promise<void> {
    // Whatever lies outside of the window now nobody finds any more, and somebody may move it back.
    const window = windowAt(this.world.ports.clock.now(), ZONE, SYNC.MonthsPast, SYNC.MonthsFuture);
    for (const person of this.people)
      for (const { id, fields } of this.world.calendar.events(emailOf(person)))
        if (!overlapsWindow(fields.time, window)) this.moved.add(id);
    this.missing.clear();
    await this.world.loseState(backup ?? undefined);
    this.storm.memoryReplaced();
    this.isMemoryBroken = true;
    this.#raw = { ...this.#raw, state: this.world.ports.state };
    this.world.ports = this.storm.over(this.#raw);
  }

  async restorePlanning(backup: Uint8Array): Promise<void> {
    const known = await inStep(this.#raw);
    await this.world.restorePlanning(backup);
    this.isMemoryBroken = true;
    this.isPlanningRestored = true;
    this.#raw = { ...this.#raw, planning: this.world.ports.planning };
    await this.missing.compare(known, this.#raw);
    this.world.ports = this.storm.over(this.#raw);
  }

  /** Whatever the weather. */
  lookForMissing(): Promise<void> {
    return this.missing.look(this.#raw);
  }
}

/** What was under way when a cycle ended early comes to its end. */
async function drain(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** As TypeScript would write it. */
export function q(value: unknown): string {
  return (
    JSON.stringify(value)
      ?.replace(/"(\w+)":/g, " $1: ")
      .replaceAll("}", " }") ?? "undefined"
  );
}
