// Plays a seed from its first step to its last word, and tells a failing one as shortly as it can be told.
import assert from "node:assert/strict";
import type { JournalEntry } from "../../src/contract/report.ts";
import type { Stage } from "../scenario/databases.ts";
import { emailOf } from "../scenario/world.ts";
import { checkEnd } from "./agreement.ts";
import { Dice } from "./dice.ts";
import { Play, q } from "./play.ts";
import { drawStory, type Story, turnOf } from "./story.ts";
import { Tally } from "./tally.ts";

/**
 * Throws where something that must always hold does not; `lines` then ends with the step that broke it. Returns what the story left
 * behind.
 */
export async function playStory(
  story: Story,
  stage: Stage,
  tally: Tally,
  lines: (() => string)[] = [],
): Promise<Picture> {
  const play = await Play.open(story, tally, stage);
  try {
    for (const step of story.steps) {
      const line = await turnOf(step)(play, new Dice(step.luck), step.number);
      if (line !== null) lines.push(line);
      await play.lookForMissing();
    }
    const journal = await checkEnd(play);
    tally.journal(journal);
    return pictureOf(play, journal);
  } finally {
    await play.world.close();
  }
}

/** Both sides and the journal; times that the database stamps by its own clock are left out. */
export interface Picture {
  readonly journal: readonly object[];
  readonly rows: readonly object[];
  readonly events: readonly object[];
  readonly writes: readonly object[];
}

function pictureOf({ world, people, outlook }: Play, journal: readonly JournalEntry[]): Picture {
  const rows = world.sql("select * from appointment order by id");
  return {
    journal: journal.map(({ delaySeconds: _, ...entry }) => entry),
    rows: rows.map(({ created_at: _, modified_at: __, ...row }) => row),
    events: people.map((person) => outlook.events(emailOf(person))),
    writes: outlook.writes,
  };
}

export function openingLine({ people, sync }: Story): string {
  return `await using world = await World.open(${q({ people, sync })});`;
}

/** Leaves out what the failure does not need: halves first, then single steps, until nothing more can go. */
export async function shrink(story: Story, fails: (shorter: Story) => Promise<boolean>): Promise<Story> {
  let shortest = story;
  for (let size = Math.ceil(story.steps.length / 2); size >= 1; ) {
    let isShorter = false;
    for (let from = 0; from < shortest.steps.length; ) {
      const steps = shortest.steps.toSpliced(from, size);
      const candidate = { ...shortest, steps };
      if (steps.length < shortest.steps.length && (await fails(candidate))) {
        shortest = candidate;
        isShorter = true;
      } else from += size;
    }
    if (!isShorter || size > 1) size = size === 1 ? 0 : Math.floor(size / 2);
  }
  return shortest;
}

export interface Failure {
  readonly seed: number;
  readonly error: string;
  /** The shortest story that still fails, as lines of a scenario. */
  readonly lines: readonly string[];
}

/** Each so many seeds one is played twice: chance must come from the seed alone. */
const PLAYED_TWICE = 1000;

export async function playSeed(seed: number, emptied: () => Stage, tally: Tally): Promise<Failure | null> {
  const story = drawStory(seed);
  try {
    const picture = await playStory(story, emptied(), tally);
    if (seed % PLAYED_TWICE === 0) {
      const again = await playStory(story, emptied(), new Tally());
      tally.add("played twice");
      assert.deepEqual(again, picture, "a second run ended otherwise");
    }
    return null;
  } catch (thrown) {
    return shorten(story, emptied, thrown);
  }
}

async function shorten(story: Story, emptied: () => Stage, thrown: unknown): Promise<Failure> {
  let error = thrown;
  let lines: string[] = [];
  const fails = async (shorter: Story) => {
    const told: (() => string)[] = [];
    try {
      await playStory(shorter, emptied(), new Tally(), told);
      return false;
    } catch (again) {
      if (headOf(again) !== headOf(thrown)) return false;
      [error, lines] = [again, told.map((line) => line())];
      return true;
    }
  };
  // Once as it is, for its lines.
  await fails(story);
  await shrink(story, fails);
  return { seed: story.seed, error: textOf(error), lines: [openingLine(story), ...lines] };
}

/** The same failure, whatever it names: its first words. */
function headOf(thrown: unknown): string {
  return textOf(thrown).split(/[:\n]/, 1)[0] ?? "";
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.message}\n${thrown.stack ?? ""}` : String(thrown);
}
