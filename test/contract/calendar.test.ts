// The calendar suite over the in-memory twin, and over the real gateway with the sandbox as its Microsoft 365.
import type { Settings } from "../../sandbox/settings.ts";
import { calendarSuite } from "./calendar-suite.ts";
import { HASTY, openGraphStage } from "./graph-calendar-stage.ts";
import { openMemoryStage } from "./memory-calendar-stage.ts";

/** What nobody knows for certain about Microsoft 365, the other way round. */
const THE_OTHER_WAY: Partial<Settings> = {
  mailboxConcurrency: 2,
  retryAfterSeconds: 0.05,
  tokenLifetimeSeconds: 60,
  transactionReplayStatus: 200,
  transactionDuplicateStatus: 409,
  transactionOutlivesDeletion: true,
  secondDeleteStatus: 400,
  deltaMasterAlways: false,
  deltaRemovesOutside: false,
  deltaTellsSeriesWhole: false,
  deltaLinkPath: "namespaced",
};

calendarSuite("the in-memory twin", openMemoryStage);
calendarSuite("the Graph gateway over the sandbox", () => openGraphStage());
calendarSuite("the Graph gateway over a sandbox of other habits", () => openGraphStage(THE_OTHER_WAY));
calendarSuite("the Graph gateway over a sandbox that reads no long windows", async () => {
  const stage = await openGraphStage({ deltaMostDays: 200 }, [], HASTY);
  return { ...stage, requestsAtRest: 4 };
});
