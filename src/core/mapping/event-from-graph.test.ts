// Events out of Graph's JSON: complete ones, stubs, and whatever is missing or strange.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { GraphEvent } from "../../contract/graph.ts";
import type { CalendarEvent } from "../model/event.ts";
import { NO_HEADER } from "../model/fields.ts";
import {
  composeOccurrence,
  type EventContext,
  eventFromGraph,
  isStub,
  kindOfEvent,
} from "./event-from-graph.ts";

const CONTEXT: EventContext = {
  ownAddresses: new Set(["anna@firma.example", "anna.berger@firma.example"]),
  htmlToText: (html) => html.replace(/<[^>]*>/g, ""),
  windowsZones: new Map(),
  companyTimeZone: "Europe/Berlin",
};

/** As captured replies have it (learn.microsoft.com/graph/api/event-get). */
const EVENT: GraphEvent = {
  "@odata.etag": 'W/"key1"',
  id: "AAMk/1+=",
  changeKey: "key1",
  type: "singleInstance",
  seriesMasterId: null,
  iCalUId: "ical-1",
  uid: "uid-1",
  subject: "Wartung",
  body: { contentType: "text", content: "Zeile 1\r\nZeile 2\r\n" },
  start: { dateTime: "2026-11-25T08:00:00.0000000", timeZone: "UTC" },
  end: { dateTime: "2026-11-25T10:00:00.0000000", timeZone: "UTC" },
  isAllDay: false,
  location: { displayName: "Landshut" },
  showAs: "busy",
  sensitivity: "normal",
  categories: ["Wartung", "Eilig"],
  isReminderOn: true,
  reminderMinutesBeforeStart: 30,
  attendees: [],
  organizer: { emailAddress: { name: "Anna Berger", address: "anna@firma.example" } },
  isOrganizer: true,
  isCancelled: false,
  responseStatus: { response: "organizer" },
  isOnlineMeeting: false,
  onlineMeeting: null,
  webLink: "https://outlook.office365.com/owa/?itemid=1",
  lastModifiedDateTime: "2026-11-24T09:30:00.1234567Z",
};

function read(change: GraphEvent = {}): CalendarEvent {
  const event = eventFromGraph({ ...EVENT, ...change }, CONTEXT);
  assert.ok(event);
  return event;
}

describe("eventFromGraph", () => {
  it("reads a complete event", () => {
    assert.deepEqual(read(), {
      id: "AAMk/1+=",
      version: 'W/"key1"',
      fields: {
        time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T10:00:00Z" },
        subject: "Wartung",
        location: "Landshut",
        notes: "Zeile 1\nZeile 2",
        category: "Wartung",
        showAs: "busy",
        private: false,
        reminderMinutes: 30,
      },
      header: NO_HEADER,
      facts: {
        organizer: "Anna Berger <anna@firma.example>",
        attendees: [],
        joinUrl: null,
        webUrl: "https://outlook.office365.com/owa/?itemid=1",
      },
      furtherCategories: ["Eilig"],
      iCalUId: "ical-1",
      seriesMasterId: null,
      occurrenceDate: null,
      isOrganizer: true,
      otherAttendees: 0,
      isCancelled: false,
      isDeclined: false,
      isOnlineMeeting: false,
      modifiedAt: Date.parse("2026-11-24T09:30:00.123Z"),
    });
  });

  it("fills in what is null or missing", () => {
    const bare = eventFromGraph({ id: "1", start: EVENT.start ?? null, end: EVENT.end ?? null }, CONTEXT);
    assert.ok(bare);
    assert.deepEqual(
      [
        bare.fields.subject,
        bare.fields.location,
        bare.fields.notes,
        bare.fields.category,
        bare.fields.reminderMinutes,
      ],
      ["", "", "", null, null],
    );
    assert.deepEqual(
      [bare.isOrganizer, bare.version, bare.iCalUId, bare.facts.organizer],
      [true, "", null, null],
    );
    assert.equal(
      read({ subject: null, location: null, categories: null, attendees: null }).fields.subject,
      "",
    );
  });

  it("is null without an id or a time", () => {
    assert.equal(eventFromGraph({ ...EVENT, id: "" }, CONTEXT), null);
    assert.equal(eventFromGraph({ ...EVENT, start: null }, CONTEXT), null);
  });

  it("blocks the time for what it does not know, and hides all that is not normal", () => {
    assert.equal(read({ showAs: "unknown" }).fields.showAs, "busy");
    assert.equal(read({ showAs: "WorkingElsewhere" }).fields.showAs, "workingElsewhere");
    for (const sensitivity of ["personal", "private", "confidential"])
      assert.equal(read({ sensitivity }).fields.private, true);
    assert.equal(read({ sensitivity: null }).fields.private, false);
    assert.equal(read({ isReminderOn: false }).fields.reminderMinutes, null);
    assert.equal(read({ isReminderOn: true, reminderMinutesBeforeStart: 0 }).fields.reminderMinutes, 0);
  });

  it("counts everybody but the owner, whatever the case of the address", () => {
    const attendee = (address: string, response = "accepted") => ({
      emailAddress: { name: "", address },
      status: { response },
    });
    const event = read({
      attendees: [
        attendee("ANNA.Berger@firma.example"),
        attendee("raum@firma.example"),
        attendee("x@y.example", "declined"),
      ],
    });
    assert.equal(event.otherAttendees, 2);
    assert.deepEqual(event.facts.attendees, [
      { name: "raum@firma.example", address: "raum@firma.example", response: "accepted" },
      { name: "x@y.example", address: "x@y.example", response: "declined" },
    ]);
  });

  it("takes the owner's word, else the organizer's address, for who organises it", () => {
    const other = { emailAddress: { name: "Kunde", address: "k@k.example" } };
    const { isOrganizer: _, ...silent } = EVENT;
    assert.equal(eventFromGraph({ ...silent, organizer: other }, CONTEXT)?.isOrganizer, false);
    assert.equal(eventFromGraph(silent, CONTEXT)?.isOrganizer, true);
    assert.equal(
      read({ organizer: { emailAddress: { address: "k@k.example" } } }).facts.organizer,
      "k@k.example <k@k.example>",
    );
  });

  it("tells declined and cancelled ones", () => {
    assert.equal(read({ responseStatus: { response: "declined" } }).isDeclined, true);
    assert.equal(read({ isCancelled: true }).isCancelled, true);
  });

  it("leaves join part and job header out of the notes", () => {
    const joinUrl = "https://teams.microsoft.com/l/meetup-join/x";
    const line = "_".repeat(80);
    const content = `Auftrag: 1\r\n${"─".repeat(20)}\r\nNotiz\r\n${line}\r\nMicrosoft Teams\r\nhier<${joinUrl}>\r\n${line}\r\n`;
    const event = read({
      body: { contentType: "text", content },
      isOnlineMeeting: true,
      onlineMeeting: { joinUrl },
    });
    assert.equal(event.fields.notes, "Notiz");
    assert.equal(event.facts.joinUrl, joinUrl);
    assert.equal(event.isOnlineMeeting, true);
    assert.equal(read({ body: { contentType: "HTML", content: "<p>Notiz</p>" } }).fields.notes, "Notiz");
  });
});

describe("series", () => {
  const master: GraphEvent = {
    ...EVENT,
    id: "master",
    type: "seriesMaster",
    originalStartTimeZone: "Europe/Berlin",
    recurrence: { range: { recurrenceTimeZone: "Europe/Berlin" } },
  };
  const stub: GraphEvent = {
    "@odata.etag": 'W/"key9"',
    id: "occurrence",
    type: "occurrence",
    seriesMasterId: "master",
    start: { dateTime: "2026-12-01T23:30:00.0000000", timeZone: "UTC" },
    end: { dateTime: "2026-12-02T00:30:00.0000000", timeZone: "UTC" },
  };

  it("composes a stub from its master", () => {
    assert.equal(isStub(stub), true);
    const event = eventFromGraph(composeOccurrence(stub, master), CONTEXT);
    assert.ok(event);
    assert.equal(event.fields.subject, "Wartung");
    assert.deepEqual(event.fields.time, {
      kind: "timed",
      start: "2026-12-01T23:30:00Z",
      end: "2026-12-02T00:30:00Z",
    });
    assert.deepEqual([event.id, event.version, event.seriesMasterId], ["occurrence", 'W/"key9"', "master"]);
    assert.equal(event.occurrenceDate, "2026-12-02");
    assert.equal(event.iCalUId, "uid-1");
  });

  it("reads the same occurrence in full the same", () => {
    const full: GraphEvent = {
      ...EVENT,
      ...stub,
      iCalUId: "ical-of-this-occurrence",
      occurrenceId: "OID.master.2026-12-02",
      originalStartTimeZone: "Europe/Berlin",
      webLink: "https://outlook.office365.com/owa/?itemid=occurrence",
    };
    assert.deepEqual(eventFromGraph(full, CONTEXT), eventFromGraph(composeOccurrence(stub, master), CONTEXT));
  });

  it("keeps the date by the pattern when an exception is moved", () => {
    const moved = { type: "exception", seriesMasterId: "master" };
    assert.equal(read({ ...moved, occurrenceId: "OID.master.2026-11-20" }).occurrenceDate, "2026-11-20");
    const original = {
      ...moved,
      originalStart: "2026-11-20T23:30:00Z",
      originalStartTimeZone: "Europe/Berlin",
    };
    assert.equal(read(original).occurrenceDate, "2026-11-21");
    assert.equal(read(moved).occurrenceDate, "2026-11-25");
  });

  it("recognises kinds without being told", () => {
    assert.equal(kindOfEvent(master), "master");
    assert.equal(kindOfEvent({ recurrence: {} }), "master");
    assert.equal(kindOfEvent({ seriesMasterId: "master" }), "occurrence");
    assert.equal(kindOfEvent({}), "single");
  });

  it("never throws, whatever a server sends", () => {
    const moment = fc.record({ dateTime: fc.string(), timeZone: fc.string() }, { requiredKeys: [] });
    const text = fc.option(fc.string(), { nil: null });
    const event = fc.record(
      {
        id: fc.string(),
        start: moment,
        end: moment,
        isAllDay: fc.boolean(),
        subject: text,
        type: text,
        occurrenceId: text,
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(event, (one) => void eventFromGraph(one, CONTEXT)));
  });
});
