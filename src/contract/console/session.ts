// Signing in to the console, and who is signed in.
import type { Role } from "./roles.ts";
import type { Routes } from "./route.ts";

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

export const SESSION_ROUTES = {
  getSession: { method: "GET", path: "/session", role: null, summary: "Who is signed in" },
  signIn: { method: "POST", path: "/session", role: null, summary: "Sign in with name and password" },
  signOut: { method: "DELETE", path: "/session", role: "viewer", summary: "Sign out" },
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
}
