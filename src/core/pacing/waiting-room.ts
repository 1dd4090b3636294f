// Who is next: mailboxes take turns, so that thousands who wait for one of them keep nobody from another; what is urgent goes first, but
// what is live not for ever.
import type { Urgency } from "./limits.ts";

/** So often in a row the others let live pass before they have a turn: at a limit that is all used, people would starve them otherwise. */
const LIVE_IN_A_ROW = 3;

const LIVE_FIRST: readonly Urgency[] = ["live", "soon", "bulk"];
const LIVE_LAST: readonly Urgency[] = ["soon", "bulk", "live"];

export class WaitingRoom<Entry> {
  /** By mailbox, in the order of their turns. */
  readonly #queues: Readonly<Record<Urgency, Map<string, Entry[]>>> = {
    live: new Map(),
    soon: new Map(),
    bulk: new Map(),
  };
  #liveInARow = 0;

  add(mailboxKey: string, urgency: Urgency, entry: Entry): void {
    const queue = this.#queues[urgency].get(mailboxKey);
    if (queue === undefined) this.#queues[urgency].set(mailboxKey, [entry]);
    else queue.push(entry);
  }

  /** Takes out the next entry whose mailbox is open to it; null where there is none. */
  take(isOpen: (mailboxKey: string, urgency: Urgency) => boolean): Entry | null {
    for (const urgency of this.#liveInARow >= LIVE_IN_A_ROW ? LIVE_LAST : LIVE_FIRST) {
      const entry = this.#takeFrom(urgency, isOpen);
      if (entry === null) continue;
      this.#liveInARow = urgency === "live" ? this.#liveInARow + 1 : 0;
      return entry;
    }
    return null;
  }

  /** Takes out all who wait for this mailbox. */
  clear(mailboxKey: string): readonly Entry[] {
    const queues = Object.values(this.#queues);
    const entries = queues.flatMap((queue) => queue.get(mailboxKey) ?? []);
    for (const queue of queues) queue.delete(mailboxKey);
    return entries;
  }

  mailboxKeys(): ReadonlySet<string> {
    return new Set(Object.values(this.#queues).flatMap((queue) => [...queue.keys()]));
  }

  #takeFrom(urgency: Urgency, isOpen: (mailboxKey: string, urgency: Urgency) => boolean): Entry | null {
    const queues = this.#queues[urgency];
    for (const [mailboxKey, queue] of queues) {
      if (!isOpen(mailboxKey, urgency)) continue;
      const entry = queue.shift();
      // To the end of the row.
      queues.delete(mailboxKey);
      if (queue.length > 0) queues.set(mailboxKey, queue);
      return entry ?? null;
    }
    return null;
  }
}
