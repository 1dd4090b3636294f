// What signs in, one after the other: the next one only where Microsoft refuses the one before. That alone is rotation.
import { asFault, Fault, type FaultCode } from "../../core/fault.ts";

export interface SignInCredential {
  readonly id: string;
  /** One of the two. */
  readonly secret: string | null;
  readonly certificateFile: string | null;
}

/** What another credential may mend. */
const REFUSALS: ReadonlySet<FaultCode> = new Set([
  "credentialsRefused",
  "credentialsExpired",
  "certificateRefused",
  "certificateUnreadable",
]);

/** What the first one was refused for is told. Faults: those of `attempt`; `secretMissing`. */
export async function inTurn<Result>(
  credentials: readonly SignInCredential[],
  attempt: (one: SignInCredential) => Promise<Result>,
  onTaken: ((taken: string, refused: readonly string[]) => void) | undefined,
): Promise<Result> {
  const refused: { readonly id: string; readonly fault: Fault }[] = [];
  for (const one of credentials) {
    try {
      const result = await attempt(one);
      onTaken?.(
        one.id,
        refused.map(({ id }) => id),
      );
      return result;
    } catch (thrown) {
      const fault = asFault(thrown);
      if (!REFUSALS.has(fault.code)) throw fault;
      refused.push({ id: one.id, fault });
    }
  }
  throw refused[0]?.fault ?? new Fault("refused", "secretMissing", {});
}
