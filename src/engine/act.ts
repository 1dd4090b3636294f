// Carries out a verdict: announces it, sends each write against the version it was decided on, and records the outcome.

import type { JournalEntry } from "../contract/report.ts";
import { asFault, Fault } from "../core/fault.ts";
import { NO_FACTS } from "../core/model/fields.ts";
import type { EventId, RunId } from "../core/model/ids.ts";
import type { Link } from "../core/model/link.ts";
import type { Write } from "../core/model/writes.ts";
import { sameFacts } from "../core/sync/compare.ts";
import { delaySeconds } from "../core/sync/delay.ts";
import type { Item, Verdict, WriteVerdict } from "../core/sync/item.ts";
import { describeWrite } from "../core/sync/journal.ts";
import { meetingKeyOf } from "../core/sync/ownership.ts";
import { colleaguesLookAgain, leadersLookAgain } from "./colleagues.ts";
import type { PassFrame } from "./frame.ts";
import type { Subject } from "./observe.ts";
import type { Conflict, Intent, Recording } from "./ports/state.ts";
import { isNews } from "./waiting.ts";

/**
 * Throws the fault of the first write that fails. A definite refusal withdraws the announcement; where nobody knows whether the write
 * arrived, the announcement stays and the next pass finds out.
 */
export async function act(
  frame: PassFrame,
  subject: Subject,
  item: Item,
  verdict: WriteVerdict,
  run: RunId,
): Promise<void> {
  const intent = announcementOf(frame, subject, item, verdict, run);
  const sends = async () => {
    await frame.state.announce([intent]);
    const sent: JournalEntry[] = [];
    try {
      await carryOut(frame, subject, item, verdict, intent, sent);
    } catch (thrown) {
      const fault = asFault(thrown);
      // What was sent before the one that failed has happened all the same.
      if (fault.kind === "refused" || fault.kind === "stale")
        await frame.state.record({ settle: [intent.id], journal: sent });
      throw fault;
    }
  };
  await (touchesPlanning(verdict) ? frame.turn.take(sends) : sends());
}

export function touchesPlanning(verdict: Verdict): boolean {
  if (verdict.kind !== "write") return false;
  return verdict.writes.some(
    ({ kind }) => kind === "insertRow" || kind === "updateRow" || kind === "deleteRow",
  );
}

function announcementOf(
  frame: PassFrame,
  subject: Subject,
  item: Item,
  verdict: WriteVerdict,
  run: RunId,
): Intent {
  const link = verdict.link ?? item.link;
  const appointmentId = link?.appointmentId ?? appointmentOf(item);
  const at = new Date(frame.clock.now()).toISOString();
  const journal = verdict.writes.map(
    (write): JournalEntry => ({
      id: frame.entropy.uuid(),
      at,
      user: subject.participant.login,
      appointment: appointmentId,
      // One that is created again is another event than the one that stood here before.
      event: write.kind === "createEvent" ? null : eventOf(item),
      ...describeWrite(write, item),
      reason: verdict.reason,
      run,
    }),
  );
  return {
    id: frame.entropy.uuid(),
    userId: subject.participant.userId,
    linkId: link?.id ?? (frame.entropy.uuid() as Intent["linkId"]),
    appointmentId,
    eventId: eventOf(item),
    writes: verdict.writes,
    linkAfter: verdict.link,
    journal,
    conflicts: conflictsOf(frame, subject, verdict),
  };
}

function appointmentOf({ planning, link, arrival }: Item): Intent["appointmentId"] {
  if (planning.kind === "present") return planning.row.id;
  if (link !== null) return link.appointmentId;
  if (arrival?.former) return arrival.former.id;
  throw new Fault("broken", "internal", { message: "A verdict without an appointment." });
}

function eventOf({ event, link }: Item): EventId | null {
  return event.kind === "present" ? event.event.id : (link?.eventId ?? null);
}

async function carryOut(
  frame: PassFrame,
  subject: Subject,
  item: Item,
  verdict: WriteVerdict,
  intent: Intent,
  sent: JournalEntry[],
): Promise<void> {
  let link = verdict.link;
  for (const [index, write] of verdict.writes.entries()) {
    link = await send(frame, subject, item, write, link);
    sent.push(intent.journal[index] as JournalEntry);
  }
  const isMade = verdict.writes.some(({ kind }) => kind === "createEvent");
  await frame.state.record({
    settle: [intent.id],
    journal: sent.map((entry) => ({
      ...entry,
      event: entry.event ?? link?.eventId ?? null,
      ...delayOf(frame, item, verdict, entry),
    })),
    conflicts: intent.conflicts,
    ...(link !== null && (isMade || isNews(subject, item)) && { untold: [link] }),
    ...(link === null ? await ending(frame, item) : await storing(frame, item, link)),
  });
}

function delayOf(
  { clock }: PassFrame,
  item: Item,
  verdict: WriteVerdict,
  { side }: JournalEntry,
): Pick<JournalEntry, "delaySeconds"> {
  const seconds = delaySeconds(side, item, verdict, clock.now());
  return seconds === null ? {} : { delaySeconds: seconds };
}

/** Where the row still shows what this event told of itself, colleagues on it have something to put right. */
async function ending(frame: PassFrame, { link, planning }: Item): Promise<Recording> {
  if (link === null) return {};
  const row = planning.kind === "present" || planning.kind === "deleted" ? planning.row : null;
  const { facts } = link.base;
  const isShown = row !== null && !sameFacts(facts, NO_FACTS) && sameFacts(facts, row.facts);
  return {
    forgetLinks: [link.id],
    ...(isShown && { lookAgain: await colleaguesLookAgain(frame, [link]) }),
  };
}

async function storing(frame: PassFrame, item: Item, link: Link): Promise<Recording> {
  const begun = item.link === null ? [link] : [];
  return { storeLinks: [link], lookAgain: await leadersLookAgain(frame, begun) };
}

/** Sends one write; returns the link with the ids and versions that the answer told. */
async function send(
  frame: PassFrame,
  subject: Subject,
  item: Item,
  write: Write,
  link: Link | null,
): Promise<Link | null> {
  const { calendar, planning } = frame;
  switch (write.kind) {
    case "createEvent": {
      const event = await calendar.create(subject.mailbox, write.event);
      return link && { ...link, eventId: event.id, eventVersion: event.version };
    }
    case "updateEvent": {
      const event = await calendar.update(subject.mailbox, write.id, write.expected, write.patch);
      return link && { ...link, eventVersion: event.version };
    }
    case "deleteEvent":
      await calendar.remove(subject.mailbox, write.id, write.expected);
      return link;
    case "insertRow": {
      await refuseSecondMeeting(frame, subject, item);
      if (isRestore(item, write.row.id)) await refuseSecondRestore(frame, write.row.id);
      const planningVersion = await planning.insert(write.row);
      return link && { ...link, planningVersion };
    }
    case "updateRow": {
      const planningVersion = await planning.update(write.id, write.expected, write.patch);
      return link && { ...link, planningVersion };
    }
    case "deleteRow":
      await planning.remove(write.id, write.expected);
      return link;
  }
}

/** A colleague's pass may have brought the same meeting into planning since this was decided. */
async function refuseSecondMeeting(frame: PassFrame, subject: Subject, item: Item): Promise<void> {
  const key = item.link === null && item.event.kind === "present" ? meetingKeyOf(item.event.event) : null;
  if (key === null) return;
  const links = await frame.state.linksOfMeetings([key]);
  const isThere = links.some(
    (link) => link.userId !== subject.participant.userId && link.ownership === "meeting",
  );
  if (isThere) throw new Fault("stale", "appointmentChanged", {});
}

/** It stood in planning before. */
function isRestore({ link, arrival }: Item, id: Link["appointmentId"]): boolean {
  return link !== null || arrival?.former?.id === id;
}

/** A colleague's pass may have restored it for everybody since this was decided. */
async function refuseSecondRestore({ planning }: PassFrame, id: Link["appointmentId"]): Promise<void> {
  if ((await planning.rows([id])).has(id)) throw new Fault("stale", "appointmentChanged", {});
}

function conflictsOf(frame: PassFrame, subject: Subject, verdict: WriteVerdict): readonly Conflict[] {
  const { link } = verdict;
  if (link === null) return [];
  return verdict.conflicts.map((conflict) => ({
    id: frame.entropy.uuid(),
    at: new Date(frame.clock.now()).toISOString(),
    userId: subject.participant.userId,
    appointmentId: link.appointmentId,
    eventId: link.eventId,
    ...conflict,
  }));
}
