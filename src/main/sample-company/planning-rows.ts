// From the filled board to rows of the planning database.
import type {
  AppointmentColumns,
  AppUserRow,
  EmployeeRow,
  ImportedAppointment,
} from "../../contract/planning.ts";
import { instantOfWallTime } from "../../core/time/zones.ts";
import { uuidOf } from "./dice.ts";
import type { Draft, Plan, When } from "./plan.ts";
import type { SamplePlanning } from "./shapes.ts";
import { MAIL_DOMAIN, type Person } from "./staff.ts";

export const COMPANY = { number: "01", name: "Muster Haustechnik GmbH", time_zone: "Europe/Berlin" } as const;

const COLOURS = [
  "#1f77b4",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#17becf",
  "#bcbd22",
  "#ff7f0e",
  "#7f7f7f",
];

export function planningRows(plan: Plan): SamplePlanning {
  const { seed } = plan;
  const database = { id: uuidOf(seed, "database"), name: "Monteursteuerung" };
  const users = [...plan.people.map((person) => userRow(seed, person)), ...outsiders(seed)];
  const keyed = plan.drafts.map((draft) => ({ draft, key: keyOf(draft) }));
  keyed.sort((a, b) => compareText(a.key, b.key));
  return {
    company: { ...COMPANY },
    planningDatabases: [database],
    employees: plan.people.map((person) => employeeRow(seed, person)),
    users: users.map((user) => ({ ...user, planning_databases: [database.id] })),
    appointments: keyed.map(({ draft, key }, index) => appointmentRow(seed, key, draft, index)),
  };
}

export function employeeId(seed: number, index: number): string {
  return uuidOf(seed, `employee/${index}`);
}

function employeeRow(seed: number, person: Person): EmployeeRow {
  return {
    id: employeeId(seed, person.index),
    personnel_number: String(101 + person.index),
    display_name: person.name,
    colour: COLOURS[person.index % COLOURS.length] ?? "#7f7f7f",
    active: true,
  };
}

function userRow(seed: number, person: Person): AppUserRow {
  return {
    id: uuidOf(seed, `user/${person.login}`),
    login: person.login,
    display_name: person.name,
    employee_id: employeeId(seed, person.index),
    sync_kind: "office365",
    office365_user_name: person.email,
    office365_email: person.email,
    without_password: true,
    active: true,
  };
}

/** Two logins that take no part, each for a reason of its own, so that the status has something to explain. */
function outsiders(seed: number): AppUserRow[] {
  const login = (name: string, title: string, rest: Partial<AppUserRow>): AppUserRow => ({
    id: uuidOf(seed, `user/${name}`),
    login: name,
    display_name: title,
    employee_id: null,
    sync_kind: "office365",
    office365_user_name: null,
    office365_email: null,
    without_password: true,
    active: true,
    ...rest,
  });
  const accounting = `buchhaltung@${MAIL_DOMAIN}`;
  return [
    login("werkstatt", "Werkstatt-PC", { sync_kind: "none", without_password: false }),
    login("buchhaltung", "Buchhaltung extern", {
      office365_user_name: accounting,
      office365_email: accounting,
    }),
  ];
}

function appointmentRow(seed: number, key: string, draft: Draft, index: number): ImportedAppointment {
  const { customer } = draft;
  return {
    id: uuidOf(seed, `appointment/${key}`),
    subject: draft.subject,
    location: draft.location,
    notes: draft.notes,
    ...timeColumns(draft.when),
    category: draft.category,
    show_as: draft.showAs,
    private: false,
    reminder_minutes: draft.reminderMinutes,
    order_number: customer ? orderNumber(draft.when, index) : null,
    customer_name: customer?.name ?? null,
    customer_phone: customer?.phone ?? null,
    address: customer?.address ?? null,
    employees: draft.people.map((person) => employeeId(seed, person)),
  };
}

function orderNumber(when: When, index: number): string {
  const date = when.kind === "timed" ? when.date : when.first;
  return `${date.year}-${String(index + 1).padStart(5, "0")}`;
}

function timeColumns(
  when: When,
): Pick<AppointmentColumns, "all_day" | "starts_at" | "ends_at" | "start_date" | "end_date"> {
  if (when.kind === "allDay") {
    const [start_date, end_date] = [when.first.toString(), when.end.toString()];
    return { all_day: true, starts_at: null, ends_at: null, start_date, end_date };
  }
  return {
    all_day: false,
    starts_at: instantOfWallTime(wall(when.date, when.from), COMPANY.time_zone),
    ends_at: instantOfWallTime(wall(when.endDate, when.to), COMPANY.time_zone),
    start_date: null,
    end_date: null,
  };
}

export function wall(date: Temporal.PlainDate, minutes: number): string {
  return date
    .toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    .toString({ smallestUnit: "second" });
}

/** Nobody does two things at one time, so start and first person tell drafts apart; the subject for holidays and duties. */
function keyOf({ when, people, subject }: Draft): string {
  const start = when.kind === "timed" ? wall(when.date, when.from) : `${when.first}`;
  return `${start}/${String(people[0] ?? 0).padStart(4, "0")}/${subject}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
