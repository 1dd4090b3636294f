// Whose turn it is to be compared in full while the service runs: one at a time, slowly, once a day each, and only while it is quiet.
import type { AuditSummary } from "../contract/audit.ts";
import type { UserId } from "../core/model/ids.ts";
import type { StatePort } from "./ports/state.ts";

/** Between two audits of the same participant. */
const ROUND_MS = 24 * 60 * 60_000;
/** What was found is compared again soon: that proves the repair. Also after an audit that failed. */
const AGAIN_MS = 60 * 60_000;
/** Between any two audits, so that they never add up: 500 participants take less than nine hours. */
const GAP_MS = 60_000;

export class AuditRota {
  /** Epoch milliseconds; who is missing was never compared and comes first. */
  readonly #dueAt = new Map<UserId, number>();
  #nextAt = Number.POSITIVE_INFINITY;
  isLoaded = false;

  /** Goes on where the last run of the service was. */
  async load(state: Pick<StatePort, "audits">, now: number): Promise<void> {
    for (const { userId, summary } of await state.audits())
      this.#dueAt.set(userId, Date.parse(summary.at) + pauseAfter(summary));
    this.#nextAt = now + GAP_MS;
    this.isLoaded = true;
  }

  /** The one that has waited longest, and its turn begins; null while nobody is due. */
  take(quiet: readonly UserId[], now: number): UserId | null {
    if (now < this.#nextAt) return null;
    const [first] = quiet
      .filter((user) => this.#due(user) <= now)
      .toSorted((a, b) => this.#due(a) - this.#due(b));
    if (first === undefined) return null;
    this.#nextAt = Number.POSITIVE_INFINITY;
    return first;
  }

  /** Its turn has ended; null: the comparison failed. */
  end(user: UserId, summary: AuditSummary | null, now: number): void {
    this.#dueAt.set(user, now + (summary === null ? AGAIN_MS : pauseAfter(summary)));
    this.#nextAt = now + GAP_MS;
  }

  #due(user: UserId): number {
    return this.#dueAt.get(user) ?? 0;
  }
}

function pauseAfter({ differences }: AuditSummary): number {
  return differences.readAgain > 0 ? AGAIN_MS : ROUND_MS;
}
