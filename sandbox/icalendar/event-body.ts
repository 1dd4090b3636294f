// One VEVENT as the body of a POST /events. What it cannot say is told in `lost`.
import ICAL from "ical.js";
import { type FileMoment, localOf, toMs, type Zones } from "./moments.ts";

export type Json = Record<string, unknown>;

export interface EventBody {
  body: Json;
  start: FileMoment;
  end: FileMoment;
  organizer: { name: string; address: string } | null;
  attendees: { name: string; address: string; type: string; answer: string }[];
  cancelled: boolean;
  lost: string[];
}

/** Throws a RangeError with the reason if the event can't be taken over. */
export function eventBody(component: ICAL.Component, zones: Zones): EventBody {
  const lost: string[] = [];
  const { start, end } = span(component, zones, lost);
  const body: Json = {
    subject: subject(component, lost),
    body: { contentType: "text", content: text(component, "description") },
    isAllDay: start.isDate,
    start: { dateTime: start.local, timeZone: start.zone },
    end: { dateTime: end.local, timeZone: start.isDate ? start.zone : end.zone },
    categories: component.getAllProperties("categories").flatMap((each) => each.getValues().map(String)),
    showAs: showAs(component),
    sensitivity:
      { PRIVATE: "private", CONFIDENTIAL: "confidential" }[text(component, "class").toUpperCase()] ??
      "normal",
    importance: importance(component),
    ...reminder(component, lost),
  };
  const location = text(component, "location").trim();
  if (location) body.location = { displayName: location };
  const organizer = people(component, "organizer", lost)[0];
  return {
    body,
    start,
    end,
    organizer: organizer ? { name: organizer.name, address: organizer.address } : null,
    attendees: people(component, "attendee", lost),
    cancelled: text(component, "status").toUpperCase() === "CANCELLED",
    lost,
  };
}

function span(
  component: ICAL.Component,
  zones: Zones,
  lost: string[],
): { start: FileMoment; end: FileMoment } {
  const startProperty = component.getFirstProperty("dtstart");
  const startTime = startProperty?.getFirstValue();
  if (!startProperty || !(startTime instanceof ICAL.Time)) throw new RangeError("it has no start");
  const start = zones.moment(startProperty, startTime);
  let end = start;
  const endProperty = component.getFirstProperty("dtend");
  const endTime = endProperty?.getFirstValue();
  const duration = component.getFirstPropertyValue("duration");
  if (endProperty && endTime instanceof ICAL.Time) end = zones.moment(endProperty, endTime);
  else if (duration instanceof ICAL.Duration) {
    const moved = startTime.clone();
    moved.addDuration(duration);
    end = { ...start, local: localOf(moved) };
  } else if (start.isDate) end = { ...start, local: nextDay(start.local) };
  if (start.isDate && !end.isDate) end = { ...start, local: `${end.local.slice(0, 10)}T00:00:00` };
  if (!start.isDate && end.isDate) end = { ...start, local: end.local };
  if (start.isDate && end.local === start.local) {
    lost.push("an all-day event without length was given one day");
    end = { ...start, local: nextDay(start.local) };
  }
  if (toMs(end) < toMs(start))
    throw new RangeError(`it ends (${end.local}) before it starts (${start.local})`);
  return { start, end };
}

function nextDay(local: string): string {
  return `${Temporal.PlainDate.from(local.slice(0, 10)).add({ days: 1 })}T00:00:00`;
}

function subject(component: ICAL.Component, lost: string[]): string {
  const whole = text(component, "summary");
  if (whole.length > 255) lost.push("the subject was cut to 255 characters");
  return whole.slice(0, 255);
}

function showAs(component: ICAL.Component): string {
  const busy = text(component, "x-microsoft-cdo-busystatus").toUpperCase();
  const named = { FREE: "free", TENTATIVE: "tentative", OOF: "oof", WORKINGELSEWHERE: "workingElsewhere" }[
    busy
  ];
  if (named) return named;
  if (text(component, "transp").toUpperCase() === "TRANSPARENT") return "free";
  return text(component, "status").toUpperCase() === "TENTATIVE" ? "tentative" : "busy";
}

/** 1 to 4 is high, 6 to 9 low (RFC 5545, 3.8.1.9). */
function importance(component: ICAL.Component): string {
  const priority = Number(text(component, "priority") || 0);
  if (priority >= 1 && priority <= 4) return "high";
  return priority >= 6 ? "low" : "normal";
}

/** Graph has one reminder, before the start. */
function reminder(component: ICAL.Component, lost: string[]): Json {
  const alarms = component.getAllSubcomponents("valarm");
  const minutes = alarms
    .map((alarm) => alarm.getFirstPropertyValue("trigger"))
    .filter((trigger) => trigger instanceof ICAL.Duration)
    .map((trigger) => -Math.round(trigger.toSeconds() / 60))
    .filter((each) => each >= 0);
  if (alarms.length > 1 || (alarms.length === 1 && minutes.length === 0)) {
    lost.push(
      `of ${alarms.length} alarms ${minutes.length > 0 ? "only the first" : "none"} fits Graph's one reminder`,
    );
  }
  return minutes[0] === undefined
    ? { isReminderOn: false }
    : { isReminderOn: true, reminderMinutesBeforeStart: minutes[0] };
}

const ANSWERS: Record<string, string> = {
  ACCEPTED: "accepted",
  DECLINED: "declined",
  TENTATIVE: "tentativelyAccepted",
};

function people(
  component: ICAL.Component,
  name: "attendee" | "organizer",
  lost: string[],
): EventBody["attendees"] {
  const found: EventBody["attendees"] = [];
  for (const property of component.getAllProperties(name)) {
    const address = String(property.getFirstValue() ?? "").replace(/^mailto:/i, "");
    if (!/^[^@\s]+@[^@\s]+$/.test(address)) {
      lost.push(`the ${name} '${address}' has no mail address`);
      continue;
    }
    const parameter = (key: string) => String(property.getFirstParameter(key) ?? "");
    const role = parameter("role").toUpperCase();
    const kind = parameter("cutype").toUpperCase();
    const type =
      kind === "ROOM" || kind === "RESOURCE"
        ? "resource"
        : role === "OPT-PARTICIPANT"
          ? "optional"
          : "required";
    const answer = ANSWERS[parameter("partstat").toUpperCase()] ?? "none";
    found.push({ name: parameter("cn") || address, address, type, answer });
  }
  return found;
}

function text(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? "" : String(value);
}
