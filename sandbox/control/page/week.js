// Draws a week: the names of the days, the all-day row, and the hours with their events.
import { byId, make } from "./elements.js";
import { barBlock, columnBlock } from "./event-block.js";
import { allDayBars, columnPieces, isLong, percent } from "./layout.js";
import { locale, text } from "./texts.js";
import { addDays, format, minuteOfDay, weekday } from "./times.js";

/** With more of them, the all-day row scrolls. */
const MOST_LANES = 6;

export function drawWeek({ monday, events, now }) {
  const days = Array.from({ length: 7 }, (_, i) => addDays(monday, i));
  const today = now.slice(0, 10);
  const focused = document.activeElement?.closest?.(".event")?.dataset.id;
  drawHead(days, today);
  drawAllDay(days, today, events.filter(isLong));
  const short = events.filter((event) => !isLong(event));
  byId("grid").replaceChildren(hours(), ...days.map((day) => column(day, today, short)));
  moveNowLine(now);
  // What is drawn anew has lost the keyboard's place.
  if (focused)
    byId("week")
      .querySelector(`.event[data-id="${CSS.escape(focused)}"]`)
      ?.focus();
}

export function moveNowLine(now) {
  byId("now")?.remove();
  const today = byId("grid").querySelector(`.column[data-date="${now.slice(0, 10)}"]`);
  if (!today) return;
  const line = make("div", "now");
  line.id = "now";
  line.style.top = percent(minuteOfDay(now));
  today.append(line);
}

function drawHead(days, today) {
  const names = days.map((day) => {
    const name = make("div", `day-name${day === today ? " today" : ""}${isWeekend(day) ? " weekend" : ""}`);
    name.append(
      make("span", "", format(day, locale(), { weekday: "short" })),
      make("b", "", String(Number(day.slice(8)))),
    );
    if (day === today) name.setAttribute("aria-current", "date");
    return name;
  });
  byId("head").replaceChildren(make("div", "gutter"), ...names);
}

function drawAllDay(days, today, events) {
  const row = byId("allday");
  const bars = allDayBars(days[0], events);
  const cells = days.map((day, i) => {
    const cell = make("div", day === today ? "cell today" : "cell");
    cell.style.gridColumn = String(i + 2);
    cell.dataset.date = day;
    return cell;
  });
  const blocks = bars.map(({ event, first, last, lane, isCut }) => {
    const block = barBlock(event, isCut);
    block.style.gridColumn = `${first + 2} / ${last + 3}`;
    block.style.gridRow = String(lane + 1);
    return block;
  });
  const lanes = Math.max(1, ...bars.map(({ lane }) => lane + 1));
  row.style.setProperty("--lanes", String(lanes));
  row.classList.toggle("many", lanes > MOST_LANES);
  row.replaceChildren(make("div", "gutter label", text("allDay")), ...cells, ...blocks);
}

function hours() {
  const labels = Array.from({ length: 23 }, (_, i) => {
    const label = make("span", "", `${String(i + 1).padStart(2, "0")}:00`);
    label.style.top = percent((i + 1) * 60);
    return label;
  });
  return make("div", "gutter hours", ...labels);
}

function column(day, today, events) {
  const classes = `column${day === today ? " today" : ""}${isWeekend(day) ? " weekend" : ""}`;
  const area = make("div", classes);
  area.dataset.date = day;
  area.setAttribute("role", "group");
  area.setAttribute("aria-label", format(day, locale(), { weekday: "long", day: "numeric", month: "long" }));
  area.append(...columnPieces(day, events).map(columnBlock));
  return area;
}

function isWeekend(day) {
  return weekday(day) > 4;
}
