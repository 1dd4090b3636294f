// One of our events that its owner has made a series, on the sandbox: its occurrences bear its mark, and are the person's own.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import tls from "node:tls";
import { readEventChange } from "../../sandbox/graph/event-input.ts";
import { updateEvent } from "../../sandbox/mailbox/changes.ts";
import { defaultSettings } from "../../sandbox/settings.ts";
import { start } from "../../sandbox/start.ts";
import { createCalendar } from "../../src/gateways/graph/create-calendar.ts";
import { seededEntropy } from "../../src/gateways/system/entropy.ts";
import { SILENT } from "../support/samples.ts";
import type { PlayedClock } from "./played-clock.ts";
import { SandboxOutlook } from "./sandbox-outlook.ts";
import { ZONE } from "./when.ts";
import { emailOf, World } from "./world.ts";

const ANNA = emailOf("Anna");
const present = {
  of: null as PlayedClock | null,
  now: () => present.of?.now() ?? 0,
  sleep: async () => undefined,
};
const sandbox = await start({ clock: present, seed: 7 });
tls.setDefaultCACertificates([...tls.getCACertificates(), sandbox.caPem]);
after(() => sandbox.stop());

World.playOn((clock) => {
  present.of = clock;
  const apps = [{ clientId: "a1a2a3a4-0000-4000-8000-0000000000ce", displayName: "t", secrets: ["s"] }];
  sandbox.control.settings({ ...defaultSettings, transactionOutlivesDeletion: true });
  sandbox.control.load({ tenantId: "0f0e0d0c-0000-4000-8000-0000000000ce", apps, users: [] });
  const office365 = {
    tenantId: "0f0e0d0c-0000-4000-8000-0000000000ce",
    clientId: "a1a2a3a4-0000-4000-8000-0000000000ce",
    secret: "s",
    certificateFile: null,
    authorityHost: sandbox.url,
    graphUrl: sandbox.url,
  };
  return new SandboxOutlook(
    sandbox,
    createCalendar({ office365, companyTimeZone: ZONE, clock, entropy: seededEntropy(1), log: SILENT }),
  );
});

/** Anna gives the event of her job a weekly recurrence in Outlook. */
function makeWeekly(subject: string): void {
  const { world } = sandbox.core;
  const mailbox = world.find(ANNA);
  const event = mailbox && [...mailbox.events()].find(({ fields }) => fields.subject === subject);
  assert.ok(mailbox && event);
  const pattern = { type: "weekly", interval: 1, daysOfWeek: ["wednesday"], firstDayOfWeek: "monday" };
  const range = { type: "noEnd", startDate: "2026-11-25" };
  updateEvent(world, mailbox, event, readEventChange({ recurrence: { pattern, range } }));
  world.mails.clear();
}

test("a job's event that Anna made a weekly series: the next Wednesdays come to the board without a question, also after a restart and after Sync.JournalDays", async () => {
  await using world = await World.open({ sync: { MonthsFuture: 1 } });
  world.plan("Heizung", "Anna", "2026-11-25 09:00-11:00");
  await world.settle();
  makeWeekly("Heizung");
  const {
    participants: [first],
  } = await world.settle(40);
  assert.equal(first?.held, 0);
  assert.equal(world.board()[0]?.state, "trash");
  await world.loseState(world.backUpState());
  for (let week = 0; week < 14; week++) {
    world.wait(7);
    const {
      participants: [one],
    } = await world.cycle();
    assert.deepEqual([week, one?.outcome, one?.reason, one?.held], [week, "ok", undefined, 0]);
  }
});
