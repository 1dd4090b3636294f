// Forgets what nobody needs any more: journal entries older than Sync.JournalDays, and planning's change rows that everybody has read.
import type { UserId } from "../core/model/ids.ts";
import type { PassFrame } from "./ports.ts";

const DAY_MS = 86_400_000;

/** Writes nothing where there is nothing to forget. */
export async function forgetOld(
  { state, planning, clock, sync }: PassFrame,
  participants: readonly UserId[],
): Promise<void> {
  await state.trimJournal(new Date(clock.now() - sync.JournalDays * DAY_MS).toISOString());
  const read = (await state.memories()).flatMap(({ userId, planningSequence }) =>
    planningSequence !== null && participants.includes(userId) ? [planningSequence] : [],
  );
  // Whoever has not read planning yet reads all of it, and needs no change rows.
  if (read.length > 0) await planning.trimChanges(Math.min(...read));
}
