// Lets only the initial syncs' progress through to the terminal.
import type { OnProgress } from "../engine/progress.ts";

/** A service tells in the terminal how the initial sync goes; what follows is the log's and the console's. */
export function initialOnly(onProgress: OnProgress): OnProgress {
  const initial = new Set<string>();
  return (progress) => {
    if (progress.kind === "started" && progress.initial) initial.add(progress.login);
    if (!initial.has(progress.login)) return;
    if (progress.kind === "ended") initial.delete(progress.login);
    onProgress(progress);
  };
}
