// What the links of the official client's chain share: the call that is passed down, the outcome that comes back up.
import type { Context, Middleware, MiddlewareOptions } from "@microsoft/microsoft-graph-client";
import { Fault } from "../../core/fault.ts";
import type { Urgency } from "../../core/pacing/limits.ts";
import type { RetryBudget } from "../../core/pacing/patience.ts";
import type { Log } from "../../engine/log.ts";
import type { Clock } from "../../engine/ports/clock.ts";
import type { Entropy } from "../../engine/ports/entropy.ts";
import type { RequestGates } from "./request-gates.ts";

/** The exchange did not end with an answer. */
export class NoAnswer extends Error {
  /** An answer began and broke off. */
  readonly isTruncated: boolean;

  constructor(cause: string, isTruncated: boolean) {
    super(cause);
    this.isTruncated = isTruncated;
  }
}

/** What one call hands down the chain, and what the chain hands back up beside the answer. */
export class CallOption implements MiddlewareOptions {
  /** The address to the letter: links are opaque, and the client would put their parameters in another order. */
  readonly url: string;
  readonly purpose: string;
  readonly gates: RequestGates;
  readonly mailboxKey: string;
  readonly urgency: Urgency;
  readonly patience: RetryBudget;
  readonly onAttempt: () => void;
  /** A GET that may travel with others in one envelope; what is repeated goes by itself. */
  isShared: boolean;
  /** The answer is a part of an envelope's. */
  isFromEnvelope = false;
  /** The envelope was refused, not this request. */
  isRefusedForAll = false;
  /** What was thrown on the way; the client wraps it beyond recognition. */
  failure: unknown = null;
  /** An earlier attempt may have been carried out although no answer came. */
  isRepeated = false;

  constructor(
    call: Pick<
      CallOption,
      "url" | "purpose" | "gates" | "mailboxKey" | "urgency" | "isShared" | "patience" | "onAttempt"
    >,
  ) {
    this.url = call.url;
    this.purpose = call.purpose;
    this.gates = call.gates;
    this.mailboxKey = call.mailboxKey;
    this.urgency = call.urgency;
    this.patience = call.patience;
    this.isShared = call.isShared;
    this.onAttempt = call.onAttempt;
  }
}

export function callOption(context: Context): CallOption {
  const option = context.middlewareControl?.getMiddlewareOptions(CallOption);
  if (option instanceof CallOption) return option;
  throw new Fault("broken", "internal", { message: "A Graph call without its option." });
}

export interface Surroundings {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

export abstract class Link implements Middleware {
  protected next: Middleware | null = null;

  setNext(next: Middleware): void {
    this.next = next;
  }

  abstract execute(context: Context): Promise<void>;

  protected async pass(context: Context): Promise<Response> {
    await this.next?.execute(context);
    if (context.response === undefined) throw new NoAnswer("no answer", false);
    return context.response;
  }
}

export function plainHeaders(context: Context): Record<string, string> {
  return (context.options?.headers ?? {}) as Record<string, string>;
}

/** Faults: `foreignLink` for another scheme, host or port than the configured ones. */
export function refuseForeign(url: string, origin: string): void {
  const target = URL.parse(url);
  if (target?.origin === origin && target.username === "" && target.password === "") return;
  throw new Fault("refused", "foreignLink", { host: target?.host ?? "unreadable" });
}
