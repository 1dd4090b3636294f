// Draws a week: the names of the days, the all-day row, and the hours with their events side by side.
import { text } from "./texts.js";
import { addDays, daysBetween, format, minuteOfDay, minutesBetween } from "./times.js";

export const HOUR_PX = 48;

export function make(tag, className, content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (content !== undefined) element.textContent = content;
  return element;
}

export function drawWeek({ monday, events, now, language }) {
  const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i));
  const today = now.slice(0, 10);
  drawHead(days, today, language);
  drawAllDay(days, today, events.filter(isLong));
  drawHours(
    days,
    today,
    now,
    events.filter((event) => !isLong(event)),
  );
}

/** All-day events, and those over a day, stand in the row on top. */
function isLong(event) {
  return event.isAllDay || minutesBetween(event.from, event.to) >= 1440;
}

function drawHead(days, today, language) {
  const head = document.getElementById("head");
  head.replaceChildren(make("div"));
  for (const day of days) {
    const name = make(
      "div",
      day === today ? "day-name today" : "day-name",
      format(day, language, { weekday: "short" }),
    );
    name.append(make("b", "", format(day, language, { day: "numeric" })));
    head.append(name);
  }
}

function drawAllDay(days, today, events) {
  const row = document.getElementById("allday");
  row.replaceChildren(make("div", "label", text("allDay")));
  for (const [i, day] of days.entries()) {
    const cell = make("div", day === today ? "cell today" : "cell");
    cell.style.gridColumn = String(i + 2);
    cell.dataset.date = day;
    row.append(cell);
  }
  const lanes = [];
  for (const event of events.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const first = Math.max(0, daysBetween(days[0], event.from));
    const last = Math.min(6, daysBetween(days[0], addDays(event.to, event.to.endsWith("T00:00") ? -1 : 0)));
    if (last < 0 || first > 6) continue;
    let lane = lanes.findIndex((end) => end < first);
    if (lane < 0) lane = lanes.push(-1) - 1;
    lanes[lane] = last;
    const block = eventBlock(event);
    block.style.gridColumn = `${first + 2} / ${last + 3}`;
    block.style.gridRow = String(lane + 1);
    row.append(block);
  }
}

function drawHours(days, today, now, events) {
  const grid = document.getElementById("grid");
  const hours = make("div", "hours");
  for (let hour = 1; hour < 24; hour++) {
    const label = make("span", "", `${String(hour).padStart(2, "0")}:00`);
    label.style.top = `${hour * HOUR_PX}px`;
    hours.append(label);
  }
  grid.replaceChildren(hours);
  for (const day of days) {
    const column = make("div", day === today ? "column today" : "column");
    column.dataset.date = day;
    drawColumn(column, day, events);
    if (day === today) {
      const line = make("div", "now");
      line.style.top = `${(minuteOfDay(now) * HOUR_PX) / 60}px`;
      column.append(line);
    }
    grid.append(column);
  }
}

function drawColumn(column, day, events) {
  const next = addDays(day, 1);
  const pieces = events
    .filter(
      (event) => event.from < `${next}T00:00` && (event.to > `${day}T00:00` || event.from.startsWith(day)),
    )
    .map((event) => ({
      event,
      top: event.from < day ? 0 : minuteOfDay(event.from),
      bottom: event.to >= `${next}T00:00` ? 1440 : minuteOfDay(event.to),
    }))
    .sort((a, b) => a.top - b.top || b.bottom - a.bottom);
  for (const cluster of clusters(pieces)) {
    const width = 100 / cluster.lanes;
    for (const { event, top, bottom, lane } of cluster.pieces) {
      const block = eventBlock(event);
      const height = (Math.max(bottom - top, 20) * HOUR_PX) / 60;
      block.style.top = `${(top * HOUR_PX) / 60}px`;
      block.style.height = `${height - 1}px`;
      block.style.left = `calc(${lane * width}% + 2px)`;
      block.style.width = `calc(${width}% - 5px)`;
      if (height < 36) block.classList.add("short");
      block.append(make("i", "grip"));
      column.append(block);
    }
  }
}

/** Events that overlap share the width; each gets the first lane that is free. */
function clusters(pieces) {
  const all = [];
  let current = null;
  for (const piece of pieces) {
    const end = Math.max(piece.bottom, piece.top + 20);
    if (!current || piece.top >= current.end) {
      current = { pieces: [], ends: [], lanes: 0, end: 0 };
      all.push(current);
    }
    let lane = current.ends.findIndex((each) => each <= piece.top);
    if (lane < 0) lane = current.ends.length;
    current.ends[lane] = end;
    current.lanes = current.ends.length;
    current.end = Math.max(current.end, end);
    current.pieces.push({ ...piece, lane });
  }
  return all;
}

function eventBlock(event) {
  const block = make("div", `event ${event.showAs}`);
  if (event.isCancelled) block.classList.add("cancelled");
  if (event.attendees.length > 0 && event.showAs === "busy") block.classList.add("meeting");
  block.tabIndex = 0;
  block.setAttribute("role", "button");
  block.dataset.id = event.id;
  const marks = `${event.sensitivity === "private" ? "🔒 " : ""}${event.seriesMasterId ? "↻ " : ""}`;
  block.append(make("b", "name", `${marks}${event.subject || text("noSubject")}`));
  const times = event.isAllDay ? "" : `${event.from.slice(11)}–${event.to.slice(11)}`;
  const details = [times, event.location.displayName].filter(Boolean).join(" · ");
  if (details) block.append(make("span", "", ` ${details}`));
  block.title = `${event.subject || text("noSubject")}\n${details}`;
  return block;
}
