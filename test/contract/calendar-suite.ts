// What every CalendarPort must do, whatever is behind it: the same cases for the in-memory twin and for the Graph gateway.
import { afterEach, beforeEach, describe } from "node:test";
import { markCases } from "./calendar-marks.ts";
import { Play } from "./calendar-play.ts";
import { readingCases } from "./calendar-reading.ts";
import { seriesCases } from "./calendar-series.ts";
import type { Stage } from "./calendar-stage.ts";
import { writingCases } from "./calendar-writing.ts";

export function calendarSuite(name: string, open: () => Promise<Stage>): void {
  describe(`calendar: ${name}`, () => {
    const play = new Play(open);
    beforeEach(() => play.begin());
    afterEach(() => play.end());
    readingCases(play);
    writingCases(play);
    markCases(play);
    seriesCases(play);
  });
}
