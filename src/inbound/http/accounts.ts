// Accounts and sessions as the console's door needs them.
import type { Role } from "../../contract/console/roles.ts";

export interface Account {
  readonly name: string;
  readonly role: Role;
}

export interface Session extends Account {
  /** Ties requests that change something to this session. */
  readonly csrf: string;
}

export interface Accounts {
  /** Nobody has an account yet. */
  needsSetUp(): boolean;
  /** Makes the first account. Faults: `setUpLinkInvalid`, `passwordWeak`, `accountNameInvalid`. */
  setUp(link: string, name: string, password: string): Promise<Account>;
  /** Takes as long for a name that nobody has. Faults: `signInRefused`, `signInTooOften`. */
  checkPassword(name: string, password: string, address: string): Promise<Account>;
  /** Returns what the cookie is to hold; only its hash is kept. */
  openSession(account: Account): string;
  /** Null where it is unknown, was idle too long or is too old. Counts as activity. */
  session(secret: string): Session | null;
  closeSession(secret: string): void;
  /** A program's bearer token. */
  program(token: string): Account | null;
}
