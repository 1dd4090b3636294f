// The directory: one user, the list of users with paging, filter and search.
// learn.microsoft.com/graph/api/user-list, user-get
import type { User } from "../mailbox/mailbox.ts";
import type { Call, GraphReply } from "./call.ts";
import { contextOf, parameter } from "./call.ts";
import { badRequest, GraphError, notModelled } from "./errors.ts";
import type { Json } from "./event-json.ts";
import { matches, parseFilter } from "./odata-filter.ts";
import { wholeNumber } from "./odata-query.ts";

/** What comes without `$select`. */
const DEFAULT = [
  ..."businessPhones displayName givenName jobTitle mail mobilePhone officeLocation".split(" "),
  ..."preferredLanguage surname userPrincipalName id".split(" "),
];

function userJson(user: User): Json {
  return {
    businessPhones: [],
    displayName: user.displayName,
    givenName: user.givenName,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: user.locale,
    surname: user.surname,
    userPrincipalName: user.userPrincipalName,
    id: user.id,
    accountEnabled: user.accountEnabled,
    department: user.department,
    userType: "Member",
  };
}

function select(user: User, names: string[] | null): Json {
  const full = userJson(user);
  return Object.fromEntries((names ?? DEFAULT).map((name) => [name, full[name]]));
}

function readSelect(call: Call): string[] | null {
  const text = call.query.get("$select");
  if (!text) return null;
  const names = text.split(",").map((name) => name.trim());
  const sample = ["accountEnabled", "department", "userType", ...DEFAULT];
  const unknown = names.find((name) => !sample.includes(name));
  if (unknown) throw notModelled(`the user property '${unknown}'`);
  return names;
}

export function getUser(call: Call): GraphReply {
  const key = parameter(call, "user");
  const mailbox = call.world.find(key);
  if (!mailbox || mailbox.user.state === "gone") {
    throw new GraphError(
      404,
      "Request_ResourceNotFound",
      `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
    );
  }
  const names = readSelect(call);
  const tail = names ? `users(${names.join(",")})/$entity` : "users/$entity";
  return { status: 200, json: { "@odata.context": contextOf(call, tail), ...select(mailbox.user, names) } };
}

/** 100 users on a page without `$top`, 999 at most (user-list). */
export function listUsers(call: Call): GraphReply {
  const top = wholeNumber(call.query, "$top", { least: 1, most: 999 }) ?? 100;
  const skip = readSkipToken(call.query.get("$skiptoken"));
  const names = readSelect(call);
  const found = [...call.world.mailboxes.values()]
    .map((mailbox) => mailbox.user)
    .filter((user) => user.state !== "gone" && isWanted(call, user));
  const page = found.slice(skip, skip + top).map((user) => select(user, names));
  const json: Json = { "@odata.context": contextOf(call, names ? `users(${names.join(",")})` : "users") };
  if (call.query.get("$count") === "true") json["@odata.count"] = found.length;
  if (skip + top < found.length) {
    const query = new URLSearchParams([...call.query].filter(([name]) => name !== "$skiptoken"));
    query.set("$skiptoken", Buffer.from(`skip:${skip + top}`).toString("base64url"));
    json["@odata.nextLink"] = `${call.baseUrl}/users?${query}`;
  }
  return { status: 200, json: { ...json, value: page } };
}

function readSkipToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const match = /^skip:(\d+)$/.exec(Buffer.from(token, "base64url").toString("utf8"));
  if (!match)
    throw new GraphError(400, "Directory_ExpiredPageToken", "The specified page token value has expired.");
  return Number(match[1]);
}

function isWanted(call: Call, user: User): boolean {
  const filter = call.query.get("$filter");
  if (filter !== undefined && !matches(parseFilter(filter), userSubject(user))) return false;
  const search = call.query.get("$search");
  if (search === undefined) return true;
  if (call.headers.consistencylevel?.toLowerCase() !== "eventual") {
    throw new GraphError(
      400,
      "Request_UnsupportedQuery",
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  return search.split(/\s+OR\s+/).some((clause) => {
    const match = /^"(displayName|mail|userPrincipalName):(.*)"$/.exec(clause.trim());
    if (!match) throw badRequest(`Syntax error: '${search}' is not of the form "property:value".`);
    const value = user[match[1] as "displayName" | "mail" | "userPrincipalName"] ?? "";
    const wanted = (match[2] ?? "").toLowerCase();
    // Searching looks at the beginnings of words.
    return (
      value
        .toLowerCase()
        .split(/[\s@.\-_]+/)
        .some((word) => word.startsWith(wanted)) || value.toLowerCase().startsWith(wanted)
    );
  });
}

function userSubject(user: User) {
  return {
    property: (path: string) => {
      const value = userJson(user)[path];
      if (value === undefined || (typeof value === "object" && value !== null)) {
        throw notModelled(`'${path}' in a filter on users`);
      }
      return value as string | boolean | null;
    },
    members: (collection: string) => {
      throw notModelled(`a filter on '${collection}'`);
    },
  };
}
