// What goes wrong on purpose: the next call of a kind fails before or after its effect, a calendar tells late or tells again, and people
// do something in the middle of a pass. Between the engine and its ports, so that the databases and calendars behind them stay real.
import { Fault, type FaultCode, type FaultKind } from "../../src/core/fault.ts";
import type { CalendarCursor, EventId } from "../../src/core/model/ids.ts";
import type { CalendarPort, CalendarRound, Mailbox } from "../../src/engine/ports/calendar.ts";
import type { PlanningPort } from "../../src/engine/ports/planning.ts";
import type { StatePort } from "../../src/engine/ports/state.ts";
import type { Ports } from "../../src/engine/ports.ts";
import type { Tally } from "./tally.ts";

export type PortName = "calendar" | "planning" | "state";

export interface Blow {
  readonly port: PortName;
  readonly call: string;
  readonly kind: FaultKind;
  readonly code: FaultCode;
  /** The call has its effect; only its answer is lost. */
  readonly afterwards: boolean;
}

/** Sees every write that reached a calendar; knows what is under way in planning. */
export interface Witness {
  created(mailbox: Mailbox, mark: string, id: EventId): void;
  written(mailbox: Mailbox, id: EventId): void;
  removed(mailbox: Mailbox, id: EventId): void;
  /** A transaction is under way in planning: what people did now would be a part of it. */
  isPlanningBusy(): boolean;
  /** People are about to do something in the middle of a cycle. */
  beforePeopleAct(): Promise<void>;
}

interface Interruption {
  /** Calls until then. */
  calls: number;
  readonly work: () => Promise<void>;
}

const isDue = ({ calls }: Interruption) => calls < 0;

type Call = (...args: never[]) => unknown;

export class Storm {
  readonly #tally: Tally;
  readonly #witness: Witness;
  readonly #blows: Blow[] = [];
  /** What people do in the middle of a pass, and after how many further calls. */
  #amid: Interruption[] = [];
  /** Announced writes and what they do, by the announcement's id. */
  readonly #announced = new Map<string, string>();
  /** Mailboxes whose next round tells nothing yet, or tells again what was told so many entries ago. */
  readonly #late = new Set<string>();
  readonly #again = new Map<string, number>();
  /** The cursor that each mailbox gave out last. */
  readonly #latest = new Map<string, CalendarCursor>();

  constructor(tally: Tally, witness: Witness) {
    this.#tally = tally;
    this.#witness = witness;
  }

  order(blow: Blow): void {
    this.#blows.push(blow);
  }

  /** Before the call that comes after so many others; as soon as no transaction of ours is under way in planning. */
  interrupt(afterCalls: number, work: () => Promise<void>): void {
    this.#amid.push({ calls: afterCalls, work });
  }

  /** Whatever has not happened by now does not happen any more. */
  stopInterrupting(): void {
    this.#amid = [];
  }

  tellLate(email: string): void {
    this.#late.add(email);
  }

  tellAgain(email: string, entries: number): void {
    this.#again.set(email, entries);
  }

  /** Nobody puts a memory in its place within the seconds that a calendar may be late. */
  memoryReplaced(): void {
    this.#latest.clear();
  }

  get isCalm(): boolean {
    return this.#blows.length + this.#late.size + this.#again.size === 0;
  }

  clear(): void {
    this.#blows.length = 0;
    this.#late.clear();
    this.#again.clear();
  }

  /** The engine's ports, with the storm in between. */
  over(ports: Ports): Ports {
    return {
      ...ports,
      calendar: this.#overCalendar(ports.calendar),
      planning: this.#over<PlanningPort>("planning", ports.planning),
      state: this.#over<StatePort>("state", this.#overhear(ports.state)),
      log: { ...ports.log, information: (_, message, detail) => this.#hear(message, detail) },
    };
  }

  #overCalendar(calendar: CalendarPort): CalendarPort {
    const port: CalendarPort = {
      findMailbox: (addresses) => calendar.findMailbox(addresses),
      changes: (mailbox, window, cursor) => this.#round(calendar, mailbox, window, cursor),
      look: (mailbox, ids) => calendar.look(mailbox, ids),
      marks: (mailbox, ids) => calendar.marks(mailbox, ids),
      findMade: (mailbox, event) => calendar.findMade(mailbox, event),
      create: async (mailbox, event) => {
        const made = await calendar.create(mailbox, event);
        this.#witness.created(mailbox, event.mark, made.id);
        return made;
      },
      update: async (mailbox, id, expected, patch) => {
        const updated = await calendar.update(mailbox, id, expected, patch);
        this.#witness.written(mailbox, id);
        return updated;
      },
      remove: async (mailbox, id, expected) => {
        await calendar.remove(mailbox, id, expected);
        this.#witness.written(mailbox, id);
        this.#witness.removed(mailbox, id);
      },
      requests: (mailbox) => calendar.requests(mailbox),
    };
    return { ...this.#over<CalendarPort>("calendar", port), requests: port.requests };
  }

  async #round(
    calendar: CalendarPort,
    ...[mailbox, window, cursor]: Parameters<CalendarPort["changes"]>
  ): Promise<CalendarRound> {
    const round = await this.#tell(calendar, mailbox, window, cursor);
    this.#latest.set(mailbox.email, round.cursor);
    return round;
  }

  async #tell(
    calendar: CalendarPort,
    ...[mailbox, window, cursor]: Parameters<CalendarPort["changes"]>
  ): Promise<CalendarRound> {
    if (cursor === null) return calendar.changes(mailbox, window, cursor);
    // What is late by seconds has happened since the last look; whoever asks with an older cursor hears of what was before it.
    const isLatest = cursor === this.#latest.get(mailbox.email);
    if (this.#late.delete(mailbox.email) && isLatest) {
      this.#tally.add("fault delta tells late");
      return { events: [], removed: [], series: new Map(), cursor, complete: false };
    }
    const entries = this.#again.get(mailbox.email);
    if (entries === undefined) return calendar.changes(mailbox, window, cursor);
    this.#again.delete(mailbox.email);
    this.#tally.add("fault delta tells again");
    // A cursor of the calendars in memory is a position in the order of changes.
    const known = JSON.parse(cursor) as { position: number };
    const earlier = JSON.stringify({ ...known, position: Math.max(0, known.position - entries) });
    const told = await calendar.changes(mailbox, window, earlier as CalendarCursor);
    const round = await calendar.changes(mailbox, window, cursor);
    // A calendar keeps to itself what came and went since a cursor; of what we know already it tells us once more.
    return { ...told, removed: [...new Set([...told.removed, ...round.removed])] };
  }

  /** What only the memory learns stands in no journal. */
  #overhear(state: StatePort): StatePort {
    return {
      ...state,
      announce: (intents) => {
        for (const { id, writes } of intents)
          this.#announced.set(id, writes.map(({ kind }) => kind).join("+"));
        return state.announce(intents);
      },
      record: (recording) => {
        if (recording.settle === undefined) {
          this.#tally.add("memory forgets a link", recording.forgetLinks?.length ?? 0);
          for (const { status } of recording.storeLinks ?? [])
            this.#tally.add(status === "archived" ? "memory archives a link" : "memory takes a link down");
        }
        return state.record(recording);
      },
    };
  }

  #over<Port extends object>(name: PortName, port: Port): Port {
    const calls = Object.entries(port).map(([call, member]) =>
      typeof member === "function" ? [call, this.#strike(name, call, member)] : [call, member],
    );
    return Object.fromEntries(calls);
  }

  #strike(port: PortName, call: string, method: Call): Call {
    return async (...args) => {
      await this.#beInterrupted();
      const index = this.#blows.findIndex((blow) => blow.call === call && blow.port === port);
      const [blow] = index < 0 ? [] : this.#blows.splice(index, 1);
      return blow === undefined ? method(...args) : this.#fail(blow, method, args);
    };
  }

  async #beInterrupted(): Promise<void> {
    for (const one of this.#amid) one.calls -= 1;
    if (!this.#amid.some(isDue)) return;
    await this.#witness.beforePeopleAct();
    // Only now, and nothing is awaited from here to the edit: it must not become a part of a transaction that is rolled back.
    const next = this.#witness.isPlanningBusy() ? undefined : this.#amid.find(isDue);
    if (next === undefined) return;
    this.#amid = this.#amid.filter((one) => one !== next);
    await next.work();
  }

  async #fail({ port, kind, code, afterwards }: Blow, method: Call, args: never[]): Promise<never> {
    if (afterwards) await method(...args);
    this.#tally.add(`fault ${port} ${code}${afterwards ? " after its effect" : ""}`);
    throw new Fault(kind, code, port === "calendar" ? { mailbox: "" } : { file: ":memory:" });
  }

  #hear(message: string, detail?: object): void {
    const { intent, done } = (detail ?? {}) as { intent?: string; done?: boolean };
    if (message === "An announced write was cleared up." && intent !== undefined)
      this.#tally.add(`recovered ${this.#announced.get(intent)}, ${done ? "done" : "not done"}`);
    else this.#tally.add(`log ${message}`);
  }
}
