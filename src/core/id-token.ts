// Whom an id token of Microsoft's vouches for, and whether it is meant for this very sign-in (OpenID Connect Core 3.1.3.7). Its signature is not
// looked at: the token came straight from the token endpoint over TLS, which may stand in for it (point 6 there).
import { Fault } from "./fault.ts";

export interface MicrosoftPerson {
  readonly tenantId: string;
  /** Stays the same whatever the person is called; another one in each tenant. */
  readonly objectId: string;
  /** What the person signs in with: can be given to somebody else one day. */
  readonly userName: string;
}

export interface ExpectedToken {
  /** As the tenant's own description names it: `https://login.microsoftonline.com/TENANT/v2.0`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export type Claims = Readonly<Record<string, unknown>>;

/** Clocks differ; Microsoft's own libraries allow as much. */
const SKEW_SECONDS = 300;

/** Faults: `microsoftAnswerUntrue`, with the claim that does not fit. */
export function personOf(claims: Claims, expected: ExpectedToken): MicrosoftPerson {
  const { iss, tid, aud, nonce, exp, nbf, oid, preferred_username: userName } = claims;
  const now = expected.now / 1_000;
  const fits: Readonly<Record<string, boolean>> = {
    iss: iss === expected.issuer,
    // Where the tenant is set by its name, its issuer knows the id. That of many tenants at once names none, and lets nobody in.
    tid: isText(tid) && expected.issuer.toLowerCase().endsWith(`/${tid.toLowerCase()}/v2.0`),
    aud: isText(aud) && aud.toLowerCase() === expected.clientId.toLowerCase(),
    nonce: isText(nonce) && nonce === expected.nonce,
    exp: typeof exp === "number" && exp > now - SKEW_SECONDS,
    nbf: nbf === undefined || (typeof nbf === "number" && nbf < now + SKEW_SECONDS),
    oid: isText(oid),
    preferred_username: isText(userName),
  };
  const wrong = Object.keys(fits).find((claim) => !fits[claim]);
  if (wrong !== undefined) throw new Fault("refused", "microsoftAnswerUntrue", { claim: wrong });
  return { tenantId: String(tid), objectId: String(oid), userName: String(userName).trim() };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
