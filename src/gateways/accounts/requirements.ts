// What a name and a password have to be: long, and not among those that everybody tries first (OWASP ASVS 6.2). No rules about signs.
import { ROLES, type Role } from "../../contract/console/roles.ts";
import { Fault } from "../../core/fault.ts";
import { isCommon } from "./common-passwords.ts";

const SHORTEST = 12;
const LONGEST = 200;
/** A user name of Microsoft's may be as long as an address; longer ones no route takes as a part of its path. */
const LONGEST_NAME = 100;

/** Trimmed. Faults: `accountNameInvalid`. */
export function requireGoodName(name: string): string {
  const trimmed = name.trim().normalize("NFC");
  if (trimmed.length < 2 || trimmed.length > LONGEST_NAME || /[\p{Cc}\p{Cf}]/u.test(trimmed))
    throw new Fault("refused", "accountNameInvalid", { longest: LONGEST_NAME });
  return trimmed;
}

/** Under another name nobody would come in from there. Faults: `microsoftNameNeeded`. */
export function requireMicrosoftName(name: string): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(name)) throw new Fault("refused", "microsoftNameNeeded");
}

/** Faults: `passwordWeak`. */
export function requireGoodPassword(password: string, name: string): void {
  const letters = new Set(password.toLowerCase());
  const isGuessed =
    letters.size < 5 || password.toLowerCase().includes(name.toLowerCase()) || isCommon(password);
  if (password.length < SHORTEST || password.length > LONGEST || isGuessed)
    throw new Fault("refused", "passwordWeak", { shortest: SHORTEST });
}

/** What is stored and unknown to this version may do least. */
export function roleOf(stored: unknown): Role {
  return ROLES.find((one) => one === stored) ?? "viewer";
}
