// The page of the sandbox: which mailbox and which week is looked at, and what the buttons around it do.
import { moveEvent, removeEvent } from "./changes.js";
import { openDialog, prepareDialog } from "./dialog.js";
import { enableDragging } from "./drag.js";
import { byId } from "./elements.js";
import { control, inWords, MailboxClient } from "./graph.js";
import { keepLive } from "./live.js";
import { addMails, addRequests, redrawLogs, showStatistics, showTimesIn } from "./logs.js";
import { narrow, preparePanel } from "./panel.js";
import { preparePicker, showUsers } from "./picker.js";
import { chooseLanguage, locale, text, translatePage } from "./texts.js";
import { addDays, addMinutes, format, formatRange, inZone, weekNumber, weekOf } from "./times.js";
import { drawWeek, moveNowLine } from "./week.js";

/** Looks for news at once; from when the page is ready. */
let askNow = () => {};
const state = {
  users: [],
  client: null,
  monday: "",
  events: [],
  version: -1,
  now: "",
  requests: 0,
  mails: 0,
};

async function readUsers() {
  state.users = (await control.read("mailboxes")).value;
  const { mailbox } = readAddress();
  const { users, client } = state;
  const current = users.find(({ id }) => id === client?.user.id);
  const wanted = users.find((each) => each.userPrincipalName.toLowerCase() === mailbox?.toLowerCase());
  const user = current ?? wanted ?? users[0] ?? null;
  const isKnown = user && user.id === client?.user.id && user.timeZone === client.user.timeZone;
  if (isKnown) client.user = user;
  else setClient(user);
  showUsers(users, user);
}

function setClient(user) {
  state.client = user && new MailboxClient(user);
  // Whatever is read of the mailbox from now on is at least so new.
  state.version = user?.version;
}

/** A choice of calendars appears where there is more than one. */
async function showCalendars() {
  const { client } = state;
  byId("calendar").hidden = true;
  // What keeps a mailbox from answering is said where the week should be.
  const calendars = client ? await client.calendars().catch(() => []) : [];
  if (client !== state.client || calendars.length < 2) return;
  const options = calendars.map(({ id, name, isDefaultCalendar }) => {
    const isChosen = client.calendarId ? id === client.calendarId : isDefaultCalendar;
    return new Option(name, id, isChosen, isChosen);
  });
  byId("calendar").replaceChildren(...options);
  byId("calendar").hidden = false;
}

/** The address says what is looked at, so that it can be kept, and handed on. */
function readAddress() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

function writeAddress() {
  const address = new URLSearchParams({ mailbox: state.client.user.userPrincipalName, week: state.monday });
  history.replaceState(null, "", `#${address}`);
}

async function loadWeek() {
  const { client, monday } = state;
  if (!client) return say("notice", text("noMailboxes"));
  let events = [];
  let problem = "";
  try {
    // A day more on both sides: the window is in UTC, the week is not.
    events = await client.view(addDays(monday, -1), addDays(monday, 8));
  } catch (error) {
    problem = inWords(error);
  }
  // Somebody was quicker and looks at another week by now.
  if (client !== state.client || monday !== state.monday) return;
  state.events = events;
  say("notice", problem);
  draw();
}

/** "notice": of the week in view; "problem": of the last thing done; "offline": of the connection. */
function say(where, message) {
  byId(where).textContent = message;
  byId(where).hidden = message === "";
}

function draw() {
  if (!state.client) return;
  const { monday, events, now, client } = state;
  const options = narrow.matches
    ? { day: "numeric", month: "short" }
    : { day: "numeric", month: "long", year: "numeric" };
  byId("range").textContent = formatRange(monday, addDays(monday, 6), locale(), options);
  byId("zone").textContent = `${text("week")} ${weekNumber(monday)} · ${client.user.iana}`;
  byId("date").value = monday;
  drawWeek({ monday, events, now });
  drawClock();
}

function drawClock() {
  const options = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  byId("clock").textContent = format(state.now, locale(), options);
}

async function showWeek(monday) {
  state.monday = monday;
  writeAddress();
  say("problem", "");
  await loadWeek();
}

async function chooseMailbox(user) {
  setClient(user);
  showUsers(state.users, user);
  if (byId("only").checked) startLogsAnew();
  await Promise.all([showCalendars(), showWeek(state.monday)]);
  askNow();
}

async function poll() {
  const query = new URLSearchParams({
    mailbox: state.client?.user.id ?? "",
    only: byId("only").checked,
    requests: state.requests,
    mails: state.mails,
  });
  const news = await control.read(`live?${query}`);
  say("offline", "");
  // Meanwhile the person asked for other logs, or another mailbox: this answer is about what was before.
  if (query.get("only") !== String(byId("only").checked)) return;
  if (query.get("mailbox") !== (state.client?.user.id ?? "")) return;
  [state.requests, state.mails] = [news.requests.last, news.mails.last];
  showTimesIn(state.client?.user.iana ?? "UTC");
  addRequests(news.requests);
  addMails(news.mails);
  showStatistics(news.statistics);
  await follow(news);
}

/** What changed in the tenant, in the mailbox that is looked at, and on the clock. */
async function follow({ now, mailbox, mailboxes }) {
  const { state: status, timeZone } = state.client?.user ?? {};
  if (mailboxes !== state.users.length || mailbox?.state !== status || mailbox?.timeZone !== timeZone) {
    await readUsers();
    await Promise.all([showCalendars(), loadWeek()]);
  }
  if (!state.client) return loadWeek();
  const time = inZone(now, state.client.user.iana);
  if (time !== state.now) {
    state.now = time;
    drawClock();
    moveNowLine(time);
  }
  const isBusy = document.querySelector(".ghost, .lifted") !== null;
  if (!mailbox || mailbox.version === state.version || isBusy) return;
  state.version = mailbox.version;
  await loadWeek();
}

function startLogsAnew() {
  [state.requests, state.mails] = [0, 0];
  redrawLogs({ isEmpty: true });
}

/** Carries out, shows what came of it, and says what went wrong. */
async function attempt(action) {
  say("problem", "");
  try {
    await action();
  } catch (error) {
    say("problem", inWords(error));
  }
  askNow();
}

async function open(event) {
  say("problem", "");
  const people = state.users.map((user) => ({
    name: user.displayName,
    address: user.mail ?? user.userPrincipalName,
  }));
  try {
    await openDialog({ client: state.client, event, people, done: askNow });
  } catch (error) {
    say("problem", inWords(error));
  }
}

function openNew() {
  const today = state.now.slice(0, 10);
  const isInWeek = today >= state.monday && today <= addDays(state.monday, 6);
  const nextHour = `${addMinutes(state.now, 60).slice(0, 13)}:00`;
  const from = isInWeek ? nextHour : `${state.monday}T09:00`;
  open({ isAllDay: false, from, to: addMinutes(from, 60) });
}

function prepareButtons() {
  const on = (id, name, act) => byId(id).addEventListener(name, act);
  on("today", "click", () => showWeek(weekOf(state.now.slice(0, 10))));
  on("previous", "click", () => showWeek(addDays(state.monday, -7)));
  on("next", "click", () => showWeek(addDays(state.monday, 7)));
  on("pick-date", "click", () => byId("date").showPicker());
  on("date", "change", () => byId("date").value && showWeek(weekOf(byId("date").value)));
  on("create", "click", openNew);
  on("calendar", "change", () => {
    state.client.calendarId = byId("calendar").value;
    loadWeek();
  });
  on("only", "change", () => {
    startLogsAnew();
    askNow();
  });
  for (const name of ["mails", "requests"]) {
    on(`clear-${name}`, "click", () => attempt(() => control.clear(name)));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      chooseLanguage(button.dataset.language);
      translatePage();
      draw();
      redrawLogs();
      askNow();
    });
  }
  window.addEventListener("hashchange", () => location.reload());
}

translatePage();
prepareDialog();
preparePanel();
preparePicker({ onOpen: readUsers, onChoose: chooseMailbox });
prepareButtons();
enableDragging({
  find: (id) => state.events.find((event) => event.id === id),
  open,
  remove: (event) => attempt(() => removeEvent(state.client, event)),
  draw: open,
  change: (event, from, to) => attempt(() => moveEvent(state.client, event, from, to)),
});
await readUsers();
const { now } = await control.read("clock");
state.now = inZone(now, state.client?.user.iana ?? "UTC");
const { week } = readAddress();
state.monday = weekOf(/^\d{4}-\d\d-\d\d$/.test(week) ? week : state.now.slice(0, 10));
if (state.client) await Promise.all([showCalendars(), showWeek(state.monday)]);
byId("grid").querySelector(".column.today")?.scrollIntoView({ inline: "start", block: "nearest" });
byId("scroll").scrollTop = (byId("grid").offsetHeight / 24) * 6.75;
askNow = keepLive(poll, (error) => say("offline", inWords(error)));
