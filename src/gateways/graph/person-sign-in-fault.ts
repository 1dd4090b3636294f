// What goes wrong while a person signs in at Microsoft, told in the codes that the sign-in page has sentences for. What is the application's own
// trouble stays in the log: whoever stands at the door can do nothing about it.
import type { MicrosoftBackQuery } from "../../contract/console/session.ts";
import { Fault, type FaultCode } from "../../core/fault.ts";
import { aadNumberOf, causeOf, type SignInFacts, signInFault } from "./sign-in-fault.ts";

/** The person did not agree that the application may know who they are (reference-error-codes). */
const DECLINED = "AADSTS65004";
/** OAuth's words for trouble that passes (RFC 6749, 4.1.2.1). */
const PASSING = new Set(["temporarily_unavailable", "server_error"]);
/** Microsoft's library found another nonce than the one it was given. */
const OTHER_NONCE = "nonce_mismatch";

const OF_THE_PERSON: ReadonlySet<FaultCode> = new Set([
  "microsoftCancelled",
  "microsoftRefused",
  "microsoftAnswerUntrue",
  "microsoftUnreachable",
]);

/** Null where the answer brings a code. */
export function refusalIn({ code, error, error_description: text = "" }: MicrosoftBackQuery): Fault | null {
  if (error === undefined) return code === undefined ? new Fault("refused", "microsoftRefused") : null;
  const aadsts = /AADSTS\d+/.exec(text)?.[0] ?? "";
  if (PASSING.has(error)) return unreachable(aadsts || error);
  const isCancelled = error === "access_denied" && (aadsts === "" || aadsts === DECLINED);
  return new Fault("refused", isCancelled ? "microsoftCancelled" : "microsoftRefused", {
    ...(aadsts !== "" && { aadsts }),
  });
}

/** A fault of Microsoft's library or its answer, as the credentials' turns understand it. */
export function redemptionFault(thrown: unknown, facts: SignInFacts): Fault {
  if (thrown instanceof Fault) return thrown;
  const { errorCode } = thrown as { errorCode?: unknown };
  if (errorCode === OTHER_NONCE) return new Fault("refused", "microsoftAnswerUntrue", { claim: "nonce" });
  const aad = aadNumberOf(thrown);
  // What is said of the code, or of the person, is no reason to try another credential.
  if (aad !== null && !aad.isKnown)
    return new Fault("refused", "microsoftRefused", { aadsts: `AADSTS${aad.number}` });
  if (aad === null && errorCode === "invalid_grant") return new Fault("refused", "microsoftRefused");
  return signInFault(thrown, facts);
}

/** For the sign-in page. */
export function atTheDoor(fault: Fault): Fault {
  if (OF_THE_PERSON.has(fault.code) || fault.kind === "broken") return fault;
  const { aadsts, cause = "" } = fault.detail;
  if (fault.code === "signInUnavailable") return unreachable(String(cause));
  return new Fault("refused", "microsoftNotSetUp", { ...(aadsts !== undefined && { aadsts }) });
}

/** `cause`: what went wrong, or its code. */
export function unreachable(cause: unknown): Fault {
  const code = typeof cause === "string" ? cause : causeOf(cause);
  return new Fault("unavailable", "microsoftUnreachable", { cause: code });
}
