// Subscriptions: making, renewing and ending them, and the handshake with their webhook.
// learn.microsoft.com/graph/api/resources/subscription, graph/change-notifications-delivery-webhooks
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import type { Subscription } from "@microsoft/microsoft-graph-types";
import { start } from "../../sandbox/start.ts";
import {
  ANNA,
  BERND,
  CLARA,
  CLIENT,
  clientFor,
  company,
  credentialFor,
  event,
  NOW,
  raw,
  refusal,
  SECRET,
  TENANT,
  tenant,
  trust,
} from "./tenant.ts";
import { Webhook } from "./webhook.ts";

const MINUTE_MS = 60_000;

describe("subscriptions", () => {
  // The clock is moved by days.
  const world = tenant({ settings: { tokenLifetimeSeconds: 10_000_000 } });
  const webhook = new Webhook();
  before(() => webhook.start());
  after(() => webhook.stop());
  beforeEach(() => {
    webhook.clear();
    for (const { id } of world.sandbox.control.subscriptions())
      world.sandbox.core.world.subscriptions.remove(id);
  });

  const inMinutes = (minutes: number) =>
    new Date(world.sandbox.core.clock.now() + minutes * MINUTE_MS).toISOString();
  const wanted = (more: Subscription = {}): Subscription => ({
    changeType: "created,updated,deleted",
    notificationUrl: `${webhook.url}/notices`,
    resource: `users/${ANNA}/events`,
    expirationDateTime: inMinutes(1000),
    clientState: "secret",
    ...more,
  });
  const post = (more: Subscription = {}): Promise<Subscription> =>
    world.graph.api("/subscriptions").post(wanted(more));

  // proof: POST subscriptions | 201 with the properties that were sent, the app's id and an id | learn: subscription-post-subscriptions
  it("makes a subscription", async () => {
    const made = await post({ lifecycleNotificationUrl: `${webhook.url}/lifecycle` });
    assert.match(made.id ?? "", /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      [made.resource, made.changeType, made.clientState, made.applicationId, made.latestSupportedTlsVersion],
      [`users/${ANNA}/events`, "created,updated,deleted", "secret", CLIENT, "v1_2"],
    );
    assert.deepEqual(
      [made.notificationUrl, made.lifecycleNotificationUrl],
      [`${webhook.url}/notices`, `${webhook.url}/lifecycle`],
    );
  });

  // proof: POST subscriptions | handshake with both addresses: POST of text/plain, token encoded in the query | learn: change-notifications-delivery-webhooks, change-notifications-lifecycle-events
  it("shakes hands with the webhook before it answers", async () => {
    await post({
      notificationUrl: `${webhook.url}/notices?tenant=1`,
      lifecycleNotificationUrl: `${webhook.url}/lifecycle`,
    });
    assert.equal(webhook.handshakes.length, 2);
    for (const { contentType, token } of webhook.handshakes) {
      assert.match(contentType, /^text\/plain/);
      // A token with blanks and a colon: whoever sends it back undecoded fails.
      assert.match(token, /^Validation: Testing client application reachability/);
    }
  });

  // proof: POST subscriptions | a failed or late handshake: 400 ValidationError, and no subscription | learn: change-notifications-delivery-webhooks; observed: msgraph-sdk-dotnet#2805
  it("refuses a webhook that does not send the token back as plain text in time", async () => {
    const usual = webhook.greet;
    const wrong: (typeof webhook.greet)[] = [
      () => ({ status: 200, contentType: "text/plain", body: "something else" }),
      (token) => ({ status: 200, contentType: "text/plain", body: encodeURIComponent(token) }),
      (token) => ({ status: 202, contentType: "text/plain", body: token }),
      (token) => ({ status: 200, contentType: "application/json", body: token }),
    ];
    for (const greet of wrong) {
      webhook.greet = greet;
      const error = await refusal(post());
      assert.deepEqual([error.statusCode, error.code], [400, "ValidationError"]);
      assert.match(error.message, /validation request failed/);
    }
    webhook.greet = () => null;
    world.sandbox.control.settings({ validationTimeoutMs: 50 });
    assert.match((await refusal(post())).message, /timed out/);
    world.sandbox.control.settings({ validationTimeoutMs: 10_000 });
    webhook.greet = usual;
    assert.equal((await refusal(post({ notificationUrl: "http://localhost:9/x" }))).statusCode, 400);
    assert.deepEqual(world.sandbox.control.subscriptions(), []);
  });

  // proof: POST subscriptions | expiry: 10,070 minutes at most (switch), 45 at least, not in the past | learn: resources/subscription; observed in refusals
  it("limits how long a subscription lives", async () => {
    const error = await refusal(post({ expirationDateTime: inMinutes(10_071) }));
    assert.deepEqual([error.statusCode, error.code], [400, "ExtensionError"]);
    assert.match(error.message, /can only be 10070 minutes in the future/);
    assert.equal((await refusal(post({ expirationDateTime: inMinutes(-1) }))).statusCode, 400);
    const made = await post({ expirationDateTime: inMinutes(5) });
    const lives = Date.parse(made.expirationDateTime ?? "") - world.sandbox.core.clock.now();
    assert.ok(lives > 44 * MINUTE_MS && lives <= 45 * MINUTE_MS, String(lives));
    world.sandbox.control.settings({ subscriptionMaxMinutes: 4230 });
    assert.match((await refusal(post({ expirationDateTime: inMinutes(4300) }))).message, /4230 minutes/);
    world.sandbox.control.settings({ subscriptionMaxMinutes: 10_070 });
  });

  // proof: POST subscriptions | a required property is missing, or a value is wrong: 400 | learn: subscription-post-subscriptions; observed: microsoft-graph-docs-contrib#7399
  it("refuses what is missing or wrong", async () => {
    for (const name of ["changeType", "notificationUrl", "resource", "expirationDateTime"]) {
      const { [name as keyof Subscription]: _, ...body } = wanted();
      const reply = await raw(world, "POST", "/subscriptions", { body });
      assert.equal(reply.status, 400, name);
      assert.match(String(reply.json.error?.message), new RegExp(name));
    }
    const wrong: [Subscription, RegExp][] = [
      [{ changeType: "created,moved" }, /'moved'/],
      [{ notificationUrl: "http://firma.example/x" }, /https/],
      [{ clientState: "x".repeat(129) }, /128/],
      [{ resource: "me/events" }, /delegated/],
    ];
    for (const [change, message] of wrong) {
      const error = await refusal(post(change));
      assert.equal(error.statusCode, 400);
      assert.match(error.message, message);
    }
  });

  // proof: POST subscriptions | other resources, resource data, Event Hubs, unknown properties: SandboxNotModelled | sandbox: strictness
  it("says what it does not model", async () => {
    const unknown: Record<string, unknown>[] = [
      { resource: `users/${ANNA}/messages` },
      { resource: `users/${ANNA}/events?$filter=subject eq 'x'` },
      { includeResourceData: true },
      { encryptionCertificate: "x" },
      { notificationUrl: "EventHub:https://x.servicebus.windows.net/eventhubname/y?tenantId=z" },
      { colour: "red" },
    ];
    for (const change of unknown) {
      const reply = await raw(world, "POST", "/subscriptions", { body: { ...wanted(), ...change } });
      assert.deepEqual([reply.status, reply.json.error?.code], [501, "SandboxNotModelled"]);
    }
  });

  // proof: POST subscriptions | mailbox outside the app's scope, without a licence, unknown: ExtensionError | observed: msgraph-sdk-java#510, msgraph-sdk-javascript#252
  it("wraps what the mailbox answers", async () => {
    for (const [state, status] of [
      ["forbidden", 403],
      ["unlicensed", 404],
    ] as const) {
      world.sandbox.control.changeUser(BERND, { state });
      const error = await refusal(post({ resource: `/users/${BERND}/events` }));
      assert.deepEqual([error.statusCode, error.code], [status, "ExtensionError"]);
      assert.match(error.message, /^Operation: Create; Exception: \[Status Code: /);
    }
    world.sandbox.control.changeUser(BERND, { state: "ok" });
    assert.equal((await refusal(post({ resource: "users/nobody@firma.example/events" }))).statusCode, 404);
  });

  // proof: POST subscriptions | the same app, resource and change types again: 409 (switch) | learn: resources/subscription; observed otherwise: msgraph-sdk-php#221
  it("refuses a duplicate, whatever the order of its change types", async () => {
    await post();
    const again = {
      changeType: "deleted,created,updated",
      resource: `/users('${ANNA.toUpperCase()}')/events`,
    };
    assert.equal((await refusal(post(again))).statusCode, 409);
    await post({ changeType: "created" });
    await post({ resource: `users/${BERND}/events` });
    world.sandbox.control.settings({ subscriptionDuplicateStatus: 201 });
    await post(again);
    world.sandbox.control.settings({ subscriptionDuplicateStatus: 409 });
    assert.equal(world.sandbox.control.subscriptions().length, 4);
  });

  // proof: POST subscriptions | more than 1,000 for one mailbox (switch): 403 | learn: outlook-change-notifications-overview
  it("refuses more than so many for one mailbox", async () => {
    world.sandbox.control.settings({ subscriptionsPerMailbox: 1 });
    await post({ resource: `users/${CLARA}/events` });
    const error = await refusal(post({ resource: `users/${CLARA}/events`, changeType: "created" }));
    world.sandbox.control.settings({ subscriptionsPerMailbox: 1000 });
    assert.equal(error.statusCode, 403);
  });

  // proof: GET subscriptions | an app sees its own; the secret is not in the list | learn: subscription-list; observed: msgraph-sdk-dotnet#545
  // proof: GET subscriptions/{subscription} | the subscription, or 404 ResourceNotFound | learn: subscription-get; observed: msgraph-sdk-php#221
  it("shows an app its own subscriptions", async () => {
    const made = await post();
    const list = await world.graph.api("/subscriptions").get();
    assert.deepEqual(
      list.value.map((each: Subscription) => [each.id, each.clientState]),
      [[made.id, null]],
    );
    assert.equal((await world.graph.api(`/subscriptions/${made.id}`).get()).clientState, "secret");
    const other = "a1a2a3a4-0000-4000-8000-0000000000ff";
    world.sandbox.control.registerApp({ clientId: other, secrets: [SECRET] });
    const others = clientFor(world.sandbox, credentialFor(world.sandbox, SECRET, TENANT, other));
    assert.deepEqual((await others.api("/subscriptions").get()).value, []);
    const error = await refusal(others.api(`/subscriptions/${made.id}`).get());
    assert.deepEqual([error.statusCode, error.code], [404, "ResourceNotFound"]);
  });

  // proof: PATCH subscriptions/{subscription} | renewal: 200 with the new expiry, the same limit, 404 once expired | learn: subscription-update
  it("renews a subscription until it has expired", async () => {
    const made = await post({ expirationDateTime: inMinutes(60) });
    const url = `/subscriptions/${made.id}`;
    webhook.clear();
    const until = inMinutes(2000);
    const renewed = await world.graph.api(url).patch({ expirationDateTime: until });
    assert.equal(renewed.expirationDateTime, until);
    assert.equal(webhook.handshakes.length, 0);
    const tooLong = world.graph.api(url).patch({ expirationDateTime: inMinutes(20_000) });
    assert.equal((await refusal(tooLong)).statusCode, 400);
    assert.equal((await refusal(world.graph.api(url).patch({}))).statusCode, 400);
    world.sandbox.control.advanceClock(2001 * MINUTE_MS);
    const late = await refusal(world.graph.api(url).patch({ expirationDateTime: inMinutes(60) }));
    assert.deepEqual([late.statusCode, late.code], [404, "ResourceNotFound"]);
  });

  // proof: PATCH subscriptions/{subscription} | another notificationUrl is validated; nothing else can be changed; a renewal validates too (switch) | learn: subscription-update; observed: msgraph-sdk-dotnet#2805
  it("moves a subscription to another address, after a handshake", async () => {
    const { id } = await post();
    const url = `/subscriptions/${id}`;
    webhook.clear();
    await world.graph.api(url).patch({ notificationUrl: `${webhook.url}/elsewhere` });
    assert.equal(webhook.handshakes.length, 1);
    const lifecycle = { lifecycleNotificationUrl: `${webhook.url}/l`, expirationDateTime: inMinutes(100) };
    assert.equal((await refusal(world.graph.api(url).patch(lifecycle))).statusCode, 400);
    world.sandbox.control.settings({ subscriptionRenewalValidates: true });
    await world.graph.api(url).patch({ expirationDateTime: inMinutes(200) });
    world.sandbox.control.settings({ subscriptionRenewalValidates: false });
    assert.equal(webhook.handshakes.length, 2);
  });

  // proof: DELETE subscriptions/{subscription} | 204, then 404 | learn: subscription-delete
  it("ends a subscription", async () => {
    const { id } = await post();
    assert.equal((await raw(world, "DELETE", `/subscriptions/${id}`)).status, 204);
    assert.equal((await raw(world, "DELETE", `/subscriptions/${id}`)).status, 404);
  });

  // proof: POST subscriptions | Calendars.Read is enough, and none of the directory's permissions is | learn: subscription-post-subscriptions
  it("asks for a permission on calendars", async () => {
    world.sandbox.control.registerApp({ clientId: CLIENT, secrets: [SECRET], roles: ["Calendars.Read"] });
    const reader = { ...world, credential: credentialFor(world.sandbox) };
    assert.equal((await raw(reader, "POST", "/subscriptions", { body: wanted() })).status, 201);
    world.sandbox.control.registerApp({ clientId: CLIENT, secrets: [SECRET], roles: ["User.Read.All"] });
    const other = { ...world, credential: credentialFor(world.sandbox) };
    assert.equal((await raw(other, "POST", "/subscriptions", { body: wanted() })).status, 403);
    world.sandbox.control.registerApp({ clientId: CLIENT, secrets: [SECRET] });
  });
});

describe("subscriptions on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-subscriptions-"));
  const webhook = new Webhook();
  before(() => webhook.start());
  after(() => {
    webhook.stop();
    rmSync(folder, { recursive: true });
  });

  // proof: POST subscriptions | kept over a restart, and what was not acknowledged before is told after it | sandbox: --data
  it("go on after a restart, with what they had not told yet", async () => {
    const first = await start({ company: company(), data: folder, now: NOW });
    trust(first.caPem);
    const graph = clientFor(first, credentialFor(first));
    const made: Subscription = await graph.api("/subscriptions").post({
      changeType: "created",
      notificationUrl: webhook.url,
      resource: `users/${ANNA}/events`,
      expirationDateTime: new Date(NOW + 1000 * MINUTE_MS).toISOString(),
    });
    webhook.status = 503;
    await graph.api(`/users/${ANNA}/events`).post(event("Neu", "2026-09-02T10:00", "2026-09-02T11:00"));
    await first.control.deliverNotices();
    await first.stop();
    webhook.clear();
    webhook.status = 202;
    const second = await start({ data: folder });
    try {
      assert.equal(second.control.subscriptions()[0]?.id, made.id);
      second.control.advanceClock(10_000);
      await second.control.deliverNotices();
      assert.deepEqual(
        webhook.notices.map((each) => [each.subscriptionId, each.changeType]),
        [[made.id, "created"]],
      );
    } finally {
      await second.stop();
    }
  });
});
