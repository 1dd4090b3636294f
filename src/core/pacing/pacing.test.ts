// Learning what is borne, the ten minutes' budget, turns at the gate, whose limit it was, and keeping step.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fractions } from "../../../test/support/chance.ts";
import { nextInStep } from "./in-step.ts";
import { appPace, mailboxPace, type Urgency } from "./limits.ts";
import { type Pace, paceAfterAnswer, paceAfterExcess, paceAfterRefusal, paceFrom } from "./pace.ts";
import { RequestBudget } from "./request-budget.ts";
import { isApplicationsLimit, NO_SUSPICION, suspicionAfter } from "./suspicion.ts";
import { WaitingRoom } from "./waiting-room.ts";

/** So many full houses in a row at a server that bears `most`; one too many is refused. */
function play(pace: Pace, most: number, answers: number): { pace: Pace; refused: number } {
  let now = pace;
  let refused = 0;
  for (let count = 0; count < answers; count++) {
    const isTooMuch = now.limit > most;
    if (isTooMuch) refused += 1;
    now = isTooMuch ? paceAfterRefusal(now) : paceAfterAnswer(now);
  }
  return { pace: now, refused };
}

describe("pace", () => {
  it("stays at the published four where nobody is refused", () => {
    assert.equal(play(mailboxPace(), 4, 1_000).pace.limit, 4);
  });

  it("finds a limit of two and of one, and asks for more ever more rarely", () => {
    for (const most of [1, 2, 3]) {
      const learned = play(mailboxPace(), most, 1_000);
      assert.ok(learned.refused <= 8, `${learned.refused} of 1,000 at ${most}`);
      const steady = play(learned.pace, most, 10_000);
      assert.ok(steady.refused <= 10, `${steady.refused} of 10,000 at ${most}`);
    }
  });

  it("is back soon after a single refusal", () => {
    const after = paceAfterRefusal(mailboxPace());
    assert.equal(after.limit, 2);
    assert.equal(play(after, 4, 2).pace.limit, 3);
    assert.equal(play(after, 4, 42).pace.limit, 4);
  });

  it("is not lowered for good by refusals that come now and then for no reason", () => {
    const fraction = fractions(7);
    let pace = mailboxPace();
    let sum = 0;
    for (let count = 0; count < 20_000; count++) {
      pace = fraction() < 0.005 ? paceAfterRefusal(pace) : paceAfterAnswer(pace);
      sum += pace.limit;
    }
    assert.ok(sum / 20_000 > 3.9, `${(sum / 20_000).toFixed(2)} at a time`);
  });

  it("is lowered at once where as many as before are refused again and again", () => {
    const calm = play(mailboxPace(), 4, 1_000).pace;
    const warned = paceAfterRefusal(calm);
    assert.equal(warned.limit, 4);
    assert.equal(paceAfterRefusal(warned).limit, 2);
  });

  it("finds its way back when the server bears more again, however often it was refused", () => {
    const low = play(mailboxPace(), 1, 5_000).pace;
    assert.equal(low.limit, 1);
    assert.equal(play(low, 4, 1_500).pace.limit, 4);
  });

  it("falls to half of what was under way once that is known to be too much, however high it had risen", () => {
    const risen = play(appPace(), 1_000, 60).pace;
    assert.equal(risen.limit, 80);
    assert.deepEqual([paceAfterExcess(risen, 10).limit, paceAfterExcess(risen, 10).borne], [5, 9]);
    assert.equal(paceAfterExcess(risen, 100).limit, 40);
  });

  it("rises with each answer while it never met a limit, and converges to four for the whole application", () => {
    assert.equal(play(appPace(), 1_000, 180).pace.limit, 200);
    const learned = play(appPace(), 4, 500);
    assert.ok(learned.refused <= 8, String(learned.refused));
    assert.ok([2, 3, 4].includes(learned.pace.limit), String(learned.pace.limit));
    const steady = play(learned.pace, 4, 10_000);
    assert.ok(steady.refused <= 10, String(steady.refused));
    assert.equal(play(paceFrom(20, 30), 1_000, 100).pace.limit, 30);
  });
});

describe("ten minutes' budget", () => {
  const spent = (count: number, at: (index: number) => number) => {
    const budget = new RequestBudget();
    for (let index = 0; index < count; index++) budget.spend(at(index));
    return budget;
  };

  it("keeps a share for live edits", () => {
    const budget = spent(9_000, () => 1_000);
    assert.deepEqual([budget.waitMs("bulk", 2_000), budget.waitMs("live", 2_000)], [603_000, 0]);
    const used = spent(9_600, () => 1_000);
    assert.equal(used.waitMs("live", 2_000), 603_000);
    assert.equal(used.waitMs("bulk", 605_000), 0);
  });

  it("never lets 10,000 into any ten minutes, and uses nearly all of them", () => {
    const budget = new RequestBudget();
    const sent: number[] = [];
    for (let now = 0; now < 3_600_000; now += 50) {
      if (budget.waitMs("bulk", now) > 0) continue;
      budget.spend(now);
      sent.push(now);
    }
    let first = 0;
    let most = 0;
    for (const [index, at] of sent.entries()) {
      while ((sent[first] ?? 0) <= at - 600_000) first += 1;
      most = Math.max(most, index - first + 1);
    }
    assert.ok(most <= 9_000 && most > 8_900, String(most));
    assert.ok(sent.length > 6 * 8_800, String(sent.length));
  });

  it("opens when it says so", () => {
    const budget = spent(9_000, (index) => index * 10);
    const waitMs = budget.waitMs("bulk", 90_000);
    assert.ok(waitMs > 0);
    assert.ok(budget.waitMs("bulk", 90_000 + waitMs - 1) > 0);
    assert.equal(budget.waitMs("bulk", 90_000 + waitMs), 0);
  });
});

describe("turns", () => {
  const all = () => true;
  const roomOf = (entries: readonly (readonly [string, Urgency, number])[]) => {
    const room = new WaitingRoom<string>();
    for (const [key, urgency, count] of entries)
      for (let number = 1; number <= count; number++) room.add(key, urgency, `${key} ${urgency} ${number}`);
    return room;
  };
  const taken = (room: WaitingRoom<string>, count: number, isOpen: (key: string) => boolean = all) =>
    Array.from({ length: count }, () => room.take(isOpen));

  it("go round the mailboxes, however many wait for one of them", () => {
    const room = roomOf([
      ["anna", "bulk", 1_000],
      ["bernd", "bulk", 2],
      ["clara", "bulk", 1],
    ]);
    assert.deepEqual(taken(room, 6), [
      "anna bulk 1",
      "bernd bulk 1",
      "clara bulk 1",
      "anna bulk 2",
      "bernd bulk 2",
      "anna bulk 3",
    ]);
  });

  it("let live go first, within a mailbox and among all, and bulk now and then", () => {
    const room = roomOf([
      ["anna", "bulk", 9],
      ["anna", "live", 4],
      ["bernd", "live", 4],
    ]);
    assert.deepEqual(taken(room, 10), [
      "anna live 1",
      "bernd live 1",
      "anna live 2",
      "anna bulk 1",
      "bernd live 2",
      "anna live 3",
      "bernd live 3",
      "anna bulk 2",
      "anna live 4",
      "bernd live 4",
    ]);
  });

  it("let everybody's coming days go before the rest of anybody", () => {
    const room = roomOf([
      ["anna", "bulk", 2],
      ["bernd", "soon", 3],
      ["clara", "soon", 2],
      ["anna", "live", 4],
    ]);
    assert.deepEqual(taken(room, 11), [
      "anna live 1",
      "anna live 2",
      "anna live 3",
      "bernd soon 1",
      "anna live 4",
      "clara soon 1",
      "bernd soon 2",
      "clara soon 2",
      "bernd soon 3",
      "anna bulk 1",
      "anna bulk 2",
    ]);
  });

  it("pass over a mailbox that is closed, and nobody is lost", () => {
    const room = roomOf([
      ["anna", "live", 2],
      ["bernd", "bulk", 2],
    ]);
    assert.deepEqual(
      taken(room, 3, (key) => key === "bernd"),
      ["bernd bulk 1", "bernd bulk 2", null],
    );
    assert.deepEqual(room.clear("anna"), ["anna live 1", "anna live 2"]);
    assert.deepEqual([...room.mailboxKeys()], []);
  });
});

describe("whose limit it was", () => {
  const after = (inFlight: number, refused: readonly (string | null)[]) =>
    isApplicationsLimit(refused.reduce((before, key) => suspicionAfter(before, key, inFlight), NO_SUSPICION));

  it("is the application's where several mailboxes are refused their only request", () => {
    assert.equal(after(8, ["anna", "bernd"]), true);
    assert.equal(after(8, ["anna", "anna", "anna"]), false);
    assert.equal(after(8, ["anna", ...Array<null>(20).fill(null), "bernd"]), false);
  });

  it("is nobody's where it happens to few among many", () => {
    assert.equal(after(200, ["a", "b", "c", "d"]), false);
    assert.equal(after(40, ["a", "b", "c", "d"]), true);
    assert.equal(
      after(
        200,
        Array.from({ length: 20 }, (_, index) => `mailbox ${index}`),
      ),
      true,
    );
  });
});

describe("step", () => {
  const MINUTE = 60_000;

  it("is kept by twenty neighbours, whenever each of them was looked at last", () => {
    const at = (seat: number, now: number) => nextInStep(now, 5 * MINUTE, seat, 500);
    const group = Array.from({ length: 20 }, (_, seat) => at(seat, 1_000 * MINUTE + seat * 997));
    assert.equal(new Set(group).size, 1);
    assert.notEqual(at(20, 1_000 * MINUTE), group[0]);
    // Looked at then, and a moment later, they meet again after the whole interval.
    const [first = 0] = group;
    assert.deepEqual([at(0, first), at(19, first + 800)], [first + 5 * MINUTE, first + 5 * MINUTE]);
  });

  it("spreads the groups over the interval and is never later than it", () => {
    const now = 1_000 * MINUTE + 12_345;
    const moments = Array.from({ length: 500 }, (_, seat) => nextInStep(now, 5 * MINUTE, seat, 500));
    assert.equal(new Set(moments).size, 25);
    for (const moment of moments) assert.ok(moment > now && moment <= now + 5 * MINUTE);
    const ordered = [...new Set(moments)].toSorted((a, b) => a - b);
    const gaps = ordered.slice(1).map((moment, index) => moment - (ordered[index] ?? 0));
    assert.deepEqual(new Set(gaps), new Set([12_000]));
  });
});
