// Tells open consoles what changed: one look a second for all of them, and none while nobody watches.
import type { Topic } from "../../contract/console/routes.ts";

const LOOK_MS = 1_000;

/** @param sources what tells each topic's state, cheap enough to be asked every second */
export function listenTo(
  sources: Readonly<Partial<Record<Topic, () => Promise<unknown>>>>,
): (onChange: (topic: Topic) => void) => () => void {
  return (onChange) => {
    const seen = new Map<Topic, string>();
    const look = async (topic: Topic, read: () => Promise<unknown>) => {
      // A planning database that is out of reach is told by the status, and looked at again in a second.
      const now = await read().then(JSON.stringify, () => null);
      if (now === null) return;
      const before = seen.get(topic);
      seen.set(topic, now);
      if (before !== undefined && before !== now) onChange(topic);
    };
    let isLooking = false;
    const timer = setInterval(async () => {
      if (isLooking) return;
      isLooking = true;
      for (const [topic, read] of Object.entries(sources)) await look(topic as Topic, read);
      isLooking = false;
    }, LOOK_MS);
    return () => clearInterval(timer);
  };
}
