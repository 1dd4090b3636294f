// Notes who did what at the door: every change that succeeded, by its route's name, and sign-ins that were refused.
import type { FastifyRequest } from "fastify";
import type { DeedDetail } from "../../contract/console/deeds.ts";
import type { Route } from "../../contract/console/route.ts";
import { asFault, Fault } from "../../core/fault.ts";
import type { MicrosoftPerson } from "../../core/id-token.ts";
import type { Account } from "./accounts.ts";
import type { Backend } from "./backend.ts";

/** Where somebody signed in, if not here. */
export const MICROSOFT = "Microsoft";

/** What was done is done: where it cannot be noted, the log says so. */
export function note(
  { record, onBroken }: Backend,
  what: string,
  { noted = [] }: Route,
  { params, body }: FastifyRequest,
  { kind, name }: Account,
): void {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const detail = {
    ...(params as DeedDetail),
    ...Object.fromEntries(noted.filter((key) => key in given).map((key) => [key, plain(given[key])])),
  };
  try {
    record({ who: name, by: kind, what, detail });
  } catch (thrown) {
    onBroken(asFault(thrown));
  }
}

/** A name that nobody has may be a password in the wrong field: it is not kept. Whoever is asked to wait fills no record. */
export function noteRefused(
  { accounts, record }: Backend,
  name: string,
  address: string,
  thrown: unknown,
): void {
  if (!(thrown instanceof Fault) || thrown.code !== "signInRefused") return;
  const isKnown = accounts.has(name);
  record({
    who: isKnown ? name.trim() : "",
    by: isKnown ? "person" : "nobody",
    what: "signInRefused",
    detail: { address },
  });
}

/** Whom Microsoft let in and we do not. It vouches for the name, so it is kept. */
export function noteStranger({ record }: Backend, { userName }: MicrosoftPerson, address: string): void {
  const detail = { name: userName, address, at: MICROSOFT };
  record({ who: "", by: "nobody", what: "signInRefused", detail });
}

function plain(value: unknown): string | number | boolean | null {
  return typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean" ||
    value === null
    ? value
    : JSON.stringify(value);
}
