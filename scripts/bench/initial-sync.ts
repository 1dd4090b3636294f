// Benchmarks (a) and (b) in played time: how long an initial sync takes beside the floor and the plain clients, all over one trace, and after
// how long everybody's coming two weeks are done.
import { emailOf, numbersOf, type Size } from "./company.ts";
import { floorMs } from "./floor.ts";
import { fourWorkersMs, naiveMs } from "./plain-clients.ts";
import { type Conduct, NOW, PlayedCompany } from "./played-company.ts";
import { Trace, WEATHERS, type WeatherName } from "./trace.ts";

export interface InitialOrder extends Size {
  readonly weather: WeatherName;
  readonly seed: number;
}

export interface InitialRun extends InitialOrder, Conduct {
  /** Milliseconds, all of them. */
  readonly floor: number;
  readonly ours: number;
  readonly naive: number;
  readonly fourWorkers: number;
  /** Until the last event of the coming 14 days stood in the last mailbox. */
  readonly soon: number;
  readonly writes: number;
  readonly calls: number;
}

export async function playInitialSync(order: InitialOrder): Promise<InitialRun> {
  const trace = new Trace(WEATHERS[order.weather], order.seed);
  const company = await PlayedCompany.open(order, trace);
  await company.plan();
  await company.cycle();
  const ours = company.time.now() - NOW;
  company.assertComplete();
  const run: InitialRun = {
    ...order,
    floor: floorOf(order, trace),
    ours,
    naive: await naiveMs(order, trace),
    fourWorkers: await fourWorkersMs(order, trace),
    soon: soonDoneAt(company) - NOW,
    writes: order.people * order.appointments,
    calls: company.counts.calls,
    ...company.conduct(),
  };
  await company.close();
  for (const name of ["ours", "naive", "fourWorkers"] as const) {
    if (run[name] < run.floor)
      throw new Error(`${name} took ${run[name]} ms, less than the floor of ${run.floor} ms.`);
  }
  return run;
}

/** A reading and all creates for each mailbox; mailboxes do not wait for each other. */
export function floorOf(size: Size, trace: Trace): number {
  return Math.max(
    ...numbersOf(size).map((person) =>
      floorMs((index) => trace.at(emailOf(person), index), size.appointments + 1),
    ),
  );
}

const SOON_MS = 14 * 86_400_000;

function soonDoneAt(company: PlayedCompany): number {
  const end = NOW + SOON_MS;
  let last = 0;
  for (const person of numbersOf(company.size)) {
    const soon = company.events(person).filter(({ fields }) => fields.start.ms < end);
    if (soon.length === 0) throw new Error(`${emailOf(person)} has nothing in the coming 14 days.`);
    for (const { createdMs } of soon) last = Math.max(last, createdMs);
  }
  return last;
}
