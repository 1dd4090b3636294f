// The calendar suite's stage over the in-memory twin.
import type { SharedFields, Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { MemoryCalendar } from "../../src/gateways/memory/calendar.ts";
import { ANNA, BERND, type Outlook, type Stage } from "./calendar-stage.ts";

export async function openMemoryStage(): Promise<Stage> {
  const calendar = new MemoryCalendar();
  calendar.open(ANNA);
  calendar.open(BERND);
  return {
    calendar,
    requestsAtRest: 1,
    anna: outlookOf(calendar, ANNA, BERND),
    bernd: outlookOf(calendar, BERND, ANNA),
    loseAnswer: (call) =>
      calendar.failNext({ call, kind: "unavailable", code: "graphUnreachable", afterwards: true }),
    expireCursors: () => calendar.expireCursors(ANNA),
    takeLicence: () => calendar.trouble(ANNA, "mailboxUnavailable"),
    close: async () => undefined,
  };
}

function outlookOf(calendar: MemoryCalendar, owner: string, other: string): Outlook {
  return {
    add: async (fields) => calendar.add(owner, { fields }),
    addSeries: async (subject, times) => calendar.addSeries(owner, draftOf(subject, times), times).master,
    edit: async (id, fields) => calendar.edit(owner, id, { fields }),
    delete: async (id) => calendar.delete(owner, id),
    deleteSeries: async (master) => calendar.deleteSeries(owner, master),
    moveToOtherCalendar: async (id) => calendar.moveToOtherCalendar(owner, id),
    invite: async (subject, time) => invite(calendar, owner, other, { subject, time }),
    body: async (id) => calendar.body(owner, id),
    subjects: async () =>
      calendar
        .events(owner)
        .map((event) => event.fields.subject)
        .sort(),
  };
}

function draftOf(subject: string, [time]: readonly Time[]) {
  if (time === undefined) throw new Error("A series has at least one occurrence.");
  return { fields: { subject, time } };
}

function invite(
  calendar: MemoryCalendar,
  owner: string,
  other: string,
  fields: Pick<SharedFields, "subject" | "time">,
): EventId {
  const joinUrl = "https://teams.microsoft.com/l/meetup-join/1";
  const copy = (mailbox: string, guest: string) =>
    calendar.add(mailbox, {
      fields,
      iCalUId: `meeting-${fields.subject}`,
      isOrganizer: mailbox === owner,
      otherAttendees: 1,
      isOnlineMeeting: true,
      facts: {
        organizer: `${owner} <${owner}>`,
        attendees: [{ name: guest, address: guest, response: "none" }],
        joinUrl,
        webUrl: null,
      },
    });
  copy(other, owner);
  return copy(owner, other);
}
