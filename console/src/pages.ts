// The pages of the console, in the order of the navigation. A new page is one line here and one file in views; the frame, the journeys
// through all pages and `npm run screenshots` take it from this list. An address below a page's path (`/users/…`) is that page's too.
import type { Role } from "../../src/contract/console/roles.ts";

export interface Page {
  readonly path: string;
  /** Its name in the texts. */
  readonly key: string;
  /** The file in views. */
  readonly view: string;
  /** A name of parts/Icon.svelte; null: reached from another page, not from the navigation. */
  readonly icon: string | null;
  /** The least that sees it. */
  readonly role: Role;
}

export const PAGES = [
  { path: "/", key: "overview", view: "Overview", icon: "pulse", role: "viewer" },
  { path: "/board", key: "board", view: "Board", icon: "board", role: "viewer" },
  { path: "/decisions", key: "decisions", view: "Decisions", icon: "decide", role: "viewer" },
  { path: "/protocol", key: "protocol", view: "Protocol", icon: "log", role: "viewer" },
  { path: "/users", key: "users", view: "Users", icon: "people", role: "viewer" },
  { path: "/employees", key: "employees", view: "Employees", icon: "person", role: "viewer" },
  { path: "/settings", key: "settings", view: "Settings", icon: "settings", role: "admin" },
  { path: "/system", key: "system", view: "System", icon: "system", role: "admin" },
  { path: "/accounts", key: "accounts", view: "Accounts", icon: "key", role: "admin" },
  { path: "/deeds", key: "deeds", view: "Deeds", icon: "clock", role: "admin" },
  { path: "/appointments", key: "appointment", view: "Appointment", icon: null, role: "viewer" },
  { path: "/me", key: "ownAccount", view: "OwnAccount", icon: null, role: "viewer" },
] as const satisfies readonly Page[];

export type KnownPage = (typeof PAGES)[number];

/** The page an address belongs to; undefined: there is none. */
export function pageAt(path: string): KnownPage | undefined {
  const known: readonly KnownPage[] = PAGES;
  return known
    .filter((page) => path === page.path || (page.path !== "/" && path.startsWith(`${page.path}/`)))
    .toSorted((one, other) => other.path.length - one.path.length)[0];
}
