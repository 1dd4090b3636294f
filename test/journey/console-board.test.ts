// A dispatcher's day at the board: dragging, drawing, the panel, the keyboard, taking back, two at once, and what is locked.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { AccountStore } from "../../src/gateways/accounts/open-accounts.ts";
import { until } from "./command.ts";
import { ADMIN, assertNoComplaints, beginConsole, type ConsoleJourney } from "./console-ground.ts";

const SIZE = { viewport: { width: 1440, height: 860 } } as const;
const JOB = "00000000-0000-4000-8000-0000000b0a4d";
const OPEN = "00000000-0000-4000-8000-0000000b0a4e";
const MEETING = "00000000-0000-4000-8000-0000000b0a4f";

interface Board extends ConsoleJourney {
  readonly board: Page;
  /** `YYYY-MM-DD`: a Tuesday a month ahead, on which nobody has anything else. */
  readonly day: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  read(sql: string): Readonly<Record<string, unknown>> | undefined;
}

/** The board of a day with one job for the first employee from 9 to 11, one that nobody does yet, and a locked meeting. */
async function beginBoard(t: TestContext, view = "day"): Promise<Board> {
  const journey = await beginConsole(t);
  const database = new DatabaseSync(join(journey.ground.folder, "planning.db"), { timeout: 5_000 });
  t.after(() => database.close());
  const people = database
    .prepare("select id, display_name as name from employee order by display_name")
    .all() as { id: string; name: string }[];
  const [first, second] = people;
  const day = nextTuesday();
  const at = (clock: string) =>
    Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime("Europe/Berlin").toInstant().toString();
  database.exec("begin immediate");
  for (const { id } of people)
    database
      .prepare(
        `delete from appointment where id in (select appointment_id from appointment_employee where employee_id = ?)
          and (starts_at like ? or (start_date <= ? and end_date > ?))`,
      )
      .run(id, `${day}%`, day, day);
  const insert = database.prepare(
    "insert into appointment (id, subject, starts_at, ends_at) values (?, ?, ?, ?)",
  );
  insert.run(JOB, "Kesseltausch", at("09:00"), at("11:00"));
  insert.run(OPEN, "Ungeplanter Rohrbruch", at("13:00"), at("14:00"));
  insert.run(MEETING, "Teamrunde", at("14:00"), at("15:00"));
  database
    .prepare(
      `update appointment set origin = 'office365', locked = 1, locked_reason = 'meeting', organizer = 'Eva Lang <eva@x.example>',
         attendees = '[{"name":"Max Auer","address":"max@x.example","response":"declined"}]', join_url = 'https://teams.example/join',
         web_url = 'javascript:alert(1)' where id = ?`,
    )
    .run(MEETING);
  const assign = database.prepare(
    "insert into appointment_employee (appointment_id, employee_id) values (?, ?)",
  );
  assign.run(JOB, first?.id ?? "");
  assign.run(MEETING, second?.id ?? "");
  database.exec("commit");
  const { page } = journey;
  await page.setViewportSize(SIZE.viewport);
  await page.goto(`${journey.url}/board?view=${view}&date=${day}`);
  await block(page, "Kesseltausch").waitFor();
  return {
    ...journey,
    board: page,
    day,
    people,
    read: (sql) => database.prepare(sql).get() as Readonly<Record<string, unknown>> | undefined,
  };
}

function nextTuesday(): string {
  const today = Temporal.Now.plainDateISO("Europe/Berlin");
  const later = today.add({ days: 28 });
  return later.add({ days: (9 - later.dayOfWeek) % 7 }).toString();
}

const block = (page: Page, subject: string): Locator =>
  page.locator(".block").filter({ hasText: subject }).first();
const timesOf = (board: Board, id = JOB) =>
  board.read(`select starts_at as start, ends_at as end from appointment where id = '${id}'`);
const instant = (board: Board, clock: string) =>
  Temporal.PlainDateTime.from(`${board.day}T${clock}`)
    .toZonedDateTime("Europe/Berlin")
    .toInstant()
    .toString();

async function drag(
  page: Page,
  from: Locator,
  to: { x: number; y: number },
  grip = { x: 20, y: 12 },
): Promise<void> {
  const box = await from.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + grip.x, box.y + grip.y);
  await page.mouse.down();
  await page.mouse.move(box.x + grip.x + to.x / 2, box.y + grip.y + to.y / 2, { steps: 4 });
  await page.mouse.move(box.x + grip.x + to.x, box.y + grip.y + to.y, { steps: 4 });
}

/** Pixels of an hour. */
async function hourOf(page: Page): Promise<number> {
  const box = await block(page, "Kesseltausch").boundingBox();
  return ((box?.width ?? 0) + 2) / 2;
}

test("a job is dragged in time, to somebody else, and drawn longer; it is stored, said, and taken back", async (t) => {
  const board = await beginBoard(t);
  const { board: page, people } = board;
  const hour = await hourOf(page);
  await drag(page, block(page, "Kesseltausch"), { x: hour, y: 0 });
  await page.locator(".chip").getByText("10:00–12:00").waitFor();
  await page.mouse.up();
  await until("the later start", () => timesOf(board)?.start === instant(board, "10:00"));
  await page.getByText("Kesseltausch: jetzt").waitFor();

  const rows = page.locator(".line");
  const [from, to] = [await rows.nth(0).boundingBox(), await rows.nth(1).boundingBox()];
  await drag(page, block(page, "Kesseltausch"), { x: 0, y: (to?.y ?? 0) - (from?.y ?? 0) });
  await page.mouse.up();
  const whoDoes = () =>
    board.read(`select employee_id as id from appointment_employee where appointment_id = '${JOB}'`)?.id;
  await until("the other employee", () => whoDoes() === people[1]?.id);

  const box = await block(page, "Kesseltausch").boundingBox();
  await drag(page, block(page, "Kesseltausch"), { x: hour, y: 0 }, { x: (box?.width ?? 0) - 4, y: 12 });
  await page.mouse.up();
  await until("the later end", () => timesOf(board)?.end === instant(board, "13:00"));

  await page.keyboard.press("Control+z");
  await until("the end as before", () => timesOf(board)?.end === instant(board, "12:00"));
  await page.keyboard.press("Control+z");
  await until("the employee as before", () => whoDoes() === people[0]?.id);
  await page.keyboard.press("Control+y");
  await until("the other employee again", () => whoDoes() === people[1]?.id);
  assertNoComplaints(board);
});

test("a job is drawn and filled in, an unplanned one dragged in; a double booking is told before and after", async (t) => {
  const board = await beginBoard(t);
  const { board: page, people } = board;
  const hour = await hourOf(page);
  const job = await block(page, "Kesseltausch").boundingBox();
  assert.ok(job);
  // From 12 to 14, in the first row.
  await page.mouse.move(job.x + 3 * hour, job.y + 10);
  await page.mouse.down();
  await page.mouse.move(job.x + 5 * hour, job.y + 10, { steps: 6 });
  await page.mouse.up();
  await page.getByLabel("Betreff").fill("<img src=x onerror=alert(1)>");
  await page.getByLabel("Kunde").fill("Familie Weber");
  await page.getByRole("checkbox", { name: people[1]?.name ?? "" }).check();
  await page.getByRole("button", { name: "Anlegen", exact: true }).click();
  await block(page, "<img src=x").waitFor();
  const drawn = "select id, starts_at, ends_at, customer_name from appointment where subject like '<img%'";
  const made = board.read(drawn);
  assert.equal(made?.starts_at, instant(board, "12:00"));
  assert.equal(made?.ends_at, instant(board, "14:00"));
  assert.equal(made?.customer_name, "Familie Weber");
  assert.equal(
    board.read(`select count(*) as n from appointment_employee where appointment_id = '${made?.id}'`)?.n,
    2,
  );

  await page.getByRole("button", { name: /Ungeplant/ }).click();
  const open = page.locator(".job").filter({ hasText: "Ungeplanter Rohrbruch" });
  const [place, target] = [await open.boundingBox(), await block(page, "Kesseltausch").boundingBox()];
  assert.ok(place && target);
  await drag(page, open, { x: target.x + hour - place.x - 20, y: target.y - place.y });
  await page.locator(".chip.clash").getByText(`${people[0]?.name} hat dann schon Kesseltausch`).waitFor();
  await page.mouse.up();
  await page.getByRole("status").getByText("hat dann schon Kesseltausch").waitFor();
  await until(
    "the unplanned job's employee",
    () =>
      board.read(`select employee_id as id from appointment_employee where appointment_id = '${OPEN}'`)
        ?.id === people[0]?.id,
  );
  assertNoComplaints(board);
});

test("everything is done by keyboard too, and said", async (t) => {
  const board = await beginBoard(t);
  const { board: page, people } = board;
  await block(page, "Kesseltausch").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await until("a quarter of an hour later", () => timesOf(board)?.start === instant(board, "09:15"));
  await page.keyboard.press("Alt+Shift+ArrowLeft");
  await until("a quarter of an hour shorter", () => timesOf(board)?.end === instant(board, "11:00"));
  await page.keyboard.press("Alt+ArrowDown");
  await until(
    "the next employee",
    () =>
      board.read(`select employee_id as id from appointment_employee where appointment_id = '${JOB}'`)?.id ===
      people[1]?.id,
  );
  await page.getByRole("status").getByText(`09:15–11:00, ${people[1]?.name}`).waitFor();
  assert.match(await page.evaluate("document.activeElement.getAttribute('aria-label')"), /^Kesseltausch/);
  await page.keyboard.press("ArrowRight");
  assert.match(await page.evaluate("document.activeElement.getAttribute('aria-label')"), /^Teamrunde/);
  await page.keyboard.press("Alt+ArrowRight");
  await page.getByRole("status").getByText("Diese Besprechung gehört Eva Lang").waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Kesseltausch" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Delete");
  await page.getByRole("status").getByText("im Papierkorb").waitFor();
  assert.notEqual(board.read(`select trashed_at as at from appointment where id = '${JOB}'`)?.at, null);
  await page.getByRole("button", { name: "Papierkorb" }).click();
  await page.getByRole("button", { name: "Wiederherstellen: Kesseltausch" }).click();
  await block(page, "Kesseltausch").waitFor();
  assertNoComplaints(board);
});

test("two dispatchers on one job: the second one sees both, and nothing is lost", async (t) => {
  const board = await beginBoard(t);
  const { board: page } = board;
  const { page: other } = await board.newVisitor(SIZE);
  await other.goto(board.url);
  await other.getByLabel("Name").fill(ADMIN.name);
  await other.getByLabel("Kennwort").fill(ADMIN.password);
  await other.getByRole("button", { name: "Anmelden" }).click();
  await other.getByRole("link", { name: "Monteursteuerung" }).waitFor();
  await other.goto(`${board.url}/board?view=day&date=${board.day}&open=${JOB}`);
  await other.getByLabel("Betreff").fill("Kesseltausch mit Speicher");
  await other.getByLabel("Kunde").fill("Familie Auer");

  await block(page, "Kesseltausch").click();
  await page.getByLabel("Betreff").fill("Kesseltausch vormittags");
  await page.getByRole("button", { name: "Speichern" }).click();
  // By itself, and what was typed is still there.
  await other.getByText("Jemand anderes hat diesen Termin gerade geändert.").waitFor();
  await other.getByRole("button", { name: "Speichern" }).click();
  const choice = other.getByRole("dialog");
  await choice.getByText("Kesseltausch vormittags").first().waitFor();
  await choice.getByText("Kesseltausch mit Speicher").waitFor();
  await choice.getByRole("button", { name: "Meine Änderung übernehmen" }).click();
  const stored = () => board.read(`select subject, customer_name from appointment where id = '${JOB}'`);
  await until("the second one's choice", () => stored()?.subject === "Kesseltausch mit Speicher");
  assert.equal(stored()?.customer_name, "Familie Auer");
  await block(page, "Kesseltausch mit Speicher").waitFor();
  assertNoComplaints(board);
});

test("a meeting is locked with its reason, and the service refuses it too", async (t) => {
  const board = await beginBoard(t);
  const { board: page } = board;
  await drag(page, block(page, "Teamrunde"), { x: 60, y: 0 });
  await page.mouse.up();
  await page.getByRole("status").getByText("Sie lässt sich nur in Outlook ändern").waitFor();
  await block(page, "Teamrunde").click();
  await page.getByText("Max Auer").waitFor();
  await page.getByText("abgesagt").waitFor();
  assert.equal(
    await page.getByRole("link", { name: /Teilnehmen/ }).getAttribute("href"),
    "https://teams.example/join",
  );
  // An address that would run something is none.
  assert.equal(await page.getByRole("link", { name: /In Outlook öffnen/ }).count(), 0);
  const code = await page.evaluate(`(async () => {
    const session = await (await fetch("/api/v1/session")).json();
    const path = "/api/v1/appointments/${MEETING}";
    const { version } = await (await fetch(path)).json();
    const answer = await fetch(path, {
      method: "PATCH",
      headers: { "content-type": "application/json", "x-csrf-token": session.account.csrf },
      body: JSON.stringify({ version, subject: "x" }),
    });
    return answer.status + " " + (await answer.json()).code;
  })()`);
  assert.equal(code, "409 appointmentLocked");
  board.complaints.splice(
    0,
    board.complaints.length,
    ...board.complaints.filter((one) => !one.includes("409")),
  );
  assertNoComplaints(board);
});

test("who may only read sees the board and cannot touch it", async (t) => {
  const board = await beginBoard(t);
  const accounts = new AccountStore({ file: join(board.ground.folder, "console.db"), now: Date.now });
  await accounts.add("Leserin", ADMIN.password, "viewer");
  accounts.close();
  const { page } = await board.newVisitor(SIZE);
  await page.goto(board.url);
  await page.getByLabel("Name").fill("Leserin");
  await page.getByLabel("Kennwort").fill(ADMIN.password);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await page.getByRole("link", { name: "Monteursteuerung" }).waitFor();
  await page.goto(`${board.url}/board?view=day&date=${board.day}`);
  await block(page, "Kesseltausch").waitFor();
  assert.equal(await page.getByRole("button", { name: "Neuer Termin" }).count(), 0);
  await drag(page, block(page, "Kesseltausch"), { x: 100, y: 0 });
  assert.equal(await page.locator(".chip").count(), 0);
  await page.mouse.up();
  await page.locator(".line").nth(1).locator(".block").first().press("Enter");
  await page.getByRole("heading", { name: "Teamrunde" }).waitFor();
  await page.goto(`${board.url}/board?view=day&date=${board.day}&open=${JOB}`);
  await page.getByText("Ihr Konto darf nur lesen.").waitFor();
  assert.equal(await page.getByLabel("Betreff").isDisabled(), true);
  assert.equal(timesOf(board)?.start, instant(board, "09:00"));
  assertNoComplaints(board);
});

test("search, filters and colours stand in the address, and axe finds nothing in light and dark", async (t) => {
  const board = await beginBoard(t);
  const { board: page, people } = board;
  await page.getByLabel("Suchen").fill("kesseltau");
  await until("the search in the address", () => page.url().includes("search=kesseltau"));
  assert.equal(await page.locator(".block").count(), 1);
  await page.reload();
  await block(page, "Kesseltausch").waitFor();
  assert.equal(await page.locator(".block").count(), 1);
  await page.getByRole("button", { name: "Filter aufheben" }).click();
  await page.getByLabel("Mitarbeiter", { exact: true }).selectOption({ label: people[1]?.name ?? "" });
  await block(page, "Teamrunde").waitFor();
  assert.equal(await page.locator(".line").count(), 1);
  await page.getByLabel("Zustand", { exact: true }).selectOption("locked");
  assert.equal(await page.locator(".block").count(), 1);
  await page.getByLabel("Farbe nach").selectOption("state");
  for (const look of ["", "dark"]) {
    await page.emulateMedia({ colorScheme: look === "dark" ? "dark" : "light" });
    await page.goto(`${board.url}/board?date=${board.day}&open=${MEETING}&list=unplanned`);
    await page.getByText("Max Auer").waitFor();
    assert.deepEqual(await violations(page), []);
  }
  assertNoComplaints(board);
});

async function violations(page: Page): Promise<readonly string[]> {
  const { default: axe } = await import("axe-core");
  // As the browser's own tools do it: not as a script of the page, whose policy would refuse it.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe.source });
  const found = (await page.evaluate("axe.run()")) as {
    violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}
