// The dialog for one event: a new one, one that is there, one of a series or the series as a whole; and the
// answer to an invitation.
import { ask } from "./ask.js";
import { removeEvent } from "./changes.js";
import { answersOf, describe } from "./dialog-parts.js";
import { byId } from "./elements.js";
import { fillForm, prepareForm, readForm, takeChips } from "./event-form.js";
import { bodyOf, isSame, valuesOf } from "./event-values.js";
import { inWords } from "./graph.js";
import { text } from "./texts.js";

const dialog = byId("dialog");
const form = byId("form");

/** What is open: the mailbox's client, the event, the occurrence it was opened as, and the form as it was. */
let open = null;
let onDone = () => {};

/** `people`: who can be invited, as `{ name, address }`. */
export async function openDialog({ client, event, people, done }) {
  onDone = done;
  const whole = event.id ? await client.event(event.id) : event;
  open = { client, people, occurrence: whole.seriesMasterId ? whole : null };
  show(whole);
  dialog.showModal();
  // Who looks first needs no keyboard on a phone's screen.
  (event.id ? byId("dialog-title") : form.elements.subject).focus({ preventScroll: true });
  byId("dialog-body").scrollTop = 0;
}

function show(event) {
  open.event = event;
  fillForm(valuesOf(event), { event, people: open.people });
  // As the form reads it: whatever it rounds or sorts is no change of the person's.
  open.before = readForm();
  describe(event, open.occurrence);
  showError("");
}

function showError(message) {
  byId("error").textContent = message;
  byId("error").hidden = message === "";
  if (message) byId("error").scrollIntoView({ block: "nearest" });
}

/** Does it, and closes; what goes wrong is said, and the dialog stays. `action` gives false if nothing was done. */
async function act(action) {
  // A second press while the first is under way.
  if (form.ariaBusy === "true") return;
  showError("");
  form.ariaBusy = "true";
  try {
    if ((await action()) === false) return;
    dialog.close();
    await onDone();
  } catch (error) {
    showError(inWords(error));
  } finally {
    form.ariaBusy = "false";
  }
}

async function save() {
  const { client, event, before } = open;
  if (!takeChips()) return showError(text("noAddress"));
  const values = readForm();
  const [start, end] = [`${values.startDate}T${values.startTime}`, `${values.endDate}T${values.endTime}`];
  if (!values.startDate || !values.endDate) return showError(text("noDate"));
  if (values.isAllDay ? values.endDate < values.startDate : end < start) return showError(text("endsBefore"));
  const body = bodyOf(event, before, values, client);
  await act(async () => {
    if (!event.id) await client.create(body);
    else if (Object.keys(body).length > 0) await client.change(event.id, body);
  });
}

async function leave() {
  if (!isSame(readForm(), open.before)) {
    const choices = [{ value: "discard", label: text("discard"), kind: "danger" }];
    if (!(await ask({ title: text("discardWhat"), choices }))) return;
  }
  dialog.close();
}

/** This occurrence, or the series it belongs to. */
async function showScope(scope) {
  const { client, occurrence } = open;
  try {
    show(scope === "series" ? await client.event(occurrence.seriesMasterId) : occurrence);
  } catch (error) {
    showError(inWords(error));
  }
}

export function prepareDialog() {
  prepareForm();
  form.addEventListener("submit", (submit) => {
    submit.preventDefault();
    save();
  });
  dialog.addEventListener("cancel", (cancel) => {
    cancel.preventDefault();
    leave();
  });
  for (const button of document.querySelectorAll("[data-leave]")) button.addEventListener("click", leave);
  for (const button of document.querySelectorAll("[data-scope]")) {
    button.addEventListener("click", () => showScope(button.dataset.scope));
  }
  for (const button of document.querySelectorAll("[data-answer]")) {
    button.addEventListener("click", () => {
      const { comment, isSent } = answersOf();
      act(() => open.client.answer(open.event.id, button.dataset.answer, comment, isSent));
    });
  }
  byId("delete").addEventListener("click", () => {
    const { client, event, occurrence } = open;
    const scope = occurrence ? (event === occurrence ? "occurrence" : "series") : undefined;
    act(() => removeEvent(client, event, scope));
  });
}
