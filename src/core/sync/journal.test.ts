// What the journal shows of a private event: of a person's own only what both sides had agreed on, of a job all of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BERND, EVENT, FIELDS, ITEM, LINK, ROW } from "../../../test/support/samples.ts";
import type { LinkId, Version } from "../model/ids.ts";
import type { Link } from "../model/link.ts";
import type { Item } from "./item.ts";
import { describeWrite } from "./journal.ts";

const SOLO: Link = { ...LINK, ownership: "solo" };
const OWN: Item = {
  ...ITEM,
  link: SOLO,
  planning: { kind: "deleted", row: { ...ROW, origin: "office365" } },
  event: { kind: "present", event: { ...EVENT, fields: { ...FIELDS, private: true, notes: "Befund" } } },
};
const BERNDS: Link = { ...LINK, id: "bernds" as LinkId, employeeId: BERND, ownership: "planned" };

function notesBefore(item: Item): unknown {
  const write = { kind: "deleteEvent", id: EVENT.id, expected: "1" as Version } as const;
  const { before } = describeWrite(write, item);
  return before && "notes" in before ? before.notes : undefined;
}

test("a person's own private event keeps its text to itself", () => {
  assert.equal(notesBefore(OWN), FIELDS.notes);
});

test("what the board gave to a second employee is a job, whose text the journal keeps when its event is deleted", () => {
  assert.equal(notesBefore({ ...OWN, others: [BERNDS] }), "Befund");
});

test("what planning never saw the text of stays private, even where it has become a job", () => {
  const masked = { ...SOLO, base: { ...SOLO.base, isMasked: true } };
  assert.equal(notesBefore({ ...OWN, link: masked, others: [BERNDS] }), FIELDS.notes);
});
