// From a request to its handler: version and path, permission, state of the mailbox, preferences, query.
import type { AppToken } from "../entra/token.ts";
import { decoded, type SandboxRequest } from "../exchange.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";
import type { World } from "../mailbox/world.ts";
import type { Call, GraphReply } from "./call.ts";
import { badRequest, GraphError, notModelled } from "./errors.ts";
import { checkHeaders } from "./headers.ts";
import { openMailbox } from "./mailbox-state.ts";
import { allowOnly, readQuery } from "./odata-query.ts";
import { readPreferences } from "./preferences.ts";
import { matchRoute, type Permission, type Route } from "./routes.ts";

/** 4 MB: the largest request body Graph takes. */
const MAX_BODY = 4 * 1024 * 1024;
const TAKES_BODY = ["POST", "PATCH"];

/** A request below `/v1.0`, taken apart as far as the way to its handler needs it. */
export interface Target {
  path: string;
  query: string;
  segments: string[];
  /** The mailbox that the path names, whatever follows; for throttling and the log. */
  mailbox: Mailbox | undefined;
}

export function readTarget(world: World, url: string): Target {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const segments = path.split("/").filter((segment) => segment !== "");
  const first = segments[0] ?? "";
  const inline = /^users\('(.*)'\)$/i.exec(decoded(first));
  // `/users('{id}')` is the same as `/users/{id}`.
  if (inline?.[1] !== undefined) segments.splice(0, 1, "users", encodeURIComponent(inline[1]));
  const user = segments[0]?.toLowerCase() === "users" ? segments[1] : undefined;
  return {
    path,
    query: mark < 0 ? "" : url.slice(mark + 1),
    segments,
    mailbox: user === undefined ? undefined : world.find(decoded(user)),
  };
}

export async function runGraph(
  world: World,
  request: SandboxRequest,
  target: Target,
  baseUrl: string,
  token: AppToken | null,
): Promise<GraphReply> {
  const { segments } = target;
  if (segments[0]?.toLowerCase() === "me") {
    throw badRequest("/me request is only valid with delegated authentication flow.");
  }
  refuseLarge(request);
  const { route, known, parameters } = matchRoute(request.method, segments);
  if (!route) throw noRoute(request.method, target.path, known);
  checkPermission(token, route);
  const mailbox = WITHOUT_MAILBOX.includes(route.permission)
    ? target.mailbox
    : openMailbox(world, target.mailbox, parameters.user ?? "");
  checkHeaders(request.headers, route.method !== "GET" && "event" in parameters);
  if (!TAKES_BODY.includes(route.method) && request.body !== "") {
    throw notModelled(`a body of ${route.method}`);
  }
  const preferences = readPreferences(request.headers.prefer);
  const query = readQuery(target.query);
  allowOnly(query, route.query);
  const { method, headers, body } = request;
  const call: Call = {
    world,
    method,
    path: target.path,
    parameters,
    query,
    headers,
    body,
    preferences,
    baseUrl,
    appId: token?.appId ?? null,
    // Handlers of other rooms do not look at it.
    mailbox: mailbox as Mailbox,
  };
  const reply = await route.run(call);
  if (preferences.applied) reply.headers = { ...reply.headers, "preference-applied": preferences.applied };
  return reply;
}

/** A batch is weighed as a whole, and so is each of its items. */
export function refuseLarge({ body }: SandboxRequest): void {
  if (Buffer.byteLength(body) > MAX_BODY) {
    throw new GraphError(413, "RequestEntityTooLarge", "The request body is larger than 4 MB.");
  }
}

function noRoute(method: string, path: string, known: boolean): GraphError {
  if (known) {
    return new GraphError(405, "SandboxNotModelled", `The sandbox does not model ${method} on '${path}'.`);
  }
  return new GraphError(
    404,
    "SandboxNotModelled",
    `The sandbox does not model the path '${path}'. An id inside a path has to be percent-encoded.`,
  );
}

/** Everywhere else the mailbox of the path has to answer. */
const WITHOUT_MAILBOX: readonly Permission[] = ["Subscription", "User"];

/** Which application permissions open which room: learn.microsoft.com/graph/permissions-reference. */
const READ_CALENDARS = ["Calendars.Read", "Calendars.ReadWrite"];
const READ_USERS = [
  "User.ReadBasic.All",
  "User.Read.All",
  "User.ReadWrite.All",
  "Directory.Read.All",
  "Directory.ReadWrite.All",
];
const ROLES: Record<Permission, { read: string[]; write: string[] }> = {
  Calendars: { read: READ_CALENDARS, write: ["Calendars.ReadWrite"] },
  // Whoever may read may ask for free and busy times, forward, and subscribe.
  CalendarsToRead: { read: READ_CALENDARS, write: READ_CALENDARS },
  Subscription: { read: READ_CALENDARS, write: READ_CALENDARS },
  MailboxSettings: {
    read: ["MailboxSettings.Read", "MailboxSettings.ReadWrite"],
    write: ["MailboxSettings.ReadWrite"],
  },
  Ids: { read: READ_USERS, write: READ_USERS },
  User: { read: READ_USERS, write: ["User.ReadWrite.All"] },
};

function checkPermission(token: AppToken | null, route: Route): void {
  // Without a token it is the sandbox's own page that asks.
  if (!token) return;
  const roles = ROLES[route.permission][route.method === "GET" ? "read" : "write"];
  if (roles.some((role) => token.roles.includes(role))) return;
  if (route.permission === "User") {
    throw new GraphError(
      403,
      "Authorization_RequestDenied",
      "Insufficient privileges to complete the operation.",
    );
  }
  throw new GraphError(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
}
