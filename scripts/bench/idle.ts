// Benchmark (d) in played time: what 500 calendars cost in which nothing happens, while the service looks at each of them every minute.
import { StatementSync } from "node:sqlite";
import { serve } from "../../src/engine/pacemaker.ts";
import { rhythmOf } from "../../src/main/run-service.ts";
import { PlayedCompany } from "./played-company.ts";
import { Trace, WEATHERS } from "./trace.ts";

const MINUTE = 60_000;
/** As `SyncJob.Interval` has it where nobody sets it; in working hours a calendar at rest is looked at every minute. */
const INTERVAL_SECONDS = 300;
const PEOPLE = 500;
const APPOINTMENTS = 4;

export interface IdleOrder {
  readonly minutes: number;
  readonly seed: number;
}

export interface IdleRun extends IdleOrder {
  readonly mailboxes: number;
  /** Looks at a calendar: each of them a cycle of one mailbox. */
  readonly looks: number;
  readonly requests: number;
  readonly calls: number;
  /** Statements run in planning and state together. */
  readonly statements: number;
  /** On both sides and in the state. */
  readonly writes: number;
  /** Full comparisons that fell into this time, each mailbox's once a day, and what they asked for beside the looks. */
  readonly audits: number;
  readonly auditRequests: number;
  readonly violations: number;
  readonly refusals: number;
}

export async function playIdle(order: IdleOrder): Promise<IdleRun> {
  const trace = new Trace(WEATHERS.fixed, order.seed);
  const company = await PlayedCompany.open({ people: PEOPLE, appointments: APPOINTMENTS }, trace);
  await company.plan();
  await company.cycle();
  await company.cycle();
  const atRest = await company.cycle();
  if (atRest.participants.length !== PEOPLE) throw new Error(`${atRest.participants.length} participants`);
  const ending = new AbortController();
  const { company: settings, sync } = company.cycleOptions();
  const rhythm = rhythmOf(INTERVAL_SECONDS);
  const watch = new Watched();
  const serving = serve(company.ports, {
    settings: () => ({ company: settings, sync, rhythm }),
    onProgress: () => undefined,
    signal: ending.signal,
  });
  const measuring = (async () => {
    // Everybody is looked at once, in step from then on.
    await company.time.sleep(2 * MINUTE);
    const before = tracesOf(company);
    watch.begin();
    await company.time.sleep(order.minutes * MINUTE);
    const statements = watch.end();
    const after = tracesOf(company);
    ending.abort();
    return { before, after, statements };
  })();
  const [{ before, after, statements }] = await company.time.until(Promise.all([measuring, serving]));
  const written = statements.filter((sql) => /^\s*(insert|update|delete|replace)/i.test(sql));
  const audits = written.filter((sql) => /into audit\b/.test(sql)).length;
  const looked = after.looks.requests - before.looks.requests;
  const run: IdleRun = {
    ...order,
    mailboxes: PEOPLE,
    looks: PEOPLE * order.minutes,
    requests: looked,
    calls: after.looks.calls - before.looks.calls,
    statements: statements.length,
    writes: written.length - audits + after.writes - before.writes,
    audits,
    auditRequests: after.requests - before.requests - looked,
    violations: company.conduct().violations,
    refusals: company.conduct().refusals,
  };
  await company.close();
  if (run.requests < run.looks * 0.9)
    throw new Error(`${run.requests} requests for ${run.looks} looks: nobody looked.`);
  return run;
}

function tracesOf({ counts, core }: PlayedCompany) {
  const requests = [...counts.requests.values()].reduce((sum, one) => sum + one, 0);
  // The sandbox's log holds the last thousands only, but what is written stands in the mailboxes' counters.
  const writes = [...core.world.mailboxes.values()].reduce((sum, { seq }) => sum + seq, 0);
  return { requests, looks: { ...counts.looks }, writes };
}

/** The statements that are run in any database, as they are written. */
class Watched {
  readonly #real = {
    all: StatementSync.prototype.all,
    get: StatementSync.prototype.get,
    run: StatementSync.prototype.run,
  };
  #statements: string[] = [];

  begin(): void {
    const { all, get, run } = this.#real;
    const counted = <Real extends (...values: never[]) => unknown>(real: Real) => {
      const statements = this.#statements;
      return function (this: StatementSync, ...values: never[]) {
        statements.push(this.sourceSQL);
        return real.apply(this, values);
      };
    };
    Object.assign(StatementSync.prototype, { all: counted(all), get: counted(get), run: counted(run) });
  }

  end(): readonly string[] {
    Object.assign(StatementSync.prototype, this.#real);
    return this.#statements;
  }
}
