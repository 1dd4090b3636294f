// One event as it stands in the week: its colour says the category, its pattern how it is shown to others.
import { toneOf } from "./colours.js";
import { icon, make } from "./elements.js";
import { percent } from "./layout.js";
import { locale, text } from "./texts.js";
import { format, minutesBetween } from "./times.js";

const COMPACT_MINUTES = 45;

/** A piece of the hours, placed by lane. */
export function columnBlock({ event, top, bottom, lane, span, lanes, isFirst, isLast }) {
  const block = eventBlock(event);
  block.style.top = percent(top);
  // `--size` and not a height: the style sheet has a least height to keep.
  block.style.setProperty("--size", percent(bottom - top));
  block.style.left = `${(lane / lanes) * 100}%`;
  block.style.width = `calc(${(span / lanes) * 100}% - 3px)`;
  if (bottom - top < COMPACT_MINUTES) block.classList.add("compact");
  if (!isFirst) block.classList.add("goes-on");
  if (isLast) block.append(make("i", "grip"));
  return block;
}

export function barBlock(event, isCut) {
  const block = eventBlock(event);
  block.classList.add("bar-block", "compact");
  if (isCut) block.classList.add("goes-on");
  return block;
}

export function timesOf(from, to) {
  return `${from.slice(11)}–${to.slice(11)}`;
}

function eventBlock(event) {
  const block = make("div", `event ${event.showAs} tone-${toneOf(event)}`);
  if (event.isCancelled) block.classList.add("cancelled");
  if (event.responseStatus.response === "notResponded") block.classList.add("unanswered");
  block.tabIndex = 0;
  block.setAttribute("role", "button");
  block.dataset.id = event.id;
  const subject = event.subject || text("noSubject");
  const times = event.isAllDay ? "" : timesOf(event.from, event.to);
  block.append(make("b", "name", subject), make("span", "times", ...marks(event), times));
  if (event.location.displayName) block.append(make("span", "place", event.location.displayName));
  block.setAttribute("aria-label", inWords(event, subject));
  block.title = [subject, times, event.location.displayName].filter(Boolean).join("\n");
  return block;
}

function marks(event) {
  const names = [];
  if (event.sensitivity === "private") names.push("lock");
  if (event.type === "exception") names.push("changed");
  else if (event.seriesMasterId) names.push("repeat");
  if (event.isOnlineMeeting) names.push("video");
  else if (event.attendees.length > 0) names.push("people");
  return names.map(icon);
}

function inWords(event, subject) {
  const day = format(event.from, locale(), { weekday: "long", day: "numeric", month: "long" });
  const isOneDay = minutesBetween(event.from, event.to) < 1440;
  const until = isOneDay ? event.to.slice(11) : format(event.to, locale(), { day: "numeric", month: "long" });
  const when = event.isAllDay ? text("allDay") : `${event.from.slice(11)} – ${until}`;
  const parts = [subject, day, when, event.location.displayName, text(event.showAs)];
  if (event.sensitivity === "private") parts.push(text("private"));
  if (event.seriesMasterId) parts.push(text("series"));
  if (event.isCancelled) parts.push(text("cancelled"));
  return parts.filter(Boolean).join(", ");
}
