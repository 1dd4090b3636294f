// A full comparison of one participant's two sides: both are read from the start, held against each other, and whatever the next cycle
// does not deal with anyway makes that cycle read from the start. Nothing is written to either side.
import type { AuditSummary, Difference, ParticipantAudit, Prospect } from "../contract/audit.ts";
import { PROSPECTS } from "../contract/audit.ts";
import type { Participant } from "../core/model/participant.ts";
import { type Finding, findDifferences, nameOf } from "../core/sync/audit.ts";
import type { Item, Verdict } from "../core/sync/item.ts";
import { assembleItems } from "./assemble-items.ts";
import type { PassFrame } from "./frame.ts";
import { observe, type Subject } from "./observe.ts";
import { openSubject } from "./participant-memory.ts";
import { contextOf, decideAll, planPass } from "./plan.ts";
import type { Mailbox } from "./ports/calendar.ts";
import type { Recovered } from "./recover.ts";
import { rehearse } from "./rehearsal/rehearse.ts";
import { unhurried } from "./unhurried.ts";
import { viewOfLook } from "./views.ts";
import { type ItemKeys, isSameItem, keysOf, waitingFor } from "./waiting.ts";

/** An audit clears nothing up: it leaves that to the next pass. */
const NOTHING_RECOVERED: Recovered = { appointmentIds: [], eventIds: [], inDoubt: [] };

/** Throws a fault that concerns the whole participant. */
export async function auditParticipant(
  frame: PassFrame,
  participant: Participant,
  mailbox: Mailbox,
): Promise<ParticipantAudit> {
  const requestsBefore = frame.calendar.requests(mailbox);
  // Whatever a pass would remember on the way is only pretended.
  const rehearsed: PassFrame = {
    ...frame,
    ...rehearse(unhurried(frame, "bulk")),
  };
  const subject = await openSubject(rehearsed, participant, mailbox);
  const items = await readBothSides(rehearsed, subject);
  const findings = findDifferences(items, contextOf(rehearsed, subject));
  const differences = findings.length === 0 ? [] : await judge(rehearsed, subject, findings);
  if (differences.some(({ prospect }) => prospect === "readAgain")) await startAnew(frame, participant);
  return {
    user: participant.login,
    email: mailbox.email,
    outcome: "ok",
    compared: {
      appointments: items.filter(({ planning }) => planning.kind === "present").length,
      events: items.filter(({ event }) => event.kind === "present").length,
    },
    differences,
    requests: frame.calendar.requests(mailbox) - requestsBefore,
  };
}

/** As a first pass reads them; and what is linked and lies elsewhere is looked at, so that nothing is taken on trust. */
async function readBothSides(frame: PassFrame, subject: Subject): Promise<readonly Item[]> {
  const memory = { ...subject.memory, calendarCursor: null, planningPosition: null };
  const seen = await observe(frame, { ...subject, memory }, "both", NOTHING_RECOVERED);
  const items = await assembleItems(frame, subject, seen);
  const unseen = items.flatMap(({ link, event }) =>
    link !== null && event.kind === "unseen" ? [link.eventId] : [],
  );
  const looks = unseen.length === 0 ? new Map() : await frame.calendar.look(subject.mailbox, unseen);
  return items.map((item) => {
    const look =
      item.event.kind === "unseen" && item.link !== null ? looks.get(item.link.eventId) : undefined;
    return look === undefined ? item : { ...item, event: viewOfLook(look) };
  });
}

/**
 * Asks the plan of the next pass, read after both sides: what people changed in between is in it. A difference that it deals with is
 * no finding; for the others the same decision says what a pass will do that reads everything.
 */
async function judge(
  frame: PassFrame,
  subject: Subject,
  findings: readonly Finding[],
): Promise<Difference[]> {
  const next = await nextPass(frame, subject);
  const items = findings.map(({ item }) => item);
  const decided = await decideAll(frame, subject, items);
  return findings.map((finding, index) => {
    const verdict = decided[index]?.verdict ?? { kind: "nothing" };
    const keys = keysOf(finding.item);
    const isIn = (list: readonly ItemKeys[]) => list.some((one) => isSameItem(one, keys));
    if (isIn(next.dealsWith)) return differenceOf(finding, "nextCycle", reasonOf(verdict));
    const waiting = waitingFor(subject, keys);
    if (waiting !== undefined) return differenceOf(finding, "waiting", waiting.reason);
    const prospect = isIn(next.tells) ? "nextCycle" : isDecided(verdict) ? "readAgain" : "byHand";
    return differenceOf(finding, prospect, reasonOf(verdict));
  });
}

/** What the next pass would write, remember or end, and what it would only tell or find out. */
async function nextPass(frame: PassFrame, subject: Subject) {
  const { plan } = await planPass(frame, subject, "both", NOTHING_RECOVERED);
  const intents = await frame.state.openIntents(subject.participant.userId);
  const parked = plan.free.filter(({ verdict }) => verdict.kind === "park");
  return {
    dealsWith: plan.free
      .filter(({ verdict }) => verdict.kind !== "park" && isDecided(verdict))
      .map(({ item }) => keysOf(item)),
    tells: [...[...parked, ...plan.held].map(({ item }) => keysOf(item)), ...intents],
  };
}

function isDecided({ kind }: Verdict): boolean {
  return kind !== "nothing" && kind !== "look";
}

function reasonOf(verdict: Verdict): string | undefined {
  return "reason" in verdict ? verdict.reason : undefined;
}

function differenceOf({ item, kind, fields }: Finding, prospect: Prospect, reason?: string): Difference {
  const { appointmentId, eventId } = keysOf(item);
  return {
    kind,
    prospect,
    ...(reason !== undefined && { reason }),
    ...(appointmentId !== null && { appointment: appointmentId }),
    ...(eventId !== null && { event: eventId }),
    ...nameOf(item),
    ...(fields.length > 0 && { fields: [...fields] }),
  };
}

/**
 * Without a calendar's cursor and its window the next pass reads both sides from the start, and decides about everything by the rules.
 * The position in planning stays: by it that pass knows a database that was restored from a backup.
 */
async function startAnew({ state, log }: PassFrame, { userId, login }: Participant): Promise<void> {
  const memory = await state.memory(userId);
  if (memory === null) return;
  log.information("Sync", "The next cycle reads both sides from the start.", { user: login });
  await state.record({ memory: { ...memory, calendarCursor: null, cursorWindow: null } });
}

/** What is kept of an audit. Subjects and texts are not. */
export function summaryOf({ compared, differences }: ParticipantAudit, at: string): AuditSummary {
  const count = (prospect: Prospect) => differences.filter((one) => one.prospect === prospect).length;
  return {
    at,
    ...compared,
    differences: Object.fromEntries(PROSPECTS.map((prospect) => [prospect, count(prospect)])) as Record<
      Prospect,
      number
    >,
  };
}
