// The page's words in the person's language: the browser's at first, then what was chosen.
import { GERMAN } from "./texts-de.js";
import { ENGLISH } from "./texts-en.js";

const TEXTS = { de: GERMAN, en: ENGLISH };
const KEY = "language";

const remembered = localStorage.getItem(KEY);
let language = remembered in TEXTS ? remembered : navigator.language.startsWith("de") ? "de" : "en";

/** For dates: the browser's own variety of the chosen language. */
export function locale() {
  const own = navigator.languages.find((each) => each.startsWith(`${language}-`));
  return own ?? { de: "de-DE", en: "en-GB" }[language];
}

export function chooseLanguage(wanted) {
  language = wanted;
  localStorage.setItem(KEY, wanted);
}

/** A name without a text is given back as it is. */
export function text(name, values = {}) {
  const found = TEXTS[language][name] ?? name;
  return found.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

/** Puts the words into every element that names one. */
export function translatePage() {
  document.documentElement.lang = language;
  document.title = text("title");
  const all = (name) => document.querySelectorAll(`[data-${name}]`);
  for (const element of all("text")) element.textContent = text(element.dataset.text);
  for (const element of all("placeholder")) element.placeholder = text(element.dataset.placeholder);
  for (const element of all("title")) element.title = text(element.dataset.title);
  for (const element of all("label")) {
    element.setAttribute("aria-label", text(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = text(element.dataset.label);
  }
  for (const button of all("language")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}
