// The dispatch board's routes: what a planner sees and does.
import { randomUUID } from "node:crypto";
import type {
  AppointmentFields,
  BoardAppointment,
  BoardTime,
  NewAppointment,
} from "../../contract/console/appointments.ts";
import { Fault } from "../../core/fault.ts";
import type { PlanningRow } from "../../core/model/appointment.ts";
import type { AppointmentId, Version } from "../../core/model/ids.ts";
import { REASON_SENTENCES } from "../../core/sentences/sentences.ts";
import { epochMsOf, isDate } from "../../core/time/instant.ts";
import type { Work } from "../../inbound/http/backend.ts";
import { changesSince, positionNow } from "./changes.ts";
import { type BoardParts, showRows } from "./shown.ts";

type BoardRoute =
  | "listEmployees"
  | "listAppointments"
  | "listChanges"
  | "listMarkReasons"
  | "getAppointment"
  | "createAppointment"
  | "changeAppointment"
  | "trashAppointment"
  | "restoreAppointment";

/** Two months of fifty people. */
const MOST_SHOWN = 12_000;
/** Of the lists that are scrolled by hand. */
const MOST_LISTED = 500;

export function boardWork(parts: BoardParts): Pick<Work, BoardRoute> {
  const { board } = parts.planning;
  const show = (rows: readonly PlanningRow[]) => showRows(parts, rows);
  const showOne = async (row: PlanningRow): Promise<BoardAppointment> => {
    const [one] = await show([row]);
    if (one === undefined) throw new Fault("refused", "appointmentInvalid");
    return one;
  };
  const change = async (id: string, version: string, patch: Parameters<typeof board.change>[2]) => {
    await requireSense(parts, patch);
    return showOne(await board.change(id as AppointmentId, version as Version, patch));
  };
  return {
    async listEmployees() {
      const { users } = await parts.planning.directory();
      const people = await parts.planning.people.employees();
      return {
        employees: people.map((one) => ({
          ...one,
          users: users.filter(({ employeeId }) => employeeId === one.id).map(({ login }) => login),
        })),
      };
    },
    async listAppointments({ query: { list = "planned", from, to, employee, search } }) {
      // Before the rows: whatever happens meanwhile is told twice rather than never.
      const position = await positionNow(parts);
      const rows = await rowsOf(parts, list, from, to);
      const wanted = (await show(rows)).filter(
        (one) =>
          (employee === undefined || one.employees.includes(employee)) &&
          (search === undefined || isFound(one, search.toLocaleLowerCase("de"))),
      );
      return { appointments: wanted.slice(0, MOST_SHOWN), position, isCut: wanted.length > MOST_SHOWN };
    },
    listChanges: changesSince(parts),
    async listMarkReasons({ lang }) {
      const all = Object.entries(REASON_SENTENCES[lang]);
      return { reasons: Object.fromEntries(all.map(([code, { what, cure }]) => [code, `${what} ${cure}`])) };
    },
    getAppointment: async ({ params: { id } }) => showOne(await board.one(id as AppointmentId)),
    async createAppointment({ body: { id = randomUUID(), ...fields } }) {
      await requireSense(parts, fields);
      return showOne(
        await board.plan(id.toLowerCase() as AppointmentId, fields satisfies Omit<NewAppointment, "id">),
      );
    },
    changeAppointment: ({ params: { id }, body: { version, ...patch } }) => change(id, version, patch),
    trashAppointment: ({ params: { id }, query: { version } }) =>
      change(id, version, { trashedAt: new Date(parts.now()).toISOString() }),
    restoreAppointment: ({ params: { id }, query: { version } }) => change(id, version, { trashedAt: null }),
  };
}

function rowsOf(
  { planning: { board }, now }: BoardParts,
  list: "planned" | "unplanned" | "trash",
  from: string | undefined,
  to: string | undefined,
): Promise<readonly PlanningRow[]> {
  if (list === "unplanned") return board.unplanned(MOST_LISTED);
  if (list === "trash") return board.trash(MOST_LISTED);
  const day = 86_400_000;
  return board.within({
    from: from ?? new Date(now() - 30 * day).toISOString(),
    to: to ?? new Date(now() + 365 * day).toISOString(),
  });
}

function isFound(one: BoardAppointment, search: string): boolean {
  const texts = [one.subject, one.location, one.customerName, one.orderNumber, one.address];
  return texts.some((text) => text?.toLocaleLowerCase("de").includes(search) === true);
}

/** Faults: `appointmentInvalid`, `employeeUnknown`. */
async function requireSense(
  { planning }: Pick<BoardParts, "planning">,
  { time, employees }: Partial<AppointmentFields>,
): Promise<void> {
  if (time !== undefined && !makesSense(time)) throw new Fault("refused", "appointmentInvalid");
  if (employees === undefined || employees.length === 0) return;
  const known = new Set((await planning.people.employees()).map(({ id }) => id));
  const unknown = employees.find((id) => !known.has(id));
  if (unknown !== undefined) throw new Fault("refused", "employeeUnknown", { employee: unknown });
}

function makesSense(time: BoardTime): boolean {
  if (time.kind === "allDay")
    return isDate(time.startDate) && isDate(time.endDate) && time.startDate < time.endDate;
  return epochMsOf(time.start) <= epochMsOf(time.end);
}
