// The parameters of an action, each known by name, or refused.
import { type Call, jsonBody } from "./call.ts";
import { GraphError, notDeserialisable, notModelled } from "./errors.ts";

/** Names are taken in either case, as in Microsoft's samples. */
export function actionBody(call: Call, allowed: readonly string[]): Record<string, unknown> {
  if (call.body.trim() === "") {
    // Without a body the length has to be said all the same (observed live).
    if (call.headers["content-length"] === undefined && call.headers["transfer-encoding"] === undefined) {
      throw new GraphError(411, "ErrorLengthRequired", "Content-Length is required.");
    }
    return {};
  }
  return inOurCase(jsonBody(call), "parameters", allowed, "the action parameter");
}

/** The members of an object under the names they have in the schema, whatever the case they were sent in. */
export function inOurCase(
  value: unknown,
  name: string,
  allowed: readonly string[],
  what = `the member of '${name}'`,
): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw notDeserialisable(name);
  const values: Record<string, unknown> = {};
  for (const [sent, each] of Object.entries(value)) {
    const known = allowed.find((one) => one.toLowerCase() === sent.toLowerCase());
    if (!known) throw notModelled(`${what} '${sent}'`);
    values[known] = each;
  }
  return values;
}

/** An answer ignores a valid If-Match; a malformed one was seen to end in a 500 (observed live). */
export function checkIfMatchForm(call: Call): void {
  const etag = call.headers["if-match"];
  if (etag === undefined || etag === "*" || /^(W\/)?"[^"]*"$/.test(etag)) return;
  throw new GraphError(500, "ErrorInternalServerError", "An internal server error occurred.");
}
