// A disk under a power cut, for a SQLite file in WAL mode: it knows what was synced at each commit, what was only written since,
// and turns off the power at a commit that was ordered. What SQLite syncs is read off the connection's own settings
// (sqlite.org/pragma.html#pragma_synchronous): FULL syncs the log at each commit, NORMAL only when it is taken over into the file.
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

export class Disk {
  readonly file: string;
  readonly connection: DatabaseSync;
  readonly commits: Commit[] = [];
  /** What is safe. */
  synced: Content;
  /** What was written by the time of the cut, safe or not. */
  written: Content;
  /** The store's rows, as of each commit that the cut may leave. */
  readonly legal: string[] = [];
  isOff = false;
  readonly #fate: Fate | null;
  #callsLeft = Infinity;
  #rows = "[]";

  constructor(file: string, fate: Fate | null) {
    this.file = file;
    this.#fate = fate;
    this.connection = new RecordedConnection(file, (commit) => this.#commit(commit));
    this.synced = this.written = this.#read();
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
    const rows = this.commits.length + 1 >= (this.#fate?.atCommit ?? Infinity) ? rowsOf(this.connection) : "";
    if (this.commits.length === this.#fate?.atCommit) this.#meetFate(this.#fate, rows);
    this.#rows = rows;
    const { synchronous } = this.connection.prepare("pragma synchronous").get() ?? {};
    if (Number(synchronous) >= FULL || isCheckpoint) this.synced = this.written;
  }

  #meetFate({ callsAfter }: Fate, rows: string): void {
    this.legal.push(rows);
    if (callsAfter === "underWay") {
      this.legal.push(this.#rows);
      this.isOff = true;
      throw new PowerCut();
    }
    this.#callsLeft = callsAfter;
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
