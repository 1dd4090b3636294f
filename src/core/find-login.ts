// The login that somebody typed, among those that planning knows: as Windows takes it, whether in capitals or not.
import { Fault } from "./fault.ts";
import { nearestName } from "./nearest-name.ts";

/** The letters as typed come first, should two logins differ by case alone. Faults: `userUnknown`, with the nearest login. */
export function findLogin(typed: string, logins: readonly string[]): string {
  const sameLetters = logins.filter((login) => login.toLowerCase() === typed.toLowerCase());
  const found = sameLetters.includes(typed) || sameLetters.length !== 1 ? typed : sameLetters[0];
  if (found !== undefined && logins.includes(found)) return found;
  const nearest = nearestName(typed, logins);
  throw new Fault("refused", "userUnknown", nearest === null ? { user: typed } : { user: typed, nearest });
}
