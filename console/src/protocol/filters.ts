// Filters as they stand in the address, and as the API takes them.

import type { JournalSearch, LogQuery } from "../../../src/contract/console/protocol.ts";
import { JOURNAL_ACTIONS, type JournalAction, type Side } from "../../../src/contract/report.ts";
import { LOG_LEVELS, type LogLevel } from "../../../src/contract/settings.ts";
import { DAY, instantOf, wallOfDate } from "../parts/zone.ts";

/** What the address may hold; anybody may type anything there. */
export const JOURNAL_FILTERS = [
  "user",
  "text",
  "from",
  "to",
  "side",
  "action",
  "reason",
  "appointment",
] as const;
export const LOG_FILTERS = ["level", "category", "user", "text", "appointment"] as const;

const SIDES: readonly string[] = ["planning", "office365"] satisfies Side[];

/** Days are the company's; the last one is meant with all its hours. */
export function journalSearch(query: URLSearchParams, zone: string): JournalSearch {
  const given = (name: string) => query.get(name) || undefined;
  const [from, to] = [dayOf(given("from")), dayOf(given("to"))];
  const [side, action] = [given("side"), given("action")];
  return strip({
    user: given("user"),
    appointment: given("appointment"),
    text: given("text"),
    reason: given("reason"),
    from: from && instantOf(wallOfDate(from), zone),
    to: to && instantOf(wallOfDate(to) + DAY, zone),
    side: side !== undefined && SIDES.includes(side) ? (side as Side) : undefined,
    action: JOURNAL_ACTIONS.includes(action as JournalAction) ? (action as JournalAction) : undefined,
  });
}

export function logSearch(query: URLSearchParams): LogQuery {
  const given = (name: string) => query.get(name) || undefined;
  const level = given("level");
  return strip({
    level: LOG_LEVELS.includes(level as LogLevel) ? (level as LogLevel) : undefined,
    category: given("category"),
    user: given("user"),
    text: given("text"),
    appointment: given("appointment"),
  });
}

function dayOf(value: string | undefined): string | undefined {
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}

/** What is not given is not asked for. */
function strip<Value extends object>(
  values: {
    [Key in keyof Value]: Value[Key] | undefined;
  },
): Value {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Value;
}
