// What a route of the API is.
import type { Role } from "./roles.ts";

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Under /api/v1; parameters in braces. */
  readonly path: string;
  /** The least that is needed; null: without signing in. */
  readonly role: Role | null;
  readonly summary: string;
  /** For a browser's address bar: it is led to another page, and gets no answer of its own. */
  readonly leadsOn?: true;
  /** Members of the body that the record of who did what names beside the path's; never a secret. */
  readonly noted?: readonly string[];
}

export type Routes = Readonly<Record<string, Route>>;

/** A parameter of the path. */
export interface ById {
  id: string;
}
