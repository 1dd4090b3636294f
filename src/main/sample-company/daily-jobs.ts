// The day's jobs of each person, dense around today and sparser into the future, as on a real board.

import type { Dice } from "./dice.ts";
import { BREAKDOWN, JOBS, type JobKind } from "./jobs.ts";
import { clock, draft, LUNCH, on, type Plan, WORK_START, withRole, workEnd } from "./plan.ts";
import type { Person, Role } from "./staff.ts";

type PlainDate = Temporal.PlainDate;

/** Jobs on a full day. */
const FULL_DAY: Readonly<Record<Role, number>> = {
  owner: 2,
  master: 2.4,
  office: 1.4,
  service: 3.2,
  installer: 2.6,
  store: 1.6,
  apprentice: 0.3,
};
/** A job that takes this long includes the lunch break. */
const WITH_LUNCH_MINUTES = 240;

/**
 * Fills the free time. `appointments`, where given, is how many each person shall have in all: days are filled from today
 * outwards until that many are reached or no time is left.
 */
export function planDailyJobs(plan: Plan, appointments: number | null): void {
  const counts = countByPerson(plan);
  const outwards = plan.days.workDays().sort((a, b) => distance(plan, a) - distance(plan, b));
  const passes = appointments === null ? 1 : 4;
  for (let pass = 0; pass < passes; pass += 1) {
    for (const date of outwards) {
      for (const person of plan.people) {
        const room = appointments === null ? 99 : appointments - (counts.get(person.index) ?? 0);
        if (room <= 0 || plan.roster.isAway(person.index, date)) continue;
        const dice = plan.dice.of(`jobs/${person.index}/${date}/${pass}`);
        const wanted = Math.min(room, dice.around(FULL_DAY[person.role] * density(plan, date, pass)));
        const booked = planDay(plan, person, date, wanted, dice);
        counts.set(person.index, (counts.get(person.index) ?? 0) + booked);
      }
    }
  }
}

function countByPerson(plan: Plan): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { people } of plan.drafts)
    for (const each of people) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

function distance(plan: Plan, date: PlainDate): number {
  return Math.abs(plan.today.until(date).days);
}

/** Share of a full day that is planned, by how far the day is away. Later passes fill what is left everywhere. */
function density(plan: Plan, date: PlainDate, pass: number): number {
  if (pass > 0) return 1;
  const days = plan.today.until(date).days;
  if (days < -14) return 0.5;
  if (days < 0) return 0.8;
  if (days <= 14) return 1;
  if (days <= 28) return 0.45;
  return days <= 56 ? 0.18 : 0.08;
}

/** Puts up to `wanted` jobs into the day, with travel between them and the lunch break kept. Returns how many found room. */
function planDay(plan: Plan, person: Person, date: PlainDate, wanted: number, dice: Dice): number {
  const kinds = kindsOn(plan, JOBS[person.role], date);
  let booked = 0;
  let cursor = date.dayOfWeek === 1 ? clock(7, 45) : WORK_START;
  while (booked < wanted && cursor < workEnd(date)) {
    const { kind, minutes, from } = fitting(kinds, cursor, dice);
    const to = from + minutes + (minutes >= WITH_LUNCH_MINUTES ? LUNCH.to - LUNCH.from : 0);
    const people = to <= workEnd(date) ? freePeople(plan, person, date, from, to) : [];
    if (people.length > 0 && plan.roster.book({ people, date, from, to })) {
      draftJob(plan, kind, people, date, from, to, dice);
      booked += 1;
      cursor = to + dice.pick([15, 15, 30, 30, 45]);
    } else {
      cursor += 30;
    }
  }
  return booked;
}

/** Each kind as often as its weight says; breakdowns only up to tomorrow. */
function kindsOn(plan: Plan, kinds: readonly JobKind[], date: PlainDate): JobKind[] {
  const known = kinds.filter((kind) => kind.category !== BREAKDOWN || plan.today.until(date).days <= 1);
  return known.flatMap((kind) => Array.from({ length: kind.weight ?? 2 }, () => kind));
}

/** A job that still fits in before lunch, if a few tries find one; else one after it. */
function fitting(
  kinds: readonly JobKind[],
  cursor: number,
  dice: Dice,
): { kind: JobKind; minutes: number; from: number } {
  const tries = Array.from({ length: 4 }, () => {
    const kind = dice.pick(kinds);
    const minutes = dice.pick(kind.minutes);
    return { kind, minutes, from: afterLunch(cursor, minutes) };
  });
  const fits = tries.find((each) => each.from === cursor) ?? tries[0];
  if (!fits) throw new RangeError("no kind of job");
  return fits;
}

function afterLunch(from: number, minutes: number): number {
  const overlaps = from < LUNCH.to && LUNCH.from < from + minutes;
  return overlaps && minutes < WITH_LUNCH_MINUTES ? LUNCH.to : from;
}

/** With the apprentice of the week, if there is one and both have time. */
function freePeople(plan: Plan, person: Person, date: PlainDate, from: number, to: number): number[] {
  const together = [person.index, ...apprenticesOf(plan, person, date)];
  if (plan.roster.isFree({ people: together, date, from, to })) return together;
  return plan.roster.isFree({ people: [person.index], date, from, to }) ? [person.index] : [];
}

/** Each apprentice goes with another fitter every week. */
function apprenticesOf(plan: Plan, person: Person, date: PlainDate): number[] {
  const fitters = withRole(plan, "service");
  const week = date.weekOfYear ?? 0;
  return withRole(plan, "apprentice")
    .filter((_, position) => fitters[(week + position) % Math.max(1, fitters.length)] === person)
    .map((each) => each.index);
}

function draftJob(
  plan: Plan,
  kind: JobKind,
  people: readonly number[],
  date: PlainDate,
  from: number,
  to: number,
  dice: Dice,
): void {
  draft(plan, {
    kind: "job",
    people,
    subject: kind.subject,
    when: on(date, from, to),
    category: kind.category,
    notes: dice.pick(kind.notes),
    location: kind.internal ? "Betrieb" : "",
    reminderMinutes: dice.chance(0.5) ? 15 : null,
    customer: kind.internal ? null : dice.pick(plan.customers),
  });
}
