// A wanted change of an event, and what the event looks like once it is made: defaults filled in, times
// resolved in their zones, the rules for all-day events, series and Teams meetings kept.
import type { PatternedRecurrence } from "@microsoft/microsoft-graph-types";
import { GraphError, invalidProperty, invalidRequest } from "../graph/errors.ts";
import { normaliseRecurrence } from "../recurrence/normalise.ts";
import type { Fields, Moment } from "./event.ts";
import { hasTeamsBlock, newJoinUrl, withTeamsBlock } from "./teams.ts";
import type { World } from "./world.ts";
import { localToMs, msToLocal, resolveZone, sameZone } from "./zones.ts";

/** Wall time in a zone, not yet an instant: whether it is one depends on the event being all-day. */
export interface LocalMoment {
  local: string;
  zone: string;
  iana: string;
}

export interface EventChange {
  fields: Partial<Omit<Fields, "start" | "end" | "recurrence" | "isOnlineMeeting" | "joinUrl">>;
  start?: LocalMoment;
  end?: LocalMoment;
  recurrence?: PatternedRecurrence | null;
  onlineMeeting?: boolean;
  extended?: Record<string, string>;
  transactionId?: string;
}

/** What Graph fills in on create; the reminder of 15 minutes is from its create-event samples. */
function blankFields(): Fields {
  const nowhere: Moment = { ms: 0, zone: "UTC" };
  return {
    subject: "",
    html: "",
    isAllDay: false,
    location: {
      displayName: "",
      locationType: "default",
      uniqueIdType: "unknown",
      address: {},
      coordinates: {},
    },
    locations: [],
    attendees: [],
    categories: [],
    importance: "normal",
    sensitivity: "normal",
    showAs: "busy",
    isReminderOn: true,
    reminderMinutesBeforeStart: 15,
    responseRequested: true,
    allowNewTimeProposals: true,
    hideAttendees: false,
    isOnlineMeeting: false,
    onlineMeetingProvider: "unknown",
    joinUrl: null,
    recurrence: null,
    start: nowhere,
    end: nowhere,
  };
}

export function newFields(world: World, tenantId: string, change: EventChange): Fields {
  if (!change.start || !change.end) throw invalidProperty("An event needs a start and an end.");
  return changedFields(world, tenantId, blankFields(), change, { isNew: true });
}

export function changedFields(
  world: World,
  tenantId: string,
  before: Fields,
  change: EventChange,
  { isNew = false } = {},
): Fields {
  const after: Fields = { ...before, ...change.fields, onlineMeetingProvider: before.onlineMeetingProvider };
  after.subject = fittingSubject(world, after.subject);
  if (isNew || change.start || change.end || change.fields.isAllDay !== undefined) {
    Object.assign(after, resolveTimes(before, after.isAllDay, change));
  }
  keepAnswers(before, after);
  if (change.recurrence !== undefined) {
    after.recurrence = change.recurrence && normaliseRecurrence(change.recurrence, after);
  } else if (after.recurrence && (change.start || change.end)) {
    after.recurrence = movedRecurrence(before, after);
  }
  changeOnlineMeeting(world, tenantId, before, after, change);
  return after;
}

function fittingSubject(world: World, subject: string): string {
  if (subject.length <= 255) return subject;
  if (world.settings.longSubject === "cut") return `${subject.slice(0, 252)}...`;
  throw invalidProperty("The subject is longer than 255 characters.");
}

function resolveTimes(before: Fields, allDay: boolean, change: EventChange): Pick<Fields, "start" | "end"> {
  const start = change.start ?? asLocal(before.start, before.isAllDay);
  const end = change.end ?? asLocal(before.end, before.isAllDay);
  if (!allDay) {
    const startMs = localToMs(start.local, start.iana);
    const endMs = localToMs(end.local, end.iana);
    if (endMs < startMs) throw invalidProperty("The event ends before it starts.");
    return { start: { ms: startMs, zone: start.zone }, end: { ms: endMs, zone: end.zone } };
  }
  // Start and end at midnight in one zone, the end exclusive (the event resource).
  for (const [name, moment] of [
    ["Start", start],
    ["End", end],
  ] as const) {
    if (!/T00:00:00\.000$/.test(moment.local)) {
      throw invalidRequest(`The Event.${name} property for an all-day event needs to be set to midnight.`);
    }
  }
  if (!sameZone(start.zone, end.zone)) {
    throw invalidRequest(
      "The Event.Start and Event.End of an all-day event need to be in the same time zone.",
    );
  }
  const [startMs, endMs] = [Date.parse(`${start.local}Z`), Date.parse(`${end.local}Z`)];
  if (endMs <= startMs) throw invalidRequest("The duration of an all-day event must be at least 24 hours.");
  return { start: { ms: startMs, zone: start.zone }, end: { ms: endMs, zone: end.zone } };
}

function asLocal(moment: Moment, allDay: boolean): LocalMoment {
  const iana = resolveZone(moment.zone) ?? "UTC";
  return { local: msToLocal(moment.ms, allDay ? "UTC" : iana), zone: moment.zone, iana };
}

/** Attendees are replaced as a whole, but who stays keeps the answer already given. */
function keepAnswers(before: Fields, after: Fields): void {
  if (after.attendees === before.attendees) return;
  const answers = new Map(before.attendees.map((each) => [each.address.toLowerCase(), each.status]));
  after.attendees = after.attendees.map((each) => ({
    ...each,
    status: answers.get(each.address.toLowerCase()) ?? each.status,
  }));
}

/** A master that moves takes its range along; another zone needs the recurrence sent with it. */
function movedRecurrence(before: Fields, after: Fields): PatternedRecurrence | null {
  if (!sameZone(before.start.zone, after.start.zone)) {
    throw invalidProperty("The time zone of a series changes only together with its recurrence.");
  }
  const iana = after.isAllDay ? "UTC" : (resolveZone(after.start.zone) ?? "UTC");
  const startDate = msToLocal(after.start.ms, iana).slice(0, 10);
  const recurrence = after.recurrence;
  const { type, endDate = "" } = recurrence?.range ?? {};
  if (type === "endDate" && (endDate ?? "") < startDate) {
    throw invalidProperty("The series would end before it starts.");
  }
  return recurrence && { ...recurrence, range: { ...recurrence.range, startDate } };
}

function changeOnlineMeeting(
  world: World,
  tenantId: string,
  before: Fields,
  after: Fields,
  change: EventChange,
): void {
  const provider = change.fields.onlineMeetingProvider ?? "teamsForBusiness";
  if (before.joinUrl) {
    // Once set it cannot be unset by its own property, but a body without the block does it.
    if (change.fields.html === undefined || hasTeamsBlock(after.html, before.joinUrl)) return;
    if (world.settings.bodyWithoutTeamsBlock === "newMeeting") beginTeamsMeeting(world, tenantId, after);
    else Object.assign(after, { joinUrl: null, isOnlineMeeting: false, onlineMeetingProvider: "unknown" });
    return;
  }
  // A provider that the calendar does not allow is ignored without a word.
  if (!change.onlineMeeting || !world.settings.onlineMeetingProviders.includes(provider)) return;
  if (provider !== "teamsForBusiness") {
    throw new GraphError(501, "SandboxNotModelled", `The sandbox does not model the provider '${provider}'.`);
  }
  beginTeamsMeeting(world, tenantId, after);
}

function beginTeamsMeeting(world: World, tenantId: string, after: Fields): void {
  const joinUrl = newJoinUrl(world.entropy, tenantId);
  Object.assign(after, {
    joinUrl,
    isOnlineMeeting: true,
    onlineMeetingProvider: "teamsForBusiness",
    html: withTeamsBlock(after.html, joinUrl),
  });
}
