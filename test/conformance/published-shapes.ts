// Looks over the sandbox's shoulder: every answer of Graph's operations is held against Microsoft's published types.
import type { Core } from "../../sandbox/core.ts";
import type { SandboxRequest, SandboxResponse } from "../../sandbox/exchange.ts";
import { readTarget } from "../../sandbox/graph/router.ts";
import { matchRoute } from "../../sandbox/graph/routes.ts";
import { shapeProblems } from "./graph-types.ts";

/** What an operation answers with, by the end of its template; a list comes as `{ value: [ … ] }`. */
const ANSWERS: readonly (readonly [RegExp, string])[] = [
  [/^users$/, "User[]"],
  [/^users\/\{user\}$/, "User"],
  [/\/mailboxSettings$/, "MailboxSettings"],
  [/\/mailboxSettings\/timeZone$/, "value"],
  [/\/supportedTimeZones/, "TimeZoneInformation[]"],
  [/\/translateExchangeIds$/, "ConvertIdResult[]"],
  [/\/getSchedule$/, "ScheduleInformation[]"],
  [/\/(calendar|calendars\/\{calendar\})$/, "Calendar"],
  [/\/calendars$/, "Calendar[]"],
  [/\/(events|instances|calendarView|delta|delta\(\)|microsoft\.graph\.delta(\(\))?)$/, "Event[]"],
  [/\/events\/\{event\}$/, "Event"],
  [/^subscriptions$/, "Subscription[]"],
  [/^subscriptions\/\{subscription\}$/, "Subscription"],
];

/** The operations that succeeded, as `METHOD template`. An answer that is not as published breaks the request it answers. */
export function oversee(core: Core): Set<string> {
  const succeeded = new Set<string>();
  const handle = core.handle.bind(core);
  core.handle = async (request) => {
    const response = await handle(request);
    for (const answer of answersIn(core, request, response)) {
      const problems = lookAt(core, answer, succeeded);
      if (problems.length > 0) throw new Error(`Not as Microsoft publishes it: ${problems.join("; ")}`);
    }
    return response;
  };
  return succeeded;
}

interface Answer {
  method: string;
  url: string;
  status: number;
  json: { error?: unknown; value?: unknown } | null;
}

/** The answer itself, and in a batch that of each item. */
function answersIn(core: Core, { method, url, body }: SandboxRequest, response: SandboxResponse): Answer[] {
  // What a fault played is not the sandbox's own word.
  if (!url.startsWith("/v1.0/") || response.dropped || core.log.since(0).at(-1)?.fault) return [];
  const json = /json/.test(response.headers["content-type"] ?? "") ? JSON.parse(response.body) : null;
  const { status } = response;
  const whole = { method, url: url.slice("/v1.0".length), status, json };
  if (whole.url !== "/$batch" || status !== 200) return [whole];
  const answered = new Map<string, { status: number; body?: Answer["json"] }>(
    json.responses.map((each: { id: string }) => [each.id, each]),
  );
  const items = JSON.parse(body).requests.map((item: { id: string; method: string; url: string }) => {
    const { status = 0, body = null } = answered.get(item.id) ?? {};
    return { method: item.method, url: item.url, status, json: body };
  });
  return [{ ...whole, json: null }, ...items];
}

function lookAt(core: Core, { method, url, status, json }: Answer, succeeded: Set<string>): string[] {
  const { route } = matchRoute(method, readTarget(core.world, url).segments);
  const name = `${method} ${route?.template ?? url.slice(1)}`;
  if (status >= 400) return shapeProblems(json?.error, "PublicError", `${name}: ${status} error`);
  succeeded.add(name);
  if (!route || json === null) return [];
  // A creation answers with the one that was made; a replayed one does so with 200.
  const found = ANSWERS.find(([template]) => template.test(route.template))?.[1];
  const type =
    status === 201 || (method === "POST" && json.value === undefined) ? found?.replace("[]", "") : found;
  if (type === undefined) return [`${name} answers with JSON, and no published type is known for it`];
  if (type === "value") return shapeProblems(json.value, "string", `${name}: value`);
  if (type.endsWith("[]")) return shapeProblems(json.value, type, `${name}: value`);
  return shapeProblems(json, type, name);
}
