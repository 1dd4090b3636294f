// The subscription port's promises, whatever is behind it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SubscriptionId } from "../../src/core/model/ids.ts";
import type { Mailbox } from "../../src/engine/ports/calendar.ts";
import type { SubscriptionPort } from "../../src/engine/ports/subscriptions.ts";
import { faultOf } from "../../src/gateways/graph/scripted-graph.ts";

export interface SubscriptionStage extends AsyncDisposable {
  readonly subscriptions: SubscriptionPort;
  readonly anna: Mailbox;
  readonly bernd: Mailbox;
  /** An address that shakes hands, until it is told not to. */
  readonly url: string;
  setReachable(isReachable: boolean): void;
  now(): number;
  pass(milliseconds: number): void;
  /** Microsoft ends it by itself. */
  remove(id: SubscriptionId): void;
}

const DAY = 86_400_000;
const SECRET = "x".repeat(43);

export function subscriptionSuite(name: string, open: () => Promise<SubscriptionStage>): void {
  describe(`subscription port on ${name}`, () => {
    it("gives a subscription for about a week, and lists it with its address", async () => {
      await using stage = await open();
      const { subscriptions, anna, bernd, url } = stage;
      const first = await subscriptions.create(anna, { url, clientState: SECRET });
      const second = await subscriptions.create(bernd, { url, clientState: SECRET });
      const days = (first.expiresAt - stage.now()) / DAY;
      assert.ok(days > 6 && days <= 7, `${days} days`);
      const listed = await subscriptions.list();
      const ids = (all: readonly { id: SubscriptionId }[]) => all.map(({ id }) => id).sort();
      assert.deepEqual(ids(listed), ids([first, second]));
      assert.deepEqual([...new Set(listed.map((one) => one.url))], [url]);
    });

    it("renews for another week from now on", async () => {
      await using stage = await open();
      const { subscriptions, anna, url } = stage;
      const { id, expiresAt } = await subscriptions.create(anna, { url, clientState: SECRET });
      stage.pass(5 * DAY);
      const renewed = await subscriptions.renew(id);
      assert.equal(renewed.id, id);
      assert.ok(Math.abs(renewed.expiresAt - expiresAt - 5 * DAY) < 60_000);
      stage.pass(5 * DAY);
      assert.equal((await subscriptions.list()).length, 1);
    });

    it("a mailbox has one: a second one is refused, until the first is ended", async () => {
      await using stage = await open();
      const { subscriptions, anna, url } = stage;
      const { id } = await subscriptions.create(anna, { url, clientState: SECRET });
      const wanted = { url, clientState: SECRET };
      assert.equal((await faultOf(subscriptions.create(anna, wanted), "subscriptionTaken")).kind, "stale");
      await subscriptions.end(id);
      assert.deepEqual(await subscriptions.list(), []);
      assert.notEqual((await subscriptions.create(anna, wanted)).id, id);
    });

    it("tells that an address does not answer, and then there is none", async () => {
      await using stage = await open();
      const { subscriptions, anna, url } = stage;
      stage.setReachable(false);
      const fault = await faultOf(
        subscriptions.create(anna, { url, clientState: SECRET }),
        "webhookUnreachable",
      );
      assert.equal(fault.kind, "refused");
      assert.deepEqual(await subscriptions.list(), []);
    });

    it("one that ran out or was ended by Microsoft cannot be renewed, and ending it is no fault", async () => {
      await using stage = await open();
      const { subscriptions, anna, bernd, url } = stage;
      const { id } = await subscriptions.create(anna, { url, clientState: SECRET });
      const other = await subscriptions.create(bernd, { url, clientState: SECRET });
      stage.remove(other.id);
      assert.equal((await faultOf(subscriptions.renew(other.id), "subscriptionGone")).kind, "stale");
      stage.pass(7 * DAY);
      await faultOf(subscriptions.renew(id), "subscriptionGone");
      await subscriptions.end(id);
      assert.deepEqual(await subscriptions.list(), []);
    });
  });
}
