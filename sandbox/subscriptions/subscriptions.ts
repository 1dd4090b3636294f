// All subscriptions of the tenant: who is told, when, and what becomes of a webhook that does not answer.
// learn.microsoft.com/graph/change-notifications-delivery-webhooks
import type { Mailbox } from "../mailbox/mailbox.ts";
import type { World } from "../mailbox/world.ts";
import type { Outbound } from "./outbound.ts";
import { type LifecycleEvent, lifecycleNotice, notices, type Subscription } from "./subscription.ts";

/** A notice that is not acknowledged is sent again for up to four hours, then given up. */
const GIVE_UP_MS = 4 * 3_600_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 600_000;

export class Subscriptions {
  readonly #world: World;
  readonly #outbound: Outbound;
  #all = new Map<string, Subscription>();
  /** One post at a time for each subscription. */
  readonly #posting = new Map<string, Promise<void>>();
  #told = 0;

  constructor(world: World, outbound: Outbound) {
    this.#world = world;
    this.#outbound = outbound;
    world.watchers.add(() => this.#wake());
  }

  /** What is kept on disk. */
  list(): Subscription[] {
    this.#dropExpired();
    return [...this.#all.values()];
  }

  find(id: string): Subscription | undefined {
    this.#dropExpired();
    return this.#all.get(id);
  }

  add(subscription: Subscription): void {
    this.#all.set(subscription.id, subscription);
    this.#world.onChange();
  }

  change(subscription: Subscription, change: Partial<Subscription>): void {
    Object.assign(subscription, change);
    this.#world.onChange();
  }

  remove(id: string): void {
    this.#all.delete(id);
    this.#world.onChange();
  }

  clear(): void {
    this.#all.clear();
  }

  restore(subscriptions: Subscription[]): void {
    this.#all = new Map(subscriptions.map((each) => [each.id, each]));
  }

  /** The handshake: the webhook has to send the token back. Null, or what is wrong with its answer. */
  async validate(url: string): Promise<string | null> {
    const token = `Validation: Testing client application reachability for subscription Request-Id: ${this.#world.entropy.uuid()}`;
    const timeoutMs = this.#world.settings.validationTimeoutMs;
    try {
      const reply = await this.#outbound({
        url: `${url}${url.includes("?") ? "&" : "?"}validationToken=${encodeURIComponent(token)}`,
        contentType: "text/plain; charset=utf-8",
        body: "",
        timeoutMs,
      });
      const isEcho =
        reply.status === 200 && /^text\/plain\b/i.test(reply.contentType) && reply.body === token;
      if (isEcho) return null;
      return "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.";
    } catch (error) {
      if ((error as Error).name === "TimeoutError") return "Subscription validation request timed out.";
      return "Subscription validation request failed. Must respond with 200 OK to this request.";
    }
  }

  /** Sends a lifecycle notice now, and does what it says; false where the subscription takes none. */
  async tellLifecycle(subscription: Subscription, event: LifecycleEvent): Promise<boolean> {
    if (event === "subscriptionRemoved") this.#all.delete(subscription.id);
    if (event === "reauthorizationRequired") subscription.isPaused = true;
    this.#world.onChange();
    if (subscription.lifecycleNotificationUrl === null) return false;
    const notice = lifecycleNotice(subscription, this.#world.tenantId, event);
    return this.#post(subscription.lifecycleNotificationUrl, [notice]);
  }

  /** Tells every webhook what there is to tell; resolves when all have answered. */
  async deliver(): Promise<void> {
    this.#dropExpired();
    await Promise.all([...this.#all.values()].map((subscription) => this.#deliverTo(subscription)));
  }

  /** Tries those again whose webhook failed, once their time has come; for a heartbeat to call. */
  async retry(): Promise<void> {
    this.#dropExpired();
    const failing = [...this.#all.values()].filter(({ failingSinceMs }) => failingSinceMs !== null);
    await Promise.all(failing.map((subscription) => this.#deliverTo(subscription)));
  }

  /** A change is told once it is over, and after the delay. */
  #wake(): void {
    if (this.#all.size === 0) return;
    const { notificationDelayMs } = this.#world.settings;
    setImmediate(async () => {
      if (notificationDelayMs > 0) await this.#world.clock.sleep(notificationDelayMs);
      await this.deliver();
    });
  }

  async #deliverTo(subscription: Subscription): Promise<void> {
    const { id } = subscription;
    while (this.#posting.has(id)) await this.#posting.get(id);
    const mailbox = this.#world.mailboxes.get(subscription.userId);
    if (mailbox?.user.state !== "ok" || subscription.isPaused || subscription.seq >= mailbox.seq) return;
    if (this.#world.clock.now() < subscription.nextTryMs) return;
    const posting = this.#tell(subscription, mailbox).finally(() => this.#posting.delete(id));
    this.#posting.set(id, posting);
    await posting;
    this.#world.onChange();
  }

  async #tell(subscription: Subscription, mailbox: Mailbox): Promise<void> {
    const { settings, tenantId } = this.#world;
    const upTo = mailbox.seq;
    const all = notices(subscription, mailbox, tenantId, settings.notificationUpdatedAfterCreated);
    const value = this.#weather(all);
    const isTold = value.length === 0 || (await this.#post(subscription.notificationUrl, value));
    if (isTold) Object.assign(subscription, { seq: upTo, failingSinceMs: null, nextTryMs: 0 });
    else await this.#postpone(subscription, upTo);
  }

  /** Losses, duplicates and disorder, as far as the levers ask for them. */
  #weather(value: Record<string, unknown>[]): Record<string, unknown>[] {
    const { notificationLossEvery, notificationCopies, notificationsReversed } = this.#world.settings;
    const arriving = value.filter(
      () => notificationLossEvery === 0 || ++this.#told % notificationLossEvery !== 0,
    );
    const all = arriving.flatMap((notice) => Array.from({ length: notificationCopies }, () => notice));
    return notificationsReversed ? all.reverse() : all;
  }

  async #postpone(subscription: Subscription, upTo: number): Promise<void> {
    const now = this.#world.clock.now();
    subscription.failingSinceMs ??= now;
    const failing = now - subscription.failingSinceMs;
    subscription.nextTryMs = now + Math.min(Math.max(failing, FIRST_RETRY_MS), LONGEST_RETRY_MS);
    if (failing < GIVE_UP_MS) return;
    Object.assign(subscription, { seq: upTo, failingSinceMs: null, nextTryMs: 0 });
    await this.tellLifecycle(subscription, "missed");
  }

  async #post(url: string, value: unknown[]): Promise<boolean> {
    try {
      const { status } = await this.#outbound({
        url,
        contentType: "application/json",
        body: JSON.stringify({ value }),
        timeoutMs: this.#world.settings.notificationTimeoutMs,
      });
      return status >= 200 && status < 300;
    } catch {
      // Whatever the network says, the webhook did not acknowledge.
      return false;
    }
  }

  #dropExpired(): void {
    const now = this.#world.clock.now();
    for (const { id, expiresAtMs } of this.#all.values()) if (expiresAtMs <= now) this.#all.delete(id);
  }
}
