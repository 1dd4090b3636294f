// The power fails at a point of the sync's own commits. Planning and calendars are as they were at that instant; the state file is what
// the disk had synced, and of what was only written since, whatever chance leaves. The next start has to finish the work.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openState } from "../../src/gateways/state/open-state.ts";
import { realEntropy } from "../../src/gateways/system/entropy.ts";
import { Dice } from "../../src/main/sample-company/dice.ts";
import { emailOf, World } from "../scenario/world.ts";
import { type Commit, type Content, Disk, rowsOf } from "./disk.ts";
import { ROUNDS } from "./power-cut-rounds.ts";

const PEOPLE = ["Anna", "Bernd"] as const;
/** Small, so that the log is taken over into the file every few commits. */
const CHECKPOINT_PAGES = 24;
const SECTOR = 512;

interface Kind {
  readonly name: string;
  readonly isUnderWay: boolean;
  readonly fits: (commit: Commit) => boolean;
  /** What the disk has when the power is back. */
  readonly leaves: (synced: Content, written: Content, dice: Dice) => Content;
  /** The index as it lay there by chance; absent: none. */
  readonly index?: "stale" | "garbage";
}

const always = () => true;
const writes = ({ writesLog }: Commit) => writesLog;
const synced = (content: Content) => content;

export const KINDS: readonly Kind[] = [
  { name: "between two commits", isUnderWay: false, fits: always, leaves: synced },
  { name: "with a stale index", isUnderWay: false, fits: always, leaves: synced, index: "stale" },
  { name: "with a ruined index", isUnderWay: false, fits: always, leaves: synced, index: "garbage" },
  { name: "the log cut inside a frame", isUnderWay: true, fits: writes, leaves: cutLog },
  { name: "the last frames zeroed", isUnderWay: true, fits: writes, leaves: zeroedLog },
  { name: "sectors written in any order", isUnderWay: true, fits: writes, leaves: scatteredLog },
  {
    name: "the log begun anew, in part",
    isUnderWay: true,
    fits: ({ restartsLog }) => restartsLog,
    leaves: scatteredLog,
  },
  {
    name: "the log taken over in part",
    isUnderWay: true,
    fits: ({ isCheckpoint }) => isCheckpoint,
    leaves: halfTakenOver,
  },
];

function cutLog(before: Content, after: Content, dice: Dice): Content {
  const from = firstDifference(before.log, after.log);
  const length = dice.between(from, after.log.length - 1);
  const log = Buffer.concat([after.log.subarray(0, length), before.log.subarray(length)]);
  return { file: before.file, log };
}

function zeroedLog(before: Content, after: Content, dice: Dice): Content {
  const from = dice.between(firstDifference(before.log, after.log), after.log.length - 1);
  const log = Buffer.from(after.log);
  for (let at = from; at < log.length; at++) log[at] = before.log[at] ?? 0;
  return { file: before.file, log };
}

/** Each sector is written or not, and where the file has grown the others hold whatever was there. */
function scatteredLog(before: Content, after: Content, dice: Dice): Content {
  return { file: before.file, log: scattered(before.log, after.log, dice) };
}

/** The log was synced before; of the file's pages some are the new ones. */
function halfTakenOver(before: Content, after: Content, dice: Dice): Content {
  return { file: scattered(before.file, after.file, dice), log: after.log };
}

function scattered(before: Buffer, after: Buffer, dice: Dice): Buffer {
  const mixed = Buffer.from(after);
  for (let at = 0; at < after.length; at += SECTOR) {
    if (dice.chance(0.5)) continue;
    for (let byte = at; byte < Math.min(at + SECTOR, after.length); byte++)
      mixed[byte] = before[byte] ?? dice.between(0, 255);
  }
  return mixed;
}

function firstDifference(before: Buffer, after: Buffer): number {
  const at = after.findIndex((byte, index) => byte !== before[index]);
  assert.ok(at >= 0, "this commit has written nothing");
  return at;
}

/** Plays so many cuts, spread over the whole story, each kind in its turn. Returns what each was. */
export async function playCuts(seed: number, count: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "power-cut-"));
  try {
    const undisturbed = await play(join(folder, "undisturbed"), null);
    const told: string[] = [];
    for (let cut = 0; cut < count; cut++) {
      const dice = new Dice(seed, `cut ${cut}`);
      const kind = KINDS[cut % KINDS.length] as Kind;
      const fitting = undisturbed.commits.flatMap((commit, index) => (kind.fits(commit) ? [index + 1] : []));
      assert.ok(fitting.length > 0, kind.name);
      const share = (Math.floor(cut / KINDS.length) + dice.fraction()) / Math.ceil(count / KINDS.length);
      const atCommit = fitting[Math.floor(share * fitting.length)] ?? 1;
      const what = `seed ${seed}, cut ${cut}: ${kind.name}, commit ${atCommit} of ${undisturbed.commits.length}`;
      const order = { kind, atCommit, dice };
      const { picture, sent } = await play(join(folder, String(cut)), order).catch((thrown: unknown) => {
        throw new Error(what, { cause: thrown });
      });
      assert.deepEqual(picture, undisturbed.picture, what);
      assert.ok(sent <= undisturbed.sent, `${what}: ${sent} writes, ${undisturbed.sent} undisturbed`);
      told.push(what);
    }
    return told;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Cut {
  readonly kind: Kind;
  readonly atCommit: number;
  readonly dice: Dice;
}

interface Played {
  readonly commits: readonly Commit[];
  readonly picture: unknown;
  /** How many writes reached a calendar. */
  readonly sent: number;
}

async function play(folder: string, cut: Cut | null): Promise<Played> {
  mkdirSync(folder);
  await using world = await World.open({
    people: PEOPLE,
    sync: { DeletionGuard: { Count: 100, Percent: 100 } },
  });
  const fate =
    cut &&
    ({
      atCommit: cut.atCommit,
      callsAfter: cut.kind.isUnderWay ? "underWay" : cut.dice.between(0, 8),
    } as const);
  const disk = new Disk(join(folder, "state.db"), fate);
  try {
    const { ports } = world;
    let [restarted, isEditedMeanwhile] = [false, false];
    world.ports = { ...ports, planning: disk.guard(ports.planning), calendar: disk.guard(ports.calendar) };
    await unlessOff(disk, async () => {
      world.ports = { ...world.ports, state: await storeOn(world, disk.file, disk) };
      disk.connection.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    });
    for (const round of ROUNDS) {
      round(world);
      if (!disk.isOff) await unlessOff(disk, () => world.cycle());
      if (!disk.isOff || restarted) continue;
      // Half the time people go on working before the machine is up again.
      if (cut?.dice.chance(0.5) && round !== ROUNDS[0]) {
        isEditedMeanwhile = true;
        continue;
      }
      world.ports = { ...ports, state: await restart(world, disk, cut as Cut) };
      restarted = true;
      await world.cycle();
    }
    if (cut !== null && !restarted) world.ports = { ...ports, state: await restart(world, disk, cut) };
    const commits = [...disk.commits];
    await world.settle();
    // Of a value that somebody overwrote before the next start, nobody can tell whether it had arrived.
    if (!isEditedMeanwhile) await assertAllTold(world);
    return { commits, picture: pictureOf(world), sent: world.calendar.writes.length };
  } finally {
    await world.ports.state.close();
    disk.connection.close();
  }
}

function storeOn(world: World, file: string, disk?: Disk) {
  const options = { file, companyNumber: "01", clock: world.ports.clock, entropy: realEntropy };
  if (disk === undefined) return openState(options);
  return openState({ ...options, database: disk.connection, makeSafe: () => disk.makeSafe() });
}

/** What a dead process throws concerns nobody. */
async function unlessOff(disk: Disk, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    if (!disk.isOff) throw thrown;
  }
  // Whatever else it had under way comes to nothing first.
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The machine starts again: the files are what the disk kept, and the store is one that the engine has passed through. */
async function restart(world: World, disk: Disk, { kind, dice }: Cut) {
  const { file, log } = kind.leaves(disk.synced, disk.written, dice);
  const name = join(`${disk.file}.after`, "state.db");
  const index =
    kind.index &&
    readFileSync(`${disk.file}-shm`).map((byte) => (kind.index === "stale" ? byte : dice.between(0, 255)));
  for (const folder of [`${disk.file}.after`, `${disk.file}.look`]) {
    mkdirSync(folder);
    writeFileSync(join(folder, "state.db"), file);
    writeFileSync(join(folder, "state.db-wal"), log);
    if (index) writeFileSync(join(folder, "state.db-shm"), index);
  }
  const look = new DatabaseSync(join(`${disk.file}.look`, "state.db"));
  try {
    assert.ok(disk.legal.includes(rowsOf(look)), "the store is one that never was");
  } finally {
    look.close();
  }
  return storeOn(world, name);
}

/** Whatever reached a calendar stands in the journal, once. */
async function assertAllTold(world: World): Promise<void> {
  const told = (await world.entries()).filter(({ side }) => side === "office365");
  assert.equal(told.length, world.calendar.writes.length, "journal entries and writes in Outlook");
}

function pictureOf(world: World): unknown {
  const events = PEOPLE.map((person) =>
    world.calendar
      .events(emailOf(person))
      .map(
        ({ fields }) =>
          `${fields.subject} ${world.whenOf({ fields } as never)} ${fields.location} ${fields.category}`,
      )
      .sort(),
  );
  return {
    board: world.board(),
    places: world.sql("select subject, location from appointment order by 1, 2"),
    events,
  };
}
