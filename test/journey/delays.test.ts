// How long edits are on their way is measured for each direction, and told: in the journal, and as a summary in the status.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { updateEvent } from "../../sandbox/mailbox/changes.ts";
import type { JournalReport, StatusReport } from "../../src/contract/report.ts";
import { terminSync } from "./command.ts";
import { type Ground, newGround, planJob } from "./ground.ts";

async function run(t: TestContext, { folder, variables }: Ground, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await terminSync(t, [...args, "--data", folder], variables);
  assert.equal(code, 0, stderr);
  return stdout;
}

async function journalOf(t: TestContext, ground: Ground): Promise<JournalReport["entries"]> {
  return (JSON.parse(await run(t, ground, "journal", "--json")) as JournalReport).entries;
}

test("edits in both directions tell how long they were on their way; the first sync tells nothing", async (t) => {
  const ground = await newGround(t, { appointments: 12 });
  const job = planJob(ground);
  for (const _ of [1, 2]) await run(t, ground, "sync");
  const first = await journalOf(t, ground);
  assert.ok(first.length > 10);
  assert.deepEqual(
    first.filter(({ delaySeconds }) => delaySeconds !== undefined),
    [],
  );
  assert.equal((JSON.parse(await run(t, ground, "status", "--json")) as StatusReport).delays, undefined);

  const editedAt = Date.now();
  const database = new DatabaseSync(join(ground.folder, "planning.db"));
  database.prepare("update appointment set location = 'Ergolding' where id = ?").run(job);
  database.close();
  await run(t, ground, "sync");
  const { world } = ground.sandbox.core;
  const [mailbox, event] =
    [...world.mailboxes.values()]
      .flatMap((mailbox) => [...mailbox.events()].map((event) => [mailbox, event] as const))
      .find(([, { extended }]) => Object.values(extended).some((mark) => mark.includes(job))) ?? [];
  assert.ok(mailbox && event);
  updateEvent(world, mailbox, event, { fields: { subject: "Abgasmessung und Wartung" } });
  await run(t, ground, "sync");

  const most = (Date.now() - editedAt) / 1000 + 1;
  const later = (await journalOf(t, ground)).slice(first.length);
  assert.deepEqual(
    later.map(({ side, appointment }) => [side, appointment]),
    [
      ["office365", job],
      ["planning", job],
    ],
  );
  for (const { delaySeconds = -1 } of later)
    assert.ok(delaySeconds >= 0 && delaySeconds <= most, `${delaySeconds}`);
  const { delays } = JSON.parse(await run(t, ground, "status", "--json")) as StatusReport;
  assert.deepEqual([delays?.planning?.count, delays?.office365?.count], [1, 1]);
  assert.match(
    await run(t, ground, "status", "--lang", "de"),
    /Von Outlook in die Planung .* die Hälfte in \d+ s, 95 % in \d+ s/,
  );
  assert.match(await run(t, ground, "status", "--lang", "en"), /From planning to Outlook .* within \d+ s/);
});
