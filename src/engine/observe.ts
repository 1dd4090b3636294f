// Reads both sides of one participant: what changed since the cursors, what waits, and what has to be looked at directly.

import type { SyncSettings } from "../contract/settings.ts";
import { asFault } from "../core/fault.ts";
import type { FeedPosition } from "../core/model/feed-position.ts";
import type { AppointmentId, EventId } from "../core/model/ids.ts";
import type { Link } from "../core/model/link.ts";
import type { Participant } from "../core/model/participant.ts";
import type { EventView } from "../core/sync/item.ts";
import { overlapsWindow, type WindowSpan } from "../core/time/window.ts";
import type { PassFrame } from "./frame.ts";
import { type EventsSeen, withMarks } from "./marks.ts";
import type { CalendarRound, Mailbox } from "./ports/calendar.ts";
import type { Intent, ParticipantMemory, WaitingItem } from "./ports/state.ts";
import type { Recovered } from "./recover.ts";
import { present, viewOfLook } from "./views.ts";

/** What a pass is to look at. Both sides unless only planning gave a signal. */
export type Sides = "both" | "planning";

export interface Observation extends EventsSeen {
  /** Appointments that may have changed. */
  readonly appointmentIds: ReadonlySet<AppointmentId>;
  /** Somebody put a backup in the place of the planning database since it was read last. */
  readonly isPlanningRestored: boolean;
  /** What the calendar told by itself: as removed, or with a version. Nothing where everything was read. */
  readonly reported: ReadonlySet<EventId>;
  /** What planning's change feed told. Nothing where everything was read. */
  readonly fed: ReadonlySet<AppointmentId>;
  /** Links whose two sides have to be held against the base although nothing reported them. */
  readonly links: readonly Link[];
  readonly memory: ParticipantMemory;
  /** Events that need no further look once this reading's cursor is stored: what becomes of them later, the calendar tells. */
  readonly told: ReadonlySet<EventId>;
  /** Events of a reading whose cursor is not stored: it is to tell of them once more. */
  readonly unheard: ReadonlySet<EventId>;
}

export interface Subject {
  readonly participant: Participant;
  readonly mailbox: Mailbox;
  readonly memory: ParticipantMemory;
  readonly window: WindowSpan;
  readonly waiting: readonly WaitingItem[];
}

/** What the reading depends on: another window, or another say on private events, and everything has to be looked at again. */
function scopeOf(window: WindowSpan, { PrivateEvents }: SyncSettings): string {
  return `${window.startDate}/${window.endDate}/${PrivateEvents}`;
}

/** At first, where an audit wants it, and every day once the window has moved: the whole calendar, and all that is planned. */
export function readsFromStart({ memory, window }: Subject, sync: SyncSettings): boolean {
  return memory.cursorWindow !== scopeOf(window, sync);
}

export async function observe(
  frame: PassFrame,
  subject: Subject,
  sides: Sides,
  recovered: Recovered,
): Promise<Observation> {
  const isNewWindow = readsFromStart(subject, frame.sync);
  const round = sides === "both" ? await readCalendar(frame, subject, isNewWindow) : null;
  const planning = await readPlanning(frame, subject, isNewWindow && sides === "both");
  const everyLink =
    planning.isComplete || round?.complete === true
      ? (await frame.state.everyLink(subject.participant.userId)).filter(
          (link) => planning.isRestored || concerns(link, subject.window),
        )
      : [];
  const untold = round === null ? [] : await frame.state.untoldEvents(subject.participant.userId);
  const doubtful = round === null ? [] : await doubtfulEvents(frame, subject, round, everyLink);
  const wanted = [...doubtful, ...untold, ...recovered.eventIds];
  const woken = wokenItems(frame, subject, new Set([...planning.ids, ...reportedBy(round), ...wanted]));
  wanted.push(...woken.flatMap(({ eventId }) => eventId ?? []));
  const events = await viewEvents(frame, subject, round, wanted);
  const heard = recovered.inDoubt.some(mayHaveMadeEvent) ? null : round;
  return {
    appointmentIds: new Set([
      ...planning.ids,
      ...woken.flatMap(({ appointmentId }) => appointmentId ?? []),
      ...recovered.appointmentIds,
    ]),
    ...(await withMarks(frame, subject, events)),
    links: everyLink,
    isPlanningRestored: planning.isRestored,
    reported: new Set(round?.complete === true ? [] : reportedBy(round)),
    fed: new Set(planning.isComplete ? [] : planning.ids),
    told: heard === null ? new Set() : toldOf(heard, events, untold, subject.window),
    unheard: new Set(heard === null ? round?.events.map(({ id }) => id) : []),
    memory: {
      ...subject.memory,
      mailbox: subject.mailbox,
      addresses: subject.participant.addresses,
      employeeId: subject.participant.employeeId,
      planningPosition: positionAfter(subject, planning, recovered),
      ...(heard !== null && cursorAfter(frame, subject, heard)),
    },
  };
}

/** An event that nobody's link names yet, and that this reading may have told of: it is to be told once more, so the cursor stays. */
function mayHaveMadeEvent({ writes }: Intent): boolean {
  return writes.some(({ kind }) => kind === "createEvent");
}

/** An archived link counts again once its time has come into the window, whatever became of its event meanwhile. */
function concerns({ status, base }: Link, window: WindowSpan): boolean {
  return status === "active" || overlapsWindow(base.fields.time, window);
}

async function readCalendar(
  frame: PassFrame,
  subject: Subject,
  isNewWindow: boolean,
): Promise<CalendarRound> {
  const { mailbox, window, memory } = subject;
  const cursor = isNewWindow ? null : memory.calendarCursor;
  try {
    return await frame.calendar.changes(mailbox, window, cursor);
  } catch (thrown) {
    if (cursor === null || asFault(thrown).code !== "cursorExpired") throw thrown;
    frame.log.information("Sync", "The calendar's cursor has expired; reading everything.", {
      user: subject.participant.login,
    });
    return frame.calendar.changes(mailbox, window, null);
  }
}

/** A cursor ages although nothing happens; storing it at each look would make every idle pass a write. */
const CURSOR_STORED_MS = 24 * 60 * 60 * 1000;

function cursorAfter(
  frame: PassFrame,
  { memory, window }: Subject,
  round: CalendarRound,
): Partial<ParticipantMemory> {
  const isQuiet =
    !round.complete && round.events.length === 0 && round.removed.length === 0 && round.series.size === 0;
  const now = frame.clock.now();
  if (isQuiet && now - memory.cursorStoredAt < CURSOR_STORED_MS) return {};
  return {
    calendarCursor: round.cursor,
    cursorStoredAt: now,
    cursorWindow: round.complete ? scopeOf(window, frame.sync) : memory.cursorWindow,
  };
}

async function readPlanning(
  frame: PassFrame,
  { participant, memory, window }: Subject,
  isNewWindow: boolean,
) {
  // The feed is asked first: what changes between the two questions is read twice, never missed.
  const changes = await frame.planning.changesAfter(memory.planningPosition);
  const { through, restored: isRestored } = changes;
  if (!changes.incomplete && !isNewWindow)
    return { ids: changes.appointmentIds, through, isComplete: false, isRestored };
  const rows = await frame.planning.assigned(participant.employeeId, window);
  return { ids: rows.map((row) => row.appointment.id), through, isComplete: true, isRestored };
}

/** What is in doubt is not judged yet: until it is, every pass has to know that planning was restored. */
function positionAfter(
  { memory }: Subject,
  { through, isRestored }: { readonly through: FeedPosition; readonly isRestored: boolean },
  { inDoubt }: Recovered,
): FeedPosition | null {
  return isRestored && inDoubt.length > 0 ? memory.planningPosition : through;
}

function reportedBy(round: CalendarRound | null): readonly EventId[] {
  return round === null ? [] : [...round.events.map(({ id }) => id), ...round.removed];
}

/**
 * Of what waits: whatever is due, or touched on either side, which may be what a person did to clear it up. With it comes all that
 * waits for the same reason or in the same place: decided alone, one of several candidates would look like the only one.
 */
function wokenItems(
  frame: PassFrame,
  { waiting }: Subject,
  touched: ReadonlySet<AppointmentId | EventId>,
): readonly WaitingItem[] {
  const isTouched = (id: AppointmentId | EventId | null) => id !== null && touched.has(id);
  const due = new Set(dueItems(frame, waiting));
  const awake = new Set(
    waiting.filter((item) => due.has(item) || isTouched(item.appointmentId) || isTouched(item.eventId)),
  );
  const places = new Set([...awake].flatMap(({ appointmentId }) => appointmentId ?? []));
  const isChoiceOpen = [...awake].some(({ reason }) => reason === "ambiguousMatch");
  return waiting.filter(
    (item) =>
      awake.has(item) ||
      (item.appointmentId !== null && places.has(item.appointmentId)) ||
      (isChoiceOpen && item.reason === "ambiguousMatch"),
  );
}

/** What is set aside and due again, and what a person has answered. */
export function dueItems(frame: PassFrame, waiting: readonly WaitingItem[]): readonly WaitingItem[] {
  const now = frame.clock.now();
  return waiting.filter((item) => (item.kind === "held" ? item.answer !== null : item.retryAt <= now));
}

async function viewEvents(
  frame: PassFrame,
  subject: Subject,
  round: CalendarRound | null,
  wanted: readonly EventId[],
): Promise<ReadonlyMap<EventId, EventView>> {
  const views = new Map<EventId, EventView>();
  for (const event of round?.events ?? []) views.set(event.id, present(event));
  const unseen = [...new Set(wanted)].filter((id) => !views.has(id));
  const looks = unseen.length === 0 ? new Map() : await frame.calendar.look(subject.mailbox, unseen);
  for (const [id, look] of looks) views.set(id, viewOfLook(look));
  return views;
}

/**
 * An event that comes and goes between two stored cursors is told by neither (a delta link tells removals of what was there when it was
 * given). So an event with a new link is looked at until a reading that is recorded has told of it, or it is gone, or out of the window.
 */
function toldOf(
  round: CalendarRound,
  events: ReadonlyMap<EventId, EventView>,
  untold: readonly EventId[],
  window: WindowSpan,
): ReadonlySet<EventId> {
  const told = new Set(round.events.map(({ id }) => id));
  for (const id of untold) {
    const view = events.get(id);
    const isThere = view?.kind === "present" && overlapsWindow(view.event.fields.time, window);
    if (view !== undefined && !isThere) told.add(id);
  }
  return told;
}

/** Known events that this round reports as removed or leaves out: "not seen" is not "gone". */
async function doubtfulEvents(
  frame: PassFrame,
  { participant, window }: Subject,
  round: CalendarRound,
  everyLink: readonly Link[],
): Promise<ReadonlySet<EventId>> {
  const ids = new Set<EventId>();
  const reported = new Set(round.events.map((event) => event.id));
  for (const link of await frame.state.linksByEvent(participant.userId, round.removed)) ids.add(link.eventId);
  for (const link of await frame.state.linksOfSeries(participant.userId, [...round.series.keys()])) {
    const occurrences = link.seriesMasterId === null ? undefined : round.series.get(link.seriesMasterId);
    if (occurrences?.has(link.eventId) === false && overlapsWindow(link.base.fields.time, window))
      ids.add(link.eventId);
  }
  if (round.complete) {
    for (const link of everyLink) {
      if (!reported.has(link.eventId) && overlapsWindow(link.base.fields.time, window)) ids.add(link.eventId);
    }
  }
  return ids;
}
