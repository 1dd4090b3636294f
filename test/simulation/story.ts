// A story as data: who takes part, under which settings, and the steps in their order. Drawn from a seed; without some of its steps it is
// a story still.
import type { SyncSettings } from "../../src/contract/settings.ts";
import { AMID, AROUND, CYCLES, MEMORY, WEATHER } from "./around.ts";
import { Dice } from "./dice.ts";
import { OUTLOOK, PLANNERS, type Turn } from "./turns.ts";

export interface Step {
  /** Its place in the story as it was drawn: tells its texts apart. */
  readonly number: number;
  readonly group: keyof typeof GROUPS;
  readonly turn: string;
  /** The seed of its own dice. */
  readonly luck: number;
}

export interface Story {
  readonly seed: number;
  readonly people: readonly string[];
  readonly sync: Partial<SyncSettings>;
  readonly steps: readonly Step[];
}

export const GROUPS = {
  planners: PLANNERS,
  outlook: OUTLOOK,
  cycles: CYCLES,
  amid: AMID,
  weather: WEATHER,
  around: AROUND,
  memory: MEMORY,
} as const;

export const PEOPLE = ["Anna", "Bernd", "Carla"] as const;
/** No story is stopped by the guard unless it is about the guard. */
export const UNGUARDED = { DeletionGuard: { Count: 1000, Percent: 100 } };

export function drawStory(seed: number): Story {
  const dice = new Dice(seed);
  const people = PEOPLE.slice(0, dice.pick([1, 2, 2, 2, 3] as const));
  const sync = drawSettings(dice);
  const steps = [...drawTurns(dice)].map(
    ([group, turn], index): Step => ({ number: index + 1, group, turn, luck: dice.seed() }),
  );
  return { seed, people, sync, steps };
}

/** First there is something, mostly in step on both sides already; then come a few rounds of edits with a cycle after each. */
function* drawTurns(dice: Dice): Generator<Drawn> {
  const climate = dice.chance(0.25) ? [] : Object.keys(WEATHER).filter(() => dice.chance(0.25));
  const forgets = dice.chance(0.12);
  for (let count = dice.between(1, 3); count > 0; count--) yield dice.pick(BEGINNINGS);
  if (dice.chance(0.8)) yield dice.pick(FIRST_CYCLES);
  for (let round = dice.between(1, 4); round > 0; round--) {
    for (let count = dice.between(1, 4); count > 0; count--) yield drawEdit(dice);
    if (forgets && dice.chance(0.6)) yield ["memory", dice.pick(Object.keys(MEMORY)) ?? "lose"];
    while (dice.chance(0.45)) {
      const weather = dice.pick(climate);
      if (weather !== undefined) yield ["weather", weather];
    }
    yield dice.pick(ENDS);
  }
}

type Drawn = [Step["group"], string];

const FIRST_CYCLES: readonly [Drawn, ...Drawn[]] = [
  ["cycles", "cycle"],
  ["amid", "cycle"],
];

/** Of a round. */
const ENDS: readonly [Drawn, ...Drawn[]] = [
  ["cycles", "cycle"],
  ["cycles", "cycle"],
  ["amid", "cycle"],
  ["amid", "cycle"],
  ["cycles", "dyingCycle"],
  ["cycles", "dyingCycle"],
  ["cycles", "cycleOfOne"],
];

const BEGINNINGS: readonly [Drawn, ...Drawn[]] = [
  ["planners", "planMany"],
  ["planners", "planMany"],
  ["planners", "plan"],
  ["planners", "plan"],
  ["outlook", "add"],
  ["outlook", "meet"],
  ["outlook", "addSeries"],
];

function drawEdit(dice: Dice): Drawn {
  const group = dice.pick(["planners", "planners", "outlook", "outlook", "around"] as const);
  return [group, dice.pick(Object.keys(GROUPS[group])) ?? "wait"];
}

function drawSettings(dice: Dice): Partial<SyncSettings> {
  return {
    ...(dice.chance(0.15) ? { DeletionGuard: { Count: 0, Percent: 0 } } : UNGUARDED),
    ...(dice.chance(0.1) && { DeletedInOutlook: "Restore" as const }),
    ...(dice.chance(0.1) && { PrivateEvents: "Full" as const }),
    ...(dice.chance(0.1) && { ConflictWinner: dice.pick(["Planning", "Office365"] as const) }),
  };
}

export function turnOf({ group, turn }: Step): Turn {
  const found = (GROUPS[group] as Readonly<Record<string, Turn>>)[turn];
  if (found === undefined) throw new Error(`no turn is called ${group}.${turn}`);
  return found;
}
