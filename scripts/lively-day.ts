// What happens in a company on the day of the pictures: edits on both sides, a conflict, deletions that are held, colleagues with accounts.
import type { Event } from "@microsoft/microsoft-graph-types";
import type { Page } from "playwright-core";
import type { SessionAnswer } from "../src/contract/console/session.ts";
import type { BothSides, Person } from "../test/journey/both-sides.ts";
import { until } from "../test/journey/command.ts";
import { ADMIN, type ConsoleJourney } from "../test/journey/console-ground.ts";

interface Job {
  readonly id: string;
  readonly location: string;
}

const COLLEAGUES = [
  ["Disposition", "dispatcher"],
  ["Werkstatt", "viewer"],
] as const;

/** Resolves with the id of the appointment that is disputed. */
export async function liveThrough({ page }: ConsoleJourney, sides: BothSides): Promise<string> {
  const [busy, other] = sides.people.toSorted((a, b) => jobsOf(sides, b).length - jobsOf(sides, a).length);
  if (busy === undefined || other === undefined) throw new Error("The company is too small for the pictures");
  for (const [name, role] of COLLEAGUES)
    await ask(page, "POST", "/accounts", { name, role, password: ADMIN.password });
  await ask(page, "POST", "/programs", { name: "ERP", role: "dispatcher" });
  const [moved, planned, disputed] = jobsOf(sides, busy);
  if (moved === undefined || planned === undefined || disputed === undefined)
    throw new Error("Too little is planned for the pictures");
  await inOutlook(sides, moved, { location: { displayName: "Werkstatt" } });
  place(sides, planned, "Hintereingang");
  await until("the edits on the other side", async () => {
    const { mail, id } = eventOf(sides, planned);
    const there = await sides.outlook<Event>("GET", `${mail}/events/${id}`);
    return locationOf(sides, moved) === "Werkstatt" && there?.location?.displayName === "Hintereingang";
  });
  await inOutlook(sides, disputed, { location: { displayName: "Dachgeschoss" } });
  place(sides, disputed, "Keller");
  sides.sql([
    `delete from appointment where origin = 'planning' and id in
      (select appointment_id from appointment_employee group by appointment_id having max(employee_id) = ? and count(*) = 1)`,
    other.employee,
  ]);
  await until("a conflict and held deletions", async () => {
    const { held, conflicts } = await ask<{ held: unknown[]; conflicts: unknown[] }>(
      page,
      "GET",
      "/decisions",
    );
    return held.length > 0 && conflicts.length > 0;
  });
  return disputed.id;
}

/** As the console asks. */
async function ask<Answer>(page: Page, method: string, path: string, body?: object): Promise<Answer> {
  return (await page.evaluate(
    async ([method, path, body]) => {
      const { account } = (await (await fetch("/api/v1/session")).json()) as SessionAnswer;
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { "x-csrf-token": account?.csrf ?? "", ...(body && { "content-type": "application/json" }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    [method, path, body] as const,
  )) as Answer;
}

/** What that person alone is to do in the next days. */
function jobsOf(sides: BothSides, { employee }: Person): Job[] {
  return sides.sql<Job>([
    `select id, location from appointment join appointment_employee on appointment_id = id
      where origin = 'planning' and not all_day and employee_id = ? and starts_at > '2026-11-24T12:00:00Z'
        and (select count(*) from appointment_employee as other where other.appointment_id = id) = 1
      order by starts_at`,
    employee,
  ]);
}

function place(sides: BothSides, { id }: Job, location: string): void {
  sides.sql(["update appointment set location = ? where id = ?", location, id]);
}

function locationOf(sides: BothSides, { id }: Job): string | undefined {
  return sides.sql<Job>(["select location from appointment where id = ?", id])[0]?.location;
}

function eventOf(sides: BothSides, { id }: Job): { readonly mail: string; readonly id: string } {
  const [event] = sides.eventsOf(id);
  if (event === undefined) throw new Error(`No event for ${id}`);
  return event;
}

async function inOutlook(sides: BothSides, job: Job, change: Event): Promise<void> {
  const { mail, id } = eventOf(sides, job);
  await sides.outlook("PATCH", `${mail}/events/${id}`, change);
}
