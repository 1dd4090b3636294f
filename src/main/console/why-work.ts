// "Warum?": gathers what is known of one appointment, and says it.
import type { WhyAnswer, WhyCopy, WhyEntry } from "../../contract/console/why.ts";
import type { JournalEntry } from "../../contract/report.ts";
import { Fault } from "../../core/fault.ts";
import type { Appointment } from "../../core/model/appointment.ts";
import { FIELD_NAMES } from "../../core/model/fields.ts";
import type { AppointmentId, EmployeeId } from "../../core/model/ids.ts";
import type { Link } from "../../core/model/link.ts";
import type { User } from "../../core/model/participant.ts";
import { labelOf, type ShownField, wholeFieldText } from "../../core/sentences/field-text.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { OWNER_WORDS } from "../../core/sentences/words.ts";
import type { Standing } from "../../core/sync/mark.ts";
import { nextStepOf } from "../../core/sync/next-step.ts";
import { changedInPlanning, columnOf, HEADER_NAMES } from "../../core/sync/side-by-side.ts";
import { overlapsWindow, type WindowSpan, windowAt } from "../../core/time/window.ts";
import type { DeskPorts } from "../../engine/by-hand.ts";
import { everybody } from "../../engine/everybody.ts";
import type { WaitingItem } from "../../engine/ports/state.ts";
import type { Work } from "../../inbound/http/backend.ts";
import { undo } from "../undo.ts";
import { marksOf, troubles } from "./marks.ts";
import { type OutlookParts, outlookOf } from "./outlook-look.ts";
import { type Names, readNames } from "./people.ts";
import { REASONS, ruleSentence, toldEntry, toldReason } from "./told.ts";
import { undoableOf } from "./undoable.ts";

export interface WhyParts extends DeskPorts, Pick<OutlookParts, "calendar" | "now" | "settings"> {
  /** Does work that writes while no pass is under way. */
  readonly alone: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** Epoch milliseconds. */
  readonly nextLookAt: (login: string) => number | undefined;
}

type WhyRoute = "explainAppointment" | "lookIntoOutlook" | "undoEntry";

/** Older ones are in the journal. */
const MOST_HISTORY = 100;

export function whyWork(parts: WhyParts): Pick<Work, WhyRoute> {
  return {
    explainAppointment: ({ params: { id }, lang }) =>
      explainOne(parts, id.toLowerCase() as AppointmentId, lang),
    lookIntoOutlook: ({ params: { id }, lang }) => outlookOf(parts, id.toLowerCase() as AppointmentId, lang),
    async undoEntry({ params: { id }, lang }) {
      const entries = await parts.state.journal({ entryOrRun: id });
      // A whole run is more than one click should take back.
      if (entries[0]?.id !== id) throw new Fault("refused", "entryUnknown", { entry: id });
      const { undone } = await parts.alone(() => undo(parts, id));
      const { outcome, reason } = undone[0] ?? { outcome: "nothing", reason: undefined };
      return { outcome, told: reason === undefined ? null : toldReason(reason, lang) };
    },
  };
}

/** Everything that the answer is made of. */
interface Known {
  readonly parts: WhyParts;
  readonly lang: Lang;
  readonly zone: string;
  readonly window: WindowSpan;
  readonly names: Names;
  readonly standingOf: (user: User) => Standing;
  readonly row: Appointment | null;
  readonly links: readonly Link[];
  readonly waiting: readonly WaitingItem[];
  /** The newest last. */
  readonly journal: readonly JournalEntry[];
}

async function explainOne(parts: WhyParts, id: AppointmentId, lang: Lang): Promise<WhyAnswer> {
  const { planning, state } = parts;
  const read = (await planning.rows([id])).get(id);
  const links = await state.linksOfAppointments([id]);
  const journal = await state.journal({ appointment: id, limit: MOST_HISTORY + 1 });
  if (read === undefined && links.length === 0 && journal.length === 0)
    throw new Fault("refused", "appointmentUnknown", { appointment: id });
  const events = new Set(links.map(({ eventId }) => eventId));
  const waiting = (await state.everyWaiting()).filter(
    (one) => one.appointmentId === id || (one.eventId !== null && events.has(one.eventId)),
  );
  const { Company, Sync } = parts.settings();
  const window = windowAt(parts.now(), Company.TimeZone, Sync.MonthsPast, Sync.MonthsFuture);
  const row = read?.kind === "readable" ? read.appointment : null;
  const known: Known = {
    parts,
    lang,
    zone: Company.TimeZone,
    window,
    names: await readNames(planning),
    standingOf: await standings(parts),
    row,
    links,
    waiting,
    journal: journal.slice(-MOST_HISTORY),
  };
  const conflicts = (await state.conflicts()).filter(({ appointmentId }) => appointmentId === id);
  const marks = row === null ? null : (await marksOf(parts, [row], window)).get(id);
  return {
    id,
    subject: row?.fields.subject ?? journal.findLast(({ subject }) => subject !== null)?.subject ?? null,
    time: row?.fields.time ?? null,
    state:
      read === undefined
        ? "gone"
        : read.appointment.trashed
          ? "trashed"
          : row === null
            ? "unreadable"
            : "present",
    isLocked: row?.locked ?? false,
    organizer: row?.facts.organizer ?? null,
    webUrl: row?.facts.webUrl ?? null,
    mark: marks?.mark ?? null,
    copies: copiesOf(known, read?.appointment.employees ?? []),
    conflicts: conflicts.map(({ id }) => id),
    history: historyOf(known),
    isHistoryCut: journal.length > MOST_HISTORY,
  };
}

async function standings({ planning, state }: WhyParts): Promise<(user: User) => Standing> {
  const trouble = await troubles(state);
  const all = await everybody({ planning, state });
  const of = new Map(
    all.map((one): [string, Standing] => {
      if (one.kind === "skipped") return [one.login, { kind: "skipped", reason: one.reason }];
      const { login, userId } = one.participant;
      return [login, { kind: "participant", userId, trouble: trouble.get(login) ?? null }];
    }),
  );
  return ({ login }) => of.get(login) ?? { kind: "skipped", reason: "userInactive" };
}

/** Whoever is planned, and whoever still has it in the calendar. */
function copiesOf(known: Known, planned: readonly EmployeeId[]): WhyCopy[] {
  const { names, links } = known;
  const linked = links.map((link) => copyOf(known, link.employeeId, names.userOf(link.userId), link));
  const further = planned.flatMap((employee) => {
    const users = names.users.filter(
      (user) => user.employeeId === employee && !links.some(({ userId }) => userId === user.id),
    );
    const isThere = links.some((link) => link.employeeId === employee);
    const taking = users.filter((user) => known.standingOf(user).kind === "participant");
    // Of somebody's further logins only those tell something that take part.
    const told = taking.length > 0 || isThere ? taking : users.slice(0, 1);
    if (told.length === 0) return isThere ? [] : [copyOf(known, employee, undefined, null)];
    return told.map((user) => copyOf(known, employee, user, null));
  });
  return [...linked, ...further].toSorted((a, b) => a.employee.localeCompare(b.employee, "de"));
}

function copyOf(known: Known, employee: EmployeeId, user: User | undefined, link: Link | null): WhyCopy {
  const { row, names, lang, window, parts } = known;
  const time = row?.fields.time ?? link?.base.fields.time;
  const waiting = known.waiting.find(({ userId }) => userId === user?.id) ?? null;
  const next = nextStepOf({
    row,
    isPlanned: row !== null && !row.trashed && row.employees.includes(employee),
    isInWindow: time !== undefined && overlapsWindow(time, window),
    link,
    others: known.links.filter((other) => other !== link),
    standing: user === undefined ? null : known.standingOf(user),
    waiting,
    nextLookAt: user === undefined ? null : (parts.nextLookAt(user.login) ?? null),
  });
  return {
    user: user?.login ?? null,
    employee: names.employees.find(({ id }) => id === employee)?.displayName ?? names.nameOf(user),
    owner: link === null ? null : OWNER_WORDS[link.ownership][lang],
    isLinked: link !== null,
    rule: ruleOf(known, user, link),
    next: {
      kind: next.kind,
      told: next.reason === null ? null : toldReason(next.reason, lang),
      at: next.at === null ? null : new Date(next.at).toISOString(),
      attempts: next.attempts,
    },
    fields: fieldsOf(known, link),
  };
}

function ruleOf({ journal, lang }: Known, user: User | undefined, link: Link | null): WhyCopy["rule"] {
  const last = journal.findLast((entry) => entry.user === user?.login && REASONS.includes(entry.reason));
  if (last !== undefined)
    return { code: last.reason, sentence: ruleSentence(last.reason, lang), at: last.at };
  if (link === null) return null;
  const code = `${link.ownership}.same.same`;
  return { code, sentence: ruleSentence(code, lang), at: null };
}

function fieldsOf({ row, lang, zone, links }: Known, link: Link | null): WhyCopy["fields"] {
  const agreed = link === null ? null : columnOf(link.base);
  const planning = row === null ? null : columnOf(row);
  const others = links.filter((other) => other !== link);
  const changed = link === null || row === null ? [] : changedInPlanning(link, row, others);
  const text = (field: ShownField, column: typeof agreed) =>
    column === null ? null : wholeFieldText(field, column[field], lang, zone);
  const names: readonly ShownField[] = [...FIELD_NAMES, ...HEADER_NAMES];
  return names.map((field) => ({
    field,
    label: labelOf(field, lang),
    agreed: text(field, agreed),
    planning: text(field, planning),
    differs: changed.includes(field),
  }));
}

function historyOf({ journal, lang, zone, parts, names, row, links }: Known): WhyEntry[] {
  const now = new Date(parts.now()).toISOString();
  return journal
    .map((entry) => ({
      ...toldEntry(entry, lang, zone),
      undo: undoableOf({ entry, row, user: names.userNamed(entry.user), links, now }, lang, zone),
    }))
    .toReversed();
}
