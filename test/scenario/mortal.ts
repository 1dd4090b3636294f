// A process that dies: from one call of a port on, nothing that it asks for happens any more.
import type { Ports } from "../../src/engine/ports.ts";

export class Death extends Error {}

export interface Fate {
  /** The number of the call, from 1, at which it dies. */
  readonly atCall: number;
  /** The call still has its effect; only its answer arrives nowhere. */
  readonly afterwards: boolean;
}

/** The ports as that process has them; `isDead` tells whether it lived long enough to meet its fate. */
export function mortal(ports: Ports, { atCall, afterwards }: Fate): { ports: Ports; isDead: () => boolean } {
  let calls = 0;
  const meetFate = async (call: () => unknown) => {
    calls += 1;
    if (calls < atCall) return call();
    if (calls === atCall && afterwards) await call();
    throw new Death(`died at call ${atCall}`);
  };
  const guarded = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        // Only a count, given at once.
        if (name === "requests") return member.bind(target);
        return (...args: unknown[]) => meetFate(() => member.apply(target, args));
      },
    });
  return {
    ports: {
      ...ports,
      planning: guarded(ports.planning),
      calendar: guarded(ports.calendar),
      state: guarded(ports.state),
    },
    isDead: () => calls >= atCall,
  };
}
