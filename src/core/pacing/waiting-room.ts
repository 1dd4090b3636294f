// Who is next: mailboxes take turns, so that thousands who wait for one of them keep nobody from another; what is live goes before bulk,
// but not for ever.
import type { Urgency } from "./limits.ts";

/** So often in a row bulk lets live pass before it has a turn itself: at a limit that is all used, people would starve it otherwise. */
const LIVE_IN_A_ROW = 3;

export class WaitingRoom<Entry> {
  /** By mailbox, in the order of their turns. */
  readonly #queues: Readonly<Record<Urgency, Map<string, Entry[]>>> = { live: new Map(), bulk: new Map() };
  #liveInARow = 0;

  add(mailboxKey: string, urgency: Urgency, entry: Entry): void {
    const queue = this.#queues[urgency].get(mailboxKey);
    if (queue === undefined) this.#queues[urgency].set(mailboxKey, [entry]);
    else queue.push(entry);
  }

  /** Takes out the next entry whose mailbox is open to it; null where there is none. */
  take(isOpen: (mailboxKey: string, urgency: Urgency) => boolean): Entry | null {
    const isBulksTurn = this.#liveInARow >= LIVE_IN_A_ROW;
    const order = isBulksTurn ? (["bulk", "live"] as const) : (["live", "bulk"] as const);
    for (const urgency of order) {
      const entry = this.#takeFrom(urgency, isOpen);
      if (entry === null) continue;
      this.#liveInARow = urgency === "live" ? this.#liveInARow + 1 : 0;
      return entry;
    }
    return null;
  }

  /** Takes out all who wait for this mailbox. */
  clear(mailboxKey: string): readonly Entry[] {
    const entries = [this.#queues.live, this.#queues.bulk].flatMap((queues) => queues.get(mailboxKey) ?? []);
    this.#queues.live.delete(mailboxKey);
    this.#queues.bulk.delete(mailboxKey);
    return entries;
  }

  mailboxKeys(): ReadonlySet<string> {
    return new Set([...this.#queues.live.keys(), ...this.#queues.bulk.keys()]);
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
