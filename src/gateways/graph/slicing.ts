// Remembers which calendars have to be read in slices: they are read in full at least once a day, and finding it out anew takes minutes.
import type { MailboxId } from "../../core/model/ids.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { Clock } from "../../engine/ports/clock.ts";

/** Then the whole is tried again: it may have been a bad day of the server's, and one link is less to ask than several. */
const FORGOTTEN_AFTER_MS = 7 * 24 * 60 * 60 * 1000;

interface Lesson {
  readonly tooMuch: ReadonlySet<string>;
  readonly learnedAt: number;
}

export class Slicing {
  readonly #clock: Clock;
  readonly #lessons = new Map<MailboxId, Lesson>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Parts of the window that need not be tried as a whole. */
  tooMuch({ id }: Mailbox): ReadonlySet<string> {
    const lesson = this.#lessons.get(id);
    const isKnown = lesson !== undefined && this.#clock.now() - lesson.learnedAt < FORGOTTEN_AFTER_MS;
    return isKnown ? lesson.tooMuch : new Set();
  }

  /** For a reading that came to its end: in an outage nothing is learned. */
  learn({ id }: Mailbox, tooMuch: ReadonlySet<string>): void {
    this.#lessons.set(id, { tooMuch, learnedAt: this.#clock.now() });
  }
}
