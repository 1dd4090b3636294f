// Faults that strike at chosen calls of the ports, and a record of what was called: what is the nth call of a cycle, does it have an
// effect, and which writes arrived on either side.
import { Fault, type FaultCode } from "../../src/core/fault.ts";
import type { NewRow } from "../../src/core/model/writes.ts";
import type { Ports } from "../../src/engine/ports.ts";
import { Death } from "../scenario/mortal.ts";

/** In the words of the issue; what they mean at a database: `FAULTS`. */
export const STRIKES = ["crash before", "crash after", "answer lost", "429", "503"] as const;
export type Strike = (typeof STRIKES)[number];

type PortName = "planning" | "calendar" | "state";

export interface Call {
  readonly port: PortName;
  readonly name: string;
  /** It changes something: on either side, or in the memory. */
  readonly hasEffect: boolean;
}

export interface Struck {
  /** The number of the call, from 1, over all cycles. */
  readonly atCall: number;
  readonly strike: Strike;
}

const EFFECTS: Readonly<Record<PortName, readonly string[]>> = {
  planning: ["insert", "update", "remove", "trimChanges"],
  calendar: ["create", "update", "remove"],
  state: ["announce", "record", "recordPass", "recordRun", "trimJournal"],
};

/** A database has no 429: there it is one that somebody else has locked. */
const FAULTS: Readonly<Record<PortName, Readonly<Record<"answer lost" | "429" | "503", FaultCode>>>> = {
  calendar: { "answer lost": "graphUnreachable", "429": "graphThrottled", "503": "graphUnavailable" },
  planning: { "answer lost": "planningUnreachable", "429": "planningBusy", "503": "planningUnreachable" },
  state: { "answer lost": "stateUnreachable", "429": "stateInUse", "503": "stateUnreachable" },
};

/**
 * A call that only asks has nothing to lose: dying there is dying before the next effect, and its answer is simply missing. The
 * memory lies in a file beside the process, and is read many times as often as it is written.
 */
export function strikesAt({ hasEffect, port }: Call): readonly Strike[] {
  if (hasEffect) return STRIKES;
  if (port === "state") return [];
  return port === "calendar" ? ["429", "503"] : ["503"];
}

export class Watch {
  readonly ports: Ports;
  readonly calls: Call[] = [];
  readonly #struck: readonly Struck[];
  #isDead = false;
  #count = 0;
  #planningWrites = 0;

  constructor(ports: Ports, struck: readonly Struck[]) {
    this.#struck = struck;
    this.ports = {
      ...ports,
      planning: this.#guard("planning", ports.planning),
      calendar: this.#guard("calendar", ports.calendar),
      state: this.#guard("state", ports.state),
    };
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** How many writes have arrived in planning. */
  get planningWrites(): number {
    return this.#planningWrites;
  }

  /** How many of the faults have struck. */
  get count(): number {
    return this.#count;
  }

  /** Another process takes over. */
  restart(): void {
    this.#isDead = false;
  }

  #guard<Port extends Ports[PortName]>(port: PortName, target: Port): Port {
    return new Proxy(target, {
      get: (real, name) => {
        const member: unknown = Reflect.get(real, name, real);
        // Only a count, given at once.
        if (typeof member !== "function" || name === "requests" || typeof name === "symbol") {
          return typeof member === "function" ? member.bind(real) : member;
        }
        return (...args: unknown[]) => this.#meet(port, name, real, () => member.apply(real, args), args);
      },
    });
  }

  async #meet(
    port: PortName,
    name: string,
    real: Ports[PortName],
    call: () => Promise<unknown>,
    args: readonly unknown[],
  ): Promise<unknown> {
    if (this.#isDead) throw new Death("dead already");
    this.calls.push({ port, name, hasEffect: EFFECTS[port].includes(name) });
    const atCall = this.calls.length;
    const strike = this.#struck.find((one) => one.atCall === atCall)?.strike;
    if (strike !== undefined) this.#count += 1;
    if (strike === "crash before" || strike === "crash after") this.#isDead = true;
    if (strike === undefined || strike === "crash after" || strike === "answer lost") {
      const isWrite = port === "planning" && (await isRowWrite(real as Ports["planning"], name, args));
      const answer = await call();
      if (isWrite) this.#planningWrites += 1;
      if (strike === undefined) {
        if (this.#isDead) throw new Death("died meanwhile");
        return answer;
      }
    }
    if (strike === "crash before" || strike === "crash after") throw new Death(`died at call ${atCall}`);
    throw new Fault("unavailable", FAULTS[port][strike], {});
  }
}

/** An insert of what is there already writes nothing. */
async function isRowWrite(
  planning: Ports["planning"],
  name: string,
  [first]: readonly unknown[],
): Promise<boolean> {
  if (name === "update" || name === "remove") return true;
  if (name !== "insert") return false;
  const { id } = first as NewRow;
  return !(await planning.rows([id])).has(id);
}
