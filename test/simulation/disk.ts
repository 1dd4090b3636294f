// A disk under a power cut, for a SQLite file in WAL mode: it knows what was synced, what was only written since, and turns off the power
// at a commit that was ordered. What is synced follows from the connection's own settings (sqlite.org/pragma.html#pragma_synchronous:
// FULL syncs the log at each commit, NORMAL only when it is taken over into the file) and from the store's own asking for it.
import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";

export class PowerCut extends Error {}

/** The bytes of both files; the index (-shm) is never synced and never needed. */
export interface Content {
  readonly file: Buffer;
  readonly log: Buffer;
}

/** When the power goes: as this commit is under way, or that many calls of the other ports after it. */
export interface Fate {
  readonly atCommit: number;
  readonly callsAfter: number | "underWay";
}

export interface Commit {
  /** Not so where there was nothing to change. */
  readonly writesLog: boolean;
  /** The log was taken over into the file. */
  readonly isCheckpoint: boolean;
  /** The log is written from its beginning again, over older frames. */
  readonly restartsLog: boolean;
}

const FULL = 2;
const TURNS_OF_A_SYNC = 3;

export class Disk {
  readonly file: string;
  readonly connection: DatabaseSync;
  readonly commits: Commit[] = [];
  /** What is safe. */
  synced: Content;
  /** What was written by the time of the cut, safe or not. */
  written: Content;
  isOff = false;
  readonly #fate: Fate | null;
  #callsLeft = Infinity;
  /** The store's rows at the commit of the cut, and at the one before. */
  #rows = { atCut: "", before: "[]" };
  /** The last commit that the disk has. */
  #safeCommit = 0;

  constructor(file: string, fate: Fate | null) {
    this.file = file;
    this.#fate = fate;
    this.connection = new RecordedConnection(file, (commit) => this.#commit(commit));
    this.synced = this.written = this.#read();
  }

  /** The rows that a cut may leave: what was safe, and what was committed and had not been told to anybody. */
  get legal(): readonly string[] {
    const { atCut, before } = this.#rows;
    return this.#safeCommit < (this.#fate?.atCommit ?? 0) ? [atCut, before] : [atCut];
  }

  /** What the store asks for after a commit: it takes the disk a while, and the process goes on meanwhile. */
  async makeSafe(): Promise<void> {
    const [written, commit] = [this.#read(), this.commits.length];
    for (let turn = 0; turn < TURNS_OF_A_SYNC; turn++) await new Promise((resolve) => setImmediate(resolve));
    this.#refuse();
    this.#isSafe(written, commit);
  }

  #isSafe(content: Content, commit: number): void {
    this.synced = content;
    this.#safeCommit = commit;
  }

  /** A port of a process that dies with the power. */
  guard<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        // A count that is given at once, and what the test itself does in the end.
        if (name === "requests" || name === "close") return member.bind(target);
        return async (...args: unknown[]) => {
          if (this.#callsLeft-- <= 0) this.isOff = true;
          this.#refuse();
          return member.apply(target, args);
        };
      },
    });
  }

  #refuse(): void {
    if (this.isOff) throw new PowerCut();
  }

  #commit(commit: () => void): void {
    this.#refuse();
    const isArmed = this.#callsLeft !== Infinity;
    if (isArmed) {
      this.isOff = true;
      this.#refuse();
    }
    const before = this.#read();
    if (this.commits.length === 0) this.synced = before;
    commit();
    this.written = this.#read();
    const isCheckpoint = !this.written.file.equals(before.file);
    const restartsLog = !this.written.log.subarray(0, 32).equals(before.log.subarray(0, 32));
    const writesLog = !this.written.log.equals(before.log);
    this.commits.push({ writesLog, isCheckpoint, restartsLog });
    const { atCommit } = this.#fate ?? { atCommit: Infinity };
    const count = this.commits.length;
    if (count === atCommit - 1) this.#rows.before = rowsOf(this.connection);
    if (count === atCommit) this.#meetFate(this.#fate as Fate);
    const { synchronous } = this.connection.prepare("pragma synchronous").get() ?? {};
    if (Number(synchronous) >= FULL || isCheckpoint) this.#isSafe(this.written, count);
  }

  #meetFate({ callsAfter }: Fate): void {
    this.#rows.atCut = rowsOf(this.connection);
    if (callsAfter !== "underWay") {
      this.#callsLeft = callsAfter;
      return;
    }
    this.isOff = true;
    throw new PowerCut();
  }

  #read(): Content {
    const bytes = (name: string) => (existsSync(name) ? readFileSync(name) : Buffer.alloc(0));
    return { file: bytes(this.file), log: bytes(`${this.file}-wal`) };
  }
}

class RecordedConnection extends DatabaseSync {
  readonly #onCommit: (commit: () => void) => void;

  constructor(file: string, onCommit: (commit: () => void) => void) {
    super(file, { enableForeignKeyConstraints: true });
    this.#onCommit = onCommit;
  }

  override exec(sql: string): void {
    if (sql === "commit") this.#onCommit(() => super.exec(sql));
    else super.exec(sql);
  }

  override prepare(sql: string): StatementSync {
    const statement = super.prepare(sql);
    if (sql !== "commit") return statement;
    const run = statement.run.bind(statement);
    statement.run = () => {
      let result = { changes: 0, lastInsertRowid: 0 } as ReturnType<StatementSync["run"]>;
      this.#onCommit(() => {
        result = run();
      });
      return result;
    };
    return statement;
  }
}

/** Everything that a store holds, as one text. */
export function rowsOf(database: DatabaseSync): string {
  const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all();
  return JSON.stringify(tables.map(({ name }) => [name, database.prepare(`select * from "${name}"`).all()]));
}
