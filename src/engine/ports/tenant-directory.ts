// The accounts of the tenant, for whoever picks a user's mailbox. The engine itself needs none of it: it knows the addresses in planning.
import type { Mailbox } from "./calendar.ts";

export interface TenantAccount {
  readonly displayName: string;
  /** User principal name. */
  readonly userName: string;
  /** Null where the directory knows of no mailbox. */
  readonly email: string | null;
}

export interface TenantAccounts {
  readonly accounts: readonly TenantAccount[];
  /** There are more than were asked for. */
  readonly isCut: boolean;
}

/** Faults of every call: those of `CalendarPort` that concern Microsoft 365 as a whole. */
export interface TenantDirectoryPort {
  /**
   * Accounts with a name or address that begins so, at most `most`, in the order of their names; all of them for an empty text.
   * Faults: `directoryForbidden` (refused: reading the directory is a permission of its own, which the sync does not need).
   */
  search(text: string, most: number): Promise<TenantAccounts>;
  /** The mailbox under an address, whose calendar has answered. Faults: `mailboxNotFound`, `mailboxUnavailable`, `mailboxForbidden`. */
  mailbox(address: string): Promise<Mailbox>;
}
