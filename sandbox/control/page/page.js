// The page of the sandbox: which mailbox and which week is looked at, and keeping what is shown up to date.
import { openDialog } from "./dialog.js";
import { enableDragging } from "./drag.js";
import { control, MailboxClient } from "./graph.js";
import { drawMails, drawRequests } from "./logs.js";
import { chooseLanguage, locale, text, translatePage } from "./texts.js";
import { addDays, addMinutes, format, inZone, weekNumber, weekOf } from "./times.js";
import { drawWeek, HOUR_PX } from "./week.js";

const POLL_MS = 1500;
const element = (id) => document.getElementById(id);
const state = {
  users: [],
  client: null,
  monday: "",
  events: [],
  version: -1,
  now: "",
  tab: "week",
  dragging: false,
};

function user() {
  return state.client.user;
}

async function readClock() {
  const { now } = await control.read("clock");
  state.now = inZone(now, user().iana);
  element("clock").textContent = format(state.now, locale(), {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
}

async function readMailboxes() {
  const { value } = await control.read("mailboxes");
  const same = value.length === state.users.length && value.every((each, i) => each.id === state.users[i].id);
  state.users = value;
  if (!same) fillPicker();
  return value.find((each) => each.id === state.client?.user.id);
}

function fillPicker() {
  const options = state.users.map(
    (each) => new Option(`${each.displayName} · ${each.userPrincipalName}`, each.id),
  );
  element("mailbox").replaceChildren(...options);
  const wanted = new URLSearchParams(location.hash.slice(1)).get("mailbox") ?? "";
  const chosen = state.users.find((each) => each.userPrincipalName === wanted) ?? state.users[0];
  if (chosen) choose(chosen);
}

function choose(chosen) {
  state.client = new MailboxClient(chosen);
  state.version = -1;
  element("mailbox").value = chosen.id;
  element("avatar").textContent = initials(chosen.displayName);
  history.replaceState(null, "", `#mailbox=${encodeURIComponent(chosen.userPrincipalName)}`);
}

function initials(name) {
  return name
    .split(/\s+/)
    .map((part) => part[0] ?? "")
    .join("")
    .slice(0, 2)
    .toUpperCase();
}

async function loadWeek() {
  // A day more on both sides: the window is in UTC, the week is not.
  try {
    state.events = await state.client.view(addDays(state.monday, -1), addDays(state.monday, 8));
    element("notice").hidden = true;
  } catch (failure) {
    state.events = [];
    say(`${text("noMailbox")}${failure.message}`);
  }
  draw();
}

function say(message) {
  element("notice").textContent = message;
  element("notice").hidden = false;
}

function draw() {
  const language = locale();
  const sunday = addDays(state.monday, 6);
  const sameMonth = state.monday.slice(0, 7) === sunday.slice(0, 7);
  const first = format(
    state.monday,
    language,
    sameMonth ? { day: "numeric" } : { day: "numeric", month: "long" },
  );
  const last = format(sunday, language, { day: "numeric", month: "long", year: "numeric" });
  const dot = sameMonth && language.startsWith("de") ? "." : "";
  element("range").textContent = `${first}${dot} – ${last}`;
  element("zone").textContent = `${text("week")} ${weekNumber(state.monday)} · ${user().iana}`;
  drawWeek({ monday: state.monday, events: state.events, now: state.now, language });
}

async function showWeek(monday) {
  state.monday = monday;
  await loadWeek();
}

async function refreshLogs() {
  const mailbox = element("only-mailbox").checked
    ? `?mailbox=${encodeURIComponent(user().userPrincipalName)}`
    : "";
  const [mails, requests] = await Promise.all([control.read("mails"), control.read(`requests${mailbox}`)]);
  element("mail-count").textContent = mails.value.length || "";
  element("request-count").textContent = requests.statistics.requests || "";
  const { peakConcurrency: peak, ...statistics } = requests.statistics;
  element("statistics").textContent = text("statistics", { ...statistics, peak });
  if (state.tab === "mails") drawMails(mails.value);
  if (state.tab === "requests") drawRequests(requests.value);
}

function showTab(name) {
  state.tab = name;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    tab.setAttribute("aria-selected", String(tab.dataset.tab === name));
  }
  for (const panel of document.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
  refreshLogs();
}

async function poll() {
  try {
    const current = await readMailboxes();
    await Promise.all([readClock(), refreshLogs()]);
    if (current && current.version !== state.version && !document.querySelector(".lifted, .draft")) {
      state.version = current.version;
      await loadWeek();
    }
  } catch {
    // The sandbox is away for a moment; the next turn tries again.
  }
  setTimeout(poll, POLL_MS);
}

async function changeTimes(event, from, to) {
  const body = { start: state.client.moment(from), end: state.client.moment(to) };
  try {
    await state.client.change(event.id, body);
    await loadWeek();
  } catch (failure) {
    draw();
    say(failure.message);
  }
}

function newEvent(draft) {
  openDialog(state.client, draft, loadWeek);
}

enableDragging({
  find: (id) => state.events.find((event) => event.id === id),
  open: (event) => openDialog(state.client, event, loadWeek),
  draw: newEvent,
  change: changeTimes,
  redraw: draw,
});
element("mailbox").addEventListener("change", async () => {
  choose(state.users.find((each) => each.id === element("mailbox").value));
  await readClock();
  await loadWeek();
});
element("today").addEventListener("click", () => showWeek(weekOf(state.now.slice(0, 10))));
element("previous").addEventListener("click", () => showWeek(addDays(state.monday, -7)));
element("next").addEventListener("click", () => showWeek(addDays(state.monday, 7)));
element("create").addEventListener("click", () => {
  const today = state.now.slice(0, 10);
  const inWeek = today >= state.monday && today <= addDays(state.monday, 6);
  const from = `${inWeek ? today : state.monday}T09:00`;
  newEvent({ isAllDay: false, from, to: addMinutes(from, 60) });
});
for (const tab of document.querySelectorAll("[data-tab]")) {
  tab.addEventListener("click", () => showTab(tab.dataset.tab));
}
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    chooseLanguage(button.dataset.language);
    translatePage();
    draw();
    readClock();
    refreshLogs();
  });
}
for (const name of ["mails", "requests"]) {
  element(`clear-${name}`).addEventListener("click", async () => {
    await control.clear(name);
    await refreshLogs();
  });
}
element("only-mailbox").addEventListener("change", refreshLogs);

translatePage();
await readMailboxes();
if (state.client) {
  await readClock();
  await showWeek(weekOf(state.now.slice(0, 10)));
  state.version = user().version;
  const scroll = element("scroll");
  scroll.scrollTop = 6.75 * HOUR_PX;
  document.documentElement.style.setProperty("--scrollbar", `${scroll.offsetWidth - scroll.clientWidth}px`);
}
showTab("week");
setTimeout(poll, POLL_MS);
