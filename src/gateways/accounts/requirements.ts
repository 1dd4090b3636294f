// What a name and a password have to be: long, and not among those that everybody tries first (OWASP ASVS 6.2). No rules about signs.
import { ROLES, type Role } from "../../contract/console/roles.ts";
import { Fault } from "../../core/fault.ts";
import { isCommon } from "./common-passwords.ts";

const SHORTEST = 12;
const LONGEST = 200;

/** Trimmed. Faults: `accountNameInvalid`. */
export function requireGoodName(name: string): string {
  const trimmed = name.trim().normalize("NFC");
  if (trimmed.length < 2 || trimmed.length > 60 || /[\p{Cc}\p{Cf}]/u.test(trimmed))
    throw new Fault("refused", "accountNameInvalid");
  return trimmed;
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
