// A client assertion: a short JWT that an app signs with its certificate instead of sending a secret.
// learn.microsoft.com/entra/identity-platform/certificate-credentials
import { constants, createHash, verify, X509Certificate } from "node:crypto";
import { aad } from "./aad-errors.ts";
import type { RegisteredApp } from "./directory.ts";

/** Throws with the AADSTS error unless the assertion is the app's own, signed with one of its certificates, and in time. */
export function checkAssertion(assertion: string, app: RegisteredApp, nowMs: number): void {
  const [head = "", payload = "", signature = ""] = assertion.split(".");
  const header = decode(head);
  const claims = decode(payload);
  if (!header || !claims || signature === "") throw aad.badAssertion("The assertion is no JSON Web Token.");
  const certificate = app.certificates
    .map((pem) => new X509Certificate(pem))
    .find((each) => namedBy(header, each));
  if (!certificate) throw aad.badAssertion("Its thumbprint is unknown.");
  const key =
    header.alg === "PS256"
      ? { key: certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
      : { key: certificate.publicKey };
  if (header.alg !== "PS256" && header.alg !== "RS256")
    throw aad.badAssertion("The algorithm is not supported.");
  const signed = Buffer.from(`${head}.${payload}`);
  if (!verify("sha256", signed, key, Buffer.from(signature, "base64url"))) {
    throw aad.badAssertion("The signature does not fit.");
  }
  for (const name of ["iss", "sub"]) {
    if (String(claims[name]).toLowerCase() !== app.clientId.toLowerCase()) {
      throw aad.badAssertion(`Its ${name} is not the client id.`);
    }
  }
  if (!/\/oauth2\/v2\.0\/token$|\/v2\.0\/?$/.test(String(claims.aud))) {
    throw aad.badAssertion("Its aud is not the token endpoint.");
  }
  // Five minutes of clock skew are usual.
  const now = nowMs / 1000;
  if (Number(claims.exp) < now - 300 || Number(claims.nbf ?? now) > now + 300) throw aad.assertionOutOfTime();
}

function namedBy(header: Record<string, unknown>, certificate: X509Certificate): boolean {
  const thumbprint = (hash: string) => createHash(hash).update(certificate.raw).digest("base64url");
  if (header["x5t#S256"] !== undefined) return header["x5t#S256"] === thumbprint("sha256");
  return header.x5t === thumbprint("sha1");
}

function decode(part: string): Record<string, unknown> | null {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}
