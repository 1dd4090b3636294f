// Faults on demand: what the n-th matching request meets instead of an answer, or on top of it.
import { validateHeaderName, validateHeaderValue } from "node:http";
import type { Reply } from "../exchange.ts";

export interface FaultRule {
  /** For the log; made up if absent. */
  name?: string;
  /** Which requests: an HTTP method, a regular expression on path and query, a mailbox. Absent: any. */
  method?: string;
  path?: string;
  mailbox?: string;
  /** From which match on (1 is the first), and for how many matches; 0 goes on for ever. */
  nth?: number;
  times?: number;
  /** Answer so instead. */
  status?: number;
  code?: string;
  message?: string;
  /** Seconds; a number may have a fraction. */
  retryAfter?: number;
  headers?: Record<string, string>;
  /** A body as it is, such as the HTML page of a proxy. */
  body?: string;
  contentType?: string;
  /** Carry the request out first: the answer is lost, the change is not. */
  afterCommit?: boolean;
  /** Reset the connection instead of answering. */
  drop?: boolean;
  /** Cut the answer off in its middle. */
  truncate?: boolean;
  /** Wait before anything else. */
  delayMs?: number;
}

const KEYS: Record<string, "string" | "number" | "boolean" | "object"> = {
  name: "string",
  method: "string",
  path: "string",
  mailbox: "string",
  nth: "number",
  times: "number",
  status: "number",
  code: "string",
  message: "string",
  retryAfter: "number",
  headers: "object",
  body: "string",
  contentType: "string",
  afterCommit: "boolean",
  drop: "boolean",
  truncate: "boolean",
  delayMs: "number",
};

export interface ActiveFault extends FaultRule {
  id: number;
  name: string;
  matched: number;
  played: number;
}

export function checkFault(value: unknown): FaultRule {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new RangeError('A fault is an object, for example { "path": "/events", "status": 503 }.');
  }
  for (const [key, each] of Object.entries(value)) {
    const type = KEYS[key];
    if (!type)
      throw new RangeError(`A fault has no member '${key}'. It can have: ${Object.keys(KEYS).join(", ")}.`);
    if (typeof each !== type) throw new RangeError(`The member '${key}' of a fault takes a ${type}.`);
  }
  const rule = value as FaultRule;
  try {
    new RegExp(rule.path ?? "");
  } catch {
    throw new RangeError(`The path '${rule.path}' of a fault is no regular expression.`);
  }
  const { status = 200 } = rule;
  if (!Number.isInteger(status) || status < 200 || status > 599) {
    throw new RangeError(`A fault's status lies between 200 and 599; ${status} is none of HTTP.`);
  }
  for (const [name, each] of Object.entries(rule.headers ?? {})) checkHeader(name, each);
  if (rule.status === undefined && !rule.drop && !rule.truncate && rule.delayMs === undefined) {
    throw new RangeError("A fault needs one of: status, drop, truncate, delayMs.");
  }
  return rule;
}

function checkHeader(name: string, value: unknown): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, String(value));
  } catch (error) {
    throw new RangeError(`The headers of a fault: ${(error as Error).message}.`);
  }
}

export class Faults {
  #rules: ActiveFault[] = [];
  #count = 0;

  add(rule: FaultRule): ActiveFault {
    const id = ++this.#count;
    const active: ActiveFault = { ...rule, id, name: rule.name ?? `fault ${id}`, matched: 0, played: 0 };
    this.#rules.push(active);
    return active;
  }

  list(): ActiveFault[] {
    return this.#rules;
  }

  remove(id: number): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that this request meets. Every matching rule counts it, the first that is due plays. */
  meet(method: string, url: string, mailboxNames: readonly string[]): ActiveFault | null {
    let due: ActiveFault | null = null;
    for (const rule of this.#rules) {
      if (rule.method && rule.method.toUpperCase() !== method) continue;
      if (rule.mailbox && !mailboxNames.includes(rule.mailbox.toLowerCase())) continue;
      if (rule.path && !new RegExp(rule.path, "i").test(url)) continue;
      rule.matched++;
      const first = rule.nth ?? 1;
      const times = rule.times ?? 1;
      if (rule.matched < first || (times > 0 && rule.matched >= first + times)) continue;
      due ??= rule;
    }
    if (due) due.played++;
    return due;
  }
}

/** The reply that a fault makes; the real one, if the request was carried out, may be inside. */
export function faultReply(fault: FaultRule, real: Reply | null): Reply {
  if (fault.drop) return { status: 0, dropped: true };
  if (fault.status === undefined) return { ...(real ?? { status: 200 }), truncated: fault.truncate ?? false };
  const headers: Record<string, string> = { ...fault.headers };
  if (fault.retryAfter !== undefined) headers["retry-after"] = String(fault.retryAfter);
  if (fault.body !== undefined) {
    headers["content-type"] = fault.contentType ?? "text/html";
    return { status: fault.status, headers, text: fault.body };
  }
  const code = fault.code ?? CODES[fault.status] ?? "UnknownError";
  return {
    status: fault.status,
    headers,
    json: { error: { code, message: fault.message ?? `Played fault: ${code}.` } },
  };
}

const CODES: Record<number, string> = {
  401: "InvalidAuthenticationToken",
  403: "ErrorAccessDenied",
  404: "ErrorItemNotFound",
  409: "Conflict",
  410: "SyncStateNotFound",
  412: "ErrorIrresolvableConflict",
  429: "TooManyRequests",
  500: "ErrorInternalServerError",
  502: "BadGateway",
  503: "ServiceUnavailable",
  504: "GatewayTimeout",
};
