// The fields of the dialog: filling them from an event's values, and reading them back.
import { Chips } from "./chips.js";
import { toneOfName } from "./colours.js";
import { byId, icon, initials, make } from "./elements.js";
import { fillRecurrence, followStart, prepareRecurrence, readRecurrenceFields } from "./recurrence-fields.js";
import { text } from "./texts.js";
import { addMinutes, minutesBetween } from "./times.js";

const SHOW_AS = ["busy", "tentative", "free", "oof", "workingElsewhere"];
const REMINDERS = ["none", "0", "5", "10", "15", "30", "60", "120", "1440", "10080"];
const PLAIN = [
  ..."subject startDate startTime endDate endTime isAllDay location isOnlineMeeting".split(" "),
  ..."showAs reminder isPrivate notes".split(" "),
];
const ANSWER_ICONS = { accepted: "check", declined: "close", tentativelyAccepted: "question" };

const { elements } = byId("form");
let people = [];
let start = "";

const attendees = new Chips(byId("attendees"), {
  read: readAttendee,
  draw: drawAttendee,
  name: ({ address }) => address.toLowerCase(),
  onChange: () => {
    if (attendees.items.length > 0 && !attendees.isFixed) byId("submit").textContent = text("send");
  },
});
const categories = new Chips(byId("categories"), {
  read: (name) => name,
  draw: (name) => [make("i", `dot tone-${toneOfName(name)}`), name],
  name: (name) => name,
});

export function prepareForm() {
  prepareRecurrence();
  elements.isAllDay.addEventListener("change", showTimes);
  for (const name of ["startDate", "startTime"]) elements[name].addEventListener("change", moveEnd);
}

/** `event`: what the fields allow depends on whose event it is, and what was set once. */
export function fillForm(values, { event, people: known }) {
  people = known;
  byId("people").replaceChildren(...people.map(({ name, address }) => new Option(name, address)));
  fillSelect("showAs", SHOW_AS, values.showAs, (name) => text(name));
  fillSelect("reminder", REMINDERS, values.reminder, reminderText);
  for (const name of PLAIN) {
    if (elements[name].type === "checkbox") elements[name].checked = values[name];
    else elements[name].value = values[name];
  }
  const isInvited = Boolean(event.id) && event.isOrganizer === false;
  attendees.show(values.attendees, isInvited);
  categories.show(values.categories);
  fillRecurrence(values.recurrence, values.startDate);
  elements.repeat.disabled = isInvited;
  byId("repeat").hidden = Boolean(event.seriesMasterId);
  byId("repetition").disabled = isInvited;
  // Graph knows no way back by this property (event-update).
  elements.isOnlineMeeting.disabled = values.isOnlineMeeting || isInvited;
  start = startOf();
  showTimes();
}

export function readForm() {
  const values = {};
  for (const name of PLAIN) {
    const field = elements[name];
    values[name] = field.type === "checkbox" ? field.checked : field.value;
  }
  values.attendees = attendees.items;
  values.categories = categories.items;
  values.recurrence = readRecurrenceFields();
  return values;
}

/** What is still only written in the fields of chips. False where something there is no address. */
export function takeChips() {
  return categories.take() && attendees.take();
}

function fillSelect(name, known, value, write) {
  const choices = known.includes(value) ? known : [...known, value];
  elements[name].replaceChildren(...choices.map((each) => new Option(write(each), each)));
}

function reminderText(reminder) {
  const minutes = Number(reminder);
  if (reminder === "none" || minutes === 0) return text(`reminder.${reminder}`);
  for (const [unit, size] of [
    ["weeks", 10_080],
    ["days", 1440],
    ["hours", 60],
  ]) {
    if (minutes % size === 0)
      return text(minutes === size ? `reminder.one.${unit}` : `reminder.${unit}`, { n: minutes / size });
  }
  return text("reminder.minutes", { n: minutes });
}

function showTimes() {
  for (const name of ["startTime", "endTime"]) elements[name].hidden = elements.isAllDay.checked;
}

function startOf() {
  return `${elements.startDate.value}T${elements.startTime.value}`;
}

/** Another start takes the end along. */
function moveEnd() {
  if (!elements.startDate.value || !elements.startTime.value) return;
  const end = `${elements.endDate.value}T${elements.endTime.value}`;
  const moved = addMinutes(end, minutesBetween(start, startOf()));
  [elements.endDate.value, elements.endTime.value] = moved.split("T");
  start = startOf();
  followStart(elements.startDate.value);
}

/** By address, by a name that only one person here has, or as "Name <address>". */
function readAttendee(written) {
  const [, name, address] = /^(.*?)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(written) ?? [null, "", written];
  const wanted = address.toLowerCase();
  const known = people.filter((each) =>
    [each.address.toLowerCase(), each.name.toLowerCase()].includes(wanted),
  );
  const found =
    (known.length === 1 && known[0]) ||
    (/^\S+@\S+$/.test(address) ? { name: name || address, address } : null);
  return found && { ...found, type: "required", response: "none" };
}

function drawAttendee({ name, address, type, response }) {
  const face = make("span", "face", initials(name));
  face.setAttribute("aria-hidden", "true");
  const label = make("span", "", name);
  label.title = address;
  const mark = ANSWER_ICONS[response] ? icon(ANSWER_ICONS[response]) : null;
  mark?.setAttribute("class", `icon ${response}`);
  const words = make("span", "unseen", ` ${text(`attendee.${response}`)}`);
  return [face, label, type === "optional" ? make("small", "", text("optional")) : null, mark, words];
}
