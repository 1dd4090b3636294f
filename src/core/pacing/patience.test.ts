// Waiting as long as was asked for, longer and longer where nothing was, and not for ever.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NETWORK_BUDGET, retryAfterMs, SERVICE_BUDGET, waitBeforeRetry } from "./patience.ts";

describe("retryAfterMs", () => {
  it("reads seconds, fractions and dates", () => {
    assert.equal(retryAfterMs("10", null, 0), 10_000);
    assert.equal(retryAfterMs("2.128", null, 0), 2_128);
    assert.equal(retryAfterMs(" 0 ", null, 0), 0);
    const answeredAt = "Tue, 24 Nov 2026 10:00:00 GMT";
    assert.equal(retryAfterMs("Tue, 24 Nov 2026 10:00:07 GMT", answeredAt, 0), 7_000);
    assert.equal(retryAfterMs("Tue, 24 Nov 2026 10:00:07 GMT", null, Date.parse(answeredAt)), 7_000);
    assert.equal(retryAfterMs("Tue, 24 Nov 2026 09:00:00 GMT", answeredAt, 0), 0);
  });

  it("is null where there is nothing to read", () => {
    for (const header of [null, "", "soon", "-5", "1,5"]) assert.equal(retryAfterMs(header, null, 0), null);
  });
});

describe("waitBeforeRetry", () => {
  it("waits exactly what was asked for", () => {
    assert.equal(waitBeforeRetry(SERVICE_BUDGET, { tries: 1, waitedMs: 0 }, 2_128, 0.9), 2_128);
  });

  it("doubles with jitter where nothing was asked for", () => {
    const waits = [1, 2, 3, 4].map((tries) =>
      waitBeforeRetry(SERVICE_BUDGET, { tries, waitedMs: 0 }, null, 0.5),
    );
    assert.deepEqual(waits, [375, 750, 1500, 3000]);
    assert.equal(waitBeforeRetry(SERVICE_BUDGET, { tries: 1, waitedMs: 0 }, null, 0), 250);
  });

  it("gives up after so many tries and so much time", () => {
    assert.equal(
      waitBeforeRetry(NETWORK_BUDGET, { tries: NETWORK_BUDGET.tries, waitedMs: 0 }, null, 0),
      null,
    );
    assert.equal(
      waitBeforeRetry(SERVICE_BUDGET, { tries: 1, waitedMs: 0 }, SERVICE_BUDGET.waitMs + 1, 0),
      null,
    );
    assert.equal(waitBeforeRetry(SERVICE_BUDGET, { tries: 2, waitedMs: SERVICE_BUDGET.waitMs }, 1, 0), null);
  });
});
