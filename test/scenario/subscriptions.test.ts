// Subscriptions over their lives: made, renewed, replaced, ended; refused to one, refused to all; and what a process leaves that dies.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "../../src/core/fault.ts";
import { ADDRESS, Told } from "./told.ts";
import { World } from "./world.ts";

async function open(people: readonly string[] = ["Anna", "Bernd"], url: string | null = ADDRESS) {
  const world = await World.open({ people });
  await world.settle();
  const told = new Told(world, url);
  return { world, told, [Symbol.asyncDispose]: () => world.close() };
}

test("everybody who takes part has one, from the end of the first sync on", async () => {
  await using world = await World.open({ people: ["Anna", "Bernd"] });
  const told = new Told(world);
  await told.tend(2);
  assert.equal(told.callsOf("create"), 0);
  await world.settle();
  await told.tend(2);
  assert.equal(told.microsoft.all.length, 2);
  assert.equal(new Set(told.microsoft.all.map(({ clientState }) => clientState)).size, 2);
  assert.ok(told.microsoft.all.every(({ url, clientState }) => url === ADDRESS && clientState.length >= 43));
});

test("they live for months without a gap, and cost little", async () => {
  await using ground = await open();
  const { told } = ground;
  await told.tend();
  const ids = told.microsoft.all.map(({ id }) => id);
  await told.days(60);
  assert.deepEqual(
    told.microsoft.all.map(({ id }) => id),
    ids,
  );
  assert.equal(told.callsOf("create"), 2);
  assert.ok(told.callsOf("renew") <= 2 * 18, `${told.callsOf("renew")} renewals in 60 days`);
});

test("a service that starts again keeps what is there", async () => {
  await using ground = await open();
  const { told } = ground;
  await told.tend();
  told.restart();
  await told.tend(5);
  assert.deepEqual([told.callsOf("create"), told.callsOf("renew"), told.callsOf("end")], [2, 0, 0]);
  await told.tell("Anna");
  assert.equal(await told.stateOf("Anna"), "arriving");
});

test("Microsoft ends one: another is made. Microsoft asks for authorisation: it is renewed. Both are followed by a look", async () => {
  await using ground = await open();
  const { told, world } = ground;
  await told.tend();
  const [first] = told.microsoft.all;
  assert.ok(first);
  const anna = await told.userOf("Anna");
  await told.tell("Anna", "reauthorizationRequired");
  assert.equal(told.board.isProven(anna), false);
  await told.tend();
  assert.equal(told.callsOf("renew"), 1);
  world.waitMinutes(0.1);
  assert.ok(told.board.isDue(anna));
  assert.equal(await told.stateOf("Anna"), "subscribed", "no change has been told yet");
  told.board.lookBegins(anna);
  await told.tell("Anna", "subscriptionRemoved");
  told.microsoft.remove(first.id);
  await told.tend();
  assert.equal(told.microsoft.all.length, 2);
  assert.equal(told.callsOf("create"), 3);
  world.waitMinutes(0.1);
  assert.ok(told.board.isDue(anna));
});

test("one that vanished without a word is noticed within the hour, and made anew", async () => {
  await using ground = await open();
  const { told } = ground;
  await told.tend();
  const [first] = told.microsoft.all;
  assert.ok(first);
  told.microsoft.remove(first.id);
  await told.days(0.1);
  assert.equal(told.microsoft.all.length, 2);
  assert.equal(told.callsOf("create"), 3);
});

test("whoever leaves has it ended; another address replaces them; without an address there are none", async () => {
  await using ground = await open();
  const { told, world } = ground;
  await told.tend();
  world.sql("update app_user set active = 0 where login = 'bernd'");
  world.waitMinutes(1);
  await told.tend(2);
  assert.equal(told.microsoft.all.length, 1);
  assert.equal((await world.ports.state.subscriptions()).length, 1);
  const other = "https://neu.muster.example/notices";
  told.restart(other);
  await told.tend(2);
  assert.deepEqual(
    told.microsoft.all.map(({ url }) => url),
    [other],
  );
  told.restart(null);
  await told.tend(2);
  assert.deepEqual(told.microsoft.all, []);
  assert.deepEqual(await world.ports.state.subscriptions(), []);
  const calls = told.microsoft.calls.length;
  await told.days(3);
  assert.equal(told.microsoft.calls.length, calls, "without an address Microsoft is asked nothing");
});

test("one mailbox is refused: the others have theirs, and it is tried again after growing pauses", async () => {
  await using ground = await open(["Anna", "Bernd", "Clara"]);
  const { told } = ground;
  const anna = await told.mailboxOf("Anna");
  assert.ok(anna);
  told.microsoft.trouble(anna, new Fault("refused", "subscriptionRefused", { reason: "extensionerror" }));
  await told.tend(5);
  assert.equal(told.microsoft.all.length, 2);
  assert.deepEqual(told.board.statusOf(await told.userOf("Anna")), {
    state: "refused",
    reason: "subscriptionRefused",
  });
  await told.days(1);
  assert.ok(told.callsOf("create") <= 2 + 24 + 5, `${told.callsOf("create")} attempts in a day`);
  assert.equal(told.warnings.length, 1, "told once");
  told.microsoft.trouble(anna, null);
  await told.days(0.1);
  assert.equal(told.microsoft.all.length, 3);
  assert.equal(await told.stateOf("Anna"), "subscribed");
});

test("an address that nobody answers at is everybody's trouble: it is told once and not tried by all in turn", async () => {
  const people = Array.from({ length: 40 }, (_, index) => `Person${index}`);
  await using ground = await open(people);
  const { told } = ground;
  told.microsoft.isReachable = false;
  await told.tend(10);
  assert.ok(told.callsOf("create") <= 4, `${told.callsOf("create")} attempts`);
  assert.equal(told.warnings.length, told.callsOf("create"));
  await told.days(0.5);
  assert.ok(told.callsOf("create") <= 4 * 14, `${told.callsOf("create")} attempts in half a day`);
  told.microsoft.isReachable = true;
  await told.days(0.2);
  assert.equal(told.microsoft.all.length, people.length);
});

test("one mailbox for which Microsoft cannot shake hands keeps nobody else waiting", async () => {
  const people = Array.from({ length: 40 }, (_, index) => `Person${index}`);
  await using ground = await open(people);
  const { told } = ground;
  const first = await told.mailboxOf("Person0");
  assert.ok(first);
  told.microsoft.trouble(first, new Fault("refused", "webhookUnreachable"));
  await told.days(0.1);
  assert.equal(told.microsoft.all.length, 39);
  assert.equal(await told.stateOf("Person0"), "refused");
});

test("killed between the answer and its record: the next process ends what nobody knows, and makes one", async () => {
  await using ground = await open(["Anna"]);
  const { told, world } = ground;
  const { state } = world.ports;
  const whole = state.storeSubscription;
  const dying: typeof whole = async (one) => {
    if (one.id !== null) return new Promise<void>(() => undefined);
    return whole.call(state, one);
  };
  world.ports = { ...world.ports, state: { ...state, storeSubscription: dying } };
  told.restart();
  await told.tellWho();
  // It never comes back.
  void told.keeper.tend(new AbortController().signal);
  for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
  assert.equal(told.microsoft.all.length, 1);
  assert.equal((await state.subscriptions())[0]?.id, null, "it is known that there may be one");
  world.ports = { ...world.ports, state };
  told.restart();
  await told.tend(3);
  const [made, ...others] = told.microsoft.all;
  assert.deepEqual(others, []);
  assert.deepEqual([(await state.subscriptions())[0]?.id, told.callsOf("create")], [made?.id, 2]);
  await told.tell("Anna");
  assert.equal(await told.stateOf("Anna"), "arriving");
});

test("an answer that got lost: it is taken, found among what there is, ended, and made anew", async () => {
  await using ground = await open(["Anna"]);
  const { told, world } = ground;
  told.microsoft.losesAnswer = true;
  await told.tend();
  assert.equal(await told.stateOf("Anna"), "refused");
  world.waitMinutes(1);
  await told.tend(3);
  assert.equal(told.microsoft.all.length, 1);
  assert.equal(await told.stateOf("Anna"), "subscribed");
});

test("a lost state leaves none behind", async () => {
  await using ground = await open();
  const { told, world } = ground;
  await told.tend();
  await world.loseState();
  await world.settle();
  told.restart();
  await told.tend(2);
  assert.equal(told.microsoft.all.length, 2);
  assert.equal(told.callsOf("create"), 4);
});

test("what another installation has is left alone", async () => {
  await using ground = await open(["Anna"]);
  const { told, world } = ground;
  const mailbox = (await world.ports.state.memories())[0]?.mailbox;
  assert.ok(mailbox);
  const others = { url: "https://andere.example/notices", clientState: "theirs" };
  await told.microsoft.create(mailbox, others);
  await told.tend(3);
  assert.deepEqual(
    told.microsoft.all.map(({ url }) => url),
    [others.url],
  );
  assert.deepEqual(told.board.statusOf(await told.userOf("Anna")), {
    state: "refused",
    reason: "subscriptionTaken",
  });
});
