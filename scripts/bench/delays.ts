// Benchmark (c) in played time: how long an edit takes to arrive on the other side while the service runs, measured from outside. Dispatchers
// write plain SQL, people edit in Outlook, at moments as chance has them; each appointment is edited once, so nothing waits for anything of its own.
import { readEventChange } from "../../sandbox/graph/event-input.ts";
import { updateEvent } from "../../sandbox/mailbox/changes.ts";
import { serve } from "../../src/engine/pacemaker.ts";
import { seededEntropy } from "../../src/gateways/system/entropy.ts";
import { rhythmOf } from "../../src/main/run-service.ts";
import { emailOf, uuid } from "./company.ts";
import { PlayedCompany } from "./played-company.ts";
import { playNotices } from "./played-notices.ts";
import { Trace, WEATHERS } from "./trace.ts";

const PEOPLE = 50;
const APPOINTMENTS = 24;
/** From one edit to the next in the same direction, on average. With fifty people one of them is edited every half an hour. */
const MEAN_GAP_MS = 36_000;
const EDITS = 400;
/** `SyncJob.Interval` where nobody sets it. */
const INTERVAL_SECONDS = 300;
/** What is measured is known to a tenth of a second. */
const TICK_MS = 100;
const LONGEST_MS = 30 * 60_000;
const HOUR = 3_600_000;

export type Direction = "planningToOutlook" | "outlookToPlanning";
/** `working`: a Tuesday from ten o'clock on; `night`: from ten in the evening on. */
export type When = "working" | "night";

/** `late`: up to three minutes, twenty seconds on average. Microsoft tells less than a minute on average and three at most. */
export type Notices = "none" | "atOnce" | "late";

export interface DelayOrder {
  readonly when: When;
  readonly notices: Notices;
  readonly seed: number;
}

export interface DelayRun extends DelayOrder {
  /** Milliseconds from the edit to its arrival, one for each edit. */
  readonly delays: Readonly<Record<Direction, readonly number[]>>;
  readonly violations: number;
  readonly refusals: number;
}

export async function playDelays(order: DelayOrder): Promise<DelayRun> {
  const trace = new Trace(WEATHERS.scattered, order.seed);
  const size = { people: PEOPLE, appointments: APPOINTMENTS };
  const company = await PlayedCompany.open(size, trace);
  const run = new Edited(company, order);
  await company.plan();
  // Outside of the measuring: the initial sync, and the cycle that reads its own writes back.
  await company.cycle();
  await company.cycle();
  // Until everybody is at rest, and it is the hour that was asked for.
  await company.time.until(company.time.sleep(order.when === "night" ? 12 * HOUR : HOUR));
  const delays = await run.play();
  const { violations, refusals } = company.conduct();
  await company.close();
  return { ...order, delays, violations, refusals };
}

const MEAN_LATE_MS = 20_000;
const LONGEST_LATE_MS = 180_000;

function drawnLateMs(fraction: number): number {
  return Math.min(LONGEST_LATE_MS, -Math.log(1 - fraction) * MEAN_LATE_MS);
}

class Edited {
  readonly #company: PlayedCompany;
  readonly #order: DelayOrder;
  readonly #fraction: () => number;
  readonly #delays: Record<Direction, number[]> = { planningToOutlook: [], outlookToPlanning: [] };

  constructor(company: PlayedCompany, order: DelayOrder) {
    this.#company = company;
    this.#order = order;
    this.#fraction = seededEntropy(order.seed).fraction;
  }

  async play(): Promise<Readonly<Record<Direction, readonly number[]>>> {
    const { time, ports } = this.#company;
    const ending = new AbortController();
    const { company, sync } = this.#company.cycleOptions();
    const rhythm = rhythmOf(INTERVAL_SECONDS);
    const { fraction } = seededEntropy(this.#order.seed + 1);
    const lateMs = () => (this.#order.notices === "late" ? drawnLateMs(fraction()) : 0);
    const notices = this.#order.notices === "none" ? null : playNotices(this.#company, lateMs);
    const serving = serve(ports, {
      settings: () => ({ company, sync, rhythm }),
      ...(notices !== null && { hints: notices.board }),
      onProgress: () => undefined,
      signal: ending.signal,
    });
    const edits = (async () => {
      // The service has looked at everybody once.
      await time.sleep(10 * 60_000);
      await Promise.all([this.#edit("planningToOutlook"), this.#edit("outlookToPlanning")]);
      ending.abort();
    })();
    await time.until(Promise.all([serving, edits, notices?.run(ending.signal)]));
    return this.#delays;
  }

  async #edit(direction: Direction): Promise<void> {
    const { time } = this.#company;
    const arrivals: Promise<void>[] = [];
    for (let number = 0; number < EDITS; number++) {
      await time.sleep(-Math.log(1 - this.#fraction()) * MEAN_GAP_MS);
      // Everybody's first half of appointments is edited in planning, the other half in Outlook.
      const person = 1 + (number % PEOPLE);
      const item = Math.floor(number / PEOPLE) + (direction === "planningToOutlook" ? 0 : APPOINTMENTS / 2);
      const subject = `Geändert ${direction} ${number}`;
      const hasArrived =
        direction === "planningToOutlook"
          ? this.#editInPlanning(person, item, subject)
          : this.#editInOutlook(person, item, subject);
      arrivals.push(this.#arrival(direction, subject, hasArrived));
    }
    await Promise.all(arrivals);
  }

  /** Returns how to see whether it has arrived. */
  #editInPlanning(person: number, item: number, subject: string): () => boolean {
    const event = this.#event(person, item);
    const update = this.#company.erp.prepare("update appointment set subject = ? where id = ?");
    update.run(subject, uuid(3, person, item));
    return () => event.fields.subject === subject;
  }

  #editInOutlook(person: number, item: number, subject: string): () => boolean {
    const { world } = this.#company.core;
    const mailbox = world.find(emailOf(person));
    if (mailbox === undefined) throw new Error(`There is no mailbox of ${emailOf(person)}.`);
    updateEvent(world, mailbox, this.#event(person, item), readEventChange({ subject }));
    const row = this.#company.erp.prepare("select subject from appointment where id = ?");
    return () => row.get(uuid(3, person, item))?.subject === subject;
  }

  #event(person: number, item: number) {
    const subject = `Wartung ${person}-${item}`;
    const event = this.#company.events(person).find(({ fields }) => fields.subject === subject);
    if (event === undefined) throw new Error(`There is no event "${subject}".`);
    return event;
  }

  async #arrival(direction: Direction, subject: string, hasArrived: () => boolean): Promise<void> {
    const { time } = this.#company;
    const editedAt = time.now();
    while (!hasArrived()) {
      await time.sleep(TICK_MS);
      if (time.now() - editedAt > LONGEST_MS) throw new Error(`"${subject}" has not arrived.`);
    }
    this.#delays[direction].push(time.now() - editedAt);
  }
}
