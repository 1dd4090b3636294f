// Worlds in which much has happened, for tests that need any world but no story.
import { heal } from "./agreement.ts";
import { Dice } from "./dice.ts";
import { Play } from "./play.ts";
import { GROUPS, PEOPLE, type Step, turnOf, UNGUARDED } from "./story.ts";
import { Tally } from "./tally.ts";

type Edit = readonly [group: "planners" | "outlook", turn: string];

/** Everything that people do on both sides, short of emptying a side. */
const EVERYTHING: readonly Edit[] = (["planners", "outlook"] as const)
  .flatMap((group) => Object.keys(GROUPS[group]).map((turn): Edit => [group, turn]))
  .filter(([, turn]) => turn !== "removeEverything");

const ODD = /spoilTime|moveOut|Series|Like|moveAway|moveBack|copy/;

/** Without what leaves things that are set aside, doubled, or out of sight; and much is made anew. */
export const PLAIN: readonly Edit[] = [
  ...EVERYTHING.filter(([, turn]) => !ODD.test(turn)),
  ...Array.from({ length: 5 }, (): Edit[] => [
    ["planners", "plan"],
    ["outlook", "add"],
  ]).flat(),
];

/** After so many edits, with cycles in between, in step at the end. Its world is to be closed. */
export async function randomWorld(seed: number, count: number, edits = EVERYTHING): Promise<Play> {
  const play = await Play.open({ seed, people: PEOPLE, sync: UNGUARDED, steps: [] }, new Tally());
  const dice = new Dice(seed);
  for (const step of drawSteps(dice, count, edits)) {
    await playStep(play, step);
    if (dice.chance(0.4)) await play.cycle();
  }
  await heal(play);
  return play;
}

/** Further edits, with no cycle in between. */
export async function editAtRandom(play: Play, seed: number, count: number): Promise<void> {
  for (const step of drawSteps(new Dice(seed), count, EVERYTHING)) await playStep(play, step);
}

/** Texts of a world have numbers of their own, also when it is edited further. */
function drawSteps(dice: Dice, count: number, edits: readonly Edit[]): readonly Step[] {
  const first = dice.between(1, 1000) * 100;
  return Array.from({ length: count }, (_, index): Step => {
    const [group, turn] = dice.pick(edits) ?? ["planners", "plan"];
    return { number: first + index, group, turn, luck: dice.seed() };
  });
}

async function playStep(play: Play, step: Step): Promise<void> {
  await turnOf(step)(play, new Dice(step.luck), step.number);
}
