// Secrets that nobody has to remember: sessions, tokens, set-up links.
import { createHash, randomBytes } from "node:crypto";

/** 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** Secrets of 256 bits need no salt and no slow hash. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
