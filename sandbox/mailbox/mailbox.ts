// One mailbox: its calendars, its events by both kinds of ids, and the order in which they changed.
import type { Entropy } from "../entropy.ts";
import type { Settings } from "../settings.ts";
import type { StoredEvent, Tombstone } from "./event.ts";
import { noteChange } from "./history.ts";
import { IdMaker, type Ids } from "./ids.ts";

export interface StoredCalendar {
  id: string;
  immutableId: string;
  changeKey: string;
  name: string;
  color: string;
  isDefault: boolean;
  canEdit: boolean;
}

export type MailboxState = "ok" | "unlicensed" | "provisioning" | "onPremises" | "forbidden" | "gone";

export interface User {
  id: string;
  userPrincipalName: string;
  mail: string | null;
  displayName: string;
  givenName: string | null;
  surname: string | null;
  jobTitle: string | null;
  department: string | null;
  accountEnabled: boolean;
  userPurpose: string;
  timeZone: string;
  locale: string;
  state: MailboxState;
}

/** What of a mailbox is kept as a whole, beside its items and transactions. */
export interface StoredHead {
  user: User;
  seq: number;
  calendars: StoredCalendar[];
}

export interface StoredMailbox {
  head: StoredHead;
  /** In the order of their last change. */
  items: (StoredEvent | Tombstone)[];
  transactions: [string, Transaction][];
}

/** What changed since the last time somebody asked; a transaction that is null was forgotten. */
export interface Unsaved {
  /** Nothing of this mailbox was saved before; what is there under its user's id is another one's. */
  isFirst: boolean;
  head: StoredHead;
  items: (StoredEvent | Tombstone)[];
  transactions: [string, Transaction | null][];
}

export interface Transaction {
  eventId: string;
  /** The body that was posted, in a canonical form. */
  body: string;
}

export function isEvent(item: StoredEvent | Tombstone): item is StoredEvent {
  return "fields" in item;
}

export class Mailbox {
  readonly user: User;
  readonly calendars: StoredCalendar[];
  seq = 0;
  readonly #transactions = new Map<string, Transaction>();
  #isFirst = true;
  #isHeadUnsaved = true;
  readonly #unsavedItems = new Set<string>();
  readonly #unsavedTransactions = new Set<string>();
  readonly #ids: IdMaker;
  readonly #settings: Settings;
  /** A Map remembers insertion order; a changed item is inserted anew, so this is also the history. */
  readonly #items = new Map<string, StoredEvent | Tombstone>();
  readonly #byImmutableId = new Map<string, string>();
  readonly #byICalUId = new Map<string, string>();

  constructor(user: User, entropy: Entropy, settings: Settings, stored?: StoredMailbox) {
    this.user = user;
    this.#ids = new IdMaker(user.id, entropy);
    this.#settings = settings;
    this.calendars = stored?.head.calendars ?? [];
    if (!stored) return;
    this.seq = stored.head.seq;
    // A file of an older sandbox has no history of its events.
    for (const item of stored.items) {
      item.stretches ??= [];
      this.#insert(item);
    }
    for (const [id, transaction] of stored.transactions) this.#transactions.set(id, transaction);
    this.#isFirst = false;
    this.#isHeadUnsaved = false;
  }

  /** Everything that changed since the last call; null where nothing did. */
  takeUnsaved(): Unsaved | null {
    if (!this.#isHeadUnsaved && this.#unsavedItems.size + this.#unsavedTransactions.size === 0) return null;
    const { user, seq, calendars } = this;
    const items = [...this.#unsavedItems].flatMap((id) => this.#items.get(id) ?? []);
    const transactions = [...this.#unsavedTransactions].map((id): [string, Transaction | null] => [
      id,
      this.#transactions.get(id) ?? null,
    ]);
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    this.#isHeadUnsaved = false;
    this.#unsavedItems.clear();
    this.#unsavedTransactions.clear();
    return { isFirst, head: { user, seq, calendars }, items, transactions };
  }

  changeUser(change: Partial<User>): void {
    Object.assign(this.user, change);
    this.#isHeadUnsaved = true;
  }

  transaction(id: string): Transaction | undefined {
    return this.#transactions.get(id);
  }

  rememberTransaction(id: string, transaction: Transaction): void {
    this.#transactions.set(id, transaction);
    this.#unsavedTransactions.add(id);
  }

  forgetTransaction(id: string): void {
    this.#transactions.delete(id);
    this.#unsavedTransactions.add(id);
  }

  newIds(): Ids {
    return this.#ids.next(this.#settings.awkwardIds);
  }

  newChangeKey(): string {
    return this.#ids.changeKey();
  }

  addCalendar(calendar: Omit<StoredCalendar, "id" | "immutableId" | "changeKey">): StoredCalendar {
    const added = { ...calendar, ...this.newIds(), changeKey: this.newChangeKey() };
    this.calendars.push(added);
    this.#isHeadUnsaved = true;
    return added;
  }

  get defaultCalendar(): StoredCalendar {
    const calendar = this.calendars.find((each) => each.isDefault);
    if (!calendar) throw new Error(`The mailbox of ${this.user.userPrincipalName} has no default calendar.`);
    return calendar;
  }

  calendar(id: string): StoredCalendar | undefined {
    return this.calendars.find((each) => each.id === id || each.immutableId === id);
  }

  /** An event by either of its ids. */
  event(id: string): StoredEvent | undefined {
    const item = this.#items.get(this.#byImmutableId.get(id) ?? id);
    return item && isEvent(item) ? item : undefined;
  }

  /** This mailbox's own copy of a meeting. */
  meeting(iCalUId: string): StoredEvent | undefined {
    const id = this.#byICalUId.get(iCalUId);
    return id === undefined ? undefined : this.event(id);
  }

  wasDeleted(id: string): boolean {
    const item = this.#items.get(this.#byImmutableId.get(id) ?? id);
    return item !== undefined && !isEvent(item);
  }

  *events(): Generator<StoredEvent> {
    for (const item of this.#items.values()) if (isEvent(item)) yield item;
  }

  /** Everything that changed after a position, oldest change first. */
  changesAfter(seq: number): (StoredEvent | Tombstone)[] {
    if (seq >= this.seq) return [];
    const changes: (StoredEvent | Tombstone)[] = [];
    for (const item of this.#items.values()) if (item.seq > seq) changes.push(item);
    return changes;
  }

  /** Keeps a new or changed event, as the newest entry of the history; with `date` only that occurrence changed. */
  keep(event: StoredEvent, date: string | null = null): void {
    this.seq++;
    noteChange(event, this.seq, date);
    event.seq = this.seq;
    if (event.createdSeq === 0) event.createdSeq = event.seq;
    this.#insert(event);
    this.#unsavedItems.add(event.id);
  }

  remove(event: StoredEvent, nowMs: number): void {
    const { id, immutableId, calendarId, createdSeq, stretches, leftCalendars } = event;
    const left = leftCalendars && { leftCalendars };
    const seq = ++this.seq;
    this.#insert({ id, immutableId, calendarId, createdSeq, seq, modifiedMs: nowMs, stretches, ...left });
    this.#unsavedItems.add(id);
  }

  #insert(item: StoredEvent | Tombstone): void {
    this.#items.delete(item.id);
    this.#items.set(item.id, item);
    this.#byImmutableId.set(item.immutableId, item.id);
    if (isEvent(item)) this.#byICalUId.set(item.iCalUId, item.id);
  }
}
