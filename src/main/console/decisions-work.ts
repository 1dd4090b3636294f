// "Entscheidungen": what waits for a person, with what each answer would do, and the answers themselves, several at once.
import type {
  ConflictEntry,
  DecisionsAnswer,
  DecisionsDone,
  HeldEntry,
  ParkedEntry,
  WaitingKey,
} from "../../contract/console/decisions.ts";
import type { CompanySettings } from "../../contract/settings.ts";
import { asFault, Fault } from "../../core/fault.ts";
import type { PlanningRow } from "../../core/model/appointment.ts";
import type { AppointmentId } from "../../core/model/ids.ts";
import type { Link } from "../../core/model/link.ts";
import { labelOf, wholeFieldText } from "../../core/sentences/field-text.ts";
import { heldEffect } from "../../core/sentences/held-effect.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import type { DeskPorts } from "../../engine/by-hand.ts";
import type { Log } from "../../engine/log.ts";
import type { Conflict, WaitingItem } from "../../engine/ports/state.ts";
import type { Work } from "../../inbound/http/backend.ts";
import { takeConflict } from "../conflicts.ts";
import { type Names, readNames } from "./people.ts";
import { toldFault, toldReason } from "./told.ts";

export interface DecisionParts extends DeskPorts {
  readonly settings: () => { readonly Company: CompanySettings };
  readonly alone: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly log: Log;
}

type DecisionRoute = "listDecisions" | "answerHeld" | "answerConflicts" | "retryParked";

export function decisionsWork(parts: DecisionParts): Pick<Work, DecisionRoute> {
  const { state, alone, log, clock } = parts;
  /** Changes those of the items that still wait; what somebody else has answered meanwhile needs no answer any more. */
  const change = (
    keys: readonly WaitingKey[],
    kind: WaitingItem["kind"],
    changes: Partial<WaitingItem>,
  ): Promise<number> =>
    alone(async () => {
      const names = await readNames(parts.planning);
      const isNamed = (item: WaitingItem) =>
        keys.some(
          (key) =>
            names.userNamed(key.user)?.id === item.userId &&
            key.appointment === item.appointmentId &&
            key.event === item.eventId,
        );
      const items = (await state.everyWaiting()).filter((item) => item.kind === kind && isNamed(item));
      if (items.length > 0) await state.record({ waiting: items.map((item) => ({ ...item, ...changes })) });
      return items.length;
    });
  return {
    listDecisions: ({ lang }) => listAll(parts, lang),
    async answerHeld({ body: { items, answer }, account }) {
      const done = await change(items, "held", { answer });
      log.information("Console", "Held deletions were answered.", {
        account: account.name,
        answer,
        count: done,
      });
      return { done, failed: [] };
    },
    async retryParked({ body: { items }, account }) {
      const done = await change(items, "parked", { retryAt: clock.now() });
      log.information("Console", "What is set aside is tried again.", { account: account.name, count: done });
      return { done, failed: [] };
    },
    async answerConflicts({ body: { ids, answer }, account, lang }) {
      const failed: DecisionsDone["failed"] = [];
      let done = 0;
      await alone(async () => {
        const subjects = await subjectsOf(parts, ids);
        for (const id of ids) {
          try {
            if (answer === "leave") await leave(parts, id);
            else await takeConflict(parts, { id, side: answer });
            done += 1;
          } catch (thrown) {
            const fault = asFault(thrown);
            if (fault.kind === "broken") throw fault;
            failed.push({ subject: subjects.get(id) ?? null, told: toldFault(fault, lang) });
          }
        }
      });
      log.information("Console", "Conflicts were answered.", { account: account.name, answer, count: done });
      return { done, failed };
    },
  };
}

/** Both sides have the same value already: it only has to be known that nobody wants the other one. */
async function leave({ state }: DecisionParts, id: string): Promise<void> {
  const isOpen = (await state.conflicts()).some((one) => one.id === id);
  if (!isOpen) throw new Fault("refused", "conflictUnknown", { id });
  await state.record({ answeredConflicts: [id] });
}

async function subjectsOf(
  { state, planning }: DecisionParts,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const conflicts = (await state.conflicts()).filter(({ id }) => ids.includes(id));
  const rows = await planning.rows(conflicts.map(({ appointmentId }) => appointmentId));
  return new Map(
    conflicts.flatMap(({ id, appointmentId }): [string, string][] => {
      const row = rows.get(appointmentId);
      return row?.kind === "readable" ? [[id, row.appointment.fields.subject]] : [];
    }),
  );
}

/** What every entry is told with, read in a few questions for all of them. */
interface Known {
  readonly names: Names;
  readonly rows: ReadonlyMap<AppointmentId, PlanningRow>;
  readonly links: ReadonlyMap<AppointmentId, readonly Link[]>;
  readonly lang: Lang;
  readonly zone: string;
}

async function listAll(parts: DecisionParts, lang: Lang): Promise<DecisionsAnswer> {
  const { planning, state } = parts;
  const waiting = await state.everyWaiting();
  const conflicts = await state.conflicts();
  const ids = [...waiting, ...conflicts].flatMap(({ appointmentId }) => appointmentId ?? []);
  const links = await state.linksOfAppointments([...new Set(ids)]);
  const known: Known = {
    names: await readNames(planning),
    rows: await planning.rows([...new Set(ids)]),
    links: Map.groupBy(links, ({ appointmentId }) => appointmentId),
    lang,
    zone: parts.settings().Company.TimeZone,
  };
  return {
    held: waiting
      .flatMap((item) => (item.kind === "held" ? heldEntry(item, known) : []))
      .toSorted((a, b) => beginOf(a).localeCompare(beginOf(b))),
    conflicts: conflicts.map((conflict) => conflictEntry(conflict, known)).toReversed(),
    parked: waiting.flatMap((item) => (item.kind === "parked" ? parkedEntry(item, known) : [])),
  };
}

/** Instants and dates in one order; what has neither comes last. */
function beginOf({ time }: Pick<HeldEntry, "time">): string {
  if (time === null) return "~";
  return time.kind === "timed" ? time.start : time.startDate;
}

function heldEntry(item: WaitingItem, known: Known): HeldEntry[] {
  const entry = waitingEntry(item, known);
  if (entry === null) return [];
  const { row, link, others } = copyOf(item, known);
  const employee = link?.employeeId ?? known.names.userOf(item.userId)?.employeeId;
  const isPlanned =
    row !== null &&
    !row.trashed &&
    employee !== undefined &&
    employee !== null &&
    row.employees.includes(employee);
  // What planning still has was deleted in Outlook, and the other way round.
  const deletesOn = isPlanned ? "planning" : "office365";
  const colleagues = isPlanned ? row.employees.filter((one) => one !== employee) : [];
  const ownership = link?.ownership ?? "planned";
  // An event that came from Outlook stays with those whose calendars have it, a planned one with whoever is planned.
  const hasColleagues =
    ownership === "planned"
      ? colleagues.length > 0
      : others.some((other) => colleagues.includes(other.employeeId));
  const person = known.names.nameOf(known.names.userOf(item.userId));
  const effect = heldEffect({ deletesOn, person, hasColleagues, ownership }, known.lang);
  return [{ ...entry, deletesOn, ...effect, answer: item.answer }];
}

function parkedEntry(item: WaitingItem, known: Known): ParkedEntry[] {
  const entry = waitingEntry(item, known);
  if (entry === null) return [];
  return [{ ...entry, attempts: item.attempts, retryAt: new Date(item.retryAt).toISOString() }];
}

/** Null where planning does not know the user any more: nobody would carry an answer out. */
function waitingEntry(item: WaitingItem, known: Known): Omit<ParkedEntry, "attempts" | "retryAt"> | null {
  const user = known.names.userOf(item.userId);
  if (user === undefined) return null;
  const { row, link } = copyOf(item, known);
  return {
    user: user.login,
    name: known.names.nameOf(user),
    appointment: item.appointmentId,
    event: item.eventId,
    subject: item.subject,
    time: row?.fields.time ?? link?.base.fields.time ?? null,
    since: new Date(item.since).toISOString(),
    told: toldReason(item.reason, known.lang),
  };
}

function copyOf({ appointmentId, userId }: WaitingItem, { rows, links }: Known) {
  const row = appointmentId === null ? undefined : rows.get(appointmentId);
  const all = (appointmentId === null ? undefined : links.get(appointmentId)) ?? [];
  return {
    row: row?.kind === "readable" ? row.appointment : null,
    link: all.find((link) => link.userId === userId) ?? null,
    others: all.filter((link) => link.userId !== userId),
  };
}

function conflictEntry(conflict: Conflict, { names, rows, links, lang, zone }: Known): ConflictEntry {
  const { id, at, userId, appointmentId, field, winner } = conflict;
  const read = rows.get(appointmentId);
  const row = read?.kind === "readable" ? read.appointment : null;
  const text = (value: unknown) => wholeFieldText(field, value, lang, zone);
  const why = row === null ? "appointmentUnknown" : row.locked ? "appointmentLocked" : null;
  return {
    id,
    at,
    user: names.nameOf(names.userOf(userId)),
    appointment: appointmentId,
    subject: row?.fields.subject ?? null,
    field,
    label: labelOf(field, lang),
    planning: text(conflict.planning),
    office365: text(conflict.office365),
    winner,
    now: row === null ? null : text(row.fields[field]),
    calendars: links.get(appointmentId)?.length ?? 0,
    blocked: why === null ? null : toldFault(new Fault("refused", why, { appointment: appointmentId }), lang),
  };
}
