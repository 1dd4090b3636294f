// The parts of the dialog around its form: whose event it is, what can be answered, which scope is meant.
import { byId } from "./elements.js";
import { text } from "./texts.js";

/** `occurrence`: what the event was opened as, where it belongs to a series. */
export function describe(event, occurrence) {
  const isInvited = Boolean(event.id) && event.isOrganizer === false;
  const isMeeting = (event.attendees ?? []).length > 0;
  byId("dialog-title").textContent = text(event.id ? (isMeeting ? "meeting" : "event") : "newEvent");
  byId("scope").hidden = !occurrence;
  for (const button of document.querySelectorAll("[data-scope]")) {
    const isThis = (button.dataset.scope === "occurrence") === (event === occurrence);
    button.setAttribute("aria-pressed", String(isThis));
  }
  byId("about").textContent = aboutOf(event, isInvited).join(" ");
  byId("answers").hidden = !isInvited || event.isCancelled;
  byId("answer-comment").value = "";
  byId("answer-sent").checked = true;
  for (const button of document.querySelectorAll("[data-answer]")) {
    const isGiven = ANSWERS[button.dataset.answer] === event.responseStatus?.response;
    button.setAttribute("aria-pressed", String(isGiven));
  }
  byId("delete").hidden = !event.id;
  byId("delete").textContent = text(
    isMeeting && !isInvited && !event.isCancelled ? "cancelMeeting" : "delete",
  );
  byId("submit").textContent = text(isMeeting && !isInvited ? "send" : "save");
  const joinUrl = event.onlineMeeting?.joinUrl ?? "";
  byId("join").hidden = !joinUrl.startsWith("https://");
  byId("join").href = joinUrl;
}

const ANSWERS = { accept: "accepted", tentativelyAccept: "tentativelyAccepted", decline: "declined" };

function aboutOf(event, isInvited) {
  const parts = [];
  if (event.isCancelled) parts.push(text("cancelledHint"));
  else if (isInvited) {
    const { name } = event.organizer.emailAddress;
    parts.push(text("invitedBy", { name }), text(`answered.${event.responseStatus.response}`));
    parts.push(text("copyHint"));
  }
  if (event.type === "exception") parts.push(text("exception"));
  return parts;
}

export function answersOf() {
  return { comment: byId("answer-comment").value.trim(), isSent: byId("answer-sent").checked };
}
