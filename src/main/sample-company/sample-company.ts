// The sample company for `demo`: a heating and plumbing business near Landshut, on both sides. Pure: the same order gives the
// same company, down to every id.
import { windowAt } from "../../core/time/window.ts";
import { planAbsences } from "./absences.ts";
import { customers } from "./customers.ts";
import { planDailyJobs } from "./daily-jobs.ts";
import { Dice } from "./dice.ts";
import { mailboxes } from "./mailboxes.ts";
import { planMeetings } from "./meetings.ts";
import { planOnCall } from "./on-call.ts";
import { newPlan, type Plan } from "./plan.ts";
import { COMPANY, planningRows } from "./planning-rows.ts";
import { planProjects } from "./projects.ts";
import type { SamplePlanning, SampleSandbox } from "./shapes.ts";
import { staff } from "./staff.ts";
import { trimmed } from "./trim.ts";
import { WorkDays } from "./work-days.ts";

/** The window that the demo sets, so that the initial sync ends while one looks on. */
export const DEMO_WINDOW = { monthsPast: 2, monthsFuture: 3 } as const;
export const MOST_EMPLOYEES = 500;

export interface SampleOrder {
  /** 1 to 500; 12 where absent. */
  readonly employees?: number | undefined;
  /** How many each employee shall have; where absent, as many as the trade brings (100 to 150 for a technician). */
  readonly appointments?: number | undefined;
  readonly seed: number;
  /** The present, epoch milliseconds; the company is planned around it. */
  readonly now: number;
  readonly monthsPast?: number | undefined;
  readonly monthsFuture?: number | undefined;
}

export interface SampleCompany {
  readonly planning: SamplePlanning;
  readonly sandbox: SampleSandbox;
}

export function sampleCompany(order: SampleOrder): SampleCompany {
  const plan = filledPlan(order);
  const sandbox = mailboxes(plan);
  return { planning: planningRows(plan), sandbox };
}

function filledPlan(order: SampleOrder): Plan {
  const { seed, now, monthsPast = DEMO_WINDOW.monthsPast, monthsFuture = DEMO_WINDOW.monthsFuture } = order;
  const window = windowAt(now, COMPANY.time_zone, monthsPast, monthsFuture);
  const days = new WorkDays(
    Temporal.PlainDate.from(window.startDate),
    Temporal.PlainDate.from(window.endDate),
  );
  const today = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(COMPANY.time_zone)
    .toPlainDate();
  const people = staff(Math.min(MOST_EMPLOYEES, Math.max(1, order.employees ?? 12)), new Dice(seed, "staff"));
  const plan = newPlan(
    seed,
    days,
    today,
    people,
    customers(40 + people.length * 12, new Dice(seed, "customers")),
  );
  planAbsences(plan);
  planMeetings(plan);
  planOnCall(plan);
  planProjects(plan);
  planDailyJobs(plan, order.appointments ?? null);
  return order.appointments === undefined ? plan : { ...plan, drafts: trimmed(plan, order.appointments) };
}
