// Mails that Microsoft sends because of a write: none by our own doing, one for each guest whom somebody invited to a planned event.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EVENT, FIELDS, ITEM, LINK, ROW } from "../../../test/support/samples.ts";
import type { EventFacts } from "../model/fields.ts";
import type { EventPatch, Write } from "../model/writes.ts";
import type { Item } from "./item.ts";
import { mailsOf } from "./mails.ts";

const GUESTS: Item = { ...ITEM, event: { kind: "present", event: { ...EVENT, otherAttendees: 2 } } };

function update(patch: EventPatch): Write {
  return { kind: "updateEvent", id: EVENT.id, expected: EVENT.version, patch };
}

const MOVED = update({ fields: { time: FIELDS.time } });
const REMOVED: Write = { kind: "deleteEvent", id: EVENT.id, expected: EVENT.version };

test("what guests are told of: time, subject, location, body, and the deletion", () => {
  assert.equal(mailsOf(MOVED, GUESTS), 2);
  assert.equal(mailsOf(update({ fields: { subject: "a" } }), GUESTS), 2);
  assert.equal(mailsOf(update({ fields: { location: "" } }), GUESTS), 2);
  assert.equal(mailsOf(update({ fields: {}, body: { header: ROW.header, notes: "" } }), GUESTS), 2);
  assert.equal(mailsOf(REMOVED, GUESTS), 2);
  const own = { showAs: "free", private: true, reminderMinutes: null } as const;
  assert.equal(mailsOf(update({ fields: own, categories: ["Rot"] }), GUESTS), 0);
});

test("nobody is told where nobody was invited, of a copy, or of what happens in planning", () => {
  assert.equal(mailsOf(MOVED, ITEM), 0);
  assert.equal(mailsOf(REMOVED, ITEM), 0);
  const copy = { ...EVENT, otherAttendees: 2, isOrganizer: false };
  assert.equal(mailsOf(REMOVED, { ...ITEM, event: { kind: "present", event: copy } }), 0);
  const create = { fields: FIELDS, header: ROW.header, transactionId: "t", mark: "m" };
  assert.equal(mailsOf({ kind: "createEvent", event: create }, GUESTS), 0);
  assert.equal(mailsOf({ kind: "deleteRow", id: ROW.id, expected: ROW.version }, GUESTS), 0);
});

test("an event that was not looked at has the guests of the base, its owner excepted", () => {
  const person = (address: string) => ({ name: address, address, response: "none" });
  const attendees = [person("Anna@Muster.example"), person("kunde@example.org")];
  const facts: EventFacts = { ...EVENT.facts, attendees };
  const link = { ...LINK, base: { ...LINK.base, facts } };
  assert.equal(mailsOf(MOVED, { event: { kind: "unseen" }, link }), 1);
  assert.equal(mailsOf(MOVED, { event: { kind: "unseen" }, link: { ...link, isOrganizer: false } }), 0);
  assert.equal(mailsOf(MOVED, { event: { kind: "unseen" }, link: null }), 0);
});
