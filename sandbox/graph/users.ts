// The directory: one user, and the list of users with paging. learn.microsoft.com/graph/api/user-list, user-get
import type { User } from "../mailbox/mailbox.ts";
import { type Call, contextOf, type GraphReply, parameter } from "./call.ts";
import { GraphError } from "./errors.ts";
import type { Json } from "./event-json.ts";
import { wholeNumber } from "./odata-query.ts";
import { pick, readSelected } from "./select.ts";
import { DEFAULT, KNOWN, userJson } from "./user-json.ts";
import { isAdvanced, isEventual, orderUsers, userFilter } from "./user-query.ts";

/** By id or user principal name alone: the directory does not take a mail address for a key. */
export function getUser(call: Call): GraphReply {
  const key = parameter(call, "user");
  const user = call.world.find(key)?.user;
  const isNamed = [user?.id, user?.userPrincipalName].some(
    (each) => each?.toLowerCase() === key.toLowerCase(),
  );
  if (!user || !isNamed || user.state === "gone") {
    throw new GraphError(
      404,
      "Request_ResourceNotFound",
      `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
    );
  }
  const names = readSelected(call, KNOWN, "user");
  const tail = names ? `users(${names.join(",")})/$entity` : "users/$entity";
  return {
    status: 200,
    json: { "@odata.context": contextOf(call, tail), ...pick(userJson(user), names ?? DEFAULT) },
  };
}

/** 100 users on a page without `$top`, 999 at most (user-list). */
export function listUsers(call: Call): GraphReply {
  const top = wholeNumber(call.query, "$top", { least: 1, most: 999 }) ?? 100;
  const skip = readSkipToken(call.query.get("$skiptoken"));
  const names = readSelected(call, KNOWN, "user");
  const found = orderUsers(call, foundUsers(call));
  const page = found.slice(skip, skip + top).map((user) => pick(userJson(user), names ?? DEFAULT));
  const json: Json = { "@odata.context": contextOf(call, names ? `users(${names.join(",")})` : "users") };
  // Without the header a count is left out, not refused.
  if (isAdvanced(call) && skip === 0) json["@odata.count"] = found.length;
  if (skip + top < found.length) {
    const query = new URLSearchParams([...call.query].filter(([name]) => name !== "$skiptoken"));
    query.set("$skiptoken", Buffer.from(`skip:${skip + top}`).toString("base64url"));
    json["@odata.nextLink"] = `${call.baseUrl}/users?${query}`;
  }
  return { status: 200, json: { ...json, value: page } };
}

/** A bare number (user-list, example 3). */
export function countUsers(call: Call): GraphReply {
  if (!isEventual(call))
    throw new GraphError(400, "Request_BadRequest", "$count is not currently supported.");
  call.query.set("$count", "true");
  return { status: 200, headers: { "content-type": "text/plain" }, text: String(foundUsers(call).length) };
}

function foundUsers(call: Call): User[] {
  const isWanted = userFilter(call);
  return [...call.world.mailboxes.values()]
    .map((mailbox) => mailbox.user)
    .filter((user) => user.state !== "gone" && isWanted(user));
}

function readSkipToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const match = /^skip:(\d+)$/.exec(Buffer.from(token, "base64url").toString("utf8"));
  if (!match)
    throw new GraphError(400, "Directory_ExpiredPageToken", "The specified page token value has expired.");
  return Number(match[1]);
}
