// What a form sends, and what it shows when somebody else was quicker.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changesOf, initialsOf, onto } from "./changes.ts";

const BASE = { name: "Anna", active: true, databases: ["a"], mail: null as string | null };

test("only what was changed is sent", () => {
  assert.deepEqual(changesOf(BASE, { ...BASE, databases: ["a"] }), {});
  assert.deepEqual(changesOf(BASE, { ...BASE, databases: [], mail: "x" }), { databases: [], mail: "x" });
});

test("what somebody else has changed meanwhile stays, and so does what this person has", () => {
  const form = { ...BASE, name: "Anna H." };
  const fresh = { ...BASE, name: "Anna Huber", active: false };
  assert.deepEqual(onto(BASE, form, fresh), { ...BASE, name: "Anna H.", active: false });
});

test("initials of first and last word", () => {
  const cases = { "Anna Berger": "AB", anna: "A", "Dr. Ömer von Ötting": "DÖ", "": "", "…": "" };
  for (const [name, initials] of Object.entries(cases)) assert.equal(initialsOf(name), initials, name);
});
