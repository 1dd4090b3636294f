// Takes an iCalendar file into a calendar: single events, series with their exceptions, and as single events
// whatever Graph can't express as a series. Everything that differs from the file is noted.
import ICAL from "ical.js";
import type { LoadReport } from "../company/load-company.ts";
import { GraphError } from "../graph/errors.ts";
import { readEventChange } from "../graph/event-input.ts";
import { deleteOccurrence, updateOccurrence } from "../mailbox/changes.ts";
import type { StoredEvent } from "../mailbox/event.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";
import type { World } from "../mailbox/world.ts";
import { msToLocal, resolveZone } from "../mailbox/zones.ts";
import { occurrenceOn } from "../recurrence/occurrences.ts";
import { type EventGroup, otherComponents, readCalendarFile } from "./calendar-file.ts";
import { type EventBody, eventBody, type Json } from "./event-body.ts";
import { asJson, EventTaker, titleOf } from "./event-taker.ts";
import { expandedStarts } from "./expansion.ts";
import { type FileMoment, localOf, toMs, Zones } from "./moments.ts";
import { translateRule } from "./recurrence-rule.ts";

export function loadCalendarFile(
  world: World,
  mailbox: Mailbox,
  calendarId: string,
  text: string,
  source: string,
  report: LoadReport,
): void {
  const taker = new EventTaker(world, mailbox, calendarId, source, report);
  new Loader(world, mailbox, taker).load(text);
}

class Loader {
  readonly #world: World;
  readonly #mailbox: Mailbox;
  readonly #taker: EventTaker;
  #zones = new Zones(new Map(), "UTC");

  constructor(world: World, mailbox: Mailbox, taker: EventTaker) {
    this.#world = world;
    this.#mailbox = mailbox;
    this.#taker = taker;
  }

  load(text: string): void {
    let file: ReturnType<typeof readCalendarFile>;
    try {
      file = readCalendarFile(text);
    } catch (error) {
      this.#taker.note(
        "the whole file",
        "skipped",
        `it is no readable iCalendar: ${(error as Error).message}`,
      );
      return;
    }
    this.#zones = new Zones(file.zones, this.#mailbox.user.timeZone);
    for (const [name, count] of otherComponents(text)) {
      this.#taker.note(`${count} × ${name}`, "skipped", "a mailbox's calendar holds events only");
    }
    for (const group of file.groups) {
      try {
        this.#group(group);
      } catch (error) {
        if (!(error instanceof RangeError || error instanceof GraphError)) throw error;
        this.#taker.note(titleOf(group.master ?? group.changed[0]), "skipped", error.message);
      }
    }
  }

  #group({ uid, master, changed }: EventGroup): void {
    if (!master) {
      // Occurrences of a series that is not in the file stand for themselves.
      for (const [i, component] of changed.entries()) {
        this.#single(component, i === 0 ? uid : `${uid}#${i}`);
        this.#taker.note(
          titleOf(component),
          "simplified",
          "a changed occurrence without its series became a single event",
        );
      }
      return;
    }
    if (!master.hasProperty("rrule") && !master.hasProperty("rdate")) {
      this.#single(master, uid);
      for (const [i, component] of changed.entries()) this.#single(component, `${uid}#${i}`);
      return;
    }
    const event = eventBody(master, this.#zones);
    const translation = translateRule(master, event.start);
    if ("reason" in translation) {
      this.#expand(uid, master, changed, event, translation.reason);
      return;
    }
    const { recurrence, startsLater } = translation;
    if (startsLater > 0)
      event.lost.push(`its first day is not one of its rule; it starts ${startsLater} days later`);
    this.#series(uid, master, changed, startsLater > 0 ? later(event, startsLater) : event, recurrence);
  }

  #single(component: ICAL.Component, uid: string): void {
    const event = eventBody(component, this.#zones);
    if (event.cancelled) this.#taker.note(titleOf(component), "skipped", "it is cancelled");
    else this.#taker.create(event, uid, titleOf(component));
  }

  #series(
    uid: string,
    master: ICAL.Component,
    changed: ICAL.Component[],
    event: EventBody,
    recurrence: Json,
  ): void {
    const title = titleOf(master);
    if (event.cancelled) {
      this.#taker.note(title, "skipped", "the series is cancelled");
      return;
    }
    const stored = this.#taker.create(event, uid, title, { recurrence });
    for (const [i, component] of changed.entries()) {
      try {
        this.#exception(stored, component, `${uid}#${i}`);
      } catch (error) {
        if (!(error instanceof RangeError || error instanceof GraphError)) throw error;
        this.#taker.note(titleOf(component), "skipped", error.message);
      }
    }
    for (const property of master.getAllProperties("exdate")) {
      for (const time of property.getValues()) {
        if (!(time instanceof ICAL.Time)) continue;
        // A date that no occurrence has takes nothing away.
        const date = this.#dateIn(stored, property, time);
        if (occurrenceOn(stored, date))
          deleteOccurrence(this.#world, this.#mailbox, stored, date, { silent: true });
      }
    }
  }

  #exception(stored: StoredEvent, component: ICAL.Component, uid: string): void {
    const property = component.getFirstProperty("recurrence-id");
    const time = property?.getFirstValue();
    if (!property || !(time instanceof ICAL.Time)) throw new RangeError("its RECURRENCE-ID can't be read");
    const date = this.#dateIn(stored, property, time);
    const event = eventBody(component, this.#zones);
    const title = titleOf(component);
    if (property.getFirstParameter("range"))
      this.#taker.note(title, "simplified", "its change applies to this occurrence only");
    const known = occurrenceOn(stored, date);
    if (event.cancelled) {
      if (known) deleteOccurrence(this.#world, this.#mailbox, stored, date, { silent: true });
      return;
    }
    if (!known) {
      this.#taker.create(event, uid, title);
      this.#taker.note(
        title,
        "simplified",
        `the series has no occurrence on ${date}; it became a single event`,
      );
      return;
    }
    try {
      updateOccurrence(this.#world, this.#mailbox, stored, date, readEventChange(event.body), true);
      for (const reason of event.lost) this.#taker.note(title, "simplified", reason);
    } catch (error) {
      if (!(error instanceof GraphError && error.code === "ErrorOccurrenceCrossingBoundary")) throw error;
      deleteOccurrence(this.#world, this.#mailbox, stored, date, { silent: true });
      this.#taker.create(event, uid, title);
      this.#taker.note(
        title,
        "simplified",
        "it moved past its neighbours, which Graph refuses; it became a single event",
      );
    }
  }

  /** The day, in the zone of the series, that an EXDATE or RECURRENCE-ID means. */
  #dateIn(stored: StoredEvent, property: ICAL.Property, time: ICAL.Time): string {
    const moment = this.#zones.moment(property, time);
    if (moment.isDate || stored.fields.isAllDay) return moment.local.slice(0, 10);
    return msToLocal(toMs(moment), resolveZone(stored.fields.start.zone) ?? "UTC").slice(0, 10);
  }

  /** Single events from a year back to two years ahead. */
  #expand(
    uid: string,
    master: ICAL.Component,
    changed: ICAL.Component[],
    event: EventBody,
    reason: string,
  ): void {
    const title = titleOf(master);
    if (event.cancelled) {
      this.#taker.note(title, "skipped", "the series is cancelled");
      return;
    }
    const { starts, from, to, complete } = expandedStarts(master, this.#world.clock.now(), (time) =>
      this.#like(event.start, time),
    );
    const replaced = new Set(changed.map((each) => this.#replacedStart(each, event.start)));
    const length = toMs(event.end) - toMs(event.start);
    let count = 0;
    for (const start of starts) {
      const startMs = toMs(start);
      if (replaced.has(startMs)) continue;
      const end = { ...start, local: this.#endLocal(start, startMs + length) };
      const body = { ...event.body, start: asJson(start), end: asJson(end) };
      this.#taker.create({ ...event, body, lost: count === 0 ? event.lost : [] }, `${uid}#${++count}`, title);
    }
    for (const [i, component] of changed.entries()) this.#single(component, `${uid}#changed${i}`);
    const span = complete ? "all of them" : `those from ${from} to ${to}`;
    const outcome = count + changed.length === 0 ? "skipped" : "expanded";
    this.#taker.note(
      title,
      outcome,
      `${reason}; ${count + changed.length} single events instead of a series, ${span}`,
    );
  }

  #endLocal(start: FileMoment, endMs: number): string {
    const iana = start.isDate ? "UTC" : (resolveZone(start.zone) ?? "UTC");
    return msToLocal(endMs, iana).slice(0, 19);
  }

  /** A time of the expansion, in the zone of the first one. */
  #like(first: FileMoment, time: ICAL.Time): FileMoment {
    return { ...first, local: localOf(time) };
  }

  #replacedStart(component: ICAL.Component, first: FileMoment): number {
    const property = component.getFirstProperty("recurrence-id");
    const time = property?.getFirstValue();
    if (!property || !(time instanceof ICAL.Time)) return Number.NaN;
    const moment = this.#zones.moment(property, time);
    return toMs(moment.isDate ? { ...first, local: moment.local } : moment);
  }
}

function later(event: EventBody, days: number): EventBody {
  const move = (moment: FileMoment): FileMoment => {
    const date = Temporal.PlainDate.from(moment.local.slice(0, 10)).add({ days });
    return { ...moment, local: `${date}${moment.local.slice(10)}` };
  };
  const [start, end] = [move(event.start), move(event.end)];
  return { ...event, start, end, body: { ...event.body, start: asJson(start), end: asJson(end) } };
}
