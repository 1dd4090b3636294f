// What is remembered of sign-ins at Microsoft: for one browser, once, not for long, and not without end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "../../core/fault.ts";
import { KEPT_MS, MicrosoftAttempts } from "./microsoft-attempts.ts";

const CANCELLED = new Fault("refused", "microsoftCancelled");
const attempt = (state: string) => ({
  state,
  nonce: "n",
  verifier: "v",
  redirectUri: "r",
  configuration: "{}",
});

function kept() {
  const clock = { now: 1_000 };
  return { clock, attempts: new MicrosoftAttempts(() => clock.now) };
}

function isExpired(work: () => unknown): boolean {
  try {
    work();
  } catch (thrown) {
    return thrown instanceof Fault && thrown.code === "microsoftExpired";
  }
  return false;
}

test("an attempt is taken by the browser that began it, with its state, once", () => {
  const { attempts } = kept();
  const held = attempts.begin(attempt("mine"));
  assert.ok(held.length >= 43 && held !== "mine");
  assert.equal(attempts.take(held, "mine").state, "mine");
  assert.ok(isExpired(() => attempts.take(held, "mine")));
});

test("without what the browser holds, with another one's, or with another state there is nothing to take", () => {
  const { attempts } = kept();
  const [mine, yours] = [attempts.begin(attempt("mine")), attempts.begin(attempt("yours"))];
  assert.ok(isExpired(() => attempts.take(null, "mine")));
  assert.ok(isExpired(() => attempts.take("mine", "mine")));
  assert.ok(isExpired(() => attempts.take(yours, "mine")));
  assert.ok(isExpired(() => attempts.take(mine, undefined)));
  // Whoever came with a wrong state does not get a second try.
  assert.ok(isExpired(() => attempts.take(mine, "mine")));
});

test("an attempt ends after ten minutes", () => {
  const { attempts, clock } = kept();
  const [early, late] = [attempts.begin(attempt("early")), attempts.begin(attempt("late"))];
  clock.now += KEPT_MS - 1;
  assert.equal(attempts.take(early, "early").state, "early");
  clock.now += 1;
  assert.ok(isExpired(() => attempts.take(late, "late")));
});

test("what is kept has an end, and the oldest goes first", () => {
  const { attempts } = kept();
  const [oldest, second] = [attempts.begin(attempt("oldest")), attempts.begin(attempt("second"))];
  for (let count = 0; count < 999; count++) attempts.begin(attempt(`${count}`));
  assert.ok(isExpired(() => attempts.take(oldest, "oldest")));
  assert.equal(attempts.take(second, "second").state, "second");
});

test("a refusal is told once, to the browser that it is about, and is no attempt", () => {
  const { attempts, clock } = kept();
  const [held, other] = [attempts.refuse(CANCELLED), attempts.refuse(CANCELLED)];
  assert.equal(attempts.takeRefusal(null), null);
  assert.equal(attempts.takeRefusal(held), CANCELLED);
  assert.equal(attempts.takeRefusal(held), null);
  assert.ok(isExpired(() => attempts.take(other, undefined)));
  const late = attempts.refuse(CANCELLED);
  clock.now += KEPT_MS;
  assert.equal(attempts.takeRefusal(late), null);
});

test("a page that asks how it ended leaves an attempt under way alone", () => {
  const { attempts } = kept();
  const held = attempts.begin(attempt("mine"));
  assert.equal(attempts.takeRefusal(held), null);
  assert.equal(attempts.take(held, "mine").state, "mine");
});
