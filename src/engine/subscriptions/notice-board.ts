// Where notices arrive and hints are taken: the door in front puts up what Microsoft tells, the pacemaker looks what there is for whom.
// Nothing is done here and nothing is written: a notice is kept as a time.
import type { NoticeStatus } from "../../contract/report.ts";
import type { UserId } from "../../core/model/ids.ts";
import type { Participant } from "../../core/model/participant.ts";
import { GRACE_MS, isProven, isSilent, isUnannounced } from "../../core/subscriptions/silence.ts";
import type { Subscription } from "../../core/subscriptions/subscription.ts";
import type { Hints } from "../hints.ts";
import type { Clock } from "../ports/clock.ts";
import { newWatch, type Watch } from "./watch.ts";

/** What the door asks and tells. */
export interface NoticeDesk {
  /** A handshake is answered only while a subscription is being asked for or renewed. */
  expectsHandshake(): boolean;
  /** What a notice of this subscription has to carry; null: it is none of ours. */
  clientStateOf(subscriptionId: string): string | null;
  /** A notice that carries it. `lifecycleEvent`: null for a change. */
  take(notice: { readonly subscriptionId: string; readonly lifecycleEvent: string | null }): void;
  /** Somebody sent what is none. */
  drop(): void;
}

export interface Waits {
  /** Bursts of notices become one look: from the first of them so long. */
  readonly gatherMs: number;
  readonly graceMs: number;
}

export const WAITS: Waits = { gatherMs: 1_000, graceMs: GRACE_MS };

export class NoticeBoard implements Hints, NoticeDesk {
  readonly #clock: Pick<Clock, "now">;
  readonly #waits: Waits;
  readonly #watches = new Map<UserId, Watch>();
  readonly #byId = new Map<string, Watch>();
  /** Null until somebody has told who takes part. */
  participants: readonly Participant[] | null = null;
  /** Calls under way that Microsoft may answer with a handshake. */
  handshakes = 0;
  dropped = 0;

  constructor(clock: Pick<Clock, "now">, waits: Waits) {
    this.#clock = clock;
    this.#waits = waits;
  }

  get watches(): readonly Watch[] {
    return [...this.#watches.values()];
  }

  watch(userId: UserId): Watch {
    const known = this.#watches.get(userId);
    if (known !== undefined) return known;
    const watch = newWatch(userId, null);
    this.#watches.set(userId, watch);
    return watch;
  }

  /** What is kept of a subscription from now on; null: there is none any more. */
  keep(watch: Watch, kept: Subscription | null): void {
    if (watch.kept?.id) this.#byId.delete(watch.kept.id);
    watch.kept = kept;
    if (kept?.id) this.#byId.set(kept.id, watch);
  }

  forget(watch: Watch): void {
    this.keep(watch, null);
    this.#watches.delete(watch.userId);
  }

  isSilent(watch: Watch): boolean {
    return isSilent(watch, this.#clock.now(), this.#waits.graceMs);
  }

  attend(participants: readonly Participant[]): void {
    this.participants = participants;
  }

  isDue(user: UserId): boolean {
    const hintedAt = this.#watches.get(user)?.hintedAt ?? null;
    return hintedAt !== null && this.#clock.now() >= hintedAt + this.#waits.gatherMs;
  }

  lookBegins(user: UserId): void {
    const watch = this.#watches.get(user);
    if (watch !== undefined) Object.assign(watch, { hintedAt: null, lookBeganAt: this.#clock.now() });
  }

  lookEnded(user: UserId, foundChanges: boolean): void {
    const watch = this.#watches.get(user);
    if (watch === undefined) return;
    const { kept, heardAt, lookedAt, lookBeganAt } = watch;
    const isTold = kept === null || !isUnannounced(kept, heardAt, lookedAt, this.#waits.graceMs);
    if (foundChanges && !isTold) watch.unannouncedSince ??= this.#clock.now();
    watch.lookedAt = lookBeganAt;
  }

  isProven(user: UserId): boolean {
    const watch = this.#watches.get(user);
    if (watch === undefined || watch.isGone || watch.mustRenew) return false;
    return isProven(watch.kept, watch, this.#clock.now());
  }

  expectsHandshake(): boolean {
    return this.handshakes > 0;
  }

  clientStateOf(subscriptionId: string): string | null {
    return this.#byId.get(subscriptionId)?.kept?.clientState ?? null;
  }

  take({ subscriptionId, lifecycleEvent }: Parameters<NoticeDesk["take"]>[0]): void {
    const watch = this.#byId.get(subscriptionId);
    if (watch === undefined) return;
    const now = this.#clock.now();
    watch.hintedAt ??= now;
    if (lifecycleEvent === "subscriptionRemoved") watch.isGone = true;
    else if (lifecycleEvent === "reauthorizationRequired") watch.mustRenew = true;
    // Only a notice of a change proves that those arrive.
    if (lifecycleEvent === null) Object.assign(watch, { heardAt: now, unannouncedSince: null, silences: 0 });
  }

  drop(): void {
    this.dropped += 1;
  }

  statusOf(user: UserId): NoticeStatus | null {
    const watch = this.#watches.get(user);
    if (watch === undefined || watch.mailbox === null) return null;
    const { kept, heardAt, trouble, silences, isGone } = watch;
    const isAlive = kept !== null && kept.id !== null && kept.expiresAt > this.#clock.now() && !isGone;
    const heard = heardAt === null ? {} : { heardAt: new Date(heardAt).toISOString() };
    if (!isAlive && trouble !== null) return { state: "refused", reason: trouble, ...heard };
    if (silences > 0 || this.isSilent(watch)) return { state: "silent", ...heard };
    if (!isAlive) return { state: "waiting" };
    return { state: heardAt === null ? "subscribed" : "arriving", ...heard };
  }
}
