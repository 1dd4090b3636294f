// Benchmark (e) in played time: limits that fall while an initial sync runs, a mailbox's from four at a time to two to one, and the application's
// to four over all mailboxes. Nobody tells the product; it has to find out by being refused, and must not ask before a Retry-After has passed.
import { runCycle } from "../../src/engine/cycle.ts";
import { emailOf, numbersOf, type Size } from "./company.ts";
import { fallingFloorMs, type Stretch } from "./falling-floor.ts";
import { neededOf } from "./floor.ts";
import { type Conduct, NOW, PlayedCompany } from "./played-company.ts";
import { Trace, WEATHERS, type WeatherName } from "./trace.ts";

export interface LimitsOrder {
  readonly whose: "mailbox" | "application";
  readonly weather: WeatherName;
  readonly seed: number;
}

export interface LimitsRun extends LimitsOrder, Conduct, Size {
  /** Milliseconds. */
  readonly floor: number;
  readonly ours: number;
  readonly requests: number;
  /** Passes that were refused more often than their patience lasts; the next cycle went on where they were. */
  readonly gaveUp: number;
}

const MINUTE = 60_000;
const MOST_CYCLES = 5;
const PLANS = {
  mailbox: {
    size: { people: 1, appointments: 2_000 },
    lever: "mailboxConcurrency",
    stretches: [
      { atATime: 4, ms: MINUTE },
      { atATime: 2, ms: MINUTE },
      { atATime: 1, ms: Number.POSITIVE_INFINITY },
    ],
  },
  application: {
    size: { people: 10, appointments: 300 },
    lever: "appConcurrency",
    stretches: [
      { atATime: 40, ms: MINUTE / 6 },
      { atATime: 4, ms: Number.POSITIVE_INFINITY },
    ],
  },
} as const satisfies Record<string, { size: Size; lever: string; stretches: readonly Stretch[] }>;

export async function playLoweredLimits(order: LimitsOrder): Promise<LimitsRun> {
  const { size, lever, stretches } = PLANS[order.whose];
  const trace = new Trace(WEATHERS[order.weather], order.seed);
  const company = await PlayedCompany.open(size, trace);
  await company.plan();
  let isOver = false;
  const lowering = (async () => {
    for (const { atATime, ms } of stretches) {
      company.core.control.settings({ [lever]: atATime });
      if (ms < Number.POSITIVE_INFINITY) await company.time.sleep(ms);
      if (isOver) throw new Error("The sync was over before the limits had fallen.");
    }
  })();
  // Who gives up is taken up by the next cycle, as the service does it.
  const cycles = async () => {
    for (let gaveUp = 0, cycle = 1; cycle <= MOST_CYCLES; cycle++) {
      const { participants } = await runCycle(company.ports, company.cycleOptions());
      const bad = participants.filter(({ outcome }) => outcome !== "ok").length;
      isOver = true;
      if (bad === 0) return gaveUp;
      gaveUp += bad;
    }
    throw new Error(company.lastError);
  };
  const [gaveUp] = await company.time.until(Promise.all([cycles(), lowering]));
  const ours = company.time.now() - NOW;
  company.assertComplete();
  const needed = numbersOf(size).flatMap((person) =>
    neededOf((index) => trace.at(emailOf(person), index), size.appointments + 1),
  );
  const run: LimitsRun = {
    ...order,
    ...size,
    floor: fallingFloorMs(needed, stretches),
    ours,
    gaveUp,
    requests: [...company.counts.requests.values()].reduce((sum, one) => sum + one, 0),
    ...company.conduct(),
  };
  await company.close();
  if (run.ours < run.floor) throw new Error(`${run.ours} ms is less than the floor of ${run.floor} ms.`);
  if (run.refusals === 0) throw new Error("Nobody was refused: the limits did not fall.");
  return run;
}
