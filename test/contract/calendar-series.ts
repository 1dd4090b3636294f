// Cases of the calendar suite: series with their occurrences, and meetings with their copies.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sameText } from "../../src/core/mapping/same-text.ts";
import { NO_HEADER, type Time } from "../../src/core/model/fields.ts";
import { type Play, WINDOW } from "./calendar-play.ts";
import { BERND, bySubject, fieldsOf } from "./calendar-stage.ts";

export function seriesCases(play: Play): void {
  describe("series", () => {
    const times = [25, 26, 27, 28].map(
      (day): Time => ({
        kind: "timed",
        start: `2026-11-${day}T08:00:00Z`,
        end: `2026-11-${day}T08:30:00Z`,
      }),
    );

    it("gives each occurrence as an event in full, the master never", async () => {
      const master = await play.stage.anna.addSeries("Morgenrunde", times);
      const round = await play.readAll();
      const occurrences = bySubject(round.events, "Morgenrunde");
      assert.deepEqual(occurrences.map((event) => event.fields.time).sort(byStart), times);
      assert.ok(occurrences.every((event) => event.seriesMasterId === master));
      assert.deepEqual(occurrences.map((event) => event.occurrenceDate).sort(), [
        "2026-11-25",
        "2026-11-26",
        "2026-11-27",
        "2026-11-28",
      ]);
      assert.deepEqual(round.series.get(master), new Set(occurrences.map((event) => event.id)));
      for (const occurrence of occurrences) assert.deepEqual(await play.present(occurrence.id), occurrence);
    });

    it("tells an occurrence that was edited, and keeps the others", async () => {
      const master = await play.stage.anna.addSeries("Morgenrunde", times);
      const start = await play.readAll();
      const [first] = start.events;
      assert.ok(first);
      await play.stage.anna.edit(first.id, { subject: "Morgenrunde im Lager" });
      const round = await play.readSince(start);
      const edited = round.events.find((event) => event.id === first.id);
      assert.equal(edited?.fields.subject, "Morgenrunde im Lager");
      assert.equal(edited?.occurrenceDate, first.occurrenceDate);
      assert.equal(edited?.seriesMasterId, master);
      assert.equal(round.series.get(master)?.size ?? 4, 4);
      assert.deepEqual(await play.present(first.id), edited);
    });

    it("lets an occurrence that was deleted be missing from its series", async () => {
      const master = await play.stage.anna.addSeries("Morgenrunde", times);
      const start = await play.readAll();
      const [first, ...others] = start.events;
      assert.ok(first);
      await play.stage.anna.delete(first.id);
      const round = await play.readSince(start);
      const isTold = round.removed.includes(first.id) || round.series.get(master)?.has(first.id) === false;
      assert.ok(isTold);
      assert.deepEqual(await play.look(first.id), { kind: "gone" });
      const left = await play.stage.calendar.look(
        play.anna,
        others.map((event) => event.id),
      );
      assert.ok([...left.values()].every((one) => one.kind === "present"));
    });

    it("tells that a whole series was deleted", async () => {
      const master = await play.stage.anna.addSeries("Morgenrunde", times);
      const start = await play.readAll();
      await play.stage.anna.deleteSeries(master);
      const round = await play.readSince(start);
      assert.deepEqual(round.series.get(master), new Set());
      const looks = await play.stage.calendar.look(
        play.anna,
        start.events.map((event) => event.id),
      );
      assert.deepEqual(new Set([...looks.values()].map((one) => one.kind)), new Set(["gone"]));
    });

    it("makes an exception of an occurrence that we move", async () => {
      await play.stage.anna.addSeries("Morgenrunde", times);
      const [first] = (await play.readAll()).events;
      assert.ok(first);
      const time: Time = { kind: "timed", start: "2026-11-25T09:00:00Z", end: "2026-11-25T09:30:00Z" };
      const moved = await play.stage.calendar.update(play.anna, first.id, first.version, {
        fields: { time },
      });
      assert.deepEqual(moved.fields.time, time);
      assert.equal(moved.occurrenceDate, first.occurrenceDate);
      assert.equal((await play.readAll()).events.length, 4);
    });

    it("deletes a single occurrence", async () => {
      await play.stage.anna.addSeries("Morgenrunde", times);
      const [first] = (await play.readAll()).events;
      assert.ok(first);
      await play.stage.calendar.remove(play.anna, first.id, first.version);
      assert.equal((await play.readAll()).events.length, 3);
    });
  });

  describe("meetings", () => {
    it("shows a meeting in both mailboxes under one iCalUId", async () => {
      const id = await play.stage.anna.invite("Baubesprechung", fieldsOf().time);
      const own = await play.present(id);
      const bernd = await play.stage.calendar.findMailbox([BERND]);
      const [copy] = (await play.stage.calendar.changes(bernd, WINDOW, null)).events;
      assert.ok(copy);
      assert.equal(copy.iCalUId, own.iCalUId);
      assert.deepEqual([own.isOrganizer, copy.isOrganizer], [true, false]);
      assert.deepEqual(
        own.facts.attendees.map((attendee) => attendee.address),
        [BERND],
      );
      assert.equal(own.otherAttendees, 1);
      assert.match(copy.facts.organizer ?? "", /<anna@firma\.example>$/);
    });

    it("keeps the join part when notes are written around it", async () => {
      const id = await play.stage.anna.invite("Baubesprechung", fieldsOf().time);
      const event = await play.present(id);
      assert.equal(event.isOnlineMeeting, true);
      const updated = await play.stage.calendar.update(play.anna, id, event.version, {
        fields: {},
        body: { header: NO_HEADER, notes: "Tagesordnung\n1. Heizung <alt>\n2. Bad" },
      });
      assert.ok(sameText(updated.fields.notes, "Tagesordnung\n1. Heizung <alt>\n2. Bad"));
      assert.equal(updated.facts.joinUrl, event.facts.joinUrl);
      assert.deepEqual(await play.present(id), updated);
    });
  });
}

function byStart(a: Time, b: Time): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
