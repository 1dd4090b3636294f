// Programs that use the API: each has a bearer token with a role of its own. The token is told once; its hash is kept.
import type { ProgramEntry } from "../../contract/console/accounts.ts";
import type { Role } from "../../contract/console/roles.ts";
import { Fault } from "../../core/fault.ts";
import type { AccountsDatabase, Row } from "./database.ts";
import { requireGoodName, roleOf } from "./requirements.ts";
import { hashOf, newSecret } from "./secrets.ts";
import { instantOf } from "./sessions.ts";

/** So that whoever finds one knows what it is, and searches for forgotten secrets find it. */
const PREFIX = "termin-sync-";
const USED_STEP_MS = 60_000;

export class Programs {
  readonly #database: AccountsDatabase;
  readonly #now: () => number;

  constructor(database: AccountsDatabase, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** Faults: `accountNameInvalid`, `programExists`. */
  add(name: string, role: Role): ProgramEntry & { token: string } {
    const trimmed = requireGoodName(name);
    const token = `${PREFIX}${newSecret()}`;
    const madeAt = this.#now();
    const isNew = this.#database.run(
      "insert into program (hash, name, role, made_at) values (?, ?, ?, ?) on conflict (name) do nothing",
      hashOf(token),
      trimmed,
      role,
      madeAt,
    );
    if (isNew === 0) throw new Fault("refused", "programExists", { name: trimmed });
    return { name: trimmed, role, madeAt: instantOf(madeAt), usedAt: null, token };
  }

  list(): ProgramEntry[] {
    return this.#database.all("select name, role, made_at, used_at from program order by name").map(entryOf);
  }

  /** Faults: `programUnknown`. */
  remove(name: string): void {
    if (this.#database.run("delete from program where name = ?", name) === 0)
      throw new Fault("refused", "programUnknown", { name });
  }

  find(token: string): Row | undefined {
    const row = this.#database.get(
      "select hash, name, role, used_at from program where hash = ?",
      hashOf(token),
    );
    if (row !== undefined && this.#now() - Number(row.used_at ?? 0) > USED_STEP_MS)
      this.#database.run("update program set used_at = ? where hash = ?", this.#now(), String(row.hash));
    return row;
  }
}

function entryOf({ name, role, made_at, used_at }: Row): ProgramEntry {
  return {
    name: String(name),
    role: roleOf(role),
    madeAt: instantOf(made_at),
    usedAt: used_at === null ? null : instantOf(used_at),
  };
}
