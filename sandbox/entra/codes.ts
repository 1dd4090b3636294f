// Authorization codes: each for one sign-in of one person at one app, once, and for ten minutes
// (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow).
import type { Clock } from "../clock.ts";
import type { Entropy } from "../entropy.ts";
import { aad } from "./aad-errors.ts";

const LIFETIME_MS = 10 * 60_000;

export interface GrantedSignIn {
  clientId: string;
  redirectUri: string;
  userId: string;
  scopes: string[];
  /** As the app sent them; null where it sent none. */
  nonce: string | null;
  challenge: string | null;
}

interface Code extends GrantedSignIn {
  expiresAtMs: number;
  isRedeemed: boolean;
}

export class Codes {
  readonly #clock: Clock;
  readonly #entropy: Entropy;
  readonly #codes = new Map<string, Code>();

  constructor(clock: Clock, entropy: Entropy) {
    this.#clock = clock;
    this.#entropy = entropy;
  }

  issue(signIn: GrantedSignIn): string {
    const now = this.#clock.now();
    for (const [text, { expiresAtMs }] of this.#codes)
      if (now >= expiresAtMs + LIFETIME_MS) this.#codes.delete(text);
    const text = `1.${this.#entropy.letters(80)}`;
    this.#codes.set(text, { ...signIn, expiresAtMs: now + LIFETIME_MS, isRedeemed: false });
    return text;
  }

  /** Throws with the AADSTS error unless the code is this app's, in time, and was not redeemed yet. `check` may refuse it without using it up. */
  redeem(text: string, clientId: string, check: (signIn: GrantedSignIn) => void): GrantedSignIn {
    const code = this.#codes.get(text);
    if (code === undefined || code.clientId !== clientId) throw aad.malformedCode();
    if (this.#clock.now() >= code.expiresAtMs) throw aad.codeExpired();
    if (code.isRedeemed) throw aad.codeRedeemed();
    check(code);
    code.isRedeemed = true;
    return code;
  }

  clear(): void {
    this.#codes.clear();
  }
}
