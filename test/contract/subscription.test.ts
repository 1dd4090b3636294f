// The subscription port's suite over the twin in memory and over Graph against the sandbox; and what only Graph's gateway meets.
import assert from "node:assert/strict";
import { test } from "node:test";
import tls from "node:tls";
import type { Settings } from "../../sandbox/settings.ts";
import { type Sandbox, start } from "../../sandbox/start.ts";
import type { MailboxId } from "../../src/core/model/ids.ts";
import type { Mailbox } from "../../src/engine/ports/calendar.ts";
import { openOffice365 } from "../../src/gateways/graph/create-calendar.ts";
import { faultOf } from "../../src/gateways/graph/scripted-graph.ts";
import { MemorySubscriptions } from "../../src/gateways/memory/subscriptions.ts";
import { seededEntropy } from "../../src/gateways/system/entropy.ts";
import { Webhook } from "../conformance/webhook.ts";
import { PlayedClock } from "../scenario/played-clock.ts";
import { SILENT } from "../support/samples.ts";
import { type SubscriptionStage, subscriptionSuite } from "./subscription-suite.ts";

const NOW = Date.parse("2026-11-24T10:00:00Z");
const MINUTE = 60_000;
const TENANT = "0f0e0d0c-0000-4000-8000-0000000000cb";
const CLIENT = "a1a2a3a4-0000-4000-8000-0000000000cb";

function mailboxOf(email: string): Mailbox {
  return { id: email as MailboxId, email, addresses: [email] };
}
const ANNA = mailboxOf("anna@firma.example");
const BERND = mailboxOf("bernd@firma.example");

async function openMemoryStage(): Promise<SubscriptionStage> {
  const clock = new PlayedClock(NOW);
  const subscriptions = new MemorySubscriptions(clock);
  return {
    subscriptions,
    anna: ANNA,
    bernd: BERND,
    url: "https://planung.firma.example/notices",
    setReachable: (isReachable) => {
      subscriptions.isReachable = isReachable;
    },
    now: () => clock.now(),
    pass: (milliseconds) => clock.pass(milliseconds),
    remove: (id) => subscriptions.remove(id),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function openGraphStage(
  settings: Partial<Settings> = {},
): Promise<SubscriptionStage & { readonly sandbox: Sandbox; readonly webhook: Webhook; peak(): number }> {
  const clock = new PlayedClock(NOW);
  const users = [ANNA, BERND].map(({ email }) => ({ userPrincipalName: email }));
  const apps = [{ clientId: CLIENT, secrets: ["secret"] }];
  const sandbox = await start({ company: { tenantId: TENANT, apps, users }, clock, seed: 7, settings });
  tls.setDefaultCACertificates([...tls.getCACertificates(), sandbox.caPem]);
  const webhook = new Webhook();
  await webhook.start();
  const usual = webhook.greet;
  const office365 = {
    tenantId: TENANT,
    clientId: CLIENT,
    secret: "secret",
    certificateFile: null,
    authorityHost: sandbox.url,
    graphUrl: sandbox.url,
  };
  const around = { clock, entropy: seededEntropy(1), log: SILENT };
  let [open, peak] = [0, 0];
  const counted: typeof fetch = async (...request) => {
    open += 1;
    peak = Math.max(peak, open);
    return fetch(...request).finally(() => {
      open -= 1;
    });
  };
  const { subscriptions } = openOffice365({
    office365,
    companyTimeZone: "Europe/Berlin",
    ...around,
    fetch: counted,
  });
  return {
    sandbox,
    webhook,
    peak: () => peak,
    subscriptions,
    anna: ANNA,
    bernd: BERND,
    url: `${webhook.url}/notices`,
    setReachable: (isReachable) => {
      webhook.greet = isReachable ? usual : () => ({ status: 404, contentType: "text/html", body: "" });
    },
    now: () => clock.now(),
    pass: (milliseconds) => clock.pass(milliseconds),
    remove: (id) => sandbox.core.world.subscriptions.remove(id),
    async [Symbol.asyncDispose]() {
      webhook.stop();
      await sandbox.stop();
    },
  };
}

subscriptionSuite("memory", openMemoryStage);
subscriptionSuite("Graph against the sandbox", openGraphStage);

const wanted = ({ url }: SubscriptionStage) => ({ url, clientState: "our secret" });

test("every kind of change and every lifecycle notice goes to our address with our secret, ids in the form that survives a move", async () => {
  await using stage = await openGraphStage();
  const { subscriptions, sandbox, webhook } = stage;
  const { id } = await subscriptions.create(ANNA, wanted(stage));
  const [made] = sandbox.core.world.subscriptions.list();
  assert.deepEqual(
    { ...made, changeTypes: made?.changeTypes.join() },
    {
      ...made,
      id,
      resource: `users/${ANNA.id}/events`,
      changeTypes: "created,updated,deleted",
      notificationUrl: stage.url,
      lifecycleNotificationUrl: stage.url,
      clientState: "our secret",
      immutableIds: true,
    },
  );
  assert.equal(webhook.handshakes.length, 2);
});

test("where a week is too long, it asks for three days, and from then on for nothing else", async () => {
  await using stage = await openGraphStage({ subscriptionMaxMinutes: 4_230 });
  const { subscriptions, sandbox } = stage;
  const { id, expiresAt } = await subscriptions.create(ANNA, wanted(stage));
  assert.ok(expiresAt - stage.now() > 4_000 * MINUTE);
  await subscriptions.create(BERND, wanted(stage));
  assert.equal((await subscriptions.renew(id)).id, id);
  const statuses = sandbox.control
    .requests()
    .filter(({ url }) => url.includes("/subscriptions"))
    .map(({ status }) => status);
  assert.deepEqual(statuses, [400, 201, 201, 200]);
});

test("a renewal authorises anew, and tells where the address no longer answers", async () => {
  await using stage = await openGraphStage({ subscriptionRenewalValidates: true });
  const { subscriptions, sandbox } = stage;
  const { id } = await subscriptions.create(ANNA, wanted(stage));
  await sandbox.control.tellLifecycle(id, "reauthorizationRequired");
  await subscriptions.renew(id);
  assert.equal(sandbox.core.world.subscriptions.find(id)?.isPaused, false);
  stage.setReachable(false);
  await faultOf(subscriptions.renew(id), "webhookUnreachable");
});

for (const [state, code] of [
  ["unlicensed", "mailboxUnavailable"],
  ["forbidden", "subscriptionRefused"],
] as const) {
  test(`a mailbox that is ${state} is ${code}`, async () => {
    await using stage = await openGraphStage();
    stage.sandbox.control.changeUser(ANNA.email, { state });
    const fault = await faultOf(stage.subscriptions.create(ANNA, wanted(stage)), code);
    assert.equal(fault.kind, "refused");
    assert.equal(fault.detail.mailbox, ANNA.email);
    await stage.subscriptions.create(BERND, wanted(stage));
  });
}

test("a mailbox with too many subscriptions is refused", async () => {
  await using stage = await openGraphStage({ subscriptionsPerMailbox: 0 });
  await faultOf(stage.subscriptions.create(ANNA, wanted(stage)), "subscriptionRefused");
});

test("an answer that gets lost is asked for again, and then the subscription is taken: by ourselves", async () => {
  await using stage = await openGraphStage();
  const { subscriptions, sandbox } = stage;
  sandbox.control.addFault({
    method: "POST",
    path: "/subscriptions$",
    afterCommit: true,
    drop: true,
    times: 1,
  });
  await faultOf(subscriptions.create(ANNA, wanted(stage)), "subscriptionTaken");
  assert.equal((await subscriptions.list()).length, 1);
});

test("subscriptions wait for one another, not for calendars: four at a time", async () => {
  await using stage = await openGraphStage({ latencyMs: 5 });
  const people = Array.from({ length: 30 }, (_, index) => mailboxOf(`p${index}@firma.example`));
  stage.sandbox.control.add({ users: people.map(({ email }) => ({ userPrincipalName: email })) });
  await Promise.all(people.map((person) => stage.subscriptions.create(person, wanted(stage))));
  assert.equal((await stage.subscriptions.list()).length, 30);
  assert.equal(stage.peak(), 4);
});
