// `sync --dry-run` as a real process: what it tells is what the sync after it does, down to the mails that Microsoft sends because somebody
// invited guests to a planned event.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { updateEvent } from "../../sandbox/mailbox/changes.ts";
import type { ParticipantReport, SyncReport } from "../../src/contract/report.ts";
import { terminSync } from "./command.ts";
import { type Ground, newGround, planJob } from "./ground.ts";

async function sync(t: TestContext, { folder, variables }: Ground, ...more: string[]): Promise<SyncReport> {
  const { code, stdout, stderr } = await terminSync(
    t,
    ["sync", "--data", folder, "--json", ...more],
    variables,
  );
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as SyncReport;
}

/** Which of several colleagues first brings their meeting into planning is left to chance: everybody's counts together. */
function counts({ participants }: SyncReport): object {
  const sum = (of: (one: ParticipantReport) => number) => participants.reduce((all, one) => all + of(one), 0);
  return {
    created: [sum(({ created }) => created.planning), sum(({ created }) => created.office365)],
    updated: [sum(({ updated }) => updated.planning), sum(({ updated }) => updated.office365)],
    deleted: [sum(({ deleted }) => deleted.planning), sum(({ deleted }) => deleted.office365)],
    others: [sum(({ reverted }) => reverted), sum(({ linked }) => linked), sum(({ mails }) => mails)],
  };
}

/** A technician invites two guests to the event of a planned job. */
function inviteGuests({ sandbox }: Ground, id: string): void {
  const { world } = sandbox.core;
  for (const mailbox of world.mailboxes.values()) {
    for (const event of mailbox.events()) {
      if (!Object.values(event.extended).some((mark) => mark.includes(id))) continue;
      const attendees = ["kunde@example.org", "bauleiter@example.org"].map((address) => ({
        name: address,
        address,
        type: "required" as const,
        status: { response: "none" as const, time: null },
      }));
      updateEvent(world, mailbox, event, { fields: { attendees } });
      return;
    }
  }
  throw new Error("The planned event is not in the sandbox.");
}

function write({ folder }: Ground, statement: string, id: string): void {
  const database = new DatabaseSync(join(folder, "planning.db"));
  try {
    database.prepare(statement).run(id);
  } finally {
    database.close();
  }
}

test("the first sync does what the dry run told, and nobody is mailed", async (t) => {
  const ground = await newGround(t);
  const dry = await sync(t, ground, "--dry-run");
  const first = await sync(t, ground);
  assert.deepEqual(counts(dry), counts(first));
  const planned = dry.participants.flatMap((one) => one.planned ?? []);
  assert.ok(planned.length > 40, `${planned.length}`);
  assert.ok(planned.every(({ mails, reason, side }) => mails === 0 && reason !== "" && side !== undefined));
  assert.ok(first.participants.every((one) => one.planned === undefined && one.mails === 0));
  assert.deepEqual(ground.sandbox.control.mails(), []);
});

test("guests of a planned event: the dry run counts the mails that Microsoft then sends", async (t) => {
  const ground = await newGround(t);
  const id = planJob(ground);
  for (const _ of [1, 2]) await sync(t, ground);
  inviteGuests(ground, id);
  for (const statement of [
    "update appointment set starts_at = ends_at, ends_at = strftime('%Y-%m-%dT%H:%M:%SZ', ends_at, '+1 hour') where id = ?",
    "update appointment set trashed_at = '2026-11-24T09:00:00Z' where id = ?",
  ]) {
    write(ground, statement, id);
    ground.sandbox.core.world.mails.clear();
    const dry = await sync(t, ground, "--dry-run");
    const mails = dry.participants.flatMap((one) => one.planned ?? []).filter((one) => one.mails > 0);
    assert.deepEqual(
      mails.map(({ appointment, side, mails }) => ({ appointment, side, mails })),
      [{ appointment: id, side: "office365", mails: 2 }],
    );
    assert.deepEqual(ground.sandbox.control.mails(), [], "a dry run mails nobody");
    const { stdout } = await terminSync(
      t,
      ["sync", "--data", ground.folder, "--dry-run", "--lang", "de"],
      ground.variables,
    );
    assert.match(
      stdout,
      /Probelauf: .*Zu schreiben wären Änderungen: \d+; .* verschickte: 2\.\n\nVorgesehen:/,
    );
    assert.match(stdout, /Outlook: „.*“ (geändert|gelöscht).* \(Mails: 2\) \[planned\./);
    const real = await sync(t, ground);
    assert.deepEqual(counts(dry), counts(real));
    assert.equal(ground.sandbox.control.mails().length, 2);
    await sync(t, ground);
  }
});
