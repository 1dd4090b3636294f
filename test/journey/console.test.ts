// From the set-up link to the board: the first steps of an administrator, and a job that is on the board and in Outlook.
import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./command.ts";
import { assertNoComplaints, beginConsole } from "./console-ground.ts";
import { planJob } from "./ground.ts";

test("whoever has the set-up link makes the first account, sees everybody come into step, and a new job appear on the board", async (t) => {
  const journey = await beginConsole(t);
  const { page, ground } = journey;
  await page.getByText("Alles ist synchron.").waitFor({ timeout: 60_000 });
  await page.getByRole("link", { name: "Monteursteuerung" }).click();
  await page.locator("[data-id]").first().waitFor();
  planJob(ground);
  // By itself: the page is told that something changed.
  await page.getByText("Abgasmessung").first().waitFor({ timeout: 30_000 });
  const isInOutlook = () =>
    [...ground.sandbox.core.world.mailboxes.values()].some((mailbox) =>
      [...mailbox.events()].some(({ fields }) => fields.subject === "Abgasmessung"),
    );
  await until("the event in Outlook", async () => isInOutlook());
  assert.ok(isInOutlook());
  assertNoComplaints(journey);
});
