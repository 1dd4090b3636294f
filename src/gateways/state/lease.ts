// Two services never work on one state. The lease is a lock that the operating system holds for the process: it ends with the
// process, also on `kill -9`, and leaves nothing behind that somebody would have to clean up.
import { DatabaseSync } from "node:sqlite";
import { Fault } from "../../core/fault.ts";
import { asStateFault } from "./faults.ts";

export interface Lease {
  release(): void;
}

/** A connection that nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Takes the lease of a state file (`:memory:` has none to share). The lock file `<file>.lock` beside it is a SQLite database of no
 * content on which an exclusive transaction stays open; it is never deleted, since somebody may be about to lock it.
 * Faults: `stateInUse` (refused: another process has it), `stateUnreachable`.
 */
export function takeLease(file: string): Lease {
  if (file === ":memory:") return { release: () => {} };
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
    lock.exec("begin exclusive");
  } catch (thrown) {
    lock?.close();
    const fault = asStateFault(thrown, file, "refused");
    throw fault instanceof Fault && fault.code === "stateInUse"
      ? new Fault("refused", "stateInUse", { file }, { cause: thrown })
      : fault;
  }
  const connection = lock;
  held.add(connection);
  return {
    release() {
      if (held.delete(connection)) connection.close();
    },
  };
}
