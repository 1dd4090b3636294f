// The board while it fills: who is there, which days are worked, and the appointments found so far.
import type { ShowAsValue } from "../../contract/planning.ts";
import type { Customer } from "./customers.ts";
import { Dice } from "./dice.ts";
import { Roster } from "./roster.ts";
import type { Person, Role } from "./staff.ts";
import type { WorkDays } from "./work-days.ts";

type PlainDate = Temporal.PlainDate;

export type When =
  | { readonly kind: "allDay"; readonly first: PlainDate; readonly end: PlainDate }
  /** Minutes after midnight of `date` and of `endDate`. */
  | {
      readonly kind: "timed";
      readonly date: PlainDate;
      readonly from: number;
      readonly endDate: PlainDate;
      readonly to: number;
    };

export type DraftKind = "job" | "holiday" | "absence" | "school" | "meeting" | "onCall" | "emergency";

export interface Draft {
  readonly kind: DraftKind;
  readonly people: readonly number[];
  readonly subject: string;
  readonly when: When;
  readonly category: string;
  readonly showAs: ShowAsValue;
  readonly notes: string;
  readonly location: string;
  readonly reminderMinutes: number | null;
  readonly customer: Customer | null;
}

export interface Plan {
  readonly seed: number;
  readonly dice: Dice;
  readonly days: WorkDays;
  readonly today: PlainDate;
  readonly people: readonly Person[];
  readonly customers: readonly Customer[];
  readonly roster: Roster;
  readonly drafts: Draft[];
}

export function newPlan(
  seed: number,
  days: WorkDays,
  today: PlainDate,
  people: readonly Person[],
  customers: readonly Customer[],
): Plan {
  return {
    seed,
    dice: new Dice(seed, "plan"),
    days,
    today,
    people,
    customers,
    roster: new Roster(),
    drafts: [],
  };
}

const PLAIN = { showAs: "busy", notes: "", location: "", reminderMinutes: null, customer: null } as const;

export function draft(
  plan: Plan,
  wanted: Pick<Draft, "kind" | "people" | "subject" | "when" | "category"> & Partial<Draft>,
): void {
  if (wanted.people.length > 0) plan.drafts.push({ ...PLAIN, ...wanted });
}

export function on(date: PlainDate, from: number, to: number): When {
  return { kind: "timed", date, from, endDate: date, to };
}

export function clock(hours: number, minutes = 0): number {
  return hours * 60 + minutes;
}

export const WORK_START = clock(7, 30);
export const LUNCH = { from: clock(12), to: clock(12, 45) };

/** On Fridays at one, as the trade does. */
export function workEnd(date: PlainDate): number {
  return date.dayOfWeek === 5 ? clock(13) : clock(16, 15);
}

export function withRole(plan: Plan, ...roles: Role[]): readonly Person[] {
  const byRole = peopleByRole.get(plan.people) ?? new Map<string, readonly Person[]>();
  peopleByRole.set(plan.people, byRole);
  const key = roles.join("/");
  const found = byRole.get(key) ?? plan.people.filter((person) => roles.includes(person.role));
  byRole.set(key, found);
  return found;
}

/** It is asked for each job of a company of hundreds. */
const peopleByRole = new WeakMap<readonly Person[], Map<string, readonly Person[]>>();

/** Groups that meet; a small business is one. */
export function teams(people: readonly Person[]): Person[][] {
  return [...Map.groupBy(people, (person) => Math.floor(person.index / 15)).values()];
}

/** Runs of consecutive dates, as first day and the day after the last. */
export function runs(dates: readonly PlainDate[]): { first: PlainDate; end: PlainDate }[] {
  const found: { first: PlainDate; end: PlainDate }[] = [];
  for (const date of dates) {
    const last = found.at(-1);
    if (last?.end.equals(date)) last.end = date.add({ days: 1 });
    else found.push({ first: date, end: date.add({ days: 1 }) });
  }
  return found;
}
