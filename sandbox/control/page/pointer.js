// Follows a pointer from press to release. A mouse drags at once; a finger has to rest first, else it scrolls.

/** A pointer that moved less than this many pixels was a click. */
const CLICK_PX = 4;
const REST_MS = 350;
/** So near the edge, the area scrolls along, by so much a frame. */
const EDGE_PX = 36;
const SCROLL_PX = 9;

let isDragging = false;

/** While something is dragged by touch, the area stays where it is. */
export function holdStill(area) {
  // Only a listener that was there before the touch may keep the browser from scrolling.
  area.addEventListener("touchmove", (touch) => isDragging && touch.cancelable && touch.preventDefault(), {
    passive: false,
  });
  area.addEventListener("contextmenu", (menu) => isDragging && menu.preventDefault());
}

/**
 * `step(pointer)` for each move of a drag; `done(outcome)` at the end: "moved", "clicked", or "left" (Escape, or
 * the browser took the touch for scrolling).
 */
export function follow(start, area, { step, done }) {
  const isTouch = start.pointerType === "touch";
  let [last, moved, frame] = [start, false, 0];
  const drag = () => {
    isDragging = true;
    moved = true;
    step(last);
    frame ||= requestAnimationFrame(scrollAlong);
  };
  const rest = isTouch ? setTimeout(drag, REST_MS) : undefined;
  const listeners = new AbortController();
  const stop = (outcome) => {
    clearTimeout(rest);
    cancelAnimationFrame(frame);
    listeners.abort();
    isDragging = false;
    done(outcome);
  };
  const scrollAlong = () => {
    const { top, bottom, left, right } = area.getBoundingClientRect();
    const by = (at, low, high) => (at < low + EDGE_PX ? -SCROLL_PX : at > high - EDGE_PX ? SCROLL_PX : 0);
    const [x, y] = [by(last.clientX, left, right), by(last.clientY, top, bottom)];
    if (x !== 0 || y !== 0) {
      area.scrollBy({ left: x, top: y, behavior: "instant" });
      step(last);
    }
    frame = requestAnimationFrame(scrollAlong);
  };
  const on = (name, act) => window.addEventListener(name, act, { signal: listeners.signal });
  on("pointermove", (pointer) => {
    last = pointer;
    if (moved) step(pointer);
    else if (Math.hypot(pointer.clientX - start.clientX, pointer.clientY - start.clientY) > CLICK_PX) {
      if (isTouch) stop("left");
      else drag();
    }
  });
  on("pointerup", () => stop(moved ? "moved" : "clicked"));
  on("pointercancel", () => stop("left"));
  on("keydown", (key) => key.key === "Escape" && stop("left"));
}
