// The key that secrets are sealed with: 32 random bytes in a file of one's own, outside of the data folder, so that a backup of the data alone
// opens nothing.
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { Fault } from "../../core/fault.ts";

const KEY_BYTES = 32;

export interface KeyPlace {
  /** Absolute. */
  readonly keyFile: string;
  /** Absolute. */
  readonly dataFolder: string;
}

/** Null where there is none. Faults: `secretsUnsafe`, `secretsUnreadable`, `keyFileMisplaced`. */
export function readKey(place: KeyPlace): Buffer | null {
  requireOutside(place);
  const { keyFile } = place;
  requirePrivate(keyFile);
  let content: Buffer;
  try {
    content = readFileSync(keyFile);
  } catch (thrown) {
    if (codeOf(thrown) === "ENOENT") return null;
    throw new Fault(
      "refused",
      "secretsUnreadable",
      { file: keyFile, cause: codeOf(thrown) },
      { cause: thrown },
    );
  }
  const key = Buffer.from(content.toString("utf8").trim(), "base64");
  if (key.length !== KEY_BYTES) throw new Fault("refused", "secretsUnreadable", { file: keyFile });
  return key;
}

/** Made where there is none; of two processes that make one at the same time, both get the same. */
export function readOrMakeKey(place: KeyPlace): Buffer {
  const known = readKey(place);
  if (known !== null) return known;
  const { keyFile } = place;
  try {
    mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
    const draft = `${keyFile}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(KEY_BYTES).toString("base64")}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(draft, keyFile);
    } catch (thrown) {
      if (codeOf(thrown) !== "EEXIST") throw thrown;
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (thrown) {
    throw new Fault(
      "refused",
      "settingsUnwritable",
      { file: keyFile, cause: codeOf(thrown) },
      { cause: thrown },
    );
  }
  const made = readKey(place);
  if (made === null) throw new Fault("refused", "secretsUnreadable", { file: keyFile });
  return made;
}

/** A file that others may read keeps no secret. Windows has no such bits; there the folder's list of rights decides. Faults: `secretsUnsafe`. */
export function requirePrivate(file: string): void {
  if (process.platform === "win32") return;
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats !== undefined && (stats.mode & 0o077) !== 0)
    throw new Fault("refused", "secretsUnsafe", { file });
}

function requireOutside({ keyFile, dataFolder }: KeyPlace): void {
  const way = relative(resolve(dataFolder), resolve(keyFile));
  if (!way.startsWith("..") && resolve(dataFolder, way) === resolve(keyFile))
    throw new Fault("refused", "keyFileMisplaced", { file: keyFile });
}

export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
}
