// The outermost link of the chain: waits at the gates, and repeats what may be repeated within its budget.
import type { Context } from "@microsoft/microsoft-graph-client";
import {
  NETWORK_BUDGET,
  type RetryBudget,
  retryAfterMs,
  SERVICE_BUDGET,
  waitBeforeRetry,
} from "../../core/pacing/patience.ts";
import { type CallOption, callOption, Link, NoAnswer, type Surroundings } from "./exchange.ts";
import type { Visit } from "./request-gates.ts";

export class PacingLink extends Link {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    super();
    this.#around = around;
  }

  async execute(context: Context): Promise<void> {
    const option = callOption(context);
    context.request = option.url;
    try {
      await this.#attempt(context, option, { tries: 0, waitedMs: 0 });
    } catch (thrown) {
      option.failure = thrown;
      throw thrown;
    }
  }

  async #attempt(context: Context, option: CallOption, before: Spent): Promise<void> {
    // Judged before the place is free again: whoever is next must already meet the pause.
    const { outcome, repeat } = await option.gates.pass(option.mailboxKey, option.urgency, async (visit) => {
      const outcome = await this.#send(context, option);
      const repeat = this.#judge(outcome, context, option, visit);
      if (repeat !== null && repeat.askedMs !== null) visit.holdOff(repeat.askedMs, option.isRefusedForAll);
      return { outcome, repeat };
    });
    if (repeat === null) return;
    option.isShared = false;
    option.isFromEnvelope = false;
    option.isRefusedForAll = false;
    const spent = { tries: before.tries + 1, waitedMs: before.waitedMs };
    const waitMs = waitBeforeRetry(repeat.budget, spent, repeat.askedMs, this.#around.entropy.fraction());
    if (waitMs === null) {
      if (outcome instanceof NoAnswer) throw outcome;
      return;
    }
    this.#around.log.information("Graph", "Waiting before a request is repeated.", {
      purpose: option.purpose,
      waitMs,
      attempt: spent.tries,
      cause: outcome instanceof NoAnswer ? outcome.message : outcome.status,
    });
    // A wait that was asked for is waited at the gate, where all stand whom it concerns.
    if (repeat.askedMs === null) await this.#around.clock.sleep(waitMs);
    await this.#attempt(context, option, { tries: spent.tries, waitedMs: spent.waitedMs + waitMs });
  }

  async #send(context: Context, option: CallOption): Promise<Response | NoAnswer> {
    option.onAttempt();
    try {
      return await this.pass(context);
    } catch (thrown) {
      if (thrown instanceof NoAnswer) return thrown;
      throw thrown;
    }
  }

  #judge(outcome: Response | NoAnswer, context: Context, option: CallOption, visit: Visit): Repeat | null {
    if (outcome instanceof NoAnswer) {
      option.isRepeated = true;
      return { budget: NETWORK_BUDGET, askedMs: null };
    }
    const isRead = (context.options?.method ?? "GET").toUpperCase() === "GET";
    const asked = outcome.headers.get("retry-after");
    const askedMs = retryAfterMs(asked, outcome.headers.get("date"), this.#around.clock.now());
    switch (outcome.status) {
      case 429:
        visit.refused(option.isRefusedForAll);
        return { budget: SERVICE_BUDGET, askedMs };
      case 503:
      case 504:
        // One code base saw Outlook's limit of requests at a time as a 503 with Retry-After.
        if (askedMs !== null) visit.refused(option.isRefusedForAll);
        option.isRepeated = true;
        return { budget: askedMs === null ? option.patience : SERVICE_BUDGET, askedMs };
      case 500:
      case 502:
        return isRead ? { budget: NETWORK_BUDGET, askedMs } : null;
      default:
        visit.answered();
        return null;
    }
  }
}

interface Spent {
  readonly tries: number;
  readonly waitedMs: number;
}

interface Repeat {
  readonly budget: RetryBudget;
  readonly askedMs: number | null;
}
