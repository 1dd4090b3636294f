// `$select` on what is not an event: the named properties, unknown ones refused.
import type { Call } from "./call.ts";
import { notModelled } from "./errors.ts";
import type { Json } from "./event-json.ts";

/** The selected names, in their order; null without `$select`. `of` names the thing in a refusal. */
export function readSelected(call: Call, known: readonly string[], of: string): string[] | null {
  const text = call.query.get("$select");
  if (!text) return null;
  return text.split(",").map((part) => {
    const wanted = part.trim().toLowerCase();
    const name = known.find((each) => each.toLowerCase() === wanted);
    if (name === undefined) throw notModelled(`the ${of} property '${part.trim()}'`);
    return name;
  });
}

export function pick(json: Json, names: readonly string[] | null): Json {
  return names === null ? json : Object.fromEntries(names.map((name) => [name, json[name]]));
}
