// Cases of the calendar suite: our marks, asked for of a few events and of many.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import type { Play } from "./calendar-play.ts";
import { fieldsOf } from "./calendar-stage.ts";

export function markCases(play: Play): void {
  describe("marks", () => {
    it("tells ours of the events that were asked for, and of no others", async () => {
      const first = await play.create();
      await play.create();
      const third = await play.create();
      const own = await play.stage.anna.add(fieldsOf({ subject: "Eigener" }));
      assert.deepEqual(
        await play.stage.calendar.marks(play.anna, [first.id, own, third.id]),
        new Map([
          [first.id, play.mark(1)],
          [third.id, play.mark(3)],
        ]),
      );
    });

    it("tells them of more events than one request holds", async () => {
      const created = await Promise.all(Array.from({ length: 23 }, () => play.create()));
      const own = await play.stage.anna.add(fieldsOf({ subject: "Eigener" }));
      const [untold, ...asked] = created.map(({ id }) => id);
      const marks = await play.stage.calendar.marks(play.anna, [...asked, own]);
      assert.deepEqual([...marks.keys()].sort(), asked.toSorted());
      assert.equal(untold && marks.has(untold), false);
    });

    it("tells none of an event that is gone, and the others all the same", async () => {
      const gone = await play.create();
      const there = await play.create();
      await play.stage.anna.delete(gone.id);
      const marks = await play.stage.calendar.marks(play.anna, [gone.id, there.id]);
      assert.deepEqual([...marks.keys()], [there.id]);
    });

    it("keeps them through an edit of ours and of a person", async () => {
      const created = await play.create();
      await play.stage.anna.edit(created.id, { subject: "Umbenannt" });
      const { version } = await play.present(created.id);
      await play.stage.calendar.update(play.anna, created.id, version, { fields: { location: "Anderswo" } });
      const marks = await play.stage.calendar.marks(play.anna, [created.id]);
      assert.deepEqual(marks.get(created.id), play.mark(1));
    });

    it("leads to the event that a create made, wherever in time it is by now", async () => {
      const event = play.newEvent();
      const made = await play.stage.calendar.create(play.anna, event);
      const far: Time = { kind: "timed", start: "2031-05-06T08:00:00Z", end: "2031-05-06T09:00:00Z" };
      await play.stage.anna.edit(made.id, { time: far });
      const found = await play.stage.calendar.findMade(play.anna, event);
      assert.deepEqual([found?.id, found?.fields.time], [made.id, far]);
    });

    it("leads nowhere where nothing was made, or what was made is gone", async () => {
      assert.equal(await play.stage.calendar.findMade(play.anna, play.newEvent()), null);
      const event = play.newEvent();
      const { id } = await play.stage.calendar.create(play.anna, event);
      await play.stage.anna.delete(id);
      assert.equal(await play.stage.calendar.findMade(play.anna, event), null);
    });

    it("asks nothing about no events", async () => {
      const before = play.stage.calendar.requests(play.anna);
      assert.deepEqual(await play.stage.calendar.marks(play.anna, [] as EventId[]), new Map());
      assert.equal(play.stage.calendar.requests(play.anna), before);
    });
  });
}
