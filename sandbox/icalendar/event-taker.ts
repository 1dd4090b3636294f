// Writes one event of an iCalendar file into a mailbox: as the mailbox's own, or as the copy of somebody else's
// meeting; and notes what differs from the file.
import ICAL from "ical.js";
import type { LoadNote, LoadReport } from "../company/load-company.ts";
import { readEventChange } from "../graph/event-input.ts";
import { createEvent } from "../mailbox/changes.ts";
import type { Answer, Attendee, StoredEvent } from "../mailbox/event.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";
import type { World } from "../mailbox/world.ts";
import type { EventBody, Json } from "./event-body.ts";
import type { FileMoment } from "./moments.ts";

export class EventTaker {
  readonly #world: World;
  readonly #mailbox: Mailbox;
  readonly #calendarId: string;
  readonly #source: string;
  readonly #report: LoadReport;

  constructor(world: World, mailbox: Mailbox, calendarId: string, source: string, report: LoadReport) {
    this.#world = world;
    this.#mailbox = mailbox;
    this.#calendarId = calendarId;
    this.#source = source;
    this.#report = report;
  }

  create(event: EventBody, uid: string, title: string, more: Json = {}): StoredEvent {
    const { user } = this.#mailbox;
    const own = [user.mail, user.userPrincipalName].map((each) => each?.toLowerCase());
    const foreign = event.organizer !== null && !own.includes(event.organizer.address.toLowerCase());
    const guests = event.attendees.filter((each) => !own.includes(each.address.toLowerCase()));
    const attendees = guests.map(({ name, address, type }) => ({ emailAddress: { name, address }, type }));
    const body: Json = { ...event.body, ...more, attendees: foreign ? [] : attendees };
    const change = readEventChange(body);
    const stored = createEvent(this.#world, this.#mailbox, this.#calendarId, change, {
      iCalUId: uid,
      silent: true,
    });
    this.#report.events++;
    if (foreign && event.organizer) this.#makeInvitation(stored, event, event.organizer, own);
    for (const reason of event.lost) this.note(title, "simplified", reason);
    return stored;
  }

  /** A meeting of somebody else: this mailbox has the attendee's copy. */
  #makeInvitation(
    stored: StoredEvent,
    event: EventBody,
    organizer: { name: string; address: string },
    own: (string | undefined)[],
  ): void {
    stored.organizer = organizer;
    stored.isOrganizer = false;
    const mine = event.attendees.find((each) => own.includes(each.address.toLowerCase()));
    const answer = (mine?.answer ?? "none") as Answer;
    stored.status = { response: answer === "none" ? "notResponded" : answer, time: null };
    const attendees = event.attendees.map(
      ({ name, address, type }): Attendee => ({
        name,
        address,
        type: type as Attendee["type"],
        status: { response: "none", time: null },
      }),
    );
    stored.fields = { ...stored.fields, attendees };
  }

  note(item: string, outcome: LoadNote["outcome"], reason: string): void {
    this.#report.notes.push({
      user: this.#mailbox.user.userPrincipalName,
      source: this.#source,
      item,
      outcome,
      reason,
    });
  }
}

export function asJson({ local, zone }: FileMoment): Json {
  return { dateTime: local, timeZone: zone };
}

export function titleOf(component: ICAL.Component | null | undefined): string {
  const summary = component?.getFirstPropertyValue("summary");
  const start = component?.getFirstPropertyValue("dtstart");
  return `'${summary ?? "without a subject"}' of ${start instanceof ICAL.Time ? start.toString() : "no date"}`;
}
