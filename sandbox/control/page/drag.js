// Moving, lengthening and drawing events with the pointer, in steps of 15 minutes; and the same by keyboard.
import { byId, make } from "./elements.js";
import { timesOf } from "./event-block.js";
import { percent, pieceOn } from "./layout.js";
import { follow, holdStill } from "./pointer.js";
import { addDays, addMinutes, daysBetween, minuteOfDay, minutesBetween, roundTo } from "./times.js";

const STEP = 15;
/** What a click on an empty place suggests. */
const NEW_MINUTES = 60;

/** `on` has: find(id), open(event), remove(event), draw(draft), change(event, from, to). */
export function enableDragging(on) {
  const [scroll, grid, allday] = [byId("scroll"), byId("grid"), byId("allday")];
  holdStill(scroll);
  grid.addEventListener("pointerdown", (pointer) => {
    const block = pointer.target.closest(".event");
    const column = pointer.target.closest(".column");
    if (pointer.button !== 0 || !column) return;
    // Else the browser drags a selection of text along.
    if (pointer.pointerType === "mouse") pointer.preventDefault();
    if (!block) return drawNew(pointer, column, on);
    block.focus({ preventScroll: true });
    if (pointer.target.closest(".grip")) resize(pointer, block, on);
    else move(pointer, block, on);
  });
  allday.addEventListener("pointerdown", (pointer) => {
    const block = pointer.target.closest(".event");
    if (pointer.button !== 0) return;
    if (block) moveDays(pointer, block, on);
    else if (pointer.target.closest(".cell")) drawDays(pointer, on);
  });
  byId("week").addEventListener("keydown", (key) => {
    const block = key.target.closest(".event");
    if (!block) return;
    const act = { Enter: on.open, " ": on.open, Delete: on.remove, Backspace: on.remove }[key.key];
    if (!act) return;
    key.preventDefault();
    act(on.find(block.dataset.id));
  });
}

function move(start, block, on) {
  const event = on.find(block.dataset.id);
  const origin = momentAt(start);
  let [from, to] = [event.from, event.to];
  follow(start, byId("scroll"), {
    step: (pointer) => {
      const moved = addMinutes(event.from, minutesBetween(origin, momentAt(pointer)));
      from = addMinutes(`${moved.slice(0, 10)}T00:00`, roundTo(minuteOfDay(moved), STEP));
      to = addMinutes(from, minutesBetween(event.from, event.to));
      showGhost(block, from, to);
    },
    done: (outcome) => finish(outcome, block, event, from, to, on),
  });
}

function resize(start, block, on) {
  const event = on.find(block.dataset.id);
  let { to } = event;
  follow(start, byId("scroll"), {
    step: (pointer) => {
      const { date } = block.parentElement.dataset;
      const end = addMinutes(`${date}T00:00`, roundTo(minutesAt(pointer, block.parentElement), STEP));
      to = end > event.from ? end : addMinutes(event.from, STEP);
      showGhost(block, event.from, to);
    },
    done: (outcome) => finish(outcome, block, event, event.from, to, on),
  });
}

function moveDays(start, block, on) {
  const event = on.find(block.dataset.id);
  const origin = dateAt(start);
  let days = 0;
  follow(start, byId("scroll"), {
    step: (pointer) => {
      days = daysBetween(origin, dateAt(pointer));
      block.classList.add("lifted");
      block.style.transform = `translateX(${days * columns()[0].offsetWidth}px)`;
    },
    done: (outcome) => {
      block.classList.remove("lifted");
      block.style.transform = "";
      finish(
        outcome,
        block,
        event,
        addMinutes(event.from, days * 1440),
        addMinutes(event.to, days * 1440),
        on,
      );
    },
  });
}

function drawNew(start, column, on) {
  const { date } = column.dataset;
  const midnight = `${date}T00:00`;
  const first = Math.floor(minutesAt(start, column) / 30) * 30;
  let [from, to] = [first, Math.min(first + NEW_MINUTES, 1440)];
  follow(start, byId("scroll"), {
    step: (pointer) => {
      const at = roundTo(minutesAt(pointer, column), STEP);
      [from, to] = at < first ? [at, first + STEP] : [first, Math.max(at, first + STEP)];
      showGhost(null, addMinutes(midnight, from), addMinutes(midnight, to));
    },
    done: (outcome) => {
      hideGhost();
      if (outcome === "left") return;
      on.draw({ isAllDay: false, from: addMinutes(midnight, from), to: addMinutes(midnight, to) });
    },
  });
}

function drawDays(start, on) {
  const first = dateAt(start);
  let last = first;
  const mark = () => {
    const [low, high] = [first, last].sort();
    for (const cell of byId("allday").querySelectorAll(".cell")) {
      cell.classList.toggle("marked", cell.dataset.date >= low && cell.dataset.date <= high);
    }
  };
  follow(start, byId("scroll"), {
    step: (pointer) => {
      last = dateAt(pointer);
      mark();
    },
    done: (outcome) => {
      for (const cell of byId("allday").querySelectorAll(".marked")) cell.classList.remove("marked");
      const [low, high] = [first, last].sort();
      if (outcome === "left") return;
      on.draw({ isAllDay: true, from: `${low}T00:00`, to: `${addDays(high, 1)}T00:00` });
    },
  });
}

function finish(outcome, block, event, from, to, on) {
  hideGhost();
  block.classList.remove("moving");
  if (outcome === "clicked") on.open(event);
  else if (outcome === "moved" && (from !== event.from || to !== event.to)) on.change(event, from, to);
}

/** What the event would look like: one piece for each day that it touches. */
function showGhost(block, from, to) {
  hideGhost();
  block?.classList.add("moving");
  for (const column of columns()) {
    const piece = pieceOn(column.dataset.date, from, to);
    if (!piece) continue;
    const tone = [...(block?.classList ?? [])].find((name) => name.startsWith("tone-")) ?? "tone-blue";
    const name = block?.querySelector(".name").textContent;
    const ghost = make("div", `event ghost ${tone}`, name && make("b", "name", name));
    ghost.append(make("span", "times", timesOf(from, to)));
    ghost.style.top = percent(piece.top);
    ghost.style.setProperty("--size", percent(piece.bottom - piece.top));
    column.append(ghost);
  }
}

function hideGhost() {
  for (const ghost of document.querySelectorAll(".ghost")) ghost.remove();
}

function columns() {
  return [...byId("grid").querySelectorAll(".column")];
}

function minutesAt(pointer, column) {
  const { top, height } = column.getBoundingClientRect();
  return Math.max(0, Math.min(1440, ((pointer.clientY - top) / height) * 1440));
}

function columnAt(pointer) {
  const all = columns();
  return all.find((each) => pointer.clientX < each.getBoundingClientRect().right) ?? all.at(-1);
}

function dateAt(pointer) {
  return columnAt(pointer).dataset.date;
}

/** The moment under the pointer, to the minute. */
function momentAt(pointer) {
  const column = columnAt(pointer);
  return addMinutes(`${column.dataset.date}T00:00`, Math.floor(minutesAt(pointer, column)));
}
