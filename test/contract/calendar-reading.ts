// Cases of the calendar suite: finding mailboxes, reading what changed, looking directly, and mailboxes in trouble.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { overlapsWindow } from "../../src/core/time/window.ts";
import { type Play, refuses, WINDOW } from "./calendar-play.ts";
import { ANNA, BERND, fieldsOf } from "./calendar-stage.ts";

export function readingCases(play: Play): void {
  describe("finding a mailbox", () => {
    it("takes the first address that the tenant knows, whatever its case", async () => {
      const found = await play.stage.calendar.findMailbox([
        "nobody@firma.example",
        ANNA.toUpperCase(),
        BERND,
      ]);
      assert.equal(found.id, play.anna.id);
      assert.deepEqual(found.addresses, [ANNA]);
    });

    it("refuses addresses that nobody has", async () => {
      await refuses(play.stage.calendar.findMailbox(["nobody@firma.example"]), "mailboxNotFound");
    });
  });

  describe("reading changes", () => {
    it("lists everything first and nothing after that, for one request to each link", async () => {
      await play.create();
      const all = await play.readAll();
      assert.equal(all.complete, true);
      const settled = await play.readSince(all);
      const before = play.stage.calendar.requests(play.anna);
      const rest = await play.readSince(settled);
      assert.equal(play.stage.calendar.requests(play.anna) - before, play.stage.requestsAtRest);
      assert.equal(rest.complete, false);
      assert.deepEqual([rest.events, rest.removed, rest.series.size], [[], [], 0]);
    });

    it("tells what a person adds, edits and deletes", async () => {
      const start = await play.readAll();
      const id = await play.stage.anna.add({ subject: "Zahnarzt", time: fieldsOf().time });
      const added = await play.readSince(start);
      assert.deepEqual(
        added.events.map((event) => [event.id, event.fields.subject]),
        [[id, "Zahnarzt"]],
      );
      await play.stage.anna.edit(id, { subject: "Zahnarzt, Kontrolle" });
      const edited = await play.readSince(added);
      assert.equal(edited.events[0]?.fields.subject, "Zahnarzt, Kontrolle");
      assert.notEqual(edited.events[0]?.version, added.events[0]?.version);
      await play.stage.anna.delete(id);
      const deleted = await play.readSince(edited);
      assert.deepEqual(deleted.events, []);
      assert.ok(deleted.removed.includes(id));
      assert.deepEqual(await play.look(id), { kind: "gone" });
    });

    it("reads a cursor twice to the same end", async () => {
      const start = await play.readAll();
      await play.stage.anna.add({ subject: "Zahnarzt", time: fieldsOf().time });
      assert.deepEqual((await play.readSince(start)).events, (await play.readSince(start)).events);
    });

    it("follows more than one page", async () => {
      const ids = new Set<EventId>();
      for (let index = 0; index < 120; index++) {
        ids.add(await play.stage.anna.add({ subject: `Termin ${index}`, time: fieldsOf().time }));
      }
      assert.deepEqual(new Set((await play.readAll()).events.map((event) => event.id)), ids);
    });

    it("leaves out of the window what lies far outside", async () => {
      const far: Time = { kind: "timed", start: "2024-01-10T08:00:00Z", end: "2024-01-10T09:00:00Z" };
      const early = await play.stage.anna.add({ subject: "Lange her", time: far });
      const start = await play.readAll();
      assert.deepEqual(start.events, []);
      // Whether or not it is called removed when it changes: a look tells that it is there.
      const late = await play.stage.anna.add({ subject: "Auch lange her", time: far });
      await play.stage.anna.edit(early, { subject: "Immer noch lange her" });
      assert.deepEqual((await play.readSince(start)).events, []);
      for (const id of [early, late]) assert.deepEqual((await play.present(id)).fields.time, far);
    });

    it("lets what was moved out of the window be found by a look", async () => {
      const event = await play.create();
      const start = await play.readAll();
      const far: Time = { kind: "timed", start: "2030-01-10T08:00:00Z", end: "2030-01-10T09:00:00Z" };
      await play.stage.anna.edit(event.id, { time: far });
      const round = await play.readSince(start);
      assert.ok(
        round.removed.includes(event.id) ||
          round.events.some((one) => !overlapsWindow(one.fields.time, WINDOW)),
      );
      assert.deepEqual((await play.present(event.id)).fields.time, far);
    });

    it("shows its own writes like anybody's", async () => {
      const start = await play.readAll();
      const created = await play.create();
      assert.deepEqual((await play.readSince(start)).events, [created]);
    });

    it("tells when a cursor is too old", async () => {
      const start = await play.readAll();
      await play.create();
      play.stage.expireCursors();
      await refuses(play.readSince(start), "cursorExpired");
      assert.equal((await play.readAll()).events.length, 1);
    });
  });

  describe("looking", () => {
    it("answers for every id, however many", async () => {
      const ids: EventId[] = [];
      for (let index = 0; index < 45; index++)
        ids.push((await play.create({ subject: `Termin ${index}` })).id);
      await play.stage.anna.delete(ids[7] as EventId);
      const looks = await play.stage.calendar.look(play.anna, ids);
      assert.deepEqual([...looks.keys()], ids);
      assert.deepEqual(
        [...looks].filter(([, one]) => one.kind === "gone").map(([id]) => id),
        [ids[7]],
      );
    });

    it("asks nothing for nothing", async () => {
      const before = play.stage.calendar.requests(play.anna);
      assert.equal((await play.stage.calendar.look(play.anna, [])).size, 0);
      assert.equal(play.stage.calendar.requests(play.anna), before);
    });

    it("takes an id that never was for gone", async () => {
      const id = "no-such-id" as EventId;
      assert.deepEqual(await play.stage.calendar.look(play.anna, [id]), new Map([[id, { kind: "gone" }]]));
    });

    it("takes an event in another calendar for gone", async () => {
      const event = await play.create();
      await play.stage.anna.moveToOtherCalendar(event.id);
      assert.deepEqual(await play.look(event.id), { kind: "gone" });
    });
  });

  describe("a mailbox in trouble", () => {
    it("says so at every call, and others are not concerned", async () => {
      const event = await play.create();
      play.stage.takeLicence();
      const { calendar } = play.stage;
      const patch = { fields: { subject: "Zu spät" } };
      const calls = [
        () => calendar.changes(play.anna, WINDOW, null),
        () => calendar.look(play.anna, [event.id]),
        () => calendar.look(play.anna, [event.id, "another" as EventId]),
        () => calendar.create(play.anna, play.newEvent()),
        () => calendar.update(play.anna, event.id, event.version, patch),
        () => calendar.remove(play.anna, event.id, event.version),
      ];
      for (const call of calls) await refuses(call(), "mailboxUnavailable");
      const bernd = await calendar.findMailbox([BERND]);
      assert.deepEqual((await calendar.changes(bernd, WINDOW, null)).events, []);
    });
  });
}
