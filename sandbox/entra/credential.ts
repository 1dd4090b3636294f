// How an app proves at the token endpoint that it is itself: a secret, in the form or by HTTP Basic, or an assertion of its certificate.
import { decoded } from "../exchange.ts";
import { aad } from "./aad-errors.ts";
import { checkAssertion } from "./assertion.ts";
import type { RegisteredApp } from "./directory.ts";

const JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** True where it was a certificate. Throws with the AADSTS error. */
export function checkCredential(
  app: RegisteredApp,
  form: URLSearchParams,
  basicSecret: string | undefined,
  nowMs: number,
  clientNowMs: number,
): boolean {
  const assertion = form.get("client_assertion");
  if (assertion && form.get("client_assertion_type") === JWT_BEARER) {
    checkAssertion(assertion, app, clientNowMs);
    return true;
  }
  const secret = basicSecret ?? form.get("client_secret");
  if (!secret) throw aad.noCredential();
  const known = app.secrets.find((each) => each.value === secret);
  if (!known) throw aad.wrongSecret(app.clientId);
  if (known.expiresAtMs !== null && nowMs >= known.expiresAtMs) throw aad.secretExpired(app.clientId);
  return false;
}

/** HTTP Basic, both parts form-encoded (RFC 6749, 2.3.1). */
export function readBasic(header: string | undefined): { id: string; secret: string } | null {
  const encoded = /^Basic (.+)$/i.exec(header ?? "")?.[1];
  if (!encoded) return null;
  const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString("utf8").split(/:(.*)/s);
  const decode = (text: string) => decoded(text.replaceAll("+", " "));
  return { id: decode(id), secret: decode(secret) };
}
