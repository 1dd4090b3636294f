// Translates what Entra ID says about a sign-in: by the AADSTS number where there is one, since its texts change.
// learn.microsoft.com/entra/identity-platform/reference-error-codes
import { Fault, type FaultCode, type FaultDetail, type FaultKind } from "../../core/fault.ts";

const CODES: ReadonlyMap<number, FaultCode> = new Map([
  [7000215, "credentialsRefused"],
  [7000216, "credentialsRefused"],
  [7000218, "credentialsRefused"],
  [7000112, "credentialsRefused"],
  [7000222, "credentialsExpired"],
  [700016, "clientUnknown"],
  [700038, "clientUnknown"],
  [90002, "tenantUnknown"],
  [90023, "tenantUnknown"],
  [900021, "tenantUnknown"],
  [900023, "tenantUnknown"],
  [9001023, "tenantUnknown"],
  [700027, "certificateRefused"],
  [700021, "certificateRefused"],
  [700024, "certificateRefused"],
  [50012, "certificateRefused"],
  [50013, "certificateRefused"],
  [500133, "certificateRefused"],
  [90055, "signInUnavailable"],
  [90006, "signInUnavailable"],
  [90024, "signInUnavailable"],
  [90033, "signInUnavailable"],
]);

/** OAuth's own words, for an authority that gives no number. */
const WORDS: readonly (readonly [RegExp, FaultCode])[] = [
  [/\binvalid_tenant\b|tenant id/i, "tenantUnknown"],
  [/\bunauthorized_client\b/i, "clientUnknown"],
  [
    /\b(?:invalid_client|invalid_grant|invalid_scope|invalid_resource|access_denied)\b/i,
    "credentialsRefused",
  ],
];

export interface SignInFacts {
  readonly tenantId: string;
  readonly clientId: string;
  readonly authorityHost: string;
  readonly usesCertificate: boolean;
}

export function signInFault(thrown: unknown, facts: SignInFacts): Fault {
  if (thrown instanceof Fault) return thrown;
  const texts = textsOf(thrown);
  const numbers = numbersIn(texts);
  const known = numbers.find((number) => CODES.has(number));
  const number = known ?? numbers[0] ?? null;
  const word = WORDS.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1];
  const told = known === undefined ? undefined : CODES.get(known);
  // A number that we do not know is still a refusal: the authority did answer.
  const code = told ?? word ?? (number === null ? "signInUnavailable" : "credentialsRefused");
  const isCertificate = facts.usesCertificate && told === undefined && code === "credentialsRefused";
  return faultOf(isCertificate ? "certificateRefused" : code, facts, number, causeOf(thrown));
}

/** The AADSTS number of an answer, and whether it speaks of the application rather than of a person; null where there is none. */
export function aadNumberOf(thrown: unknown): { readonly number: number; readonly isKnown: boolean } | null {
  const numbers = numbersIn(textsOf(thrown));
  const known = numbers.find((number) => CODES.has(number));
  const number = known ?? numbers[0];
  return number === undefined ? null : { number, isKnown: known !== undefined };
}

function numbersIn(texts: readonly string[]): readonly number[] {
  return texts.flatMap((text) => [...text.matchAll(/AADSTS(\d+)/g)].map((match) => Number(match[1])));
}

function faultOf(code: FaultCode, facts: SignInFacts, number: number | null, cause: string): Fault {
  const isDown = code === "signInUnavailable";
  const kind: FaultKind = isDown ? "unavailable" : "refused";
  const detail: FaultDetail = {
    ...(number !== null && { aadsts: `AADSTS${number}` }),
    ...(isDown && { host: new URL(facts.authorityHost).host, cause }),
    ...(code === "tenantUnknown" && { tenant: facts.tenantId }),
    ...(!isDown && code !== "tenantUnknown" && { client: facts.clientId }),
  };
  return new Fault(kind, code, detail);
}

/** Messages, codes and answers of an error and of what caused it. */
function textsOf(thrown: unknown): string[] {
  const texts: string[] = [];
  let error: unknown = thrown;
  for (let depth = 0; depth < 5 && error instanceof Error; depth++) {
    texts.push(error.message);
    const { errorResponse, errorCode } = error as { errorResponse?: SignInAnswer; errorCode?: unknown };
    if (typeof errorCode === "string") texts.push(errorCode);
    if (errorResponse !== undefined) {
      texts.push(errorResponse.error ?? "", errorResponse.errorDescription ?? "");
      for (const number of errorResponse.errorCodes ?? []) texts.push(`AADSTS${number}`);
    }
    error = error.cause;
  }
  return texts;
}

interface SignInAnswer {
  readonly error?: string;
  readonly errorDescription?: string;
  readonly errorCodes?: readonly number[];
}

/** A network error's code (`ECONNREFUSED`) rather than its text, which may name addresses. */
export function causeOf(thrown: unknown): string {
  let error: unknown = thrown;
  let cause = thrown instanceof Error ? thrown.name : "unknown";
  for (let depth = 0; depth < 5 && error instanceof Error; depth++) {
    const { code } = error as { code?: unknown };
    if (typeof code === "string" && /^[A-Z_0-9]+$/.test(code)) cause = code;
    error = error.cause;
  }
  return cause;
}
