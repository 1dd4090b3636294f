// One call of Graph on its way to its handler: what the router found out about it.
import type { Mailbox } from "../mailbox/mailbox.ts";
import type { World } from "../mailbox/world.ts";
import { badRequest, GraphError } from "./errors.ts";
import type { Preferences } from "./preferences.ts";

export interface Call {
  world: World;
  method: string;
  /** The path without query and version, as it was sent. */
  path: string;
  /** What stood in the place of each `{name}` of the route, decoded. */
  parameters: Record<string, string>;
  query: Map<string, string>;
  headers: Record<string, string>;
  body: string;
  preferences: Preferences;
  /** Scheme, host and version, for links: `https://localhost:4443/v1.0`. */
  baseUrl: string;
  /** The app that calls; null for the sandbox's own page. */
  appId: string | null;
  /** Set on routes below a user. */
  mailbox: Mailbox;
}

export interface GraphReply {
  status: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
}

/** In UTF-8, with whatever parameters of OData. */
export const JSON_TYPE = /^application\/json *(;(?! *charset=(?!"?utf-8"?))[^;]*)*$/i;

/** Readers of OData stop at 100 levels (ODataMessageQuotas.MaxNestingDepth). */
const MOST_LEVELS = 100;

/** Undefined where the text is no JSON, or nested deeper than anything is that Graph takes. */
export function parseJson(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return isDeeper(json, MOST_LEVELS) ? undefined : json;
  } catch {
    return undefined;
  }
}

function isDeeper(json: unknown, levels: number): boolean {
  if (typeof json !== "object" || json === null) return false;
  return levels === 0 || Object.values(json).some((each) => isDeeper(each, levels - 1));
}

export function parameter(call: Call, name: string): string {
  const value = call.parameters[name];
  if (value === undefined) throw new Error(`The route of ${call.path} has no parameter '${name}'.`);
  return value;
}

export function jsonBody(call: Call): unknown {
  if (call.body.trim() === "") {
    throw new GraphError(400, "RequestBodyRead", "A non-empty request body is expected.");
  }
  const type = call.headers["content-type"];
  if (type && !JSON_TYPE.test(type)) {
    throw new GraphError(415, "UnsupportedMediaType", `The media type '${type}' is not supported.`);
  }
  const json = type ? parseJson(call.body) : undefined;
  if (json !== undefined) return json;
  throw badRequest(
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
  );
}

export function contextOf(call: Call, tail: string): string {
  return `${call.baseUrl}/$metadata#${tail}`;
}
