// What holds at every moment of a story, also while everything goes wrong.
import assert from "node:assert/strict";
import type { SyncReport } from "../../src/contract/report.ts";
import { overlapsWindow, windowAt } from "../../src/core/time/window.ts";
import { ZONE } from "../scenario/when.ts";
import { emailOf } from "../scenario/world.ts";
import { SYNC } from "../support/samples.ts";
import type { Play } from "./play.ts";

/** After a cycle; `report` is null where it came to an early end. `wasCalm`: nothing but single mailboxes was in trouble. */
export function checkCycle(play: Play, report: SyncReport | null, wasCalm = false): void {
  oneAppointmentForEachEvent(play);
  oneEventForEachAssignment(play);
  assert.deepEqual(play.trespasses, [], "a meeting was written to");
  assert.deepEqual(play.missing.deletedUnasked, [], "deleted because a restored planning does not know it");
  if (report !== null && wasCalm) othersAreNotConcerned(play, report);
}

/** Rows name the event or the meeting they came from. Not those that planners have put away. */
function oneAppointmentForEachEvent({ world }: Play): void {
  for (const column of ["web_url", "join_url"]) {
    const doubled = world.sql(
      `select ${column} as event, count(*) as rows from appointment
         where ${column} is not null and trashed_at is null and origin = 'office365'
           and id in (select appointment_id from appointment_employee) group by ${column} having count(*) > 1`,
    );
    assert.deepEqual(doubled, [], "several appointments for one event");
  }
}

/** Of the events that we made for an assignment one is there at most. */
function oneEventForEachAssignment({ world, made, moved, people, isMemoryBroken }: Play): void {
  if (![...made.values()].some((ids) => ids.size > 1)) return;
  // A lost memory does not find what lies outside of the window: Microsoft lists only what lies in it.
  const window = windowAt(world.ports.clock.now(), ZONE, SYNC.MonthsPast, SYNC.MonthsFuture);
  const there = new Set(
    people.flatMap((person) =>
      world.calendar
        .events(emailOf(person))
        .filter(({ fields }) => !isMemoryBroken || overlapsWindow(fields.time, window))
        .map(({ id }) => id),
    ),
  );
  for (const [assignment, ids] of made) {
    const living = [...ids].filter((id) => there.has(id) && !moved.has(id));
    assert.ok(living.length <= 1, `several events for ${assignment}: ${living.join(", ")}`);
  }
}

/** One mailbox in trouble leaves every other participant's pass as it is. */
function othersAreNotConcerned({ mailboxesInTrouble }: Play, { participants }: SyncReport): void {
  for (const { user, outcome, reason } of participants) {
    const isInTrouble = [...mailboxesInTrouble.keys()].some((person) => person.toLowerCase() === user);
    assert.ok(isInTrouble || outcome !== "failed", `${user} failed (${reason}) by somebody else's trouble`);
  }
}
