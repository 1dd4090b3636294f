// What SQLite throws, as faults of the state port.
import { Fault, type FaultKind } from "../../core/fault.ts";

// Result codes of https://sqlite.org/rescode.html; the lowest byte of the extended ones.
const BUSY_CODES = new Set([5, 6]);
const CORRUPT_CODES = new Set([11, 26]);
const UNREACHABLE_CODES = new Set([3, 8, 10, 13, 14, 15, 22, 23]);

/** `kind`: what cannot be opened must be put right (`refused`); what fails later may work again (`unavailable`). */
export function asStateFault(thrown: unknown, file: string, kind: FaultKind): unknown {
  if (thrown instanceof Fault) return thrown;
  if (!(thrown instanceof Error) || !("errcode" in thrown) || typeof thrown.errcode !== "number")
    return thrown;
  const code = thrown.errcode & 0xff;
  const [detail, options] = [{ file, sqlite: code }, { cause: thrown }];
  if (BUSY_CODES.has(code)) return new Fault("unavailable", "stateInUse", detail, options);
  if (CORRUPT_CODES.has(code)) return new Fault("refused", "stateCorrupt", detail, options);
  if (UNREACHABLE_CODES.has(code)) return new Fault(kind, "stateUnreachable", detail, options);
  return thrown;
}
