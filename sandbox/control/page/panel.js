// Where the logs stand: beside the week on a wide screen, in its place on a narrow one.
import { byId } from "./elements.js";

const KEY = "panel";
/** On a narrower screen, the week and a panel are too tight together (the same in layout.css). */
export const narrow = matchMedia("(max-width: 1000px)");

/** "week", "requests" or "mails"; on a wide screen "week" means no panel. */
export function preparePanel() {
  const remembered = localStorage.getItem(KEY) ?? "requests";
  show(narrow.matches ? "week" : remembered);
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => {
      show(button.dataset.view);
      localStorage.setItem(KEY, button.dataset.view);
    });
  }
  byId("panel-toggle").addEventListener("click", () => {
    const next = document.body.dataset.shown === "week" ? "requests" : "week";
    show(next);
    localStorage.setItem(KEY, next);
  });
  narrow.addEventListener("change", () => show(narrow.matches ? "week" : remembered));
}

function show(view) {
  document.body.dataset.shown = view;
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
  }
  byId("panel-toggle").setAttribute("aria-pressed", String(view !== "week"));
}
