// A direct look at an appointment's events, for a person who asked for it; nothing is written, and the passes do not wait for it.
import type { OutlookAnswer, OutlookCopy } from "../../contract/console/why.ts";
import type { CompanySettings, SyncSettings } from "../../contract/settings.ts";
import { asFault, Fault } from "../../core/fault.ts";
import type { Appointment } from "../../core/model/appointment.ts";
import { FIELD_NAMES } from "../../core/model/fields.ts";
import type { AppointmentId } from "../../core/model/ids.ts";
import type { Link } from "../../core/model/link.ts";
import { type ShownField, wholeFieldText } from "../../core/sentences/field-text.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { HEADER_NAMES, seenOf } from "../../core/sync/side-by-side.ts";
import type { CalendarPort } from "../../engine/ports/calendar.ts";
import type { PlanningPort } from "../../engine/ports/planning.ts";
import type { StatePort } from "../../engine/ports/state.ts";
import { readRow } from "../find-in-planning.ts";
import { readNames } from "./people.ts";
import { toldFault } from "./told.ts";

export interface OutlookParts {
  readonly planning: Pick<PlanningPort, "rows" | "directory">;
  readonly state: Pick<StatePort, "linksOfAppointments" | "memory">;
  readonly calendar: Pick<CalendarPort, "look">;
  readonly now: () => number;
  readonly settings: () => { readonly Company: CompanySettings; readonly Sync: SyncSettings };
}

/** Nobody waits longer before a page; a mailbox that Microsoft slows down may take minutes. */
const PATIENCE_MS = 20_000;

export async function outlookOf(parts: OutlookParts, id: AppointmentId, lang: Lang): Promise<OutlookAnswer> {
  const links = await parts.state.linksOfAppointments([id]);
  const row = await readRow(parts.planning, id);
  const names = await readNames(parts.planning);
  const copies = links.map(async (link): Promise<OutlookCopy[]> => {
    const user = names.userOf(link.userId);
    if (user === undefined) return [];
    const others = links.filter((other) => other !== link);
    return [{ user: user.login, ...(await lookAt(parts, link, row, others, lang)) }];
  });
  return {
    lookedAt: new Date(parts.now()).toISOString(),
    copies: (await Promise.all(copies)).flat(),
  };
}

async function lookAt(
  parts: OutlookParts,
  link: Link,
  row: Appointment | null,
  others: readonly Link[],
  lang: Lang,
): Promise<Omit<OutlookCopy, "user">> {
  const { Company, Sync } = parts.settings();
  try {
    const mailbox = (await parts.state.memory(link.userId))?.mailbox;
    if (mailbox === null || mailbox === undefined) throw new Fault("refused", "mailboxNotFound");
    const look = (await inTime(parts.calendar.look(mailbox, [link.eventId]))).get(link.eventId);
    if (look === undefined) throw new Fault("unavailable", "graphAnswerUnreadable");
    if (look.kind === "gone") return { kind: "gone", told: null, fields: [] };
    const seen = seenOf(look.event, link, row, others, Sync.PrivateEvents);
    if (seen === null) return { kind: "notTakenOver", told: null, fields: [] };
    const names: readonly ShownField[] = [...FIELD_NAMES, ...HEADER_NAMES];
    const fields = names.map((field) => ({
      field,
      value: wholeFieldText(field, seen.column[field], lang, Company.TimeZone),
      differs: seen.changed.includes(field),
    }));
    return { kind: "present", told: null, fields };
  } catch (thrown) {
    return { kind: "failed", told: toldFault(asFault(thrown), lang), fields: [] };
  }
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Fault("unavailable", "graphThrottled")), PATIENCE_MS);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
