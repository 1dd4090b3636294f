// Equal time and subject on both sides are paired; what cannot be told apart is left to a person.
import assert from "node:assert/strict";
import { test } from "node:test";
import { EVENT, FIELDS, ROW } from "../../../test/support/samples.ts";
import type { AppointmentId, EventId } from "../model/ids.ts";
import { pairEquals } from "./adoption.ts";

const ROW2 = { ...ROW, id: "row-2" as AppointmentId };
const EVENT2 = { ...EVENT, id: "event-2" as EventId };

test("one on each side is a pair, blanks and long subjects notwithstanding", () => {
  const long = "Wartung ".repeat(40);
  const row = { ...ROW, fields: { ...FIELDS, subject: long } };
  const event = { ...EVENT, fields: { ...FIELDS, subject: long.slice(0, 255).trimEnd() } };
  assert.equal(pairEquals([row], [event], "BusyOnly").pairs.length, 1, "BusyOnly");
  assert.equal(
    pairEquals([ROW], [{ ...EVENT, fields: { ...FIELDS, subject: ` ${FIELDS.subject}\u00a0` } }], "BusyOnly")
      .pairs.length,
    1,
  );
});

test("as many on each side are paired, each once", () => {
  const { pairs, ambiguous } = pairEquals([ROW, ROW2], [EVENT, EVENT2], "BusyOnly");
  assert.deepEqual(
    pairs.map(({ row, event }) => [row.id, event.id]),
    [
      [ROW.id, EVENT.id],
      [ROW2.id, EVENT2.id],
    ],
  );
  assert.deepEqual(ambiguous, []);
});

test("one against two is for a person to decide", () => {
  const { pairs, ambiguous } = pairEquals([ROW], [EVENT, EVENT2], "BusyOnly");
  assert.deepEqual(pairs, []);
  assert.equal(ambiguous.length, 1);
});

test("another time or another subject is another appointment", () => {
  const other = { ...EVENT, fields: { ...FIELDS, subject: "Badsanierung" } };
  assert.deepEqual(pairEquals([ROW], [other], "BusyOnly"), { pairs: [], ambiguous: [] });
});
