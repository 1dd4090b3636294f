// Forgets what nobody needs any more: journal entries older than Sync.JournalDays, and planning's change rows that everybody has read.
import type { UserId } from "../core/model/ids.ts";
import type { PassFrame } from "./frame.ts";

const DAY_MS = 86_400_000;

/** Writes nothing where there is nothing to forget. */
export async function forgetOld(
  { state, planning, clock, sync }: PassFrame,
  participants: readonly UserId[],
): Promise<void> {
  await state.trimJournal(new Date(clock.now() - sync.JournalDays * DAY_MS).toISOString());
  const positions = (await state.memories()).flatMap(({ userId, planningPosition }) =>
    planningPosition === null ? [] : [{ userId, ...planningPosition }],
  );
  const read = positions.filter(({ userId }) => participants.includes(userId));
  // Whoever has not read planning yet reads all of it, and needs no change rows.
  if (read.length === 0) return;
  const sequences = (of: typeof positions) => of.map(({ sequence }) => sequence);
  await planning.trimChanges(Math.min(...sequences(read)), sequences(positions));
}
