// Accounts and sessions as the console's door needs them.
import type { AccountEntry, SessionEntry } from "../../contract/console/accounts.ts";
import type { Role } from "../../contract/console/roles.ts";
import type { MicrosoftPerson } from "../../core/id-token.ts";

export interface Account {
  readonly kind: "person" | "program";
  readonly name: string;
  readonly role: Role;
}

export interface Session extends Account {
  /** Ties requests that change something to this session. */
  readonly csrf: string;
}

/** Where somebody signed in, for the list of their sessions. */
export interface SessionOrigin {
  readonly browser: string;
  readonly address: string;
}

export interface Accounts {
  /** Nobody has an account yet. */
  needsSetUp(): boolean;
  /** Makes the first account. Faults: `setUpLinkInvalid`, `passwordWeak`, `accountNameInvalid`. */
  setUp(link: string, name: string, password: string): Promise<Account>;
  /** Takes as long for a name that nobody has. Faults: `signInRefused`, `signInTooOften`. */
  checkPassword(name: string, password: string, address: string): Promise<Account>;
  /** A sign-in at Microsoft begins. Faults: `signInTooOften`. */
  beginMicrosoft(address: string): void;
  /** Whose account it is; the first time binds it to the person. Faults: `microsoftAccountMissing`, `microsoftAccountTaken`. */
  ofMicrosoft(person: MicrosoftPerson, address: string): Account;
  /** Returns what the cookie is to hold; only its hash is kept. */
  openSession(account: Account, origin: SessionOrigin): string;
  /** Null where it is unknown, was idle too long or is too old. */
  session(secret: string, countsAsActivity: boolean): Session | null;
  closeSession(secret: string): void;
  /** Is there such an account? */
  has(name: string): boolean;
  /** Faults: `accountUnknown`. */
  entry(name: string): AccountEntry;
  /** Of one account, the latest first; `secret` tells which one asks. */
  sessions(name: string, secret: string | null): SessionEntry[];
  /** Faults: `sessionUnknown`. */
  endSession(name: string, id: string): void;
  endOtherSessions(name: string, secret: string | null): void;
  /** Ends the other sessions. Faults: `passwordWrong`, `passwordWeak`, `signInTooOften`. */
  changePassword(
    name: string,
    current: string,
    next: string,
    from: { readonly address: string; readonly secret: string | null },
  ): Promise<void>;
  /** A program's bearer token. */
  program(token: string): Account | null;
}
