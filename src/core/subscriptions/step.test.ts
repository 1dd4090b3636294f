// What a subscription needs, and when.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MailboxId, SubscriptionId, UserId } from "../model/ids.ts";
import { GRACE_MS, isProven, isSilent, isUnannounced, pauseAfterSilences } from "./silence.ts";
import { pauseAfterFailures, renewalDueAt, type Standing, stepFor } from "./step.ts";
import type { Subscription } from "./subscription.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const NOW = Date.parse("2026-11-24T10:00:00Z");
const KEPT: Subscription = {
  userId: "00000000-0000-4000-8000-0000000000a1" as UserId,
  mailbox: "anna" as MailboxId,
  id: "subscription-1" as SubscriptionId,
  url: "https://planung.example/notices",
  clientState: "secret",
  createdAt: NOW,
  grantedAt: NOW,
  expiresAt: NOW + 7 * DAY,
  heardAt: null,
};
const STANDING: Standing = {
  kept: KEPT,
  wanted: { mailbox: KEPT.mailbox, url: KEPT.url },
  isGone: false,
  mustRenew: false,
  isSilent: false,
  notBefore: 0,
};

for (const [what, change, expected] of [
  ["one that is alive is left alone", {}, "none"],
  ["where there is none it is made", { kept: null }, "create"],
  [
    "one that was asked for, and nobody knows whether it was given, is made",
    { kept: { ...KEPT, id: null } },
    "create",
  ],
  ["one that Microsoft has ended is made anew", { isGone: true }, "create"],
  ["one that ran out is made anew", { kept: { ...KEPT, expiresAt: NOW } }, "create"],
  ["one that is silent is replaced", { isSilent: true }, "replace"],
  ["for another mailbox it is replaced", { kept: { ...KEPT, mailbox: "old" as MailboxId } }, "replace"],
  [
    "for another address it is replaced, even if it ran out",
    { kept: { ...KEPT, url: "https://old.example/" }, isGone: true },
    "replace",
  ],
  ["Microsoft asks for a renewal", { mustRenew: true }, "renew"],
  ["whoever takes part no longer has it ended", { wanted: null }, "end"],
  ["also where it is not known whether it was given", { wanted: null, kept: { ...KEPT, id: null } }, "end"],
  ["nobody wants it and there is none", { wanted: null, kept: null }, "none"],
  ["after a failure everything waits", { kept: null, notBefore: NOW + 1 }, "none"],
  ["an end waits too", { wanted: null, notBefore: NOW + 1 }, "none"],
  ["until its time has come", { kept: null, notBefore: NOW }, "create"],
] as const) {
  test(what, () => assert.equal(stepFor({ ...STANDING, ...change }, NOW), expected));
}

test("it is renewed between half and three quarters of its life, not everybody's at the same time", () => {
  const users = Array.from({ length: 200 }, (_, index) => `0000${index}-4000-8000-${index * 7919}` as UserId);
  const moments = users.map((userId) => renewalDueAt({ ...KEPT, userId }) - NOW);
  assert.ok(Math.min(...moments) >= 3.5 * DAY && Math.max(...moments) <= 5.25 * DAY);
  assert.ok(Math.max(...moments) - Math.min(...moments) > DAY, "hardly spread");
  const due = renewalDueAt(KEPT);
  assert.equal(stepFor(STANDING, due - 1), "none");
  assert.equal(stepFor(STANDING, due), "renew");
  assert.equal(
    stepFor({ ...STANDING, kept: { ...KEPT, grantedAt: due, expiresAt: due + 7 * DAY } }, due),
    "none",
  );
});

test("pauses after failures grow, up to a quarter of an hour, or an hour where somebody has to change something", () => {
  const minutes = (isRefused: boolean) =>
    [1, 2, 3, 4, 5, 6, 20].map((failures) => pauseAfterFailures(failures, isRefused, null) / MINUTE);
  assert.deepEqual(minutes(false), [0.5, 1, 2, 4, 8, 15, 15]);
  assert.deepEqual(minutes(true), [5, 10, 20, 40, 60, 60, 60]);
  assert.equal(pauseAfterFailures(1, false, 90 * MINUTE), 90 * MINUTE, "Microsoft asked for more");
  assert.equal(pauseAfterFailures(9, false, 10), 15 * MINUTE, "Microsoft asked for less");
});

test("found and not told of: only where it was there since the look before, and nothing came since or shortly before", () => {
  const before = NOW + 60 * MINUTE;
  const found = (heardAt: number | null, lookedBeforeAt: number | null = before) =>
    isUnannounced(KEPT, heardAt, lookedBeforeAt, GRACE_MS);
  assert.equal(found(null), true);
  assert.equal(found(before - GRACE_MS - 1), true);
  assert.equal(found(before - GRACE_MS), false);
  assert.equal(found(before + 1), false);
  assert.equal(found(null, null), false, "nobody looked before");
  assert.equal(found(null, KEPT.createdAt - 1), false, "it came after the look before");
});

test("it is silent once the time for late notices is over; proven is what was heard and is in no doubt", () => {
  const hearing = { heardAt: NOW, unannouncedSince: null };
  assert.equal(isSilent(hearing, NOW + DAY, GRACE_MS), false);
  const doubted = { heardAt: NOW, unannouncedSince: NOW + MINUTE };
  assert.equal(isSilent(doubted, NOW + MINUTE + GRACE_MS - 1, GRACE_MS), false);
  assert.equal(isSilent(doubted, NOW + MINUTE + GRACE_MS, GRACE_MS), true);
  assert.equal(isProven(KEPT, hearing, NOW + DAY), true);
  assert.equal(isProven(KEPT, doubted, NOW + 2 * MINUTE), false);
  assert.equal(isProven(KEPT, { heardAt: null, unannouncedSince: null }, NOW), false);
  assert.equal(isProven(KEPT, hearing, KEPT.expiresAt), false);
  assert.equal(isProven({ ...KEPT, id: null }, hearing, NOW), false);
  assert.equal(isProven(null, hearing, NOW), false);
});

test("where a new one stays silent too, the next is made later and later, but twice a day at least", () => {
  const hours = [1, 2, 3, 7, 8, 30].map((silences) => pauseAfterSilences(silences) / (60 * MINUTE));
  assert.deepEqual(hours, [1 / 6, 1 / 3, 2 / 3, 32 / 3, 12, 12]);
});
