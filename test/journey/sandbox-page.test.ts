// The sandbox's page in a real Chromium: what a person does there is in the mailboxes and in the mail log, and what others do is on
// the page without a reload.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, type TestContext, test } from "node:test";
import type { Event } from "@microsoft/microsoft-graph-types";
import chromium from "@sparticuz/chromium";
import { type Browser, type Locator, type Page, chromium as playwright } from "playwright-core";
import { type Sandbox, start } from "../../sandbox/start.ts";
import { until } from "./command.ts";

/** A Wednesday. */
const NOW = Date.parse("2026-03-04T09:00:00Z");
const EVIL = "<img src=x onerror=alert(1)>";

let sandbox: Sandbox;
let browser: Browser;
/** Errors of scripts, violations of the page's policy, and anything that pops up. */
const surprises: string[] = [];

before(async () => {
  const company = { tenantId: "5a7db0c5-0000-4000-8000-000000000001", apps: [], users: [] };
  sandbox = await start({ company, now: NOW });
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Its package's own switches turn a page's security off, and draw by an emulated graphics card: four times the work.
    args: ["--no-sandbox", "--disable-gpu"],
  });
});

after(async () => {
  await browser?.close();
  await sandbox?.stop();
});

afterEach(() => assert.deepEqual(surprises.splice(0), []));

/** Mailboxes of the test's own. */
function people(t: TestContext): { anna: string; jonas: string } {
  const id = t.name.replace(/\W+/g, "-").slice(0, 20);
  const [anna, jonas] = [`anna@${id}.example`, `jonas@${id}.example`];
  sandbox.control.add({
    users: [
      { userPrincipalName: anna, displayName: "Anna Berger", timeZone: "W. Europe Standard Time" },
      { userPrincipalName: jonas, displayName: "Jonas Keller", timeZone: "Europe/Berlin" },
    ],
  });
  return { anna, jonas };
}

async function openPage(
  t: TestContext,
  mailbox: string,
  { locale = "de-DE", isPhone = false } = {},
): Promise<Page> {
  const viewport = isPhone ? { width: 390, height: 844 } : { width: 1400, height: 900 };
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale, viewport, hasTouch: isPhone });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  page.on("pageerror", ({ message }) => surprises.push(message));
  page.on("console", (entry) => /Content Security Policy/.test(entry.text()) && surprises.push(entry.text()));
  page.on("dialog", (dialog) => {
    surprises.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${sandbox.url}/sandbox/#mailbox=${mailbox}`);
  await isReady(page);
  return page;
}

/** Its first question for news is answered: from now on it follows. */
function isReady(page: Page): Promise<void> {
  return page.locator("#statistics:not(:empty)").waitFor({ state: "attached" });
}

async function graph(method: string, path: string, body?: object) {
  const reply = await sandbox.core.handle({
    method,
    url: `/sandbox/graph/users/${path}`,
    headers: { prefer: 'outlook.timezone="Europe/Berlin"', "content-type": "application/json" },
    body: body ? JSON.stringify(body) : "",
  });
  assert.ok(reply.status < 300, `${method} ${path}: ${reply.body}`);
  return reply.body === "" ? {} : JSON.parse(reply.body);
}

function create(
  mailbox: string,
  subject: string,
  from: string,
  to: string,
  more: Event = {},
): Promise<Event> {
  const moment = (time: string) => ({ dateTime: `2026-03-${time}`, timeZone: "Europe/Berlin" });
  return graph("POST", `${mailbox}/events`, { subject, start: moment(from), end: moment(to), ...more });
}

/** Of that subject, by start: "04 10:00–11:00". */
async function times(mailbox: string, subject: string): Promise<string[]> {
  const window = "startDateTime=2026-03-01T00:00:00Z&endDateTime=2026-04-01T00:00:00Z&$top=500";
  const { value } = (await graph("GET", `${mailbox}/calendarView?${window}`)) as { value: Event[] };
  return value
    .filter((event) => event.subject === subject)
    .map(
      ({ start, end }) =>
        `${start?.dateTime?.slice(8, 16).replace("T", " ")}–${end?.dateTime?.slice(11, 16)}`,
    )
    .sort();
}

async function single(mailbox: string, subject: string): Promise<Event> {
  const { value } = (await graph("GET", `${mailbox}/events?$top=500`)) as { value: Event[] };
  const [event] = value.filter((each) => each.subject === subject);
  assert.ok(event, `${mailbox} has no '${subject}'`);
  return event;
}

function eventually(mailbox: string, subject: string, wanted: string[]): Promise<void> {
  return until(
    `'${subject}' at ${wanted}`,
    async () => String(await times(mailbox, subject)) === String(wanted),
    5,
  );
}

/** Where an hour of a day is on the screen. */
async function place(page: Page, date: string, hour: number): Promise<{ x: number; y: number }> {
  const column = page.locator(`.column[data-date="2026-03-${date}"]`);
  // Between two drawings there is none for a moment.
  const box = (await column.boundingBox()) ?? (await column.boundingBox());
  assert.ok(box);
  return { x: box.x + box.width / 2, y: box.y + (box.height / 24) * hour };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

function block(page: Page, subject: string): Locator {
  return page.locator(".event", { hasText: subject });
}

async function answer(page: Page, choice: string): Promise<void> {
  await page.locator(`#question [data-value="${choice}"]`).click();
}

describe("the sandbox's page", { timeout: 120_000 }, () => {
  test("an event is drawn into an empty place, with everything the dialog has", async (t) => {
    const { anna } = people(t);
    const page = await openPage(t, anna);
    await drag(page, await place(page, "05", 10.02), await place(page, "05", 11.5));
    await page.locator("[name=subject]").fill("Kundendienst");
    await page.locator("[name=location]").fill("Gartenstraße 12");
    await page.locator("#categories input").fill("Rote Kategorie,");
    await page.locator("[name=showAs]").selectOption("oof");
    await page.locator("[name=reminder]").selectOption("60");
    await page.locator("[name=isPrivate]").check();
    await page.locator("[name=notes]").fill("Thermostat\nSchlüssel beim Nachbarn");
    await page.getByRole("button", { name: "Speichern" }).click();
    await eventually(anna, "Kundendienst", ["05 10:00–11:30"]);
    const event = await single(anna, "Kundendienst");
    assert.equal(event.location?.displayName, "Gartenstraße 12");
    assert.deepEqual(event.categories, ["Rote Kategorie"]);
    assert.deepEqual(
      [event.showAs, event.sensitivity, event.reminderMinutesBeforeStart],
      ["oof", "private", 60],
    );
    assert.equal(event.bodyPreview, "Thermostat\r\nSchlüssel beim Nachbarn");
    await block(page, "Kundendienst").waitFor();
  });

  test("an event is dragged to another day, and by its lower edge; Escape leaves it", async (t) => {
    const { anna } = people(t);
    await create(anna, "Aufmaß", "03T08:00", "03T09:00");
    const page = await openPage(t, anna);
    await drag(page, await place(page, "03", 8.5), await place(page, "06", 13.8));
    await eventually(anna, "Aufmaß", ["06 13:15–14:15"]);
    await page.locator('.column[data-date="2026-03-06"] .event', { hasText: "Aufmaß" }).waitFor();
    await drag(page, await place(page, "06", 14.22), await place(page, "06", 16));
    await eventually(anna, "Aufmaß", ["06 13:15–16:00"]);
    await page.locator('.event[title*="13:15–16:00"]').waitFor();
    const { x, y } = await place(page, "06", 14);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 300, y);
    await page.locator(".ghost").waitFor();
    await page.keyboard.press("Escape");
    await page.mouse.up();
    assert.equal(await page.locator(".ghost").count(), 0);
    assert.deepEqual(await times(anna, "Aufmaß"), ["06 13:15–16:00"]);
  });

  test("an all-day event is drawn over its days", async (t) => {
    const { anna } = people(t);
    const page = await openPage(t, anna);
    const y = (await page.locator("#allday").boundingBox())?.y ?? 0;
    const at = async (date: string) => ({ x: (await place(page, date, 0)).x, y: y + 10 });
    await drag(page, await at("05"), await at("06"));
    await page.locator("[name=subject]").fill("Messe");
    await page.locator("[name=subject]").press("Enter");
    await eventually(anna, "Messe", ["05 00:00–00:00"]);
    const { isAllDay, end } = await single(anna, "Messe");
    assert.deepEqual([isAllDay, end?.dateTime?.slice(0, 10)], [true, "2026-03-07"]);
  });

  test("only what was changed is sent: notes of a Teams meeting leave it on", async (t) => {
    const { anna } = people(t);
    const teams: Event = { isOnlineMeeting: true, onlineMeetingProvider: "teamsForBusiness" };
    const { onlineMeeting } = await create(anna, "Abstimmung", "04T14:00", "04T14:30", teams);
    const page = await openPage(t, anna);
    await block(page, "Abstimmung").focus();
    await page.keyboard.press("Enter");
    await page.locator("[name=notes]").fill("Angebot <mitbringen>");
    await page.getByRole("button", { name: "Speichern" }).click();
    await until("the notes are there", async () => {
      return (await single(anna, "Abstimmung")).bodyPreview?.startsWith("Angebot <mitbringen>") ?? false;
    });
    const event = await single(anna, "Abstimmung");
    assert.equal(event.isOnlineMeeting, true);
    assert.equal(event.onlineMeeting?.joinUrl, onlineMeeting?.joinUrl);
    await block(page, "Abstimmung").focus();
    await page.keyboard.press("Enter");
    await page.locator("#dialog[open]").waitFor();
    assert.equal(await page.locator("[name=notes]").inputValue(), "Angebot <mitbringen>");
    await page.keyboard.press("Escape");
    await page.locator("#dialog").waitFor({ state: "hidden" });
    assert.equal(await page.locator("#dialog").isVisible(), false);
  });

  test("an invitation reaches the other mailbox and the mail log; the answer comes back; the meeting is called off", async (t) => {
    const { anna, jonas } = people(t);
    const page = await openPage(t, anna);
    const { x, y } = await place(page, "02", 15.1);
    await page.mouse.click(x, y);
    await page.locator("[name=subject]").fill("Übergabe");
    await page.locator("#attendees input").fill(`${jonas},`);
    await page.getByRole("button", { name: "Senden" }).click();
    await eventually(jonas, "Übergabe", ["02 15:00–16:00"]);
    await page.locator("aside [data-view=mails]").click();
    await page.locator(".mail", { hasText: "Übergabe" }).waitFor();

    const other = await openPage(t, jonas, { locale: "en-GB" });
    await block(other, "Übergabe").click();
    await other.locator("#answer-comment").fill("I bring the keys");
    await other.getByRole("button", { name: "Accept" }).click();
    await page.locator(".mail", { hasText: "I bring the keys" }).waitFor();
    const [attendee] = (await single(anna, "Übergabe")).attendees ?? [];
    assert.equal(attendee?.status?.response, "accepted");
    assert.equal((await single(jonas, "Übergabe")).responseStatus?.response, "accepted");

    await block(page, "Übergabe").click();
    await page.locator(".chip .accepted").waitFor();
    await page.locator("#delete").click();
    await answer(page, "event");
    await eventually(anna, "Übergabe", []);
    await block(other, "Canceled: Übergabe").waitFor();
    const mails = sandbox.control.mails().map(({ kind, from, to }) => `${kind} ${from} ${to}`);
    assert.deepEqual(mails, [
      `invitation ${anna} ${jonas}`,
      `response ${jonas} ${anna}`,
      `cancellation ${anna} ${jonas}`,
    ]);
  });

  test("a series: made, one occurrence moved and one deleted, moved as a whole, deleted as a whole", async (t) => {
    const { anna } = people(t);
    const page = await openPage(t, anna);
    const { x, y } = await place(page, "03", 10.1);
    await page.mouse.click(x, y);
    await page.locator("[name=subject]").fill("Rundgang");
    await page.locator("[name=repeat]").selectOption("weekly");
    await page.locator("#days label", { hasText: "Do" }).click();
    await page.locator("[name=ends]").selectOption("count");
    await page.locator("[name=count]").fill("4");
    await page.getByRole("button", { name: "Speichern" }).click();
    await eventually(anna, "Rundgang", [
      "03 10:00–11:00",
      "05 10:00–11:00",
      "10 10:00–11:00",
      "12 10:00–11:00",
    ]);
    await block(page, "Rundgang").nth(1).waitFor();

    await drag(page, await place(page, "05", 10.5), await place(page, "05", 12.5));
    await answer(page, "occurrence");
    await eventually(anna, "Rundgang", [
      "03 10:00–11:00",
      "05 12:00–13:00",
      "10 10:00–11:00",
      "12 10:00–11:00",
    ]);

    await page.getByRole("button", { name: "Nächste Woche" }).click();
    await page.locator('.column[data-date="2026-03-12"] .event', { hasText: "Rundgang" }).focus();
    await page.keyboard.press("Delete");
    await answer(page, "occurrence");
    await eventually(anna, "Rundgang", ["03 10:00–11:00", "05 12:00–13:00", "10 10:00–11:00"]);

    await drag(page, await place(page, "10", 10.5), await place(page, "10", 9.5));
    await answer(page, "series");
    await until(
      "the series is an hour earlier",
      async () => (await times(anna, "Rundgang")).includes("03 09:00–10:00"),
      5,
    );
    assert.equal((await single(anna, "Rundgang")).recurrence?.range?.numberOfOccurrences, 4);

    await block(page, "Rundgang").first().click();
    await page.locator("[data-scope=series]").click();
    await page.locator("[name=repeat]").waitFor();
    assert.equal(await page.locator("[name=repeat]").inputValue(), "weekly");
    await page.locator("#delete").click();
    await answer(page, "series");
    await eventually(anna, "Rundgang", []);
  });

  test("what Graph refuses is said in words, and the event is back where it was", async (t) => {
    const { jonas } = people(t);
    const pattern = { type: "daily", interval: 1 } as const;
    const range = { type: "numbered", numberOfOccurrences: 3, startDate: "2026-03-04" } as const;
    await create(jonas, "Morgenrunde", "04T07:00", "04T07:45", { recurrence: { pattern, range } });
    const page = await openPage(t, jonas);
    await drag(page, await place(page, "04", 7.4), await place(page, "06", 12));
    await answer(page, "occurrence");
    await page.locator("#problem", { hasText: "ErrorOccurrenceCrossingBoundary" }).waitFor();
    assert.match((await page.locator("#problem").textContent()) ?? "", /bleibt zwischen seinen Nachbarn/);
    await page.locator('.column[data-date="2026-03-04"] .event', { hasText: "Morgenrunde" }).waitFor();
    sandbox.control.changeUser(jonas, { state: "forbidden" });
    t.after(() => sandbox.control.changeUser(jonas, { state: "ok" }));
    await page.locator("#notice", { hasText: "Der Zugriff ist verweigert" }).waitFor();
    sandbox.control.changeUser(jonas, { state: "ok" });
    await block(page, "Morgenrunde").first().waitFor();
  });

  test("what others do shows without a reload: events, requests, and a log that was emptied", async (t) => {
    const { anna, jonas } = people(t);
    const page = await openPage(t, anna, { locale: "en-GB" });
    await create(anna, "From elsewhere", "04T16:00", "04T17:00");
    await block(page, "From elsewhere").waitFor();
    const ask = (mailbox: string) =>
      sandbox.core.handle({ method: "GET", url: `/v1.0/users/${mailbox}/events`, headers: {}, body: "" });
    sandbox.control.addFault({ name: "busy server", path: "jonas", status: 503 });
    await ask(anna);
    await ask(jonas);
    await page.locator(".request", { hasText: "busy server" }).waitFor();
    assert.match((await page.locator(".request").first().textContent()) ?? "", /GET…\/events503.*jonas@/);
    await page.locator("#only").check();
    await page.locator(".request", { hasText: "InvalidAuthenticationToken" }).waitFor();
    assert.equal(await page.locator(".request", { hasText: jonas }).count(), 0);
    sandbox.core.log.clear();
    await page.getByText("No requests to Graph yet").waitFor();
    await ask(anna);
    await page.locator(".request").waitFor();
  });

  test("nothing that people write is run or loaded", async (t) => {
    const { anna, jonas } = people(t);
    await create(anna, EVIL, "06T08:00", "06T09:00", {
      location: { displayName: EVIL },
      categories: [EVIL],
      attendees: [{ emailAddress: { name: EVIL, address: jonas }, type: "required" }],
      body: { contentType: "html", content: `<p>${EVIL}</p><script>alert(2)</script>` },
    });
    const page = await openPage(t, anna);
    await page.locator("aside [data-view=mails]").click();
    await page.locator(".mail", { hasText: EVIL }).waitFor();
    await block(page, EVIL).click();
    await page.locator("#dialog").waitFor();
    assert.equal(await page.locator("[name=subject]").inputValue(), EVIL);
    assert.equal(await page.locator('img:not([src="icon.svg"]), dialog script').count(), 0);
  });

  test("German or English by the browser, until somebody chooses; a mailbox is found by its name", async (t) => {
    const { anna, jonas } = people(t);
    const page = await openPage(t, anna, { locale: "de-AT" });
    await page.getByRole("button", { name: "Neuer Termin" }).waitFor();
    assert.match((await page.locator("#range").textContent()) ?? "", /2\.–8\. März 2026/);
    await page.getByRole("button", { name: "English", exact: true }).click();
    await page.getByRole("button", { name: "New event" }).waitFor();
    await page.reload();
    await isReady(page);
    assert.match((await page.locator("#range").textContent()) ?? "", /March 2026/);
    await page.locator("#mailbox").click();
    await page.locator("#picker-search").fill(jonas.slice(0, 20));
    await page.keyboard.press("Enter");
    await page.locator("#mailbox-name", { hasText: "Jonas Keller" }).waitFor();
    await page.locator("#date").fill("2026-05-20");
    assert.equal(new URL(page.url()).hash, `#mailbox=${encodeURIComponent(jonas)}&week=2026-05-18`);
    const english = await openPage(t, anna, { locale: "fr-FR" });
    await english.getByRole("button", { name: "New event" }).waitFor();
  });

  test("where a mailbox has several calendars, one is chosen, and new events go there", async (t) => {
    const { anna } = people(t);
    const calendars = [{ name: "Werkstatt", canEdit: true }];
    sandbox.control.add({ users: [{ userPrincipalName: anna, calendars }] });
    await create(anna, "Im ersten", "04T08:00", "04T09:00");
    const page = await openPage(t, anna);
    await block(page, "Im ersten").waitFor();
    await page.locator("#calendar").selectOption({ label: "Werkstatt" });
    await block(page, "Im ersten").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Neuer Termin" }).click();
    await page.locator("[name=subject]").fill("Im zweiten");
    await page.locator("[name=subject]").press("Enter");
    await block(page, "Im zweiten").waitFor();
    const events = await graph("GET", `${anna}/calendar/events`);
    assert.deepEqual(
      events.value.map(({ subject }: Event) => subject),
      ["Im ersten"],
    );
  });

  test("on a phone a tap opens, and a finger that rests drags", async (t) => {
    const { anna } = people(t);
    await create(anna, "Abholung", "04T11:00", "04T12:00");
    const page = await openPage(t, anna, { isPhone: true });
    const finger = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
      finger.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    const from = await place(page, "04", 11.3);
    await touch("touchStart", [from]);
    await page.waitForTimeout(450);
    const to = await place(page, "05", 13.3);
    await touch("touchMove", [{ x: (from.x + to.x) / 2, y: to.y }]);
    await touch("touchMove", [to]);
    await touch("touchEnd", []);
    await eventually(anna, "Abholung", ["05 13:00–14:00"]);
    await page.locator('.column[data-date="2026-03-05"] .event', { hasText: "Abholung" }).tap();
    await page.locator("#dialog[open]").waitFor();
    assert.equal(await page.locator("[name=subject]").inputValue(), "Abholung");
  });
});
