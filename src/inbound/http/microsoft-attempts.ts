// Sign-ins at Microsoft that are under way, and how those ended that did not succeed: in memory, each for one browser, once, and for ten minutes.
// What the browser holds is a random name for it; nothing else of it leaves this process.
import { randomBytes } from "node:crypto";
import { Fault } from "../../core/fault.ts";
import type { SignInAttempt } from "../../engine/ports/microsoft-sign-in.ts";

export const KEPT_MS = 10 * 60_000;
/** Whoever begins more than these pushes out the oldest. */
const MOST_KEPT = 1_000;

interface Kept {
  readonly until: number;
  readonly attempt: SignInAttempt | null;
  readonly refusal: Fault | null;
}

export class MicrosoftAttempts {
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Returns what the browser is to hold. */
  begin(attempt: SignInAttempt): string {
    return this.#keep({ attempt, refusal: null });
  }

  /** The attempt that this browser began, if Microsoft answers to it; over with that, also where it is another one. Faults: `microsoftExpired`. */
  take(held: string | null, state: string | undefined): SignInAttempt {
    const { attempt = null } = this.#drop(held) ?? {};
    if (attempt === null || attempt.state !== state) throw new Fault("refused", "microsoftExpired");
    return attempt;
  }

  /** Returns what the browser is to hold until its page asks. */
  refuse(refusal: Fault): string {
    return this.#keep({ attempt: null, refusal });
  }

  /** Told once; null where there is nothing to tell. An attempt under way stays. */
  takeRefusal(held: string | null): Fault | null {
    return this.#kept.get(held ?? "")?.refusal ? (this.#drop(held)?.refusal ?? null) : null;
  }

  #keep(kept: Omit<Kept, "until">): string {
    const held = randomBytes(32).toString("base64url");
    this.#kept.set(held, { ...kept, until: this.#now() + KEPT_MS });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return held;
  }

  #drop(held: string | null): Kept | null {
    const kept = this.#kept.get(held ?? "");
    this.#kept.delete(held ?? "");
    return kept === undefined || kept.until <= this.#now() ? null : kept;
  }
}
