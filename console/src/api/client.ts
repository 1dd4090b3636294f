// Asks the API: typed by the same table of routes that the server serves and describes.

import type { Problem } from "../../../src/contract/console/problem.ts";
import { type Exchanges, ROUTES, type RouteName } from "../../../src/contract/console/routes.ts";

type Parts<Name extends RouteName> = Omit<Exchanges[Name], "answer">;
type AnswerOf<Name extends RouteName> = Exchanges[Name]["answer"];
type Given<Name extends RouteName> = keyof Parts<Name> extends never ? [] : [Parts<Name>];

/** What the server refused, with its sentence and its way out. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title} ${problem.detail}`);
    this.problem = problem;
  }
}

/** The service does not answer at all. */
export class Unreachable extends Error {}

/** Told by the session, sent with everything that changes something. */
let csrf = "";
let lang = "de";

/** A page that reads again by itself, while nobody touches it, keeps nobody signed in. */
const UNTOUCHED_MS = 60_000;
let touchedAt = Date.now();
for (const kind of ["pointerdown", "keydown", "wheel"])
  addEventListener(kind, () => (touchedAt = Date.now()), { capture: true, passive: true });

export function useSession(token: string): void {
  csrf = token;
}

export function useLang(next: string): void {
  lang = next;
}

export async function ask<Name extends RouteName>(
  name: Name,
  ...[parts]: Given<Name>
): Promise<AnswerOf<Name>> {
  const { method, path } = ROUTES[name];
  const {
    params = {},
    query = {},
    body,
  } = (parts ?? {}) as Partial<
    Record<"params" | "query", Readonly<Record<string, string>>> & { body: unknown }
  >;
  const place = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ""));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
  const response = await fetch(`/api/v1${place}${search}`, {
    method,
    headers: {
      "accept-language": lang,
      ...(Date.now() - touchedAt > UNTOUCHED_MS && { "x-by-itself": "1" }),
      ...(method !== "GET" && { "x-csrf-token": csrf }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new Unreachable("", { cause });
  });
  if (response.ok) return (response.status === 204 ? null : await response.json()) as AnswerOf<Name>;
  const isProblem = response.headers.get("content-type")?.includes("problem+json") === true;
  if (!isProblem) throw new Unreachable(`${response.status}`);
  throw new Refused((await response.json()) as Problem);
}
