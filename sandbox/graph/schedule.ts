// Free and busy times of several people at once.
// learn.microsoft.com/graph/api/calendar-getschedule, graph/outlook-get-free-busy-schedule
import { type EventView, overlaps, viewOf } from "../mailbox/event.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";
import { localToMs } from "../mailbox/zones.ts";
import { occurrencesIn } from "../recurrence/occurrences.ts";
import { workingHours } from "./calendars.ts";
import { type Call, contextOf, type GraphReply, jsonBody } from "./call.ts";
import { GraphError, invalidParameter, notDeserialisable, notModelled } from "./errors.ts";
import { type Json, momentJson } from "./event-json.ts";
import { readMoment } from "./event-parts.ts";

const MINUTE_MS = 60_000;
const MAX_DAYS = 62;
/** The page says 20, the service refuses from 101 on (microsoft-graph-docs#7047). */
const MAX_SCHEDULES = 100;

/** Digits of the view; working elsewhere counts as free for backward compatibility (resources/scheduleinformation). */
const DIGITS: Record<string, number> = {
  free: 0,
  workingElsewhere: 0,
  unknown: 0,
  tentative: 1,
  busy: 2,
  oof: 3,
};

interface Question {
  schedules: string[];
  from: number;
  to: number;
  intervalMs: number;
}

export function getSchedule(call: Call): GraphReply {
  const question = readQuestion(jsonBody(call));
  return {
    status: 200,
    json: {
      "@odata.context": contextOf(call, "Collection(microsoft.graph.scheduleInformation)"),
      value: question.schedules.map((address) => scheduleJson(call, question, address)),
    },
  };
}

function readQuestion(body: unknown): Question {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw notDeserialisable("parameters");
  const values: Json = {};
  for (const [name, value] of Object.entries(body)) {
    // Names are taken in either case, as in Microsoft's samples.
    const known = ["schedules", "startTime", "endTime", "availabilityViewInterval"].find(
      (each) => each.toLowerCase() === name.toLowerCase(),
    );
    if (!known) throw notModelled(`the parameter '${name}' of getSchedule`);
    values[known] = value;
  }
  const { schedules, availabilityViewInterval: minutes = 30 } = values;
  if (!Array.isArray(schedules) || !schedules.every((each) => typeof each === "string"))
    throw notDeserialisable("schedules");
  if (schedules.length > MAX_SCHEDULES) {
    throw new GraphError(
      400,
      "ErrorMailboxDataArrayTooBig",
      `There are too many target users in the EmailAddress array. The allowed size = ${MAX_SCHEDULES}; the actual size = ${schedules.length}.`,
    );
  }
  if (typeof minutes !== "number" || !Number.isInteger(minutes) || minutes < 5 || minutes > 1440)
    throw invalidParameter("The availabilityViewInterval has to lie between 5 and 1440 minutes.");
  const [from, to] = [readEdge(values.startTime, "startTime"), readEdge(values.endTime, "endTime")];
  if (to <= from) throw invalidParameter("The period has to end after it starts.");
  if (to - from > MAX_DAYS * 1440 * MINUTE_MS)
    throw invalidParameter(`The requested time duration is not valid. The allowed limit = ${MAX_DAYS} days.`);
  return { schedules, from, to, intervalMs: minutes * MINUTE_MS };
}

function readEdge(value: unknown, name: string): number {
  const { local, iana } = readMoment(value, name);
  return localToMs(local, iana);
}

/** Somebody who has no mailbox here is an error in his own place, not one of the call. */
function scheduleJson(call: Call, question: Question, address: string): Json {
  const mailbox = call.world.find(address);
  if (mailbox?.user.state !== "ok") {
    return {
      scheduleId: address,
      availabilityView: "",
      scheduleItems: [],
      error: {
        message: `Unable to resolve e-mail address ${address} to an Active Directory object.`,
        responseCode: "ErrorMailRecipientNotFound",
      },
    };
  }
  const views = eventsIn(mailbox, question);
  return {
    scheduleId: address,
    availabilityView: availabilityView(views, question),
    scheduleItems: views.map((view) => itemJson(call, view)),
    workingHours: workingHours(mailbox.user),
  };
}

/** Only the default calendar says whether somebody is free. */
function eventsIn(mailbox: Mailbox, { from, to }: Question): EventView[] {
  const views: EventView[] = [];
  for (const event of mailbox.events()) {
    if (event.calendarId !== mailbox.defaultCalendar.id || event.isCancelled) continue;
    if (event.series) views.push(...occurrencesIn(event, from, to));
    else if (overlaps(event.fields, from, to)) views.push(viewOf(event));
  }
  return views.sort((a, b) => a.fields.start.ms - b.fields.start.ms);
}

function availabilityView(views: EventView[], { from, to, intervalMs }: Question): string {
  let text = "";
  for (let slot = from; slot < to; slot += intervalMs) {
    const inSlot = views.filter(({ fields }) => overlaps(fields, slot, Math.min(slot + intervalMs, to)));
    text += Math.max(0, ...inSlot.map(({ fields }) => DIGITS[fields.showAs] ?? 0));
  }
  return text;
}

function itemJson(call: Call, { fields }: EventView): Json {
  const isPrivate = fields.sensitivity === "private";
  return {
    isPrivate,
    status: fields.showAs,
    // A private event says when, and no more.
    ...(isPrivate ? {} : { subject: fields.subject, location: fields.location.displayName ?? "" }),
    start: momentJson(fields.start, fields.isAllDay, call.preferences),
    end: momentJson(fields.end, fields.isAllDay, call.preferences),
  };
}
