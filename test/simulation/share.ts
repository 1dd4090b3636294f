// A share of many seeds, and all shares together on as many cores as are wanted.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { closeStage, emptyStage, openStage, type Stage } from "../scenario/databases.ts";
import { type Failure, playSeed } from "./simulate.ts";
import { Tally } from "./tally.ts";

/** Seeds `from`, `from + step`, … below `end`. */
export interface Share {
  readonly from: number;
  readonly end: number;
  readonly step: number;
}

export type Told =
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "progress"; readonly played: number }
  | { readonly kind: "ended"; readonly played: number; readonly counts: ReadonlyMap<string, number> };

const TOLD_EVERY = 500;

export async function playShare({ from, end, step }: Share, tell: (told: Told) => void): Promise<Told> {
  const tally = new Tally();
  const stage = await openStage({ now: () => 0 });
  const emptied = (): Stage => {
    emptyStage(stage);
    return stage;
  };
  let played = 0;
  for (let seed = from; seed < end; seed += step) {
    const failure = await playSeed(seed, emptied, tally);
    if (failure !== null) tell({ kind: "failed", failure });
    played += 1;
    if (played % TOLD_EVERY === 0) tell({ kind: "progress", played: TOLD_EVERY });
  }
  await closeStage(stage);
  return { kind: "ended", played, counts: tally.counts };
}

export interface Outcome {
  readonly played: number;
  readonly failures: readonly Failure[];
  readonly tally: Tally;
}

export interface Order {
  readonly from: number;
  readonly count: number;
  readonly cores?: number;
}

/** Every core plays each so many-th seed. */
export async function playAll(
  order: Order,
  onTold: (told: Told) => void = () => undefined,
): Promise<Outcome> {
  const { from, count, cores = availableParallelism() } = order;
  const failures: Failure[] = [];
  const tally = new Tally();
  let played = 0;
  const take = (told: Told) => {
    if (told.kind === "failed") failures.push(told.failure);
    if (told.kind === "ended") {
      tally.addAll(told.counts);
      played += told.played;
    }
    onTold(told);
  };
  const shares = Array.from(
    { length: cores },
    (_, core): Share => ({ from: from + core, end: from + count, step: cores }),
  );
  await Promise.all(shares.map((share) => playInWorker(share, take)));
  return { played, failures: failures.toSorted((a, b) => a.seed - b.seed), tally };
}

function playInWorker(share: Share, take: (told: Told) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: share });
    let hasEnded = false;
    worker.on("message", (told: Told) => {
      hasEnded ||= told.kind === "ended";
      take(told);
    });
    worker.on("error", reject);
    worker.on("exit", () => (hasEnded ? resolve() : reject(new Error("A player left before its end."))));
  });
}
