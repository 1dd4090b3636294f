// What the status tells about change notifications.
import assert from "node:assert/strict";
import { test } from "node:test";
import { noticeSentences } from "./notice-sentences.ts";

test("nothing where there are none", () => {
  assert.deepEqual(noticeSentences([{ user: "anna" }], "en"), []);
});

test("one line for all, one for those who are silent, one for each reason", () => {
  const everybody = [
    { user: "anna", notifications: { state: "arriving" } },
    { user: "bernd", notifications: { state: "subscribed" } },
    { user: "clara", notifications: { state: "silent" } },
    { user: "doris", notifications: { state: "refused", reason: "subscriptionRefused" } },
    { user: "emil", notifications: { state: "refused", reason: "subscriptionRefused" } },
    { user: "franz" },
  ] as const;
  const [summary, silent, refused, ...others] = noticeSentences(everybody, "en");
  assert.match(summary ?? "", / 2 of 5 calendars/);
  assert.match(silent ?? "", /^clara: /);
  assert.match(refused ?? "", /^doris, emil: Microsoft gives no .* \[subscriptionRefused\]$/);
  assert.deepEqual(others, []);
  assert.match(noticeSentences(everybody, "de")[0] ?? "", / 2 von 5 Kalendern/);
});
