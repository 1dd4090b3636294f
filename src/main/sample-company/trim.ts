// Takes away what is too much where a number of appointments was asked for: the furthest from today first.
import type { Draft, Plan } from "./plan.ts";

/** At most `most` for each person; an appointment that nobody is left on is dropped. */
export function trimmed(plan: Plan, most: number): Draft[] {
  const counts = new Map<number, number>();
  const nearest = [...plan.drafts].sort((a, b) => distance(plan, a) - distance(plan, b));
  return nearest.flatMap((draft) => {
    const people = draft.people.filter((person) => (counts.get(person) ?? 0) < most);
    for (const person of people) counts.set(person, (counts.get(person) ?? 0) + 1);
    return people.length > 0 ? [{ ...draft, people }] : [];
  });
}

function distance(plan: Plan, { when }: Draft): number {
  return Math.abs(plan.today.until(when.kind === "timed" ? when.date : when.first).days);
}
