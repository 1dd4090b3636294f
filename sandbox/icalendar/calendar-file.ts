// Reads an iCalendar file (RFC 5545) with ical.js, and puts together what belongs together: each series with
// its changed occurrences, and the file's own time zones.
import ICAL from "ical.js";

export interface CalendarFile {
  groups: EventGroup[];
  /** VTIMEZONE by TZID. */
  zones: Map<string, ICAL.Timezone>;
}

/** All VEVENTs of one UID. */
export interface EventGroup {
  uid: string;
  master: ICAL.Component | null;
  /** With a RECURRENCE-ID. */
  changed: ICAL.Component[];
}

/** Throws with ical.js's own words if the text is no iCalendar. */
export function readCalendarFile(text: string): CalendarFile {
  const parsed = ICAL.parse(text.replace(/^\ufeff/, "")) as unknown[];
  // A file may hold several calendars one after the other.
  const calendars = (Array.isArray(parsed[0]) ? parsed : [parsed]).map(
    (each) => new ICAL.Component(each as string),
  );
  const zones = new Map<string, ICAL.Timezone>();
  const groups = new Map<string, EventGroup>();
  let nameless = 0;
  for (const calendar of calendars) {
    for (const component of calendar.getAllSubcomponents("vtimezone")) {
      const zone = new ICAL.Timezone(component);
      if (zone.tzid) zones.set(zone.tzid, zone);
    }
    for (const event of calendar.getAllSubcomponents("vevent")) {
      const uid = String(event.getFirstPropertyValue("uid") ?? `nameless ${++nameless}`);
      const group = groups.get(uid) ?? { uid, master: null, changed: [] };
      groups.set(uid, group);
      if (event.hasProperty("recurrence-id")) group.changed.push(event);
      else if (group.master) groups.set(`${uid} again ${++nameless}`, { uid, master: event, changed: [] });
      else group.master = event;
    }
  }
  return { groups: [...groups.values()], zones };
}

/** What a calendar holds besides events, for the report. */
export function otherComponents(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const match of text.matchAll(/^BEGIN:(VTODO|VJOURNAL|VFREEBUSY)\s*$/gim)) {
    const name = (match[1] ?? "").toUpperCase();
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
