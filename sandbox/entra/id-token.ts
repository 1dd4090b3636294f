// Id tokens: who signed in, signed with RS256 and a key that anybody can read. The key lives as long as the process; everything else repeats
// under the same seed. learn.microsoft.com/entra/identity-platform/id-token-claims-reference
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

interface Key {
  readonly secret: KeyObject;
  readonly id: string;
  readonly modulus: string;
  readonly exponent: string;
}

export class IdTokens {
  #made: Key | null = null;

  issue(claims: Record<string, unknown>): string {
    const { secret, id } = this.#key();
    const parts = [{ typ: "JWT", alg: "RS256", kid: id }, claims];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    return `${text}.${sign("sha256", Buffer.from(text), secret).toString("base64url")}`;
  }

  /** As a JSON Web Key set (RFC 7517). */
  published(issuer: string): { keys: Record<string, string>[] } {
    const { id, modulus, exponent } = this.#key();
    return { keys: [{ kty: "RSA", use: "sig", kid: id, n: modulus, e: exponent, issuer }] };
  }

  /** Made when it is first needed: most clients never ask who somebody is. */
  #key(): Key {
    if (this.#made !== null) return this.#made;
    const { privateKey: secret, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const { n: modulus = "", e: exponent = "" } = publicKey.export({ format: "jwk" });
    const id = createHash("sha256").update(modulus).digest("base64url").slice(0, 27);
    this.#made = { secret, id, modulus, exponent };
    return this.#made;
  }
}
