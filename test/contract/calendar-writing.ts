// Cases of the calendar suite: creating, changing and deleting, also where answers are lost and others are faster.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sameText } from "../../src/core/mapping/same-text.ts";
import type { JobHeader, SharedFields, Time } from "../../src/core/model/fields.ts";
import { type Play, refuses, repeat, sameFields } from "./calendar-play.ts";
import { fieldsOf } from "./calendar-stage.ts";

const HEADER: JobHeader = {
  orderNumber: "A-4711",
  customerName: "Weber",
  customerPhone: null,
  address: "Altstadt 12\n84028 Landshut",
};

export function writingCases(play: Play): void {
  describe("creating", () => {
    const kinds: Record<string, Partial<SharedFields>> = {
      "a job": {},
      "a bare one": { location: "", notes: "", category: null, reminderMinutes: null },
      "a private one out of office": { private: true, showAs: "oof" },
      "a whole day": { time: { kind: "allDay", startDate: "2026-12-24", endDate: "2026-12-27" } },
      "one without length": {
        time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T08:00:00Z" },
      },
      "one in the night of the clock change": {
        time: { kind: "timed", start: "2026-10-25T00:30:00Z", end: "2026-10-25T01:30:00Z" },
      },
    };
    for (const [what, fields] of Object.entries(kinds)) {
      it(`gives ${what} back as it was sent, and shows it to every reader the same`, async () => {
        const created = await play.create(fields);
        sameFields(created.fields, fieldsOf(fields));
        assert.equal(created.isOrganizer, true);
        assert.equal(created.otherAttendees, 0);
        assert.deepEqual(await play.present(created.id), created);
        assert.deepEqual((await play.readAll()).events, [created]);
      });
    }

    it("makes one event however often it is repeated", async () => {
      const event = play.newEvent();
      const first = await play.stage.calendar.create(play.anna, event);
      const second = await play.stage.calendar.create(play.anna, event);
      assert.equal(second.id, first.id);
      assert.deepEqual(await play.stage.anna.subjects(), [event.fields.subject]);
    });

    it("makes one event where the first answer was lost", async () => {
      const event = play.newEvent();
      play.stage.loseAnswer("create");
      await repeat(() => play.stage.calendar.create(play.anna, event));
      assert.deepEqual(await play.stage.anna.subjects(), [event.fields.subject]);
    });

    it("returns the event that stands there by now", async () => {
      const event = play.newEvent();
      const first = await play.stage.calendar.create(play.anna, event);
      await play.stage.anna.edit(first.id, { subject: "Von Anna umbenannt" });
      assert.equal((await play.stage.calendar.create(play.anna, event)).fields.subject, "Von Anna umbenannt");
    });

    it("writes the job header above the notes and reads only the notes back", async () => {
      const created = await play.stage.calendar.create(play.anna, play.newEvent({}, HEADER));
      assert.ok(sameText(created.fields.notes, fieldsOf().notes));
      const body = await play.stage.anna.body(created.id);
      assert.match(body, /^Auftrag: A-4711\nKunde: Weber\nAdresse: Altstadt 12, 84028 Landshut\n─{20}\n/);
      assert.ok(body.includes("Hund ist harmlos."));
    });

    it("refuses a time that runs backwards", async () => {
      const time: Time = { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T07:00:00Z" };
      await refuses(play.create({ time }), "eventRefused");
    });

    it("shortens what an event cannot carry", async () => {
      const created = await play.create({ subject: `${"x".repeat(254)}😀 und mehr` });
      assert.equal(created.fields.subject, "x".repeat(254));
    });
  });

  describe("changing", () => {
    it("changes what is named and nothing else", async () => {
      const event = await play.create();
      const time: Time = { kind: "allDay", startDate: "2026-12-01", endDate: "2026-12-02" };
      const updated = await play.stage.calendar.update(play.anna, event.id, event.version, {
        fields: { time, subject: "Neuer Betreff", reminderMinutes: null },
      });
      sameFields(updated.fields, fieldsOf({ time, subject: "Neuer Betreff", reminderMinutes: null }));
      assert.notEqual(updated.version, event.version);
      assert.deepEqual(await play.present(event.id), updated);
    });

    it("changes notes under a header, and categories as a list", async () => {
      const event = await play.create();
      const updated = await play.stage.calendar.update(play.anna, event.id, event.version, {
        fields: { showAs: "free", private: true, location: "" },
        body: { header: HEADER, notes: "Zeile 1\n\n  eingerückt & <b>kein Fett</b>" },
        categories: ["Notdienst", "Weiteres"],
      });
      assert.ok(sameText(updated.fields.notes, "Zeile 1\n\n  eingerückt & <b>kein Fett</b>"));
      assert.equal(updated.fields.category, "Notdienst");
      assert.deepEqual(updated.furtherCategories, ["Weiteres"]);
      assert.match(await play.stage.anna.body(event.id), /^Auftrag: A-4711\n/);
    });

    it("turns back where somebody was faster", async () => {
      const event = await play.create();
      await play.stage.anna.edit(event.id, { subject: "Von Anna umbenannt" });
      const patches = [
        { fields: { subject: "Von uns" } },
        { fields: {}, body: { header: HEADER, notes: "x" } },
      ];
      for (const patch of patches)
        await refuses(play.stage.calendar.update(play.anna, event.id, event.version, patch), "eventChanged");
      assert.equal((await play.present(event.id)).fields.subject, "Von Anna umbenannt");
    });

    it("tells where the event is gone", async () => {
      const event = await play.create();
      await play.stage.anna.delete(event.id);
      const patch = { fields: { subject: "Zu spät" } };
      await refuses(play.stage.calendar.update(play.anna, event.id, event.version, patch), "eventGone");
    });

    it("refuses a time that runs backwards", async () => {
      const event = await play.create();
      const time: Time = { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T07:00:00Z" };
      await refuses(
        play.stage.calendar.update(play.anna, event.id, event.version, { fields: { time } }),
        "eventRefused",
      );
    });

    it("recognises its own change where the answer was lost", async () => {
      const event = await play.create();
      play.stage.loseAnswer("update");
      const patch = { fields: { subject: "Von uns" } };
      const updated = await play.stage.calendar
        .update(play.anna, event.id, event.version, patch)
        .catch(() => play.present(event.id));
      assert.equal(updated.fields.subject, "Von uns");
    });
  });

  describe("deleting", () => {
    it("deletes, and is content where it is done already", async () => {
      const event = await play.create();
      await play.stage.calendar.remove(play.anna, event.id, event.version);
      await play.stage.calendar.remove(play.anna, event.id, event.version);
      assert.deepEqual(await play.stage.anna.subjects(), []);
    });

    it("turns back where somebody was faster", async () => {
      const event = await play.create();
      await play.stage.anna.edit(event.id, { subject: "Doch nicht" });
      await refuses(play.stage.calendar.remove(play.anna, event.id, event.version), "eventChanged");
      assert.deepEqual(await play.stage.anna.subjects(), ["Doch nicht"]);
    });

    it("is done where the answer was lost", async () => {
      const event = await play.create();
      play.stage.loseAnswer("remove");
      await repeat(() => play.stage.calendar.remove(play.anna, event.id, event.version));
      assert.deepEqual(await play.stage.anna.subjects(), []);
    });
  });
}
