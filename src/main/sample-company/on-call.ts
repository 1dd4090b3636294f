// The on-call weeks: nights, weekends and holidays, from Monday seven o'clock to the next, and what they bring.
import { before } from "./absences.ts";
import { EMERGENCIES } from "./jobs.ts";
import { clock, draft, on, type Plan, type When, withRole, workEnd } from "./plan.ts";
import type { Person } from "./staff.ts";

type PlainDate = Temporal.PlainDate;

const HANDOVER = clock(7);

export function planOnCall(plan: Plan): void {
  const rota = withRole(plan, "service", "installer").slice(0, 12);
  const mondays = plan.days.all().filter((date) => date.dayOfWeek === 1);
  for (const [week, monday] of mondays.entries()) {
    const dates = Array.from({ length: 7 }, (_, index) => monday.add({ days: index }));
    if (!before(monday.add({ days: 6 }), plan.days.end)) continue;
    const person = onDuty(plan, rota, week, dates);
    if (!person) continue;
    for (const when of duty(plan, dates)) {
      draft(plan, {
        kind: "onCall",
        people: [person.index],
        subject: "Notdienst",
        when,
        category: "Notdienst",
        showAs: "tentative",
        notes: "Notdiensthandy und Schlüssel Fahrzeug 1 übernehmen.",
      });
    }
    emergency(plan, person, dates);
  }
}

/** Whose turn it is; somebody away that week, or on the Monday on which it ends, is passed over. */
function onDuty(
  plan: Plan,
  rota: readonly Person[],
  week: number,
  dates: readonly PlainDate[],
): Person | undefined {
  const turn = week % Math.max(1, rota.length);
  const inTurn = [...rota.slice(turn), ...rota.slice(0, turn)];
  const last = dates.at(-1);
  const covered = last ? [...dates, last.add({ days: 1 })] : [];
  return inTurn.find((person) => !covered.some((date) => plan.roster.isAway(person.index, date)));
}

/** The hours of the week outside of work, each stretch in one piece. */
function duty(plan: Plan, dates: readonly PlainDate[]): When[] {
  const pieces: (When & { kind: "timed" })[] = [];
  for (const date of dates) {
    const from = plan.days.isWorkDay(date) ? workEnd(date) + (date.dayOfWeek === 5 ? 0 : 15) : HANDOVER;
    const piece = { kind: "timed", date, from, endDate: date.add({ days: 1 }), to: HANDOVER } as const;
    const last = pieces.at(-1);
    if (last?.endDate.equals(date) && last.to === from)
      pieces.splice(-1, 1, { ...last, endDate: piece.endDate });
    else pieces.push(piece);
  }
  return pieces;
}

/** Emergencies are only known afterwards. */
function emergency(plan: Plan, person: Person, dates: readonly PlainDate[]): void {
  const dice = plan.dice.of(`emergency/${dates[0]}`);
  for (const date of dates) {
    if (!before(date, plan.today) || !dice.chance(0.18)) continue;
    const from = clock(dice.between(17, 20), 15 * dice.between(0, 3));
    const to = from + 15 * dice.between(4, 10);
    if (!plan.roster.book({ people: [person.index], date, from, to })) continue;
    draft(plan, {
      kind: "emergency",
      people: [person.index],
      subject: `Notdiensteinsatz: ${dice.pick(EMERGENCIES)}`,
      when: on(date, from, to),
      category: "Notdienst",
      customer: dice.pick(plan.customers),
      notes: "Bericht und Material bitte am nächsten Werktag abgeben.",
    });
  }
}
