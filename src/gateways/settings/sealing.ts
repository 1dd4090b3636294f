// Seals a secret with AES-256-GCM: a random nonce of 96 bits for each, and its name and version as additional data, so that no sealed secret can
// stand in for another one or for an older version of itself.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Label {
  readonly name: string;
  readonly version: number;
}

/** Nonce, tag and sealed text, in base64. */
export function seal(key: Buffer, label: Label, secret: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(aadOf(label));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** Null where key, label or text are not those that it was sealed with. */
export function unseal(key: Buffer, label: Label, box: string): string | null {
  const bytes = Buffer.from(box, "base64");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(aadOf(label)).setAuthTag(tag);
    const opened = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(opened).toString("utf8");
  } catch {
    return null;
  }
}

function aadOf({ name, version }: Label): Buffer {
  return Buffer.from(`${name}/${version}`, "utf8");
}
