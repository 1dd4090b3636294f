// A mailbox's settings and calendars.
// learn.microsoft.com/graph/api/user-get-mailboxsettings, user-list-calendars
import type { StoredCalendar, User } from "../mailbox/mailbox.ts";
import { type Call, contextOf, type GraphReply, parameter } from "./call.ts";
import { itemNotFound } from "./errors.ts";
import { idOf, type Json } from "./event-json.ts";
import { wholeNumber } from "./odata-query.ts";
import { pick, readSelected } from "./select.ts";

export function mailboxSettings(call: Call): GraphReply {
  const { user } = call.mailbox;
  const settings = settingsJson(user);
  const names = readSelected(call, Object.keys(settings), "mailbox settings");
  const context = contextOf(call, `users('${user.id}')/mailboxSettings`);
  return { status: 200, json: { "@odata.context": context, ...pick(settings, names) } };
}

function settingsJson(user: User): Json {
  return {
    archiveFolder: null,
    timeZone: user.timeZone,
    delegateMeetingMessageDeliveryOptions: "sendToDelegateOnly",
    dateFormat: user.locale.startsWith("de") ? "dd.MM.yyyy" : "yyyy-MM-dd",
    timeFormat: "HH:mm",
    userPurpose: user.userPurpose,
    automaticRepliesSetting: {
      status: "disabled",
      externalAudience: "all",
      internalReplyMessage: "",
      externalReplyMessage: "",
    },
    language: { locale: user.locale, displayName: user.locale },
    workingHours: workingHours(user),
  };
}

export function workingHours(user: User): Json {
  return {
    daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
    startTime: "08:00:00.0000000",
    endTime: "17:00:00.0000000",
    timeZone: { name: user.timeZone },
  };
}

export function mailboxTimeZone(call: Call): GraphReply {
  const { user } = call.mailbox;
  const context = contextOf(call, `users('${user.id}')/mailboxSettings/timeZone`);
  return { status: 200, json: { "@odata.context": context, value: user.timeZone } };
}

export function getCalendar(call: Call): GraphReply {
  const calendar = calendarOf(call);
  const context = contextOf(call, `users('${call.mailbox.user.id}')/calendars/$entity`);
  return { status: 200, json: { "@odata.context": context, ...selectedJson(call, calendar) } };
}

/** 10 on a page by default. */
export function listCalendars(call: Call): GraphReply {
  const top = wholeNumber(call.query, "$top", { least: 1, most: 1000 }) ?? 10;
  const skip = wholeNumber(call.query, "$skip", { least: 0, most: 1e9 }) ?? 0;
  const { calendars, user } = call.mailbox;
  const json: Json = {
    "@odata.context": contextOf(call, `users('${user.id}')/calendars`),
    value: calendars.slice(skip, skip + top).map((calendar) => selectedJson(call, calendar)),
  };
  if (skip + top < calendars.length) {
    const query = new URLSearchParams([...call.query]);
    query.set("$skip", String(skip + top));
    json["@odata.nextLink"] = `${call.baseUrl}${call.path}?${query}`;
  }
  return { status: 200, json };
}

/** The calendar of a route: the one it names, or the default one. */
export function calendarOf(call: Call): StoredCalendar {
  if (!("calendar" in call.parameters)) return call.mailbox.defaultCalendar;
  const calendar = call.mailbox.calendar(parameter(call, "calendar"));
  if (!calendar) throw itemNotFound();
  return calendar;
}

/** The id comes whatever is selected. */
function selectedJson(call: Call, calendar: StoredCalendar): Json {
  const json = calendarJson(call, calendar);
  const names = readSelected(call, Object.keys(json), "calendar");
  return pick(json, names && [...new Set(["id", ...names])]);
}

export function calendarJson(call: Call, calendar: StoredCalendar): Json {
  const { user } = call.mailbox;
  const { onlineMeetingProviders } = call.world.settings;
  return {
    id: idOf(calendar, call.preferences),
    name: calendar.name,
    color: calendar.color,
    hexColor: "",
    isDefaultCalendar: calendar.isDefault,
    changeKey: calendar.changeKey,
    canShare: true,
    canViewPrivateItems: true,
    canEdit: calendar.canEdit,
    allowedOnlineMeetingProviders: onlineMeetingProviders,
    defaultOnlineMeetingProvider: onlineMeetingProviders[0] ?? "unknown",
    isTallyingResponses: calendar.isDefault,
    isRemovable: !calendar.isDefault,
    owner: { name: user.displayName, address: user.mail ?? user.userPrincipalName },
  };
}
