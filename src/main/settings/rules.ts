// What each kind of setting accepts, and how a text from the environment becomes such a value.
import { Fault } from "../../core/fault.ts";
import type { Term } from "../../core/sentences/terms.ts";

export interface Rule {
  readonly fallback: unknown;
  /** For the sentence: `30–86400`, the values, or a term of core/sentences/terms.ts. */
  readonly allowed: string;
  readonly accepts: (value: unknown) => boolean;
  /** From an environment variable; what it cannot convert it leaves, and `accepts` refuses it. */
  readonly fromText: (text: string) => unknown;
}

export function whole(least: number, most: number, fallback: number): Rule {
  return {
    fallback,
    allowed: `${least}–${most}`,
    accepts: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    fromText: (text) => (/^[+-]?\d+$/.test(text.trim()) ? Number(text) : text),
  };
}

export function oneOf(values: readonly string[], fallback: string): Rule {
  return {
    fallback,
    allowed: values.join(", "),
    accepts: (value) => typeof value === "string" && values.includes(value),
    fromText: (text) => values.find((value) => value.toLowerCase() === text.trim().toLowerCase()) ?? text,
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
    accepts: (value) => typeof value === "string" && accepts(value),
    fromText: (value) => value,
  };
}

export function orNull(rule: Rule): Rule {
  return {
    fallback: null,
    allowed: rule.allowed,
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
