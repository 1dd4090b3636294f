// Finds out what became of writes that were announced and never recorded: a crash, or an answer that was lost.
import type { JournalEntry } from "../contract/report.ts";
import { asFault } from "../core/fault.ts";
import { looksLikeHeader } from "../core/mapping/body.ts";
import { type FieldName, NO_HEADER, type SharedFields } from "../core/model/fields.ts";
import type { AppointmentId, EventId, Version } from "../core/model/ids.ts";
import type { Link } from "../core/model/link.ts";
import type { NewEvent, Write } from "../core/model/writes.ts";
import { sameField } from "../core/sync/compare.ts";
import { namesOfPatch, shownOfPatch, valuesOfPatch } from "../core/sync/shown-patch.ts";
import { colleaguesLookAgain, leadersLookAgain } from "./colleagues.ts";
import type { PassFrame } from "./frame.ts";
import type { Subject } from "./observe.ts";
import type { Mailbox } from "./ports/calendar.ts";
import type { Conflict, Intent, Recording } from "./ports/state.ts";
import { waitingFor } from "./waiting.ts";

/** What has to be decided anew, beside what the cursors report. */
export interface Recovered {
  readonly appointmentIds: readonly AppointmentId[];
  readonly eventIds: readonly EventId[];
  /** Nobody can tell what became of these: they stay announced and are left alone. */
  readonly inDoubt: readonly Intent[];
}

/** A value found there that equals the announced one was ours; whatever did not happen is decided anew. */
export async function recover(
  frame: PassFrame,
  subject: Subject,
  intents: readonly Intent[],
): Promise<Recovered> {
  const eventIds: EventId[] = [];
  const inDoubt: Intent[] = [];
  for (const intent of intents) {
    const found = await tracesOf(frame, subject.mailbox, intent);
    if (found === null) {
      inDoubt.push(intent);
      continue;
    }
    const isDone = found.traces.every((trace) => trace.isDone);
    await frame.turn.take(async () =>
      frame.state.record({
        settle: [intent.id],
        journal: intent.journal
          .flatMap((entry, index) => entryOf(entry, found.traces[index] ?? NO_TRACE))
          .map((entry) => ({ ...entry, event: entry.event ?? found.eventId })),
        conflicts: found.conflicts,
        ...(found.link !== null && (await storing(frame, subject, intent, found, found.link))),
        ...(isDone &&
          intent.linkAfter === null && {
            forgetLinks: [intent.linkId],
            lookAgain: await colleaguesLookAgain(frame, [intent]),
          }),
      }),
    );
    if (found.eventId !== null) eventIds.push(found.eventId);
    frame.log.information("Sync", "An announced write was cleared up.", {
      intent: intent.id,
      done: isDone,
    });
  }
  return {
    appointmentIds: intents.flatMap((intent) => (inDoubt.includes(intent) ? [] : [intent.appointmentId])),
    eventIds,
    inDoubt,
  };
}

async function storing(
  frame: PassFrame,
  subject: Subject,
  intent: Intent,
  { traces }: Traces,
  link: Link,
): Promise<Recording> {
  const isNew = traces.some((trace, index) => isNewInWindow(intent.writes[index], trace));
  return {
    storeLinks: [link],
    ...((isNew || (await beginsLink(frame, subject, intent))) && { untold: [link] }),
    lookAgain: await leadersLookAgain(frame, [link]),
  };
}

/** To an event of which no stored cursor is known to tell: one that was taken over and not even set aside. */
async function beginsLink({ state }: PassFrame, subject: Subject, intent: Intent): Promise<boolean> {
  if (waitingFor(subject, intent) !== undefined) return false;
  return (await state.linksByAppointment(intent.userId, [intent.appointmentId])).length === 0;
}

/** A new time may have brought it back into the window, if it has arrived: of what did not happen no calendar will ever tell. */
function isNewInWindow(write: Write | undefined, { isDone, shown }: Trace): boolean {
  if (write?.kind === "createEvent") return true;
  const isMoved = write?.kind === "updateEvent" && write.patch.fields?.time !== undefined;
  return isMoved && (isDone || shown?.includes("time") === true);
}

/** Null where this one item's answer cannot be read. One that is refused now left no trace before. */
async function tracesOf(frame: PassFrame, mailbox: Mailbox, intent: Intent): Promise<Traces | null> {
  try {
    return await findTraces(frame, mailbox, intent);
  } catch (thrown) {
    const { code } = asFault(thrown);
    if (code === "graphAnswerUnreadable") return null;
    if (code === "eventRefused") {
      const traces = intent.writes.map(() => NO_TRACE);
      return { traces, link: null, eventId: intent.eventId, conflicts: [] };
    }
    throw thrown;
  }
}

interface Traces {
  /** One for each write of the announcement. */
  readonly traces: readonly Trace[];
  /**
   * The link to store: the announced one where all is done, and for an event that was made in any case; else the old one with what
   * was ours taken into its base.
   */
  readonly link: Link | null;
  readonly eventId: EventId | null;
  /** Where the winning value has arrived: nobody who decides anew would find the other one any more. */
  readonly conflicts: readonly Conflict[];
}

async function findTraces(frame: PassFrame, mailbox: Mailbox, intent: Intent): Promise<Traces> {
  let link = intent.linkAfter;
  let eventId = intent.eventId;
  const traces: Trace[] = [];
  const conflicts: Conflict[] = [];
  for (const write of intent.writes) {
    const trace = await findTrace(frame, mailbox, write);
    traces.push(trace);
    const carried = write.kind === "updateEvent" ? "planning" : "office365";
    conflicts.push(
      ...intent.conflicts.filter(({ winner, field }) => winner === carried && trace.shown?.includes(field)),
    );
    if (trace.eventId !== undefined) eventId = trace.eventId;
    if (link !== null) {
      link = {
        ...link,
        ...(trace.eventId !== undefined && { eventId: trace.eventId }),
        ...(trace.eventVersion !== undefined && { eventVersion: trace.eventVersion }),
        ...(trace.planningVersion !== undefined && { planningVersion: trace.planningVersion }),
      };
    }
  }
  const isMade = intent.writes.some(({ kind }, index) => kind === "createEvent" && traces[index]?.isDone);
  return {
    traces,
    link: isMade || traces.every(({ isDone }) => isDone) ? link : await oursIntoBase(frame, mailbox, intent),
    eventId,
    conflicts,
  };
}

interface Trace {
  readonly isDone: boolean;
  /** Fields that an update was to change and that have the announced value: they were ours. */
  readonly shown?: readonly FieldName[];
  readonly eventId?: EventId;
  readonly eventVersion?: Link["eventVersion"];
  readonly planningVersion?: Link["planningVersion"];
}

const NO_TRACE: Trace = { isDone: false };

/** Of an update that shows in part, because somebody has changed the rest again, the journal tells that part. */
function entryOf(entry: JournalEntry, { isDone, shown = [] }: Trace): readonly JournalEntry[] {
  if (isDone) return [entry];
  if (shown.length === 0) return [];
  const { before, after } = entry;
  return [{ ...entry, before: only(shown, before), after: only(shown, after) }];
}

function only(names: readonly FieldName[], values: unknown): object {
  const known = (values ?? {}) as Partial<Record<FieldName, unknown>>;
  return Object.fromEntries(names.map((name) => [name, known[name]]));
}

async function findTrace(frame: PassFrame, mailbox: Mailbox, write: Write): Promise<Trace> {
  switch (write.kind) {
    case "createEvent":
      return findCreated(frame, mailbox, write.event);
    case "updateEvent": {
      const look = (await frame.calendar.look(mailbox, [write.id])).get(write.id);
      if (look?.kind !== "present") return { isDone: false };
      const shown = shownOfPatch(write.patch, look.event);
      const isDone = shown.length === namesOfPatch(write.patch).length;
      return { isDone, shown, eventVersion: look.event.version };
    }
    case "deleteEvent": {
      const look = (await frame.calendar.look(mailbox, [write.id])).get(write.id);
      return { isDone: look?.kind === "gone" };
    }
    case "insertRow": {
      const row = (await frame.planning.rows([write.row.id])).get(write.row.id);
      // A colleague's pass may have made the row of the same meeting: then it is not ours.
      const isOurs = write.row.employees.every((one) => row?.appointment.employees.includes(one));
      return row === undefined || !isOurs
        ? { isDone: false }
        : { isDone: true, planningVersion: row.appointment.version };
    }
    case "deleteRow":
      return { isDone: !(await frame.planning.rows([write.id])).has(write.id) };
    case "updateRow":
      return findRowTrace(frame, write);
  }
}

/** Repeating it with the same transaction id finds the event or makes it: either way there is exactly one. */
async function findCreated(frame: PassFrame, mailbox: Mailbox, event: NewEvent): Promise<Trace> {
  try {
    const { id, version } = await frame.calendar.create(mailbox, event);
    return { isDone: true, eventId: id, eventVersion: version };
  } catch (thrown) {
    const { code } = asFault(thrown);
    if (code === "eventRefused") return findRefused(frame, mailbox, event, thrown);
    if (code !== "duplicateTransaction") throw thrown;
    // It was made, and somebody deleted it before we learned its id: the link stands for an event that is gone.
    return { isDone: true, eventId: `gone-${event.transactionId}` as EventId, eventVersion: "" as Version };
  }
}

/** What is refused now may have been taken the first time. */
async function findRefused(
  { calendar }: PassFrame,
  mailbox: Mailbox,
  event: NewEvent,
  refusal: unknown,
): Promise<Trace> {
  const made = await calendar.findMade(mailbox, event);
  if (made === null) throw refusal;
  return { isDone: true, eventId: made.id, eventVersion: made.version };
}

async function findRowTrace(
  frame: PassFrame,
  { id, patch }: Extract<Write, { kind: "updateRow" }>,
): Promise<Trace> {
  const row = (await frame.planning.rows([id])).get(id);
  // A row that is gone is nobody's.
  if (row === undefined) return { isDone: Object.keys(patch).every((key) => key === "unassign") };
  if (row.kind !== "readable") return { isDone: false };
  const { appointment } = row;
  const wanted: SharedFields = { ...appointment.fields, ...patch.fields };
  const names = Object.keys(patch.fields ?? {}) as FieldName[];
  const shown = names.filter((name) => sameField(name, appointment.fields, wanted));
  const isDone =
    shown.length === names.length &&
    (patch.trashedAt === undefined || appointment.trashed === (patch.trashedAt !== null)) &&
    (patch.origin === undefined || appointment.origin === patch.origin) &&
    (patch.lock === undefined || appointment.locked === patch.lock.locked) &&
    (patch.assign ?? []).every((employee) => appointment.employees.includes(employee)) &&
    (patch.unassign ?? []).every((employee) => !appointment.employees.includes(employee));
  return { isDone, shown, planningVersion: appointment.version };
}

/**
 * Only part of an announcement shows: of the event's fields, those that equal the announced ones were ours; the others are
 * somebody's edit and stay one. So do those that planning was to be given: they are still on their way there.
 */
async function oursIntoBase(frame: PassFrame, mailbox: Mailbox, intent: Intent): Promise<Link | null> {
  const update = intent.writes.find((write) => write.kind === "updateEvent");
  if (update === undefined) return null;
  const [look] = (await frame.calendar.look(mailbox, [update.id])).values();
  const [link] = await frame.state.linksByEvent(intent.userId, [update.id]);
  if (look?.kind !== "present" || link === undefined) return null;
  const { patch } = update;
  const awaited = intent.writes.flatMap((write) =>
    write.kind === "updateRow" ? Object.keys(write.patch.fields ?? {}) : [],
  );
  const ours = shownOfPatch(patch, look.event).filter((name) => !awaited.includes(name));
  const isHeaderOurs = patch.body !== undefined && looksLikeHeader(look.event.header, patch.body.header);
  if (ours.length === 0 && !isHeaderOurs) return null;
  const values = valuesOfPatch(patch);
  const fields = { ...link.base.fields, ...Object.fromEntries(ours.map((name) => [name, values[name]])) };
  const header = isHeaderOurs ? (patch.body?.header ?? NO_HEADER) : link.base.header;
  return { ...link, base: { ...link.base, fields, header } };
}
