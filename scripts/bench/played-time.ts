// Time that is played: it stands still while anything is being worked at, and jumps to whoever wakes up next when all are asleep. So an hour
// takes as long as its events take to compute, and no moment of the machine's own is in a result.
import type { Clock } from "../../src/engine/ports/clock.ts";

interface Sleeper {
  readonly at: number;
  /** Who fell asleep first wakes up first. */
  readonly order: number;
  /** Called before its time: nobody waits for that moment any more. */
  isCalled: boolean;
  wake(): void;
}

export class PlayedTime implements Clock {
  #now: number;
  #order = 0;
  readonly #sleepers: Sleeper[] = [];

  /** `now`: epoch milliseconds. */
  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const call = () => {
        sleeper.isCalled = true;
        resolve();
      };
      const wake = () => {
        signal?.removeEventListener("abort", call);
        resolve();
      };
      const at = this.#now + Math.max(0, milliseconds);
      const sleeper: Sleeper = { at, order: this.#order++, isCalled: false, wake };
      this.#add(sleeper);
      signal?.addEventListener("abort", call, { once: true });
    });
  }

  /** Lets time pass until `work` has ended. Throws where it waits for something that no time brings. */
  async until<Result>(work: Promise<Result>): Promise<Result> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    // Who awaits `done` below hears of a failure; until then it is no unhandled one.
    done.catch(() => undefined);
    for (;;) {
      await nobodyIsAtWork();
      if (isDone) return done;
      const next = this.#take();
      if (next === null) throw new Error("Nobody sleeps, and yet the work does not end.");
      this.#now = next.at;
      next.wake();
      while (this.#sleepers[0]?.at === this.#now) this.#takeAny()?.wake();
    }
  }

  /** A binary heap: as many sleep as requests are under way, and a sorted list would be shifted for each. */
  #add(sleeper: Sleeper): void {
    const heap = this.#sleepers;
    let at = heap.push(sleeper) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(sleeper, heap[parent])) break;
      heap[at] = heap[parent] as Sleeper;
      at = parent;
    }
    heap[at] = sleeper;
  }

  #take(): Sleeper | null {
    let next = this.#takeAny();
    while (next?.isCalled) next = this.#takeAny();
    return next;
  }

  #takeAny(): Sleeper | null {
    const heap = this.#sleepers;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (isBefore(heap[child + 1], heap[child])) child += 1;
      if (!isBefore(heap[child], last)) break;
      heap[at] = heap[child] as Sleeper;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(a: Sleeper | undefined, b: Sleeper | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Resolves when neither a promise nor an immediate nor a file is left to wait for: whoever waits still waits for time. */
async function nobodyIsAtWork(): Promise<void> {
  do await new Promise(setImmediate);
  while (process.getActiveResourcesInfo().some((kind) => kind === "Immediate" || kind.includes("Req")));
}
