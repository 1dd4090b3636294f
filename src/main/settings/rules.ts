// What each kind of setting accepts, and how a text from the environment becomes such a value.
import type { SettingShape } from "../../contract/console/settings.ts";
import { Fault } from "../../core/fault.ts";
import type { Term } from "../../core/sentences/terms.ts";

export interface Rule {
  readonly fallback: unknown;
  /** For the sentence: `30–86400`, the values, or a term of core/sentences/terms.ts. */
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** What the console offers to enter it. */
  readonly shape: SettingShape;
  /** From an environment variable; what it cannot convert it leaves, and `accepts` refuses it. */
  readonly fromText: (text: string) => unknown;
}

export function whole(least: number, most: number, fallback: number): Rule {
  return {
    fallback,
    allowed: `${least}–${most}`,
    shape: { kind: "whole", least, most },
    accepts: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    fromText: (text) => (/^[+-]?\d+$/.test(text.trim()) ? Number(text) : text),
  };
}

export function oneOf(values: readonly string[], fallback: string): Rule {
  return {
    fallback,
    allowed: values.join(", "),
    shape: { kind: "oneOf", values: [...values] },
    accepts: (value) => typeof value === "string" && values.includes(value),
    fromText: (text) => values.find((value) => value.toLowerCase() === text.trim().toLowerCase()) ?? text,
  };
}

export function yesNo(fallback: boolean): Rule {
  return {
    fallback,
    allowed: "true, false",
    shape: { kind: "yesNo" },
    accepts: (value) => typeof value === "boolean",
    fromText: (text) => ({ true: true, false: false })[text.trim().toLowerCase()] ?? text,
  };
}

export function text(
  fallback: string,
  allowed: Term = "aText",
  accepts: (value: string) => boolean = () => true,
): Rule {
  return {
    fallback,
    allowed,
    shape: { kind: "text", mayBeEmpty: false },
    accepts: (value) => typeof value === "string" && accepts(value),
    fromText: (value) => value,
  };
}

export function orNull(rule: Rule): Rule {
  return {
    fallback: null,
    allowed: rule.allowed,
    shape: rule.shape.kind === "text" ? { kind: "text", mayBeEmpty: true } : rule.shape,
    accepts: (value) => value === null || rule.accepts(value),
    fromText: (value) => (/^(?:null)?$/i.test(value.trim()) ? null : rule.fromText(value)),
  };
}

/** A mailbox token goes only over TLS; plain http is for a server on this very machine. */
export function address(fallback: string): Rule {
  return text(fallback, "httpsAddress", (value) => {
    const url = URL.parse(value);
    if (url === null || url.username !== "" || url.password !== "") return false;
    return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
  });
}

/**
 * Microsoft posts there, so it has to be reachable from the internet: no address of a private network. Plain http is for the sandbox on this
 * very machine. Nothing may stand behind the path: Microsoft adds a query of its own.
 */
export function publicAddress(fallback: string): Rule {
  return text(fallback, "publicHttpsAddress", (value) => {
    const url = URL.parse(value);
    if (url === null || url.username !== "" || url.password !== "" || /[?#]/.test(value)) return false;
    if (url.protocol === "http:") return isLoopback(url.hostname);
    return url.protocol === "https:" && isPublic(url.hostname);
  });
}

/** Names without a dot, and those that no public name server knows (RFC 6762, 6761, 9476; ICANN reserved `internal`). */
const LOCAL_NAME = /^[^.]+$|\.(?:local|localhost|internal|intranet|lan|home|corp|test|invalid)$/i;
/** RFC 1918, 6598, 3927, 1122. */
const PRIVATE_IPV4 =
  /^(?:0|10|127)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^169\.254\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
/** Loopback and unspecified, unique local and link-local addresses (RFC 4193, 4291), and IPv4 in disguise. */
const PRIVATE_IPV6 = /^\[(?:::|f[cd]|fe[89ab])/i;

function isPublic(hostname: string): boolean {
  if (hostname.startsWith("[")) return !PRIVATE_IPV6.test(hostname);
  return !PRIVATE_IPV4.test(hostname) && !LOCAL_NAME.test(hostname.replace(/\.$/, ""));
}

/** The console has no sign-in yet, so it is reachable from this machine alone. */
export function localAddress(fallback: string): Rule {
  return text(fallback, "localAddress", (value) => {
    const url = URL.parse(value);
    return url !== null && url.protocol === "http:" && isLoopback(url.hostname) && url.pathname === "/";
  });
}

export function zone(fallback: string): Rule {
  return text(fallback, "timeZone", (value) => {
    try {
      return (
        /^[A-Z]/.test(value) && Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(value) !== null
      );
    } catch {
      return false;
    }
  });
}

/** `07:00-16:00`: two times of one day, the second one later. */
export function isSpanOfDay(value: string): boolean {
  const [, from, to] = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(value) ?? [];
  return from !== undefined && to !== undefined && from < to;
}

export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Throws `settingsInvalid` unless the rule accepts the value. */
export function checkValue(key: string, value: unknown, rule: Rule, source: string): void {
  if (rule.accepts(value)) return;
  throw new Fault("refused", "settingsInvalid", {
    key,
    value: JSON.stringify(value) ?? "undefined",
    allowed: rule.allowed,
    source,
  });
}
