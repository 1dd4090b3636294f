// Who is away: public and works holidays, vacation, sickness, vocational school.
import { draft, type Plan, runs, teams, withRole } from "./plan.ts";
import type { Person } from "./staff.ts";
import { isSchoolClosed, isWorksHoliday } from "./work-days.ts";

type PlainDate = Temporal.PlainDate;

export function planAbsences(plan: Plan): void {
  holidays(plan);
  worksHolidays(plan);
  for (const [position, apprentice] of withRole(plan, "apprentice").entries())
    school(plan, apprentice, position);
  for (const person of plan.people) {
    vacation(plan, person);
    sickness(plan, person);
  }
}

function holidays(plan: Plan): void {
  for (const { date, name } of plan.days.holidays) {
    allDay(plan, plan.people, date, date.add({ days: 1 }), `Feiertag: ${name}`, "Feiertag", "holiday");
  }
}

function worksHolidays(plan: Plan): void {
  for (const { first, end } of runs(plan.days.all().filter(isWorksHoliday))) {
    allDay(plan, plan.people, first, end, "Betriebsurlaub", "Urlaub", "absence");
  }
}

function allDay(
  plan: Plan,
  people: readonly Person[],
  first: PlainDate,
  end: PlainDate,
  subject: string,
  category: string,
  kind: "holiday" | "absence",
): void {
  for (const team of teams(people)) {
    const when = { kind: "allDay", first, end } as const;
    draft(plan, { kind, people: team.map((each) => each.index), subject, when, category, showAs: "oof" });
  }
}

/** One apprentice goes two days a week, the next one for a week each month. */
function school(plan: Plan, apprentice: Person, position: number): void {
  const dates = plan.days.workDays().filter((date) => !isSchoolClosed(date) && hasSchool(date, position));
  for (const date of dates) plan.roster.markAway(apprentice.index, date, "school");
  for (const { first, end } of runs(dates)) {
    draft(plan, {
      kind: "school",
      people: [apprentice.index],
      subject: position % 2 === 0 ? "Berufsschule" : "Berufsschule (Blockwoche)",
      when: { kind: "allDay", first, end },
      category: "Berufsschule",
      location: "Berufsschule Landshut",
    });
  }
}

function hasSchool(date: PlainDate, position: number): boolean {
  const week = date.weekOfYear ?? 0;
  if (position % 2 === 1) return week % 4 === 2;
  return date.dayOfWeek === 2 || (date.dayOfWeek === 4 && week % 2 === 1);
}

function vacation(plan: Plan, person: Person): void {
  const dice = plan.dice.of(`vacation/${person.index}`);
  const mondays = plan.days.all().filter((date) => date.dayOfWeek === 1);
  const [past, future] = [
    mondays.filter((date) => before(date, plan.today)),
    mondays.filter((date) => !before(date, plan.today)),
  ];
  for (const [weeks, probability] of [
    [past, 0.55],
    [future, 0.7],
  ] as const) {
    if (weeks.length === 0 || !dice.chance(probability)) continue;
    const first = dice.pick(weeks);
    const end = first.add({ days: dice.chance(0.3) ? 14 : 7 });
    takeOff(plan, person, first, before(end, plan.days.end) ? end : plan.days.end, "Urlaub");
  }
}

function sickness(plan: Plan, person: Person): void {
  const dice = plan.dice.of(`sickness/${person.index}`);
  const past = plan.days.workDays().filter((date) => before(date, plan.today));
  if (past.length === 0 || !dice.chance(0.4)) return;
  const first = dice.pick(past);
  takeOff(plan, person, first, first.add({ days: dice.between(1, 3) }), "Krank");
}

/** One row for each run of days that are not free anyway, weekends between them included. */
function takeOff(
  plan: Plan,
  person: Person,
  first: PlainDate,
  end: PlainDate,
  subject: "Urlaub" | "Krank",
): void {
  const dates = Array.from({ length: first.until(end).days }, (_, index) => first.add({ days: index }));
  const missed = dates.filter((date) => plan.days.isWorkDay(date) && !plan.roster.isAway(person.index, date));
  const [firstMissed, lastMissed] = [missed[0], missed.at(-1)];
  if (!firstMissed || !lastMissed) return;
  const span = dates.filter((date) => !before(date, firstMissed) && !before(lastMissed, date));
  const free = span.filter((date) => !plan.days.isHoliday(date) && !isWorksHoliday(date));
  for (const run of runs(free.filter((date) => !isSchoolDay(plan, person, date)))) {
    draft(plan, {
      kind: "absence",
      people: [person.index],
      subject,
      when: { kind: "allDay", ...run },
      category: subject,
      showAs: "oof",
    });
  }
  for (const date of dates) plan.roster.markAway(person.index, date, subject);
}

function isSchoolDay(plan: Plan, person: Person, date: PlainDate): boolean {
  return plan.days.isWorkDay(date) && plan.roster.isAway(person.index, date);
}

export function before(a: PlainDate, b: PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) < 0;
}
