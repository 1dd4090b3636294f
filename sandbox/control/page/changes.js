// Moving and deleting, with the questions that belong to it: this occurrence or the whole series, and what the
// others are told.
import { ask } from "./ask.js";
import { movedRecurrence } from "./recurrence.js";
import { text } from "./texts.js";
import { addDays, addMinutes, daysBetween, minutesBetween } from "./times.js";

/** Whether it was moved: a person may think better of it. */
export async function moveEvent(client, event, from, to) {
  const times = { start: client.moment(from), end: client.moment(to) };
  if (!event.seriesMasterId) {
    await client.change(event.id, times);
    return true;
  }
  const answer = await ask({
    title: text("moveWhat"),
    detail: event.subject,
    choices: [
      { value: "occurrence", label: text("thisOccurrence"), kind: "primary" },
      { value: "series", label: text("wholeSeries") },
    ],
  });
  if (answer?.value === "occurrence") await client.change(event.id, times);
  if (answer?.value === "series") await moveSeries(client, event, from, to);
  return answer !== null;
}

/** The series goes as many days, and to the time, that this occurrence went. */
async function moveSeries(client, event, from, to) {
  const master = await client.event(event.seriesMasterId);
  const days = daysBetween(event.from, from);
  const start = `${addDays(master.from, days)}${from.slice(10)}`;
  await client.change(master.id, {
    start: client.moment(start),
    end: client.moment(addMinutes(start, minutesBetween(from, to))),
    recurrence: movedRecurrence(master.recurrence, start.slice(0, 10), days, client.user.timeZone),
  });
}

/** `scope`: "occurrence" or "series" where that is settled already. Whether something was deleted. */
export async function removeEvent(client, event, scope) {
  const isMeeting = event.isOrganizer && event.attendees.length > 0 && !event.isCancelled;
  const answer = await ask({
    title: text(isMeeting ? "cancelWhat" : "deleteWhat"),
    detail: [event.subject || text("noSubject"), hint(event, isMeeting)].filter(Boolean).join(" – "),
    choices: removeChoices(event, scope, isMeeting),
    hasComment: isMeeting,
  });
  if (!answer) return false;
  const id = answer.value === "series" ? (event.seriesMasterId ?? event.id) : event.id;
  if (isMeeting) await client.cancel(id, answer.comment);
  else await client.remove(id);
  return true;
}

function hint(event, isMeeting) {
  if (isMeeting) return text("cancelHint");
  return event.isOrganizer || event.isCancelled ? "" : text("deleteCopyHint");
}

function removeChoices(event, scope, isMeeting) {
  const settled = text(isMeeting ? "cancelMeeting" : "delete");
  if (!event.seriesMasterId && scope !== "series") return [choice("event", settled)];
  const choices = [choice("occurrence", text("thisOccurrence")), choice("series", text("wholeSeries"))];
  return scope ? choices.filter(({ value }) => value === scope) : choices;
}

function choice(value, label) {
  return { value, label, kind: "danger" };
}
