// Keeps the page up to date: one small question a second, and none while nobody looks.

const POLL_MS = 1000;

/**
 * `poll()` is asked in turn, never twice at once. What it throws goes to `onError`; it is asked again all the same.
 * Gives a function that asks at once: after a change of one's own, nobody waits a second.
 */
export function keepLive(poll, onError) {
  let timer = 0;
  let isAsking = false;
  let isWanted = false;
  const turn = async () => {
    clearTimeout(timer);
    // An answer that is under way may know nothing of what just happened.
    isWanted = isAsking;
    if (isAsking) return;
    isAsking = true;
    try {
      await poll();
    } catch (error) {
      onError(error);
    }
    isAsking = false;
    if (isWanted) turn();
    else if (!document.hidden) timer = setTimeout(turn, POLL_MS);
  };
  document.addEventListener("visibilitychange", () => !document.hidden && turn());
  turn();
  return turn;
}
