// What the business does together: Monday morning, training, the guild, the Christmas party.
import { before } from "./absences.ts";
import { clock, draft, on, type Plan, teams, withRole } from "./plan.ts";
import type { Person } from "./staff.ts";

type PlainDate = Temporal.PlainDate;

export function planMeetings(plan: Plan): void {
  for (const team of teams(plan.people)) {
    mondays(plan, team);
    firstAid(plan, team);
    christmasParty(plan, team);
  }
  training(plan);
  guild(plan);
}

function mondays(plan: Plan, team: readonly Person[]): void {
  for (const date of plan.days.workDays().filter((each) => each.dayOfWeek === 1)) {
    meet(plan, team, date, clock(7), clock(7, 30), {
      subject: "Besprechung Wochenplanung",
      location: "Besprechungsraum",
      notes: "Baustellen der Woche, Material, Notdienst, Urlaub.",
    });
  }
}

function firstAid(plan: Plan, team: readonly Person[]): void {
  const dice = plan.dice.of(`firstAid/${team[0]?.index}`);
  const dates = plan.days.workDays().filter((date) => date.dayOfWeek === 3 && before(plan.today, date));
  if (dates.length === 0) return;
  meet(plan, team, dice.pick(dates), clock(7, 30), clock(12), {
    subject: "Erste-Hilfe-Kurs",
    location: "Besprechungsraum",
    notes: "Auffrischung für die Berufsgenossenschaft.",
  });
}

function christmasParty(plan: Plan, team: readonly Person[]): void {
  const date = plan.days
    .workDays()
    .find((each) => each.month === 12 && each.day >= 11 && each.dayOfWeek === 5);
  if (!date) return;
  meet(plan, team, date, clock(18), clock(23), {
    subject: "Weihnachtsfeier",
    location: "Gasthof Zur Post, Ergolding",
    notes: "",
  });
}

function training(plan: Plan): void {
  const experts = withRole(plan, "service", "installer", "master");
  const dates = plan.days.workDays().filter((date) => date.dayOfWeek === 2 || date.dayOfWeek === 4);
  for (const [position, expert] of experts.entries()) {
    const dice = plan.dice.of(`training/${position}`);
    if (dates.length === 0 || !dice.chance(0.6)) continue;
    meet(plan, [expert], dice.pick(dates), clock(8), clock(16), {
      subject: dice.pick([
        "Herstellerschulung Wärmepumpen",
        "Schulung Kältetechnik",
        "Lehrgang Trinkwasserhygiene",
        "Schulung Gasgeräte",
      ]),
      location: "Schulungszentrum Landshut",
      notes: "Unterlagen und Werkzeugtasche mitnehmen.",
    });
  }
}

/** The guild meets on the second Wednesday of every other month. */
function guild(plan: Plan): void {
  const masters = withRole(plan, "owner", "master").slice(0, 4);
  for (const date of plan.days.workDays()) {
    const second = date.dayOfWeek === 3 && Math.ceil(date.day / 7) === 2;
    if (!second || date.month % 2 === 0) continue;
    meet(plan, masters, date, clock(19), clock(21), {
      subject: "Innungsversammlung",
      location: "Handwerkskammer, Landshut",
      notes: "",
    });
  }
}

function meet(
  plan: Plan,
  team: readonly Person[],
  date: PlainDate,
  from: number,
  to: number,
  what: { subject: string; location: string; notes: string },
): void {
  const there = team.filter((person) => plan.roster.book({ people: [person.index], date, from, to }));
  draft(plan, {
    kind: "meeting",
    people: there.map((person) => person.index),
    when: on(date, from, to),
    category: "Besprechung",
    reminderMinutes: 15,
    ...what,
  });
}
