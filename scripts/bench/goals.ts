// The goals, and what was measured of each. A goal that was missed is told with its reason; one that was not measured is told as that.
import type { Direction, Notices } from "./delays.ts";
import type { InitialRow, Results } from "./results.ts";

export interface Goal {
  readonly goal: string;
  /** In words, with its unit. */
  readonly measured: string;
  /** Null: not measured. */
  readonly isMet: boolean | null;
  /** Why it was missed, as far as that is known; empty where it was met. */
  readonly reason: string;
}

const MIB = 1_048_576;

export function goalsOf(results: Results): readonly Goal[] {
  return [
    ...efficiencyGoals(results),
    ...speedUpGoals(results),
    ...soonGoals(results),
    ...delayGoals(results),
    ...idleGoals(results),
    ...memoryGoals(results),
    ...conductGoals(results),
    ...realGoals(results),
  ];
}

function efficiencyGoals({ initialSync }: Results): readonly Goal[] {
  const of = (weather: InitialRow["weather"]) => initialSync.filter((row) => row.weather === weather);
  const least = (rows: readonly InitialRow[]) =>
    rows.map(({ efficiency }) => efficiency).sort((a, b) => a - b)[0];
  return [
    atLeast(
      "initial sync at a fixed latency: floor ÷ ours at least 0.85 at every size",
      least(of("fixed")),
      0.85,
      ratio,
    ),
    atLeast(
      "initial sync at log-normal latencies and 0.5 % refusals: floor ÷ ours at least 0.70 at every size",
      least(of("scattered")),
      0.7,
      ratio,
    ),
  ];
}

function speedUpGoals({ initialSync }: Results): readonly Goal[] {
  return (
    [
      [1, 3.3],
      [10, 33],
      [50, 150],
    ] as const
  ).map(([people, goal]) => {
    const rows = initialSync.filter((row) => row.weather === "fixed" && row.people === people);
    const least = rows.map(({ speedUp }) => speedUp).sort((a, b) => a - b)[0];
    const mailboxes = people === 1 ? "one mailbox" : `${people} mailboxes`;
    return atLeast(`${mailboxes}: at least ${goal} times as fast as the naive client`, least, goal, times);
  });
}

function soonGoals({ initialSync, real }: Results): readonly Goal[] {
  const played = initialSync.filter(({ people }) => people === 50).map(({ soon }) => soon);
  const all = [...played, ...real.filter(({ people }) => people === 50).map(({ soon }) => soon)];
  return [
    atMost(
      "50 mailboxes: everybody's coming 14 days within 60 s",
      all.sort((a, b) => b - a)[0],
      60_000,
      seconds,
    ),
  ];
}

function delayGoals({ delays }: Results): readonly Goal[] {
  const p95 = (direction: Direction, notices: Notices) =>
    delays.find((row) => row.when === "working" && row.notices === notices && row.direction === direction)
      ?.p95;
  return [
    atMost(
      "planning to Outlook: 95 of 100 edits within 10 s",
      p95("planningToOutlook", "none"),
      10_000,
      seconds,
    ),
    atMost(
      "Outlook to planning by polling alone, in working hours: 95 of 100 edits within 60 s",
      p95("outlookToPlanning", "none"),
      60_000,
      seconds,
    ),
    atMost(
      "Outlook to planning with notices, what Microsoft takes to tell left out: 95 of 100 edits within 5 s",
      p95("outlookToPlanning", "atOnce"),
      5_000,
      seconds,
    ),
  ];
}

function idleGoals({ idle: [idle] }: Results): readonly Goal[] {
  return [
    atMost(
      "at rest: at most one request for each mailbox and cycle",
      idle && idle.requests / idle.looks,
      1,
      ratio,
    ),
    atMost(
      "at rest: at most 0.05 HTTP calls for each mailbox and cycle",
      idle && idle.calls / idle.looks,
      0.05,
      thousandths,
    ),
    atMost("at rest: no writes", idle?.writes, 0, String),
  ];
}

function memoryGoals({ real, service }: Results): readonly Goal[] {
  const heldAtOnce =
    "about 100 MiB are the runtime, the official clients and the types being stripped at the start; 200 requests under way and a slice of 50 mailboxes have about 60 MiB in use, on which V8 puts half as much of rubbish, and 50 MiB for what is young";
  return [
    atMost(
      "50 mailboxes × 2,000 links: at most 200 MiB, service at rest and at work",
      service.find(({ people }) => people === 50)?.peakRss,
      200 * MIB,
      mebibytes,
      "about 100 MiB are the runtime, the official clients and the types being stripped from the source at the start; the console's server adds about 40 since it is there; the rest is heap that V8 has not given back. A package of built JavaScript would strip nothing",
    ),
    atMost(
      "500 mailboxes × 2,000 links: at most 350 MiB, service at rest and at work",
      service.find(({ people }) => people === 500)?.peakRss,
      350 * MIB,
      mebibytes,
      "an edit for everybody at the same moment starts 500 passes at once, and V8 does not give back what they needed",
    ),
    atMost(
      "50 mailboxes × 2,000: at most 200 MiB during the initial sync",
      real.find(({ people }) => people === 50)?.peakRss,
      200 * MIB,
      mebibytes,
      heldAtOnce,
    ),
  ];
}

function conductGoals(results: Results): readonly Goal[] {
  const rows = [...results.initialSync, ...results.real];
  const peak = rows.map((row) => row.peak).sort((a, b) => b - a)[0];
  const refusals = rows.length === 0 ? undefined : rows.reduce((sum, row) => sum + row.refusals, 0);
  return [
    atMost("no call before a Retry-After has passed, in any part", results.violations, 0, String),
    atMost("never more than four requests at a time to one mailbox", peak, 4, String),
    atMost("nobody refused for asking too much while the limits are the published ones", refusals, 0, String),
  ];
}

function realGoals({ real, kills: [kills] }: Results): readonly Goal[] {
  const apart = real.map(({ ours, played }) => Math.abs(ours - played) / played).sort((a, b) => b - a)[0];
  return [
    atMost(
      "event loop of an initial sync of 50 mailboxes: 99 of 100 timers at most 50 ms late",
      real.find(({ people }) => people === 50)?.delayP99,
      50,
      milliseconds,
      "loading the program holds it up for a second at the start, and commits of the state and the cleaning up of memory now and then; product and sandbox share two cores",
    ),
    atMost(
      "real time and played time agree within 5 %",
      apart,
      0.05,
      percent,
      "product and sandbox share the cores of one machine, and played time leaves computing out",
    ),
    atMost("initial sync killed 20 times: nothing twice", kills?.doubled, 0, String),
    atMost(
      "initial sync killed 20 times: at most 4 creates sent once more for each mailbox and kill",
      kills && kills.repeated / (kills.kills * kills.people),
      4,
      tenths,
    ),
  ];
}

type Words = (value: number) => string;

function atLeast(goal: string, value: number | undefined, bound: number, words: Words, reason = ""): Goal {
  return judged(goal, value, (one) => one >= bound, words, reason);
}

function atMost(goal: string, value: number | undefined, bound: number, words: Words, reason = ""): Goal {
  return judged(goal, value, (one) => one <= bound, words, reason);
}

function judged(
  goal: string,
  value: number | undefined,
  isGood: (value: number) => boolean,
  words: Words,
  reason: string,
): Goal {
  if (value === undefined) return { goal, measured: "not measured", isMet: null, reason: "" };
  const isMet = isGood(value);
  return { goal, measured: words(value), isMet, reason: isMet ? "" : reason || "not explained yet" };
}

export const ratio: Words = (value) => value.toFixed(2);
export const thousandths: Words = (value) => value.toFixed(3);
export const tenths: Words = (value) => value.toFixed(1);
export const times: Words = (value) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ×`;
export const seconds: Words = (value) => `${(value / 1000).toFixed(1)} s`;
export const milliseconds: Words = (value) => `${value.toFixed(1)} ms`;
export const mebibytes: Words = (value) => `${Math.round(value / MIB)} MiB`;
export const percent: Words = (value) => `${(value * 100).toFixed(1)} %`;

/** Seconds, minutes or hours, whatever is readable. */
export const duration: Words = (value) => {
  const s = value / 1000;
  if (s < 120) return `${s.toFixed(1)} s`;
  return s < 7_200 ? `${(s / 60).toFixed(1)} min` : `${(s / 3_600).toFixed(1)} h`;
};
