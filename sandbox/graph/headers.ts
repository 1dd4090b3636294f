// The request headers: those that mean something to the calendar are read elsewhere, those that only carry or
// describe the request are let through, and any other is refused, since ignoring it would be a guess.
import { notModelled } from "./errors.ts";

/** Read by some part of the sandbox. */
const READ = [
  "accept",
  "authorization",
  "client-request-id",
  "consistencylevel",
  "content-length",
  "content-type",
  "host",
  "prefer",
  "transfer-encoding",
];

/** What clients, proxies and browsers say of themselves and of the connection. */
const CARRYING = [
  "accept-charset",
  "accept-encoding",
  "accept-language",
  "cache-control",
  "connection",
  "cookie",
  "dnt",
  "expect",
  "forwarded",
  "keep-alive",
  "origin",
  "pragma",
  "priority",
  "referer",
  "request-id",
  "return-client-request-id",
  "sdkversion",
  "te",
  "traceparent",
  "tracestate",
  "user-agent",
  "via",
];
const CARRYING_FAMILIES = /^(sec-|x-forwarded-|x-ms-client-|x-anchormailbox$)/;

/** `If-Match` is for what changes one event. */
export function checkHeaders(headers: Record<string, string>, takesIfMatch: boolean): void {
  for (const name of Object.keys(headers)) {
    if (READ.includes(name) || CARRYING.includes(name) || CARRYING_FAMILIES.test(name)) continue;
    if (name === "if-match" && takesIfMatch) continue;
    throw notModelled(`the header '${name}' here`);
  }
  const accept = headers.accept ?? "*/*";
  if (!/json|\*\/\*/i.test(accept) || /odata\.metadata=(full|none)/i.test(accept)) {
    throw notModelled(`the media type '${accept}'`);
  }
}
