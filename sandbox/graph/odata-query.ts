// The query options of a request: read once, unknown ones refused; whole numbers and windows.
import { badRequest, GraphError, notModelled } from "./errors.ts";
import { readInstant } from "./instants.ts";

/** Splits a query without its `?`; a plus sign is a space, as everywhere in queries. */
export function readQuery(query: string): Map<string, string> {
  const options = new Map<string, string>();
  for (const part of query.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    if (options.has(name)) throw badRequest(`Query option '${name}' was specified more than once.`);
    const value = equals < 0 ? "" : decode(part.slice(equals + 1));
    if (name.startsWith("$") && value.trim() === "") {
      throw badRequest(`The value for OData query '${name}' cannot be empty.`);
    }
    options.set(name, value);
  }
  return options;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw badRequest(`The query '${text}' is not valid percent-encoding.`);
  }
}

export function allowOnly(query: Map<string, string>, allowed: readonly string[]): void {
  for (const name of query.keys()) {
    if (!allowed.includes(name)) throw notModelled(`the query option '${name}' here`);
  }
}

export function wholeNumber(
  query: Map<string, string>,
  name: string,
  limits: { least: number; most: number },
): number | null {
  const text = query.get(name);
  if (text === undefined) return null;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < limits.least || value > limits.most) {
    throw badRequest(
      `Invalid value '${text}' for ${name} query option found: ${limits.least} to ${limits.most} is allowed.`,
    );
  }
  return value;
}

/** `$count`: whether to count. */
export function wantsCount(query: Map<string, string>): boolean {
  const text = query.get("$count") ?? "false";
  if (text !== "true" && text !== "false") throw badRequest(`Invalid value '${text}' for $count.`);
  return text === "true";
}

/** A window of a view: both ends needed, at most five years apart. */
export function readWindow(query: Map<string, string>): { from: number; to: number } {
  const [start, end] = [query.get("startDateTime"), query.get("endDateTime")];
  if (!start || !end) {
    throw new GraphError(
      400,
      "ErrorInvalidParameter",
      "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.",
    );
  }
  const [from, to] = [windowEdge(start, "startDateTime"), windowEdge(end, "endDateTime")];
  if (to < from) throw new GraphError(400, "ErrorInvalidParameter", "The window ends before it starts.");
  if (to - from > 1825 * 86_400_000) {
    throw new GraphError(
      400,
      "ErrorInvalidRequest",
      "Your request can't be completed. The range between the start and end dates is greater than the allowed range. Maximum number of days: 1825",
    );
  }
  return { from, to };
}

/** A query value has its own offset, UTC without one, whatever zone is preferred (calendar-list-calendarview). */
function windowEdge(text: string, name: string): number {
  const ms = readInstant(text);
  if (ms !== null) return ms;
  throw new GraphError(400, "ErrorInvalidParameter", `The value '${text}' of ${name} is no date and time.`);
}
