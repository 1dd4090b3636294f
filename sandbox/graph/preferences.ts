// The Prefer header: several preferences in one header, separated by commas (RFC 7240). Those the
// calendar honours are echoed in Preference-Applied; any other is refused rather than ignored.
import { resolveZone } from "../mailbox/zones.ts";
import { badRequest, GraphError, notModelled } from "./errors.ts";

export interface Preferences {
  /** The zone's name as sent, for the reply; null means UTC. */
  timeZone: string | null;
  iana: string;
  textBody: boolean;
  maxPageSize: number | null;
  immutableIds: boolean;
  /** The value of Preference-Applied, null without any. */
  applied: string | null;
}

export function readPreferences(header: string | undefined): Preferences {
  const result: Preferences = {
    timeZone: null,
    iana: "UTC",
    textBody: false,
    maxPageSize: null,
    immutableIds: false,
    applied: null,
  };
  if (!header) return result;
  const applied: string[] = [];
  const named = new Set<string>();
  for (const part of splitOutsideQuotes(header)) {
    const equals = part.indexOf("=");
    const name = (equals < 0 ? part : part.slice(0, equals)).trim();
    const value = equals < 0 ? "" : part.slice(equals + 1).trim();
    if (part.trim() === "") continue;
    if (name === "") throw badRequest(`'${part.trim()}' is no preference.`);
    // The first one counts (RFC 7240, 2).
    if (named.has(name.toLowerCase())) continue;
    named.add(name.toLowerCase());
    applied.push(apply(result, name, value.replace(/^"(.*)"$/, "$1")));
  }
  result.applied = applied.join(", ");
  return result;
}

function apply(preferences: Preferences, name: string, value: string): string {
  switch (name.toLowerCase()) {
    case "outlook.timezone": {
      const iana = resolveZone(value);
      if (!iana) throw unknownZone(value);
      preferences.timeZone = value;
      preferences.iana = iana;
      return `outlook.timezone="${value}"`;
    }
    case "outlook.body-content-type":
      if (!/^(text|html)$/i.test(value))
        throw notModelled(`the preference '${name}' with the value '${value}'`);
      preferences.textBody = value.toLowerCase() === "text";
      return `outlook.body-content-type="${value.toLowerCase()}"`;
    case "odata.maxpagesize": {
      const size = Number(value);
      if (!/^\d+$/.test(value) || size < 1) {
        throw new GraphError(
          400,
          "ErrorInvalidParameter",
          `The page size '${value}' is not a positive number.`,
        );
      }
      preferences.maxPageSize = size;
      return `odata.maxpagesize=${size}`;
    }
    case "idtype":
      if (!/^(ImmutableId|RestId)$/i.test(value)) throw notModelled(`the id type '${value}'`);
      preferences.immutableIds = value.toLowerCase() === "immutableid";
      return `IdType="${preferences.immutableIds ? "ImmutableId" : "RestId"}"`;
    default:
      throw notModelled(`the preference '${name}'`);
  }
}

export function unknownZone(name: string): GraphError {
  return new GraphError(
    400,
    "TimeZoneNotSupportedException",
    `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${name}'.`,
  );
}

function splitOutsideQuotes(text: string): string[] {
  return text.match(/(?:"[^"]*"|[^,"])+/g) ?? [];
}
