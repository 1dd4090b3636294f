// The form for one event: a new one, or one that is there. Only what was changed is sent.
import { text } from "./texts.js";
import { addDays } from "./times.js";

const dialog = document.getElementById("dialog");
const form = document.getElementById("form");
const error = document.getElementById("error");
const SHOW_AS = ["busy", "tentative", "free", "oof", "workingElsewhere"];

let client = null;
let event = null;
let before = null;
let onDone = () => {};

export function openDialog(forClient, forEvent, done) {
  [client, event, onDone] = [forClient, forEvent, done];
  const choices = SHOW_AS.map((name) => new Option(text(name), name));
  form.elements.showAs.replaceChildren(...choices);
  before = valuesOf(event);
  for (const [name, value] of Object.entries(before)) {
    const field = form.elements[name];
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
  }
  error.hidden = true;
  describe();
  switchTimes();
  dialog.showModal();
  form.elements.subject.focus();
}

/** An all-day event ends on its last day for people, and on the day after for Graph. */
function valuesOf(shown) {
  const lastDay = shown.isAllDay ? addDays(shown.to.slice(0, 10), -1) : shown.to.slice(0, 10);
  return {
    subject: shown.subject ?? "",
    startDate: shown.from.slice(0, 10),
    startTime: shown.isAllDay ? "08:00" : shown.from.slice(11),
    endDate: lastDay,
    endTime: shown.isAllDay ? "09:00" : shown.to.slice(11),
    isAllDay: shown.isAllDay,
    location: shown.location?.displayName ?? "",
    attendees: (shown.attendees ?? []).map((each) => each.emailAddress.address).join(", "),
    showAs: shown.showAs ?? "busy",
    categories: (shown.categories ?? []).join(", "),
    isPrivate: shown.sensitivity === "private",
    isOnlineMeeting: shown.isOnlineMeeting ?? false,
    // A text area knows no CR; unlike texts would count as a change.
    notes: (shown.body?.content ?? "").replaceAll("\r\n", "\n"),
  };
}

function describe() {
  const parts = [];
  const invited = event.id && event.isOrganizer === false;
  if (invited) parts.push(`${text("organizedBy")} ${event.organizer.emailAddress.name}.`);
  if (invited) parts.push(`${text("yourAnswer")}: ${text(event.responseStatus.response)}.`);
  if (event.isCancelled) parts.push(text("cancelled"));
  if (event.type === "occurrence" || event.type === "exception") parts.push(text(event.type));
  document.getElementById("about").textContent = parts.join(" ");
  document.getElementById("answers").hidden = !invited || event.isCancelled;
  document.getElementById("delete").hidden = !event.id;
  document.getElementById("delete-series").hidden = !event.seriesMasterId;
  form.elements.isOnlineMeeting.disabled = event.isOnlineMeeting === true;
  // A body written anew would lack the meeting's block, and switch the meeting off.
  form.elements.notes.readOnly = event.isOnlineMeeting === true;
}

function switchTimes() {
  const allDay = form.elements.isAllDay.checked;
  form.elements.startTime.hidden = allDay;
  form.elements.endTime.hidden = allDay;
}

function readForm() {
  const values = {};
  for (const name of Object.keys(before)) {
    const field = form.elements[name];
    values[name] = field.type === "checkbox" ? field.checked : field.value;
  }
  return values;
}

function bodyOf(values) {
  const changed = (...names) => !event.id || names.some((name) => values[name] !== before[name]);
  const body = {};
  if (changed("subject")) body.subject = values.subject;
  if (changed("startDate", "startTime", "endDate", "endTime", "isAllDay")) {
    const end = values.isAllDay
      ? `${addDays(values.endDate, 1)}T00:00`
      : `${values.endDate}T${values.endTime}`;
    body.isAllDay = values.isAllDay;
    body.start = client.moment(
      values.isAllDay ? `${values.startDate}T00:00` : `${values.startDate}T${values.startTime}`,
    );
    body.end = client.moment(end);
  }
  if (changed("location")) body.location = { displayName: values.location };
  if (changed("attendees")) {
    body.attendees = split(values.attendees).map((address) => ({
      emailAddress: { address },
      type: "required",
    }));
  }
  if (changed("showAs")) body.showAs = values.showAs;
  if (changed("categories")) body.categories = split(values.categories);
  if (changed("isPrivate")) body.sensitivity = values.isPrivate ? "private" : "normal";
  if (changed("isOnlineMeeting") && values.isOnlineMeeting) {
    Object.assign(body, { isOnlineMeeting: true, onlineMeetingProvider: "teamsForBusiness" });
  }
  if (changed("notes")) body.body = { contentType: "text", content: values.notes };
  return body;
}

function split(list) {
  return list
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}

async function act(action) {
  try {
    await action();
    dialog.close();
    onDone();
  } catch (failure) {
    error.textContent = failure.message;
    error.hidden = false;
  }
}

form.elements.isAllDay.addEventListener("change", switchTimes);
form.addEventListener("submit", (submit) => {
  submit.preventDefault();
  const body = bodyOf(readForm());
  act(async () => {
    if (!event.id) await client.create(body);
    else if (Object.keys(body).length > 0) await client.change(event.id, body);
  });
});
document.getElementById("cancel").addEventListener("click", () => dialog.close());
document.getElementById("delete").addEventListener("click", () => act(() => client.remove(event.id)));
document
  .getElementById("delete-series")
  .addEventListener("click", () => act(() => client.remove(event.seriesMasterId)));
for (const button of document.querySelectorAll("[data-answer]")) {
  button.addEventListener("click", () => act(() => client.answer(event.id, button.dataset.answer)));
}
