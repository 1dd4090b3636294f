// Signing in to the console, and who is signed in.
import type { Role } from "./roles.ts";
import type { Routes } from "./route.ts";
import type { Told } from "./told.ts";

export interface SignedIn {
  name: string;
  role: Role;
  /** Goes with every request that changes something, as `x-csrf-token`. */
  csrf: string;
}

export interface SessionAnswer {
  company: string;
  /** IANA name: the zone that times are shown in. */
  timeZone: string;
  /** Null: nobody is signed in. */
  account: SignedIn | null;
  /** Nobody can sign in yet: the link in the service's terminal makes the first account. */
  needsSetUp: boolean;
  /** Whether people may sign in at Microsoft too. */
  microsoftSignIn: boolean;
  /** Why this browser's last sign-in at Microsoft did not succeed: told once; null where there is nothing to tell. */
  refusal: Told | null;
  /** A page that shows the calendars of the played Microsoft 365; only in the demo. */
  sandboxUrl: string | null;
}

export interface SignInBody {
  name: string;
  password: string;
}

export interface SetUpBody extends SignInBody {
  /** From the set-up link. */
  link: string;
}

/** What Microsoft adds to the address that it leads back to; whatever else it adds is not looked at. */
export interface MicrosoftBackQuery {
  code?: string;
  state?: string;
  error?: string;
  error_subcode?: string;
  error_description?: string;
}

/** The redirect address to register in Entra is the console's own with this behind it. */
export const MICROSOFT_BACK = "/api/v1/session/microsoft/back";

export const SESSION_ROUTES = {
  getSession: { method: "GET", path: "/session", role: null, summary: "Who is signed in" },
  signIn: { method: "POST", path: "/session", role: null, summary: "Sign in with name and password" },
  signOut: { method: "DELETE", path: "/session", role: "viewer", summary: "Sign out" },
  beginMicrosoftSignIn: {
    method: "GET",
    path: "/session/microsoft",
    role: null,
    summary: "Leads to Microsoft to sign in there",
    leadsOn: true,
  },
  endMicrosoftSignIn: {
    method: "GET",
    path: "/session/microsoft/back",
    role: null,
    summary: "Where Microsoft leads back to; leads on to the console",
    leadsOn: true,
  },
  setUp: {
    method: "POST",
    path: "/set-up",
    role: null,
    summary: "Make the first account, with the set-up link",
  },
} as const satisfies Routes;

export interface SessionExchanges {
  getSession: { answer: SessionAnswer };
  signIn: { body: SignInBody; answer: SessionAnswer };
  signOut: { answer: null };
  setUp: { body: SetUpBody; answer: SessionAnswer };
  beginMicrosoftSignIn: { answer: null };
  endMicrosoftSignIn: { query: MicrosoftBackQuery; answer: null };
}
