// Who did what: a record that only grows, in which a later change of any line would show.
import type { Routes } from "./route.ts";

/** A person in the console, a program with its token, somebody at the service's own terminal, or nobody that is known. */
export const DEED_SOURCES = ["person", "program", "terminal", "nobody"] as const;
export type DeedSource = (typeof DEED_SOURCES)[number];

/** What was acted upon, in few words; never a secret, a subject or a body. */
export type DeedDetail = Readonly<Record<string, string | number | boolean | null>>;

export interface NewDeed {
  /** Empty for nobody. */
  readonly who: string;
  /** Without it a person. */
  readonly by?: DeedSource;
  /** The name of a route, or a word of its own. */
  readonly what: string;
  readonly detail?: DeedDetail;
}

export interface Deed {
  /** Counts from 1, without a gap. */
  number: number;
  at: string;
  who: string;
  by: DeedSource;
  what: string;
  detail: Record<string, string | number | boolean | null>;
}

export interface DeedsQuery {
  /** Only older ones than the one with this number. */
  before?: string;
  /** Only of this person or program. */
  who?: string;
  /** Only of this kind. */
  what?: string;
}

export interface DeedsAnswer {
  /** The latest first. */
  deeds: Deed[];
  isMore: boolean;
  /** The number of the first line that is not as it was written; null: all are. */
  brokenAt: number | null;
}

export const DEED_ROUTES = {
  listDeeds: { method: "GET", path: "/deeds", role: "admin", summary: "Who did what, the latest first" },
} as const satisfies Routes;

export interface DeedExchanges {
  listDeeds: { query: DeedsQuery; answer: DeedsAnswer };
}
