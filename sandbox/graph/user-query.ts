// Filter, search and order of users, and which of them need the directory's advanced queries.
// learn.microsoft.com/graph/aad-advanced-queries
import type { User } from "../mailbox/mailbox.ts";
import type { Call } from "./call.ts";
import { badRequest, GraphError, notModelled } from "./errors.ts";
import { checkFilter, type Filterable } from "./filter-types.ts";
import { type Filter, matches, parseFilter, type Subject } from "./odata-filter.ts";
import { wantsCount } from "./odata-query.ts";
import { KNOWN, userJson } from "./user-json.ts";

const SEARCHABLE = ["displayName", "mail", "userPrincipalName"] as const;
const USER: Filterable = {
  of: "users",
  properties: Object.fromEntries(
    KNOWN.filter((name) => name !== "businessPhones").map((name) => [
      name,
      name === "accountEnabled" ? "Edm.Boolean" : "Edm.String",
    ]),
  ),
};
const ORDERABLE = ["displayName", "userPrincipalName"] as const;

/** With the header `ConsistencyLevel: eventual` and `$count=true`. */
export function isAdvanced(call: Call): boolean {
  const [isCounted, eventual] = [wantsCount(call.query), isEventual(call)];
  return isCounted && eventual;
}

export function isEventual(call: Call): boolean {
  const level = call.headers.consistencylevel;
  if (level !== undefined && !/^eventual$/i.test(level))
    throw notModelled(`the consistency level '${level}'`);
  return level !== undefined;
}

export function userFilter(call: Call): (user: User) => boolean {
  const text = call.query.get("$filter");
  const filter = text === undefined ? null : parseFilter(text);
  if (filter) {
    refusePlain(call, filter);
    checkFilter(filter, USER);
  }
  const search = call.query.get("$search");
  const isFound = search === undefined ? () => true : searchOf(call, search);
  return (user) => (filter === null || matches(filter, subjectOf(user))) && isFound(user);
}

/** Some operators work only in advanced queries, and `contains` in none. */
function refusePlain(call: Call, filter: Filter): void {
  const operators = operatorsOf(filter);
  if (operators.has("Contains")) throw unsupported("Filter operator 'Contains' is not supported.");
  if (isAdvanced(call)) return;
  const [advanced] = operators;
  if (advanced !== undefined) throw unsupported(`Filter operator '${advanced}' is not supported.`);
  if (call.query.has("$orderby")) throw unsupported("Sorting not supported for current query.");
}

/** Those that need advanced queries or more, by the names Graph's refusals use (microsoft-graph-docs#22101). */
function operatorsOf(filter: Filter): Set<string> {
  switch (filter.kind) {
    case "and":
    case "or":
      return new Set([...operatorsOf(filter.left), ...operatorsOf(filter.right)]);
    case "not":
      return new Set(["Not", ...operatorsOf(filter.inner)]);
    case "compare":
      return new Set(filter.operator === "ne" ? ["NotEqualsMatch"] : []);
    case "call":
      if (filter.name === "startswith") return new Set();
      return new Set([filter.name === "contains" ? "Contains" : "EndsWith"]);
    case "any":
      throw notModelled(`a filter on '${filter.collection}'`);
  }
}

export function orderUsers(call: Call, users: User[]): User[] {
  const text = call.query.get("$orderby");
  if (text === undefined) return users;
  const match = /^(\w+)(?:\s+(asc|desc))?$/i.exec(text.trim());
  const name = ORDERABLE.find((each) => each.toLowerCase() === match?.[1]?.toLowerCase());
  if (!name) throw notModelled(`'${text}' as an order of users`);
  const sign = match?.[2]?.toLowerCase() === "desc" ? -1 : 1;
  return users.toSorted((a, b) => sign * a[name].localeCompare(b[name]));
}

/**
 * `"displayName:ann" OR "mail:ann"`. A name is found by the beginnings of its words, whatever their order; every other property by its own
 * beginning. Inside of a clause `\"` and `\\` stand for the sign itself (learn.microsoft.com/graph/search-query-parameter).
 */
function searchOf(call: Call, text: string): (user: User) => boolean {
  if (!isEventual(call)) {
    throw unsupported(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  // Sorted results are shown for both parameters only (user-list, example 6).
  if (call.query.has("$orderby") && !isAdvanced(call))
    throw unsupported("Sorting not supported for current query.");
  const clauses = clausesOf(text).map((clause) => {
    const match = /^"(\w+):((?:[^"\\]|\\["\\])*)"$/s.exec(clause);
    if (!match) throw badRequest(`Syntax error: '${text}' is not of the form "property:value".`);
    const name = SEARCHABLE.find((each) => each.toLowerCase() === match[1]?.toLowerCase());
    if (!name) throw notModelled(`a search for '${match[1]}'`);
    return { name, wanted: (match[2] ?? "").replaceAll(/\\(["\\])/g, "$1").toLowerCase() };
  });
  return (user) =>
    clauses.some(({ name, wanted }) => {
      const value = (user[name] ?? "").toLowerCase();
      if (name !== "displayName") return value.startsWith(wanted);
      const words = wordsOf(value);
      const parts = wordsOf(wanted);
      if (parts.length === 0) return value.startsWith(wanted);
      return parts.every((each) => words.some((word) => word.startsWith(each)));
    });
}

/** Split at every OR that stands outside of a clause; AND is not played. */
function clausesOf(text: string): string[] {
  const parts: readonly string[] = text.trim().match(/"(?:[^"\\]|\\.)*"|[^\s"]+/gs) ?? [];
  if (parts.includes("AND")) throw notModelled("AND in a search");
  const isSound = parts.every((part, index) => (index % 2 === 0) === (part !== "OR"));
  if (!isSound || parts.length % 2 === 0)
    throw badRequest(`Syntax error: '${text}' is not a list of "property:value" with OR between them.`);
  return parts.filter((_, index) => index % 2 === 0);
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

function subjectOf(user: User): Subject {
  return {
    property: (path) => userJson(user)[path] as string | boolean | null,
    members: () => [],
  };
}

function unsupported(message: string): GraphError {
  return new GraphError(400, "Request_UnsupportedQuery", message);
}
