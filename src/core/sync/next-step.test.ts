// What is told to come next, case by case.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELDS, LINK, ROW } from "../../../test/support/samples.ts";
import { type CopyFacts, nextStepOf } from "./next-step.ts";

const QUIET: CopyFacts = {
  row: ROW,
  isPlanned: true,
  isInWindow: true,
  link: LINK,
  others: [],
  standing: { kind: "participant", userId: LINK.userId, trouble: null },
  waiting: null,
  nextLookAt: 5_000,
};
const WAITING = { kind: "parked", reason: "invalidTime", answer: null, retryAt: 9_000, attempts: 2 } as const;
const HELD = { ...WAITING, kind: "held", reason: "emptySide" } as const;
const FAILING = { kind: "participant", userId: LINK.userId, trouble: "mailboxNotFound" } as const;

const CASES: readonly [string, Partial<CopyFacts>, string][] = [
  ["both sides agree", {}, "inStep"],
  ["somebody edited in planning", { row: { ...ROW, fields: { ...FIELDS, location: "Keller" } } }, "onItsWay"],
  ["new in planning", { link: null }, "onItsWay"],
  ["new, but too far away", { link: null, isInWindow: false }, "outsideWindow"],
  ["left the window", { link: { ...LINK, status: "archived" }, isInWindow: false }, "outsideWindow"],
  ["gone from planning", { row: null, isPlanned: false }, "leaves"],
  ["in the trash, or given to somebody else", { isPlanned: false }, "leaves"],
  ["set aside", { waiting: WAITING }, "parked"],
  ["held", { waiting: HELD }, "held"],
  ["held, and the mailbox fails", { waiting: HELD, standing: FAILING }, "held"],
  ["held and answered", { waiting: { ...HELD, answer: "restore" } }, "answered"],
  ["the mailbox fails", { standing: FAILING }, "failing"],
  ["no participant", { standing: { kind: "skipped", reason: "noEmail" } }, "notParticipant"],
  ["no login stands for the employee", { standing: null }, "notParticipant"],
];

for (const [when, facts, kind] of CASES) {
  test(`${when}: ${kind}`, () => assert.equal(nextStepOf({ ...QUIET, ...facts }).kind, kind));
}

test("told is when: the next look, or the next attempt", () => {
  assert.equal(nextStepOf(QUIET).at, 5_000);
  assert.deepEqual(nextStepOf({ ...QUIET, waiting: WAITING }), {
    kind: "parked",
    reason: "invalidTime",
    at: 9_000,
    attempts: 2,
  });
});
