// The part of the dialog that says how an event repeats.
import { byId, make } from "./elements.js";
import { DAYS, dayOf, indexOf, isLastOfMonth } from "./recurrence.js";
import { locale, text } from "./texts.js";
import { addDays, addMonths, format } from "./times.js";

/** Any Monday: for the names of the days. */
const MONDAY = "2024-01-01";

const field = (name) => byId("form").elements[name];
let date = "";
/** A pattern that the choices below can't say, and for which kind of repetition it is offered. */
let keptRepeat = null;

export function prepareRecurrence() {
  field("repeat").addEventListener("change", () => {
    field("on").value = "date";
    arrange();
  });
  field("ends").addEventListener("change", arrange);
}

export function fillRecurrence(values, startDate) {
  date = startDate;
  keptRepeat = values.on === "kept" ? values.repeat : null;
  fillChoices();
  fillDays(values.days);
  for (const name of ["repeat", "interval", "ends", "until", "count"]) field(name).value = values[name];
  fillPlaces(values.on);
  arrange();
}

export function readRecurrenceFields() {
  const checked = [...byId("days").querySelectorAll("input:checked")].map((box) => box.value);
  return {
    repeat: field("repeat").value,
    interval: Number(field("interval").value) || 1,
    days: checked.length > 0 ? checked : [dayOf(date)],
    on: field("on").value,
    ends: field("ends").value,
    until: field("until").value,
    count: Number(field("count").value) || 1,
  };
}

/** The only day of a weekly series, and an end that lies behind, go along with the start. */
export function followStart(startDate) {
  const { days, on, until } = readRecurrenceFields();
  const isOnlyDay = days.length === 1 && days[0] === dayOf(date);
  date = startDate;
  if (isOnlyDay) fillDays([dayOf(startDate)]);
  if (until < startDate) field("until").value = addMonths(startDate, 3);
  fillPlaces(on);
}

function fillChoices() {
  const repeats = ["none", "daily", "weekly", "monthly", "yearly"];
  field("repeat").replaceChildren(...repeats.map((name) => new Option(text(`repeat.${name}`), name)));
  const ends = ["never", "date", "count"];
  field("ends").replaceChildren(...ends.map((name) => new Option(text(`ends.${name}`), name)));
}

function fillDays(chosen) {
  const boxes = DAYS.map((name, i) => {
    const box = make("input");
    Object.assign(box, { type: "checkbox", value: name, checked: chosen.includes(name) });
    const day = addDays(MONDAY, i);
    box.setAttribute("aria-label", format(day, locale(), { weekday: "long" }));
    return make("label", "day", box, format(day, locale(), { weekday: "short" }));
  });
  byId("days").replaceChildren(...boxes);
}

/** "On the 24th", "on the fourth Tuesday", "on the last Tuesday": what the start's date allows. */
function fillPlaces(chosen) {
  const isYearly = field("repeat").value === "yearly";
  const day = format(date, locale(), isYearly ? { day: "numeric", month: "long" } : { day: "numeric" });
  const weekday = format(date, locale(), { weekday: "long" });
  const month = isYearly ? text("ofMonth", { month: format(date, locale(), { month: "long" }) }) : "";
  const index = indexOf(date);
  const places = [new Option(text(isYearly ? "onDate" : "onDay", { day }), "date")];
  const nth = (name, value) => new Option(text("onNth", { nth: text(`nth.${name}`), weekday, month }), value);
  if (index !== "last") places.push(nth(index, "nth"));
  if (isLastOfMonth(date)) places.push(nth("last", "last"));
  if (keptRepeat === field("repeat").value) places.push(new Option(text("asBefore"), "kept"));
  field("on").replaceChildren(...places);
  field("on").value = chosen;
  if (field("on").value === "") field("on").value = "date";
}

function arrange() {
  const { repeat, ends, on } = readRecurrenceFields();
  fillPlaces(on);
  byId("repetition").hidden = repeat === "none";
  byId("unit").textContent = repeat === "none" ? "" : text(`unit.${repeat}`);
  byId("days").hidden = repeat !== "weekly";
  byId("place").hidden = repeat !== "monthly" && repeat !== "yearly";
  byId("until").hidden = ends !== "date";
  byId("count").hidden = ends !== "count";
}
