// The rota of full comparisons: one at a time, once a day each, soon again after a finding, on where the last run was.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditSummary } from "../contract/audit.ts";
import type { UserId } from "../core/model/ids.ts";
import { AuditRota } from "./audit-rota.ts";

const [ANNA, BERND] = ["anna" as UserId, "bernd" as UserId];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse("2026-11-24T10:00:00Z");

function summary(at: number, readAgain = 0): AuditSummary {
  const differences = { nextCycle: 5, readAgain, waiting: 3, byHand: 1 };
  return { at: new Date(at).toISOString(), appointments: 1, events: 1, differences };
}

async function rota(audits: readonly (readonly [UserId, AuditSummary])[] = []): Promise<AuditRota> {
  const known = audits.map(([userId, one]) => ({ userId, login: userId, summary: one }));
  const made = new AuditRota();
  await made.load({ audits: async () => known }, NOW);
  return made;
}

test("one at a time, a minute between two, each once a day", async () => {
  const turns = await rota();
  assert.equal(turns.take([ANNA, BERND], NOW), null, "not at once after the start");
  const first = NOW + MINUTE;
  assert.equal(turns.take([ANNA, BERND], first), ANNA);
  assert.equal(turns.take([BERND], first + HOUR), null, "while one is under way");
  turns.end(ANNA, summary(first), first + HOUR);
  assert.equal(turns.take([ANNA, BERND], first + HOUR), null);
  assert.equal(turns.take([ANNA, BERND], first + HOUR + MINUTE), BERND);
  turns.end(BERND, summary(first), first + HOUR + MINUTE);
  assert.equal(turns.take([ANNA, BERND], first + 20 * HOUR), null);
  assert.equal(turns.take([ANNA, BERND], first + 25 * HOUR), ANNA);
});

test("nobody who is busy; what was found, and what failed, is compared again after an hour", async () => {
  const turns = await rota();
  const first = NOW + MINUTE;
  assert.equal(turns.take([], first), null);
  assert.equal(turns.take([BERND], first), BERND);
  turns.end(BERND, summary(first, 1), first);
  assert.equal(turns.take([ANNA], first + MINUTE), ANNA);
  turns.end(ANNA, null, first + MINUTE);
  assert.equal(turns.take([ANNA, BERND], first + HOUR - 1), null);
  assert.equal(turns.take([ANNA, BERND], first + HOUR), BERND);
  turns.end(BERND, summary(first), first + HOUR);
  assert.equal(turns.take([ANNA, BERND], first + HOUR + MINUTE), ANNA);
});

test("a restart goes on where it was, the longest waiting first", async () => {
  const turns = await rota([
    [ANNA, summary(NOW - 23 * HOUR)],
    [BERND, summary(NOW - 25 * HOUR)],
  ]);
  assert.equal(turns.take([ANNA, BERND], NOW + MINUTE), BERND);
  turns.end(BERND, summary(NOW), NOW + MINUTE);
  assert.equal(turns.take([ANNA, BERND], NOW + 2 * MINUTE), null);
  assert.equal(turns.take([ANNA, BERND], NOW + HOUR), ANNA);
});
