// The client secrets at rest: one in use, and a second one beside it for changing over. Every look reads the file, so that what another process
// stored counts at once. Nothing here ever tells a secret but `reveal`, which only signing in calls.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../../core/fault.ts";
import { codeOf, type KeyPlace, readKey, readOrMakeKey, requirePrivate } from "./key-file.ts";
import { replaceFile } from "./replace-file.ts";
import { seal, unseal } from "./sealing.ts";

export interface StoredSecret {
  /** Stays the same as long as the secret does. */
  readonly id: string;
  /** The day from which it is not valid any more, `YYYY-MM-DD`, as a person entered it. */
  readonly expiresOn: string | null;
  /** ISO 8601. */
  readonly storedAt: string;
  /** When Microsoft refused it; null: it was not. */
  readonly refusedAt: string | null;
}

interface SealedSecret extends StoredSecret {
  readonly version: number;
  readonly box: string;
}

interface Content {
  readonly format: 1;
  /** Ever given out; a version is never given out twice. */
  readonly lastVersion: number;
  /** The first is tried first. */
  readonly secrets: readonly SealedSecret[];
}

export interface SecretsOptions extends KeyPlace {
  readonly now: () => number;
}

export const SECRETS_FILE = "secrets.json";
const NAME = "client-secret";
const EMPTY: Content = { format: 1, lastVersion: 0, secrets: [] };

export class SecretStore {
  readonly #place: KeyPlace;
  readonly #file: string;
  readonly #now: () => number;

  constructor({ now, ...place }: SecretsOptions) {
    this.#place = place;
    this.#file = join(place.dataFolder, SECRETS_FILE);
    this.#now = now;
  }

  /** In the order in which they are tried. Faults: `secretsUnsafe`, `secretsUnreadable`. */
  list(): readonly StoredSecret[] {
    return this.#read().secrets.map(({ id, expiresOn, storedAt, refusedAt }) => ({
      id,
      expiresOn,
      storedAt,
      refusedAt,
    }));
  }

  /** Only for signing in. Faults: those of `list`, `keyFileMisplaced`. */
  reveal(): readonly { readonly id: string; readonly secret: string }[] {
    const { secrets } = this.#read();
    if (secrets.length === 0) return [];
    const key = readKey(this.#place);
    if (key === null)
      throw new Fault("refused", "secretsUnreadable", { file: this.#place.keyFile, cause: "ENOENT" });
    return secrets.map(({ id, version, box }) => {
      const secret = unseal(key, { name: NAME, version }, box);
      if (secret === null) throw new Fault("refused", "secretsUnreadable", { file: this.#file });
      return { id, secret };
    });
  }

  /** `first` replaces the one in use, `second` stands beside it and replaces an earlier second one. Returns its id. */
  store(secret: string, expiresOn: string | null, place: "first" | "second"): string {
    const key = readOrMakeKey(this.#place);
    const { secrets, lastVersion } = this.#read();
    const version = lastVersion + 1;
    const one: SealedSecret = {
      id: `${NAME}-${version}`,
      version,
      expiresOn,
      storedAt: new Date(this.#now()).toISOString(),
      refusedAt: null,
      box: seal(key, { name: NAME, version }, secret),
    };
    const next = place === "first" ? [one, ...secrets.slice(1, 2)] : [...secrets.slice(0, 1), one];
    this.#write({ format: 1, lastVersion: version, secrets: next });
    return one.id;
  }

  /** Faults: `credentialUnknown`. */
  setExpiry(id: string, expiresOn: string | null): void {
    this.#change(id, (secrets) => secrets.map((one) => (one.id === id ? { ...one, expiresOn } : one)));
  }

  /** Faults: `credentialUnknown`. */
  remove(id: string): void {
    this.#change(id, (secrets) => secrets.filter((one) => one.id !== id));
  }

  /** Microsoft took this one after it had refused others before it: it is the first from now on. */
  promote(id: string, refused: readonly string[]): void {
    const refusedAt = new Date(this.#now()).toISOString();
    this.#change(id, (secrets) => [
      ...secrets.filter((one) => one.id === id).map((one) => ({ ...one, refusedAt: null })),
      ...secrets
        .filter((one) => one.id !== id)
        .map((one) => (refused.includes(one.id) ? { ...one, refusedAt } : one)),
    ]);
  }

  #change(id: string, next: (secrets: readonly SealedSecret[]) => readonly SealedSecret[]): void {
    const content = this.#read();
    if (!content.secrets.some((one) => one.id === id)) throw new Fault("refused", "credentialUnknown");
    this.#write({ ...content, secrets: next(content.secrets) });
  }

  #read(): Content {
    requirePrivate(this.#file);
    let text: string;
    try {
      text = readFileSync(this.#file, "utf8");
    } catch (thrown) {
      if (codeOf(thrown) === "ENOENT" || codeOf(thrown) === "ENOTDIR") return EMPTY;
      throw this.#unreadable(codeOf(thrown), thrown);
    }
    try {
      const content = JSON.parse(text) as Content;
      if (content.format === 1 && Array.isArray(content.secrets)) return content;
    } catch (thrown) {
      throw this.#unreadable("JSON", thrown);
    }
    throw this.#unreadable("format", null);
  }

  #write(content: Content): void {
    replaceFile(this.#file, `${JSON.stringify(content, null, 2)}\n`, 0o600);
  }

  #unreadable(cause: string, thrown: unknown): Fault {
    return new Fault("refused", "secretsUnreadable", { file: this.#file, cause }, { cause: thrown });
  }
}
