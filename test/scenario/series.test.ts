// Series: every occurrence is an appointment of its own, and remembers its series.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EventId } from "../../src/core/model/ids.ts";
import { parseTime } from "./when.ts";
import { emailOf, World } from "./world.ts";

const ANNA = emailOf("Anna");
const DAYS = ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28"];
const TIME = "07:00-07:30";

/** Anna's own round on four mornings, in step. */
async function openWithSeries(): Promise<{ world: World; master: EventId }> {
  const world = await World.open();
  const time = parseTime(`${DAYS[0]} ${TIME}`);
  const master = world.calendar.addDaily(ANNA, { subject: "Morgenrunde", time }, DAYS.length);
  await world.settle();
  return { world, master };
}

function rowOn(world: World, day: string): string {
  const [row] = world.sql("select id from appointment where starts_at like ?", `${day}%`);
  return String(row?.id);
}

function eventOn(world: World, day: string): EventId {
  const found = world.calendar
    .events(ANNA)
    .find(({ fields: { time } }) => time.kind === "timed" && time.start.startsWith(day));
  assert.ok(found, day);
  return found.id;
}

function inStep(world: World, expected: readonly string[]): void {
  assert.deepEqual(world.outlook("Anna"), expected);
  assert.deepEqual(
    world
      .board()
      .map(({ subject, when }) => `${subject} | ${when}`)
      .sort(),
    expected,
  );
}

const lines = (days: readonly string[]) => days.map((day) => `Morgenrunde | ${day} ${TIME}`);

test("every occurrence becomes an appointment that remembers its series", async () => {
  const { world } = await openWithSeries();
  await using _ = world;
  inStep(world, lines(DAYS));
  const [row] = world.sql(
    "select count(distinct series_id) as series, count(series_id) as rows from appointment",
  );
  assert.deepEqual({ ...row }, { series: 1, rows: 4 });
});

test("an occurrence moved on the board becomes an exception, the others stay", async () => {
  const { world } = await openWithSeries();
  await using _ = world;
  world.change(rowOn(world, "2026-11-26"), { when: "2026-11-26 09:00-09:30" });
  await world.settle();
  inStep(world, [...lines(["2026-11-25"]), "Morgenrunde | 2026-11-26 09:00-09:30", ...lines(DAYS.slice(2))]);
});

test("an occurrence deleted on the board is deleted in Outlook, and one deleted in Outlook on the board", async () => {
  const { world } = await openWithSeries();
  await using _ = world;
  world.remove(rowOn(world, "2026-11-26"));
  await world.settle();
  inStep(world, lines(DAYS.filter((day) => day !== "2026-11-26")));
  world.outlookDelete("Anna", eventOn(world, "2026-11-28"));
  await world.settle();
  inStep(world, lines(["2026-11-25", "2026-11-27"]));
});

test("a change of the series reaches all occurrences, exceptions apart", async () => {
  const { world, master } = await openWithSeries();
  await using _ = world;
  world.outlookEdit("Anna", eventOn(world, "2026-11-26"), { subject: "Im Lager" });
  await world.settle();
  world.calendar.editSeries(ANNA, master, { subject: "Frührunde" });
  await world.settle();
  inStep(world, [
    ...["2026-11-25", "2026-11-27", "2026-11-28"].map((day) => `Frührunde | ${day} ${TIME}`),
    `Im Lager | 2026-11-26 ${TIME}`,
  ]);
});

test("a deleted series takes all its appointments along", async () => {
  const { world, master } = await openWithSeries();
  await using _ = world;
  world.plan("Heizung", "Anna", "2026-11-25 09:00-11:00");
  world.plan("Bad", "Anna", "2026-11-25 13:00-15:00");
  await world.settle();
  world.settings({ DeletionGuard: { Count: 10, Percent: 20 } });
  world.calendar.deleteSeries(ANNA, master);
  await world.settle();
  inStep(world, ["Bad | 2026-11-25 13:00-15:00", "Heizung | 2026-11-25 09:00-11:00"]);
});

test("a series is found again after a lost state, moved occurrences too", async () => {
  const { world } = await openWithSeries();
  await using _ = world;
  world.change(rowOn(world, "2026-11-26"), { when: "2026-11-26 09:00-09:30" });
  await world.settle();
  await world.loseState();
  world.outlookEdit("Anna", eventOn(world, "2026-11-27"), { subject: "Umbenannt" });
  await world.settle();
  inStep(world, [
    ...lines(["2026-11-25"]),
    "Morgenrunde | 2026-11-26 09:00-09:30",
    ...lines(["2026-11-28"]),
    `Umbenannt | 2026-11-27 ${TIME}`,
  ]);
});
