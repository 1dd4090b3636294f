// Moving, lengthening and drawing events with the pointer, in steps of 15 minutes.
import { addDays, addMinutes, daysBetween, minuteOfDay, minutesBetween } from "./times.js";
import { HOUR_PX, make } from "./week.js";

const STEP = 15;
/** A pointer that moved less than this many pixels was a click. */
const CLICK_PX = 4;

/** `on` has: find(id), open(event), draw(draft), change(event, from, to). */
export function enableDragging(on) {
  const grid = document.getElementById("grid");
  const allday = document.getElementById("allday");
  grid.addEventListener("pointerdown", (pointer) => {
    const block = pointer.target.closest(".event");
    const column = pointer.target.closest(".column");
    if (pointer.button !== 0 || !column) return;
    if (!block) drawNew(pointer, column, on);
    else if (pointer.target.closest(".grip")) resize(pointer, block, on);
    else move(pointer, block, on);
  });
  allday.addEventListener("pointerdown", (pointer) => {
    const block = pointer.target.closest(".event");
    if (pointer.button !== 0) return;
    if (block) moveDays(pointer, block, on);
  });
  allday.addEventListener("click", (pointer) => {
    const cell = pointer.target.closest(".cell");
    const { date } = cell?.dataset ?? {};
    if (date) on.draw({ isAllDay: true, from: `${date}T00:00`, to: `${addDays(date, 1)}T00:00` });
  });
  for (const area of [grid, allday]) {
    area.addEventListener("keydown", (key) => {
      const block = key.target.closest(".event");
      if (block && (key.key === "Enter" || key.key === " ")) {
        key.preventDefault();
        on.open(on.find(block.dataset.id));
      }
    });
  }
}

/** Follows the pointer until it is released; Escape gives up. */
function follow(start, { step, done }) {
  let moved = false;
  const stop = (finished) => {
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("keydown", onKey);
    done(finished ? moved : null);
  };
  const onMove = (pointer) => {
    moved ||= Math.hypot(pointer.clientX - start.clientX, pointer.clientY - start.clientY) > CLICK_PX;
    if (moved) step(pointer);
  };
  const onUp = () => stop(true);
  const onKey = (key) => key.key === "Escape" && stop(false);
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("keydown", onKey);
}

function minutesAt(pointer, column) {
  const { top } = column.getBoundingClientRect();
  return Math.max(0, Math.min(1440, ((pointer.clientY - top) / HOUR_PX) * 60));
}

function columnAt(pointer, selector) {
  const all = [...document.querySelectorAll(selector)];
  const hit = all.find((each) => pointer.clientX < each.getBoundingClientRect().right);
  return hit ?? all.at(-1);
}

function snap(minutes) {
  return Math.round(minutes / STEP) * STEP;
}

function move(start, block, on) {
  const event = on.find(block.dataset.id);
  const column = block.parentElement;
  const grabbed = minutesAt(start, column) - (event.from < column.dataset.date ? 0 : minuteOfDay(event.from));
  let { from } = event;
  follow(start, {
    step: (pointer) => {
      const target = columnAt(pointer, ".column");
      const minute = snap(minutesAt(pointer, target) - grabbed);
      from = addMinutes(`${target.dataset.date}T00:00`, Math.max(0, Math.min(1440 - STEP, minute)));
      block.classList.add("lifted");
      block.style.top = `${(minuteOfDay(from) * HOUR_PX) / 60}px`;
      block.style.left = "2px";
      block.style.width = "calc(100% - 5px)";
      target.append(block);
    },
    done: (moved) => {
      if (moved === false) on.open(event);
      else if (moved === null || from === event.from) on.redraw();
      else on.change(event, from, addMinutes(from, minutesBetween(event.from, event.to)));
    },
  });
}

function resize(start, block, on) {
  const event = on.find(block.dataset.id);
  const column = block.parentElement;
  const { date } = column.dataset;
  let { to } = event;
  follow(start, {
    step: (pointer) => {
      const end = addMinutes(`${date}T00:00`, snap(minutesAt(pointer, column)));
      to = end <= event.from ? addMinutes(event.from, STEP) : end;
      const top = event.from < date ? 0 : minuteOfDay(event.from);
      block.classList.add("lifted");
      block.style.height = `${(minutesBetween(addMinutes(`${date}T00:00`, top), to) * HOUR_PX) / 60 - 1}px`;
    },
    done: (moved) => {
      if (moved === false) on.open(event);
      else if (moved === null || to === event.to) on.redraw();
      else on.change(event, event.from, to);
    },
  });
}

function moveDays(start, block, on) {
  const event = on.find(block.dataset.id);
  const origin = columnAt(start, ".allday .cell").dataset.date;
  let days = 0;
  follow(start, {
    step: (pointer) => {
      days = daysBetween(origin, columnAt(pointer, ".allday .cell").dataset.date);
      const width = block.parentElement.querySelector(".cell").getBoundingClientRect().width;
      block.classList.add("lifted");
      block.style.transform = `translateX(${days * width}px)`;
    },
    done: (moved) => {
      if (moved === false) on.open(event);
      else if (moved === null || days === 0) on.redraw();
      else on.change(event, addMinutes(event.from, days * 1440), addMinutes(event.to, days * 1440));
    },
  });
}

function drawNew(start, column, on) {
  const { date } = column.dataset;
  const first = Math.floor(minutesAt(start, column) / 30) * 30;
  let [from, to] = [first, first + 60];
  const draft = make("div", "event draft");
  const show = () => {
    draft.style.top = `${(from * HOUR_PX) / 60}px`;
    draft.style.height = `${((to - from) * HOUR_PX) / 60 - 1}px`;
    draft.style.left = "2px";
    draft.style.width = "calc(100% - 5px)";
    column.append(draft);
  };
  follow(start, {
    step: (pointer) => {
      const at = snap(minutesAt(pointer, column));
      [from, to] = at < first ? [at, first + STEP] : [first, Math.max(at, first + STEP)];
      show();
    },
    done: (moved) => {
      draft.remove();
      if (moved === null) return;
      const midnight = `${date}T00:00`;
      on.draw({ isAllDay: false, from: addMinutes(midnight, from), to: addMinutes(midnight, to) });
    },
  });
}
