// What SQLite throws, as faults of the planning port. Nothing above this folder sees a result code.
import { Fault } from "../../../core/fault.ts";

// Result codes of https://sqlite.org/rescode.html; the lowest byte of the extended ones.
const SQLITE_ERROR = 1;
const BUSY_CODES = new Set([5, 6]);
const UNREACHABLE_CODES = new Set([3, 8, 10, 11, 13, 14, 15, 22, 23]);
const SQLITE_CONSTRAINT = 19;
const SQLITE_MISMATCH = 20;
const SQLITE_TOOBIG = 18;
const SQLITE_NOTADB = 26;

function resultCode(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !("errcode" in thrown) || typeof thrown.errcode !== "number") return null;
  return thrown.errcode & 0xff;
}

/** While the database is in use: what cannot be reached now may be reachable later. */
export function asPlanningFault(thrown: unknown, file: string): unknown {
  if (thrown instanceof Fault) return thrown;
  const code = resultCode(thrown);
  if (code === null) return thrown;
  const detail = { file, sqlite: code };
  if (BUSY_CODES.has(code)) return new Fault("unavailable", "planningBusy", detail, { cause: thrown });
  if (UNREACHABLE_CODES.has(code))
    return new Fault("unavailable", "planningUnreachable", detail, { cause: thrown });
  if (code === SQLITE_NOTADB) return new Fault("refused", "planningForeign", detail, { cause: thrown });
  if (code === SQLITE_CONSTRAINT || code === SQLITE_MISMATCH || code === SQLITE_TOOBIG)
    return new Fault("refused", "appointmentRefused", { reason: messageOf(thrown) }, { cause: thrown });
  // Somebody dropped or rebuilt a table under us; any other error of this code is a bug of ours.
  if (code === SQLITE_ERROR && /no such (table|column)/.test(messageOf(thrown)))
    return new Fault("refused", "planningForeign", { file }, { cause: thrown });
  return thrown;
}

/** While opening: what is wrong with the file does not pass by itself. */
export function asOpeningFault(thrown: unknown, file: string): unknown {
  const fault = asPlanningFault(thrown, file);
  if (fault instanceof Fault && fault.code === "planningUnreachable")
    return new Fault("refused", "planningUnreachable", fault.detail, { cause: thrown });
  return fault;
}

/** Names tables, columns and the ERP's own RAISE texts, never values. */
function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
