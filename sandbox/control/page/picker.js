// Chooses the mailbox: a button with the name of the one in view, and a list to search in.
import { byId, icon, initials, make } from "./elements.js";
import { text } from "./texts.js";

let users = [];
let chosen = null;
let marked = 0;
let found = [];

/** `onOpen`: renews the list of users; `onChoose(user)`. */
export function preparePicker({ onOpen, onChoose }) {
  const [popover, search, list] = [byId("picker"), byId("picker-search"), byId("picker-list")];
  const choose = (user) => {
    popover.hidePopover();
    if (user) onChoose(user);
  };
  popover.addEventListener("beforetoggle", async ({ newState }) => {
    byId("mailbox").setAttribute("aria-expanded", String(newState === "open"));
    if (newState !== "open") return;
    popover.style.left = `${byId("mailbox").offsetLeft}px`;
    search.value = "";
    draw();
    await onOpen();
    draw();
  });
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (key) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[key.key];
    if (steps) mark(marked + steps);
    else if (key.key === "Enter") choose(found[marked]);
    else return;
    key.preventDefault();
  });
  list.addEventListener("click", (click) => {
    const option = click.target.closest("[role=option]");
    if (option) choose(found.find(({ id }) => id === option.dataset.id));
  });
}

export function showUsers(all, current) {
  [users, chosen] = [all, current];
  byId("mailbox-name").textContent = current?.displayName ?? "";
  byId("mailbox-address").textContent = current?.userPrincipalName ?? "";
  byId("avatar").textContent = current ? initials(current.displayName) : "";
}

function draw() {
  const wanted = byId("picker-search").value.trim().toLowerCase().split(/\s+/);
  found = users.filter(({ displayName, userPrincipalName }) => {
    const words = `${displayName} ${userPrincipalName}`.toLowerCase();
    return wanted.every((part) => words.includes(part));
  });
  const options = found.map(optionOf);
  byId("picker-list").replaceChildren(...options);
  byId("picker-none").hidden = found.length > 0;
  mark(byId("picker-search").value === "" ? found.findIndex(({ id }) => id === chosen?.id) : 0);
}

function optionOf(user) {
  const face = make("span", "face", initials(user.displayName));
  const names = make(
    "span",
    "names",
    make("b", "", user.displayName),
    make("small", "", user.userPrincipalName),
  );
  const state = user.state === "ok" ? null : make("span", "tag warning", text(`state.${user.state}`));
  const option = make("div", "option", face, names, state, user.id === chosen?.id ? icon("check") : null);
  option.id = `option-${user.id}`;
  option.dataset.id = user.id;
  option.setAttribute("role", "option");
  return option;
}

function mark(index) {
  marked = Math.max(0, Math.min(found.length - 1, index));
  const options = [...byId("picker-list").children];
  for (const [i, option] of options.entries()) option.setAttribute("aria-selected", String(i === marked));
  options[marked]?.scrollIntoView({ block: "nearest" });
  byId("picker-search").setAttribute("aria-activedescendant", options[marked]?.id ?? "");
}
