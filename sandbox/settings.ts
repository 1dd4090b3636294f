// Every lever of the sandbox with its default. A lever stands for a fact about Microsoft 365 that differs
// from tenant to tenant, or that nobody knows for certain; a client has to survive either position.
import { type DeltaLevers, deltaChoices, deltaLevers } from "./levers/delta-levers.ts";
import { type EventLevers, eventChoices, eventLevers } from "./levers/event-levers.ts";
import {
  type NotificationLevers,
  notificationChoices,
  notificationLevers,
} from "./levers/notification-levers.ts";

export interface Settings extends DeltaLevers, EventLevers, NotificationLevers {
  /** Added to each request, and to each item of a batch. */
  latencyMs: number;
  /** Requests in flight for one app and mailbox: 4, learn.microsoft.com/graph/throttling-limits (Outlook). */
  mailboxConcurrency: number;
  /** Requests in 10 minutes for one app and mailbox: 10,000, same page. */
  requestsPer10Minutes: number;
  /** Requests in 10 seconds for one app, over all mailboxes: 130,000, same page. */
  appRequestsPer10Seconds: number;
  /**
   * Requests in flight for one app, over all mailboxes. None is published; for a while the Outlook text read as if the four were meant so
   * (corrected by microsoft-graph-docs-contrib PR#9428), and nobody has measured it.
   */
  appConcurrency: number;
  /** 429 as documented; one client saw Outlook's concurrency limit as 503. */
  throttleStatus: 429 | 503;
  /** What a 429 asks for. Fractions are legal (learn.microsoft.com/graph/throttling shows 2.128); null leaves it out. */
  retryAfterSeconds: number | null;
  /** How long after a Retry-After a call may still come in: it was on its way when the other was refused. A longer one is a violation. */
  retryAfterGraceMs: number;
  /** 3599 as in Microsoft's samples; policies allow 10 minutes to a day. */
  tokenLifetimeSeconds: number;
  /** How a mailbox that is not there yet or any more refuses: reports name both codes, for the same users (microsoft-graph-docs#10481). */
  missingMailboxCode: "MailboxNotEnabledForRESTAPI" | "ResourceNotFound" | "either";
}

export const defaultSettings: Settings = {
  latencyMs: 0,
  mailboxConcurrency: 4,
  requestsPer10Minutes: 10_000,
  appRequestsPer10Seconds: 130_000,
  appConcurrency: 100_000,
  throttleStatus: 429,
  retryAfterSeconds: 2,
  retryAfterGraceMs: 0,
  tokenLifetimeSeconds: 3599,
  missingMailboxCode: "MailboxNotEnabledForRESTAPI",
  ...deltaLevers,
  ...eventLevers,
  ...notificationLevers,
};

/** Levers that take only some values of their type. */
const choices: Record<string, readonly (string | number)[]> = {
  throttleStatus: [429, 503],
  missingMailboxCode: ["MailboxNotEnabledForRESTAPI", "ResourceNotFound", "either"],
  ...deltaChoices,
  ...eventChoices,
  ...notificationChoices,
};

/** Takes over known levers; throws with the name of an unknown one or one of the wrong type. */
export function changeSettings(settings: Settings, wanted: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(wanted)) {
    if (!Object.hasOwn(defaultSettings, name)) {
      throw new RangeError(
        `There is no lever '${name}'. The levers are: ${Object.keys(defaultSettings).join(", ")}.`,
      );
    }
    const known = defaultSettings[name as keyof Settings];
    const nullable = name === "retryAfterSeconds" && value === null;
    if (!nullable && (typeof value !== typeof known || Array.isArray(value) !== Array.isArray(known))) {
      throw new RangeError(`The lever '${name}' takes a ${Array.isArray(known) ? "list" : typeof known}.`);
    }
    const allowed = choices[name];
    if (allowed && !allowed.includes(value as string | number)) {
      throw new RangeError(`The lever '${name}' takes one of: ${allowed.join(", ")}.`);
    }
    if (typeof value === "number" && !(value >= 0 && value < Infinity)) {
      throw new RangeError(`The lever '${name}' takes a number of at least 0.`);
    }
    Object.assign(settings, { [name]: value });
  }
}
