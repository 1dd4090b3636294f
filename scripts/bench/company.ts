// The company that the benchmarks run on: so many people with so many jobs each, in planning and as Microsoft 365 knows them.
import type { Company } from "../../sandbox/company/company.ts";
import type { ImportedAppointment, PlanningImport } from "../../src/contract/planning.ts";

export const TENANT = "5d1c6c0e-0000-4000-8000-00000000be9c";
export const CLIENT = "5d1c6c0e-0000-4000-8000-00000000be9d";
export const SECRET = "bench-secret";
export const COMPANY = { number: "01", name: "Bench", timeZone: "Europe/Berlin" };

/** A week as a dispatcher plans it: six jobs on each of these days, from today on. */
const JOBS_A_DAY = 6;
/** What does not fit into the coming year lies further apart than people work, which nobody minds here. */
const MOST_DAYS = 400;

export interface Size {
  readonly people: number;
  readonly appointments: number;
}

export function uuid(kind: number, person: number, item = 0): string {
  const part = (value: number, length: number) => value.toString(16).padStart(length, "0");
  return `${part(kind, 8)}-${part(person, 4)}-4000-8000-${part(item, 12)}`;
}

export function emailOf(person: number): string {
  return `person${person}@bench.example`;
}

export function numbersOf({ people }: Pick<Size, "people">): readonly number[] {
  return Array.from({ length: people }, (_, index) => index + 1);
}

/** Jobs of 45 minutes, from the day of `now` (epoch milliseconds) on. */
export function appointmentsOf(person: number, count: number, now: number): ImportedAppointment[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(COMPANY.timeZone)
    .toPlainDate();
  const aDay = Math.max(JOBS_A_DAY, Math.ceil(count / MOST_DAYS));
  return Array.from({ length: count }, (_, index) => {
    const day = today.add({ days: Math.floor(index / aDay) });
    const hour = String(6 + (index % JOBS_A_DAY)).padStart(2, "0");
    return {
      id: uuid(3, person, index),
      subject: `Wartung ${person}-${index}`,
      location: "Landshut, Altstadt 12",
      notes: "Filter tauschen, Abgaswerte messen.",
      order_number: `A-${person}-${index}`,
      customer_name: "Familie Weber",
      all_day: false,
      starts_at: `${day}T${hour}:00:00Z`,
      ends_at: `${day}T${hour}:45:00Z`,
      employees: [uuid(1, person)],
    };
  });
}

export function directoryRows(size: Size): Pick<PlanningImport, "employees" | "users"> {
  return {
    employees: numbersOf(size).map((person) => ({
      id: uuid(1, person),
      personnel_number: String(person),
      display_name: `Person ${person}`,
      colour: null,
      active: true,
    })),
    users: numbersOf(size).map((person) => ({
      id: uuid(2, person),
      login: `person${person}`,
      display_name: `Person ${person}`,
      employee_id: uuid(1, person),
      sync_kind: "office365",
      office365_user_name: emailOf(person),
      office365_email: null,
      without_password: true,
      active: true,
    })),
  };
}

/** Takes the rows a few people at a time: a million of them are not held at once. */
export async function fillPlanning(
  planning: { importRows(rows: PlanningImport): Promise<unknown> },
  size: Size,
  now: number,
): Promise<void> {
  await planning.importRows(directoryRows(size));
  for (const person of numbersOf(size))
    await planning.importRows({ appointments: appointmentsOf(person, size.appointments, now) });
}

/** The tenant with empty calendars. */
export function tenantOf(size: Pick<Size, "people">): Company {
  return {
    tenantId: TENANT,
    apps: [{ clientId: CLIENT, secrets: [SECRET] }],
    users: numbersOf(size).map((person) => ({
      userPrincipalName: emailOf(person),
      displayName: `Person ${person}`,
    })),
  };
}
