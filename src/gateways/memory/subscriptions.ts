// Subscriptions in memory: the twin of the Graph gateway's under a virtual clock, with a webhook that answers or does not, and notices that
// are sent by hand. It passes the same contract suite.
import { Fault } from "../../core/fault.ts";
import type { MailboxId, SubscriptionId } from "../../core/model/ids.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { Clock } from "../../engine/ports/clock.ts";
import type { Granted, Listed, SubscriptionPort } from "../../engine/ports/subscriptions.ts";

export interface MemorySubscription extends Listed {
  readonly mailbox: MailboxId;
  readonly clientState: string;
  expiresAt: number;
}

const LIFE_MS = 10_000 * 60_000;

export class MemorySubscriptions implements SubscriptionPort {
  readonly #clock: Pick<Clock, "now">;
  readonly #all = new Map<SubscriptionId, MemorySubscription>();
  readonly #troubles = new Map<MailboxId, Fault>();
  #count = 0;
  /** Whether the address answers a handshake. */
  isReachable = true;
  /** The next subscription is given, but its answer is lost. */
  losesAnswer = false;
  /** Every call, in order. */
  readonly calls: ("create" | "renew" | "end" | "list")[] = [];

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  get all(): readonly MemorySubscription[] {
    for (const [id, { expiresAt }] of this.#all) if (expiresAt <= this.#clock.now()) this.#all.delete(id);
    return [...this.#all.values()];
  }

  /** The mailbox gets none, until it is set to null. */
  trouble(mailbox: MailboxId, fault: Fault | null): void {
    if (fault === null) this.#troubles.delete(mailbox);
    else this.#troubles.set(mailbox, fault);
  }

  /** Microsoft ends it by itself. */
  remove(id: SubscriptionId): void {
    this.#all.delete(id);
  }

  async create(mailbox: Mailbox, wanted: { url: string; clientState: string }): Promise<Granted> {
    this.calls.push("create");
    const trouble = this.#troubles.get(mailbox.id);
    if (trouble !== undefined) throw trouble;
    if (this.all.some((one) => one.mailbox === mailbox.id))
      throw new Fault("stale", "subscriptionTaken", { mailbox: mailbox.email });
    this.#shakeHands();
    const id = `subscription-${++this.#count}` as SubscriptionId;
    const expiresAt = this.#clock.now() + LIFE_MS;
    this.#all.set(id, { ...wanted, id, mailbox: mailbox.id, expiresAt });
    if (this.losesAnswer) {
      this.losesAnswer = false;
      throw new Fault("unavailable", "graphUnavailable", { status: 504 });
    }
    return { id, expiresAt };
  }

  async renew(id: SubscriptionId): Promise<Granted> {
    this.calls.push("renew");
    const one = this.all.find((each) => each.id === id);
    if (one === undefined) throw new Fault("stale", "subscriptionGone");
    one.expiresAt = this.#clock.now() + LIFE_MS;
    return { id, expiresAt: one.expiresAt };
  }

  async end(id: SubscriptionId): Promise<void> {
    this.calls.push("end");
    this.#all.delete(id);
  }

  async list(): Promise<readonly Listed[]> {
    this.calls.push("list");
    return this.all.map(({ id, url }) => ({ id, url }));
  }

  #shakeHands(): void {
    if (!this.isReachable) throw new Fault("refused", "webhookUnreachable");
  }
}
