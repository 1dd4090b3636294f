// Delta tokens: opaque to the client, and complete, so that no table of them has to be kept. A checksum
// tells one of ours from garbage.
import { createHash } from "node:crypto";

export interface DeltaToken {
  user: string;
  calendar: string;
  from: number;
  to: number;
  /** The position the round reports changes since; 0 in a first round. */
  since: number;
  /** How far the round has come. */
  cursor: number;
  /** The series that the last page broke off in: the position of its change, and how many of its items are told. */
  split: [seq: number, told: number] | null;
  generation: number;
  issuedMs: number;
  select: string | null;
}

export function writeToken(tenantId: string, token: DeltaToken): string {
  const { user, calendar, from, to, since, cursor, split, generation, issuedMs, select } = token;
  const payload = Buffer.from(
    JSON.stringify([user, calendar, from, to, since, cursor, split, generation, issuedMs, select]),
  ).toString("base64url");
  return `${checksum(tenantId, payload)}${payload}`;
}

export function readToken(tenantId: string, text: string): DeltaToken | null {
  const payload = text.slice(16);
  if (payload === "" || checksum(tenantId, payload) !== text.slice(0, 16)) return null;
  const [user, calendar, from, to, since, cursor, split, generation, issuedMs, select] = JSON.parse(
    Buffer.from(payload, "base64url").toString("utf8"),
  );
  return { user, calendar, from, to, since, cursor, split, generation, issuedMs, select };
}

function checksum(tenantId: string, payload: string): string {
  return createHash("sha256").update(`${tenantId}.${payload}`).digest("base64url").slice(0, 16);
}
