// Passwords: argon2id of node:crypto, and what is no password at all.
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";

/** 64 MiB, three passes: about 0.2 s (OWASP asks for 19 MiB and two passes at least). */
const COST = { parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 } as const;
/** At most 128 MiB at a time, however many people sign in. */
const AT_A_TIME = 2;

let running = 0;
const queue: (() => void)[] = [];

/** `salt:tag` in hexadecimal digits, with the cost in front. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt);
  return `argon2id$${COST.memory}$${COST.passes}$${salt.toString("hex")}$${tag.toString("hex")}`;
}

/** A hash that nobody's password has: who does not exist is not told apart by the time it takes. */
export const NOBODYS_HASH = `argon2id$${COST.memory}$${COST.passes}$${"00".repeat(16)}$${"00".repeat(32)}`;

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, , , salt = "", tag = ""] = hash.split("$");
  const expected = Buffer.from(tag, "hex");
  const derived = await derive(password, Buffer.from(salt, "hex"));
  return derived.length === expected.length && timingSafeEqual(derived, expected);
}

async function derive(password: string, nonce: Buffer): Promise<Buffer> {
  if (running >= AT_A_TIME) await new Promise<void>((resolve) => queue.push(resolve));
  running += 1;
  try {
    return await new Promise((resolve, reject) =>
      argon2("argon2id", { message: password.normalize("NFC"), nonce, ...COST }, (error, tag) =>
        error === null ? resolve(tag) : reject(error),
      ),
    );
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}
