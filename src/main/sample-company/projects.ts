// Work for two over several days: bathrooms, boilers, floors.
import { before } from "./absences.ts";
import { PROJECTS } from "./jobs.ts";
import { clock, draft, on, type Plan, WORK_START, withRole } from "./plan.ts";
import type { Person } from "./staff.ts";

type PlainDate = Temporal.PlainDate;

/** Projects are planned this far ahead. */
const DAYS_AHEAD = 42;

export function planProjects(plan: Plan): void {
  const installers = withRole(plan, "installer");
  const helpers = withRole(plan, "apprentice");
  const end = plan.today.add({ days: DAYS_AHEAD });
  for (const [position, installer] of installers.entries()) {
    const partner =
      helpers[position % Math.max(1, helpers.length)] ?? installers[(position + 1) % installers.length];
    if (partner && partner !== installer) planFor(plan, installer, partner, end);
  }
}

function planFor(plan: Plan, installer: Person, partner: Person, end: PlainDate): void {
  const dice = plan.dice.of(`projects/${installer.index}`);
  const workDays = plan.days.workDays().filter((date) => before(date, end));
  let at = dice.between(0, 6);
  while (at < workDays.length) {
    const project = dice.pick(PROJECTS);
    const length = dice.pick(project.days);
    const dates = workDays.slice(at, at + length);
    const people = [installer.index, partner.index];
    if (dates.length === length && dates.every((date) => plan.roster.isFree({ people, ...hours(date) }))) {
      const customer = dice.pick(plan.customers);
      for (const [index, date] of dates.entries()) {
        plan.roster.book({ people, ...hours(date) });
        draft(plan, {
          kind: "job",
          people,
          subject: `${project.subject} (Tag ${index + 1} von ${length})`,
          when: on(date, hours(date).from, hours(date).to),
          category: "Baustelle",
          notes: project.notes,
          reminderMinutes: index === 0 ? 30 : null,
          customer,
        });
      }
      at += length + dice.between(2, 7);
    } else {
      at += 1;
    }
  }
}

function hours(date: PlainDate): { date: PlainDate; from: number; to: number } {
  const from = date.dayOfWeek === 1 ? clock(7, 45) : WORK_START;
  return { date, from, to: date.dayOfWeek === 5 ? clock(12, 30) : clock(16) };
}
