// Calendars that Graph reads in no long window: the real gateway over the sandbox, around the borders of the slices that it reads them in.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import type { Settings } from "../../sandbox/settings.ts";
import type { Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import type { CalendarRound } from "../../src/engine/ports/calendar.ts";
import { Play, refuses, WINDOW } from "./calendar-play.ts";
import { bySubject } from "./calendar-stage.ts";
import { HASTY, openGraphStage } from "./graph-calendar-stage.ts";

/** Where a window of this length is halved. */
const BORDER = Temporal.Instant.fromEpochMilliseconds(
  (Date.parse(WINDOW.start) + Date.parse(WINDOW.end)) / 2,
);

/** An hour, so many days after the border. */
function after(days: number, hours = 1): Time {
  const start = BORDER.add({ hours: days * 24 });
  return { kind: "timed", start: start.toString(), end: start.add({ hours }).toString() };
}

const WAYS: Record<string, Partial<Settings>> = {
  "breaks off": { deltaMostDays: 400 },
  "leads in circles": { deltaMostDays: 400, deltaOverMostDays: "circle" },
  "breaks off early, and tells no more than it must": {
    deltaMostDays: 100,
    deltaMasterAlways: false,
    deltaRemovesOutside: false,
    deltaTellsSeriesWhole: false,
    deltaLinkPath: "namespaced",
  },
  "breaks off, and tells occurrences alone, and everything that is elsewhere": {
    deltaMostDays: 400,
    deltaMasterAlways: false,
    deltaTellsSeriesWhole: false,
    deltaShufflesItems: true,
    deltaReplays: true,
  },
};

let play: Play | null = null;
afterEach(() => play?.end());

async function open(settings: Partial<Settings>): Promise<Play> {
  play = new Play(() => openGraphStage(settings, [], HASTY));
  await play.begin();
  return play;
}

const shown = ({ events }: CalendarRound, id: EventId) => events.filter((event) => event.id === id);

for (const [way, settings] of Object.entries(WAYS)) {
  describe(`a server that ${way}`, () => {
    it("is read to the end, once for each event", async () => {
      const { stage, ...calendar } = await opened(settings);
      const ids = [after(-3), after(-0.5), after(0, 0), after(-10, 20 * 24), after(3)].map((time, index) =>
        stage.anna.add({ subject: `Nr. ${index}`, time }),
      );
      const wholeDay = { kind: "allDay", startDate: day(0), endDate: day(1) } as const;
      const all = [...(await Promise.all(ids)), await stage.anna.add({ subject: "Tag", time: wholeDay })];
      const round = await calendar.readAll();
      assert.equal(round.complete, true);
      assert.deepEqual(round.events.map(({ id }) => id).sort(), all.sort());
      const next = await calendar.readSince(round);
      assert.deepEqual([next.removed, next.series.size], [[], 0]);
    });

    it("tells an event that crosses a border as moved, in either direction and to the other side of the window", async () => {
      const { stage, ...calendar } = await opened(settings);
      const there = await stage.anna.add({ subject: "Hin", time: after(-5) });
      const back = await stage.anna.add({ subject: "Her", time: after(5) });
      const far = await stage.anna.add({ subject: "Weit", time: after(-250) });
      let round = await calendar.readAll();
      for (const [to, fro, wide] of [
        [after(5), after(-5), after(250)],
        [after(-0.5), after(0.5), after(-1)],
        [after(0.5), after(-0.5), after(1)],
        [after(-20), after(20), after(-250)],
      ] as const) {
        await stage.anna.edit(there, { time: to });
        await stage.anna.edit(back, { time: fro });
        await stage.anna.edit(far, { time: wide });
        round = await calendar.readSince(round);
        assert.deepEqual(
          [there, back, far].map((id) => shown(round, id).map(({ fields }) => fields.time)),
          [[to], [fro], [wide]],
        );
        assert.deepEqual(round.removed, []);
      }
      await stage.anna.delete(there);
      assert.ok((await calendar.readSince(round)).removed.includes(there));
    });

    it("tells a series across a border as one, whatever becomes of an occurrence", async () => {
      const { stage, ...calendar } = await opened(settings);
      const times = Array.from({ length: 12 }, (_, index) => after(index - 6));
      const master = await stage.anna.addSeries("Morgenrunde", times);
      let round = await calendar.readAll();
      const occurrences = bySubject(round.events, "Morgenrunde");
      assert.deepEqual(occurrences.map(({ fields }) => fields.time).sort(byStart), times);
      const left = new Set(occurrences.map(({ id }) => id));
      assert.deepEqual(round.series.get(master), left);
      const at = (index: number) =>
        occurrences.find(({ fields }) => byStart(fields.time, times[index] as Time) === 0)?.id as EventId;
      /** What would be looked at before anything is believed. */
      const doubtful = async () => {
        round = await calendar.readSince(round);
        const told = round.series.get(master);
        return [...left].filter((id) => round.removed.includes(id) || told?.has(id) === false);
      };
      await stage.anna.edit(at(1), { subject: "Im Lager" });
      assert.deepEqual(await doubtful(), []);
      assert.equal(shown(round, at(1))[0]?.fields.subject, "Im Lager");
      for (const index of [2, 10, 5, 6, 7]) {
        await stage.anna.delete(at(index));
        assert.deepEqual(await doubtful(), [at(index)]);
        left.delete(at(index));
      }
      // No occurrence skips over its neighbours; these two have room.
      for (const [index, days] of [
        [4, 1.5],
        [4, -2],
        [8, -1.25],
        [8, 1],
      ] as const) {
        await stage.anna.edit(at(index), { time: after(days) });
        assert.deepEqual(await doubtful(), []);
        assert.deepEqual(shown(round, at(index))[0]?.fields.time, after(days));
      }
      await stage.anna.deleteSeries(master);
      assert.deepEqual(new Set(await doubtful()), left);
    });

    it("is read anew once its cursor is too old", async () => {
      const { stage, ...calendar } = await opened(settings);
      const round = await calendar.readAll();
      await stage.anna.add({ subject: "Danach", time: after(0) });
      stage.expireCursors();
      await refuses(calendar.readSince(round), "cursorExpired");
      assert.equal((await calendar.readAll()).events.length, 1);
    });
  });
}

it("a server that reads no month to its end is in trouble as ever", async () => {
  const { readAll } = await opened({ deltaMostDays: 20 });
  await refuses(readAll(), "graphUnavailable");
  await play?.end();
  const circles = await opened({ deltaMostDays: 20, deltaOverMostDays: "circle" });
  await circles.stage.anna.add({ subject: "Immer wieder", time: after(-300) });
  await refuses(circles.readAll(), "pageLoop");
});

async function opened(settings: Partial<Settings>) {
  const begun = await open(settings);
  return {
    stage: begun.stage,
    readAll: () => begun.readAll(),
    readSince: (round: CalendarRound) => begun.readSince(round),
  };
}

function day(offset: number): string {
  return BORDER.add({ hours: offset * 24 })
    .toString()
    .slice(0, 10);
}

function byStart(a: Time, b: Time): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}
