// What became of appointments since a console last asked: it reads what changed, never the whole month again.
import { createHash } from "node:crypto";
import type { AppointmentChanges, ChangesQuery } from "../../contract/console/appointments.ts";
import { Fault } from "../../core/fault.ts";
import type { FeedPosition } from "../../core/model/feed-position.ts";
import type { AppointmentId } from "../../core/model/ids.ts";
import { standingText } from "./marks.ts";
import { type BoardParts, showRows, windowOf } from "./shown.ts";

/** Beyond that it costs less to read everything again. */
const MOST_CHANGES = 1_000;
/** A hundred consoles that show the same are told within a second of each other: they share one answer. */
const SHARED_MS = 900;
const MOST_SHARED = 50;

interface Position extends FeedPosition {
  /** Of what the marks of all depend on: who is a participant, and what is kept in step. */
  readonly standing: string;
}

/** To be given back as it is. */
export async function positionNow(parts: BoardParts): Promise<string> {
  return asText(await parts.planning.latestChange(), await standingOf(parts));
}

export function changesSince(
  parts: BoardParts,
): (asked: { readonly query: ChangesQuery }) => Promise<AppointmentChanges> {
  const shared = new Map<string, { readonly until: number; readonly answer: Promise<AppointmentChanges> }>();
  return ({ query }) => {
    const key = `${query.after} ${query.marks ?? ""}`;
    const now = performance.now();
    for (const [old, { until }] of shared) if (until < now || shared.size > MOST_SHARED) shared.delete(old);
    const known = shared.get(key);
    if (known !== undefined) return known.answer;
    const answer = readChanges(parts, query);
    shared.set(key, { until: now + SHARED_MS, answer });
    return answer;
  };
}

async function readChanges(
  parts: BoardParts,
  { after, marks = "" }: ChangesQuery,
): Promise<AppointmentChanges> {
  const { standing, ...before } = positionOf(after);
  const standingNow = await standingOf(parts);
  const { through, appointmentIds, incomplete } = await parts.planning.changesAfter(before);
  const position = asText(through, standingNow);
  if (incomplete || standing !== standingNow || appointmentIds.length > MOST_CHANGES)
    return { appointments: [], gone: [], position, isIncomplete: true };
  const troubled = await troubledIds(parts);
  const asked = marks.split(",").filter((id) => id !== "") as AppointmentId[];
  const ids = new Set([...appointmentIds, ...asked, ...troubled]);
  const rows = await parts.planning.rows([...ids]);
  return {
    appointments: await showRows(parts, [...rows.values()]),
    gone: [...appointmentIds, ...asked].filter((id) => !rows.has(id)),
    position,
    isIncomplete: false,
  };
}

/** What may have begun to wait for a person without a change in planning. */
async function troubledIds({ state }: BoardParts): Promise<AppointmentId[]> {
  const all = [...(await state.everyWaiting()), ...(await state.conflicts())];
  const ids = all.flatMap(({ appointmentId }) => (appointmentId === null ? [] : [appointmentId]));
  return [...new Set(ids)].slice(0, MOST_CHANGES);
}

async function standingOf(parts: BoardParts): Promise<string> {
  const text = `${windowOf(parts).startDate} ${await standingText(parts)}`;
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

function asText({ sequence, fingerprint }: FeedPosition, standing: string): string {
  return Buffer.from(JSON.stringify({ sequence, fingerprint, standing })).toString("base64url");
}

/** Faults: `requestInvalid`. */
function positionOf(text: string): Position {
  try {
    const { sequence, fingerprint, standing } = JSON.parse(
      Buffer.from(text, "base64url").toString(),
    ) as Position;
    if (Number.isSafeInteger(sequence) && (fingerprint === null || typeof fingerprint === "string"))
      return { sequence, fingerprint, standing };
  } catch {
    // Told below, like any other text that is no position.
  }
  throw new Fault("refused", "requestInvalid", { cause: "after" });
}
