// Tells open consoles what changed: one look a second for all of them, and none while nobody watches.
import type { Topic } from "../../contract/console/routes.ts";
import type { StatusReport } from "../../contract/report.ts";
import type { PlanningPort } from "../../engine/ports/planning.ts";

const LOOK_MS = 1_000;

export function listenTo(
  planning: Pick<PlanningPort, "latestChange">,
  status: () => Promise<StatusReport>,
  latestDeed: () => number,
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
      await look("appointments", () => planning.latestChange());
      await look("status", status);
      await look("deeds", async () => latestDeed());
      isLooking = false;
    }, LOOK_MS);
    return () => clearInterval(timer);
  };
}
