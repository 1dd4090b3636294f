// The tenant: who there is, whose mailbox is whose, the levers and the mail log.
import type { Clock } from "../clock.ts";
import type { Entropy } from "../entropy.ts";
import type { Settings } from "../settings.ts";
import type { Outbound } from "../subscriptions/outbound.ts";
import { Subscriptions } from "../subscriptions/subscriptions.ts";
import { MailLog } from "./mail-log.ts";
import { Mailbox, type StoredMailbox, type User } from "./mailbox.ts";

export class World {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly settings: Settings;
  /** The directory's id; set when a company is loaded. */
  tenantId = "";
  readonly mails = new MailLog();
  readonly subscriptions: Subscriptions;
  /** By user id, in the order they were added. */
  readonly mailboxes = new Map<string, Mailbox>();
  readonly #keys = new Map<string, Mailbox>();
  /** Delta tokens of an older generation are answered with 410. */
  deltaGeneration = 1;
  /** How many events were patched: some lever strikes on every n-th. */
  patches = 0;
  /** Who keeps the world on disk or tells of it; called within a change, to look at it once the change is over. */
  readonly watchers = new Set<() => void>();

  constructor(clock: Clock, entropy: Entropy, settings: Settings, outbound: Outbound) {
    this.clock = clock;
    this.entropy = entropy;
    this.settings = settings;
    this.subscriptions = new Subscriptions(this, outbound);
  }

  onChange(): void {
    for (const watcher of this.watchers) watcher();
  }

  add(user: User, stored?: StoredMailbox): Mailbox {
    const mailbox = new Mailbox(user, this.entropy, this.settings, stored);
    if (!stored) {
      const name = user.locale.startsWith("de") ? "Kalender" : "Calendar";
      mailbox.addCalendar({ name, color: "auto", isDefault: true, canEdit: true });
    }
    this.mailboxes.set(user.id, mailbox);
    for (const key of [user.mail, user.userPrincipalName, user.id]) {
      if (key) this.#keys.set(key.toLowerCase(), mailbox);
    }
    return mailbox;
  }

  /** By id, user principal name or mail address, whatever the case. */
  find(key: string): Mailbox | undefined {
    return this.#keys.get(key.toLowerCase());
  }

  clear(): void {
    this.mailboxes.clear();
    this.#keys.clear();
    this.mails.clear();
    this.subscriptions.clear();
  }
}
