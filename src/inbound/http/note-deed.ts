// Notes who did what at the door: every change that succeeded, by its route's name, and sign-ins that were refused.
import type { FastifyRequest } from "fastify";
import type { DeedDetail } from "../../contract/console/deeds.ts";
import type { Route } from "../../contract/console/route.ts";
import { asFault, Fault } from "../../core/fault.ts";
import type { Account } from "./accounts.ts";
import type { Backend } from "./backend.ts";

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

function plain(value: unknown): string | number | boolean | null {
  return typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean" ||
    value === null
    ? value
    : JSON.stringify(value);
}
