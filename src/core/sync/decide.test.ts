// Every cell of the decision table, and the rules beside it, as writes.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ANNA, BERND, CONTEXT, EVENT, FIELDS, ITEM, LINK, NOW, ROW } from "../../../test/support/samples.ts";
import type { Appointment } from "../model/appointment.ts";
import type { CalendarEvent } from "../model/event.ts";
import { type EventFacts, NO_FACTS, NO_HEADER, type SharedFields } from "../model/fields.ts";
import type { AppointmentId, EventId, LinkId, UserId } from "../model/ids.ts";
import { type Link, OWNERSHIPS, type Ownership } from "../model/link.ts";
import type { Write } from "../model/writes.ts";
import { windowAt } from "../time/window.ts";
import { decide } from "./decide.ts";
import { CHANGES, type Change } from "./decision-table.ts";
import type { DecisionContext, Item, Verdict } from "./item.ts";

const MOVED: SharedFields = {
  ...FIELDS,
  time: { kind: "timed", start: "2026-11-26T08:00:00Z", end: "2026-11-26T10:00:00Z" },
};
const ELSEWHERE: SharedFields = {
  ...FIELDS,
  time: { kind: "timed", start: "2026-11-27T13:00:00Z", end: "2026-11-27T15:00:00Z" },
};

/** An item in which planning and event have changed as told, each to another time. */
function itemFor(ownership: Ownership, planning: Change, calendar: Change): Item {
  const isMeeting = ownership === "meeting";
  const event: CalendarEvent = {
    ...EVENT,
    fields: calendar === "changed" ? ELSEWHERE : FIELDS,
    otherAttendees: isMeeting ? 1 : 0,
  };
  const row: Appointment = {
    ...ROW,
    origin: ownership === "planned" ? "planning" : "office365",
    locked: isMeeting,
    lockedReason: isMeeting ? "meeting" : null,
    fields: planning === "changed" ? MOVED : FIELDS,
  };
  return {
    ...ITEM,
    link: { ...LINK, ownership, meetingKey: isMeeting ? "uid-1" : null },
    planning: planning === "deleted" ? { kind: "deleted", row: null } : { kind: "present", row },
    event: calendar === "deleted" ? { kind: "deleted" } : { kind: "present", event },
  };
}

/** A verdict in a few words: kinds of writes, and the time that each brings. */
function inShort(verdict: Verdict): string {
  if (verdict.kind !== "write") return verdict.kind;
  const revert = verdict.isRevert ? " (revert)" : "";
  return verdict.writes.map(writeInShort).join(" + ") + revert;
}

function writeInShort(write: Write): string {
  const days: Record<string, string> = { "25": "base", "26": "planning's", "27": "event's" };
  const timeOf = (fields: Partial<SharedFields> | undefined) =>
    fields?.time?.kind === "timed" ? ` ${days[fields.time.start.slice(8, 10)]}` : "";
  switch (write.kind) {
    case "createEvent":
      return `createEvent${timeOf(write.event.fields)}`;
    case "updateEvent":
      return `updateEvent${timeOf(write.patch.fields)}`;
    case "insertRow":
      return `insertRow${timeOf(write.row.fields)}`;
    case "updateRow": {
      const trash = write.patch.trashedAt === undefined ? "" : " trash";
      return `updateRow${timeOf(write.patch.fields)}${trash}${write.patch.unassign ? " unassign" : ""}`;
    }
    default:
      return write.kind;
  }
}

const EXPECTED: Record<Ownership, Record<Change, Record<Change, string>>> = {
  planned: {
    same: { same: "nothing", changed: "updateRow event's", deleted: "updateRow trash" },
    changed: {
      same: "updateEvent planning's",
      changed: "updateEvent planning's",
      deleted: "createEvent planning's",
    },
    deleted: { same: "deleteEvent", changed: "deleteEvent", deleted: "forget" },
  },
  solo: {
    same: { same: "nothing", changed: "updateRow event's", deleted: "deleteRow" },
    changed: { same: "updateEvent planning's", changed: "updateRow event's", deleted: "deleteRow" },
    deleted: { same: "deleteEvent", changed: "insertRow event's (revert)", deleted: "forget" },
  },
  meeting: {
    same: { same: "nothing", changed: "updateRow event's", deleted: "deleteRow" },
    changed: { same: "updateRow base (revert)", changed: "updateRow event's", deleted: "deleteRow" },
    deleted: { same: "insertRow base (revert)", changed: "insertRow event's (revert)", deleted: "forget" },
  },
};

describe("every cell of the table", () => {
  for (const ownership of OWNERSHIPS) {
    for (const planning of CHANGES) {
      for (const calendar of CHANGES) {
        test(`${ownership}: planning ${planning}, event ${calendar}`, () => {
          const verdict = decide(itemFor(ownership, planning, calendar), CONTEXT);
          assert.equal(inShort(verdict), EXPECTED[ownership][planning][calendar]);
          if (verdict.kind === "write") assert.equal(verdict.reason, `${ownership}.${planning}.${calendar}`);
        });
      }
    }
  }
});

describe("conflicts", () => {
  const conflictOf = (ownership: Ownership, winner: DecisionContext["sync"]["ConflictWinner"]) =>
    decide(itemFor(ownership, "changed", "changed"), {
      ...CONTEXT,
      sync: { ...CONTEXT.sync, ConflictWinner: winner },
    });

  test("Sync.ConflictWinner changes planned and solo, never a meeting", () => {
    assert.equal(inShort(conflictOf("planned", "Office365")), "updateRow event's");
    assert.equal(inShort(conflictOf("solo", "Planning")), "updateEvent planning's");
    assert.equal(inShort(conflictOf("meeting", "Planning")), "updateRow event's");
  });

  test("both values are kept", () => {
    const verdict = conflictOf("planned", "Origin");
    assert.ok(verdict.kind === "write");
    assert.deepEqual(verdict.conflicts, [
      { field: "time", planning: MOVED.time, office365: ELSEWHERE.time, winner: "planning" },
    ]);
  });

  test("different fields merge silently, into one write for each side", () => {
    const item: Item = {
      ...ITEM,
      planning: { kind: "present", row: { ...ROW, fields: { ...FIELDS, location: "Ergolding" } } },
      event: { kind: "present", event: { ...EVENT, fields: { ...FIELDS, subject: "Wartung Weber, Hund!" } } },
    };
    const verdict = decide(item, CONTEXT);
    assert.ok(verdict.kind === "write");
    assert.deepEqual(
      verdict.writes.map((write) => [write.kind, "patch" in write ? write.patch.fields : null]),
      [
        ["updateEvent", { location: "Ergolding" }],
        ["updateRow", { subject: "Wartung Weber, Hund!" }],
      ],
    );
    assert.deepEqual(verdict.conflicts, []);
  });

  test("the same edit on both sides is agreement: only the base is old", () => {
    const item: Item = {
      ...ITEM,
      planning: { kind: "present", row: { ...ROW, fields: MOVED } },
      event: { kind: "present", event: { ...EVENT, fields: MOVED } },
    };
    const verdict = decide(item, CONTEXT);
    assert.ok(verdict.kind === "record");
    assert.deepEqual(verdict.link.base.fields, MOVED);
  });
});

describe("who owns it", () => {
  const solo: Item = {
    ...ITEM,
    link: { ...LINK, ownership: "solo" },
    planning: { kind: "present", row: { ...ROW, origin: "office365", fields: MOVED } },
  };

  test("a solo event that gains an attendee is a meeting from then on: the move on the board is undone", () => {
    const item: Item = { ...solo, event: { kind: "present", event: { ...EVENT, otherAttendees: 1 } } };
    const verdict = decide(item, CONTEXT);
    assert.ok(verdict.kind === "write" && verdict.link !== null);
    assert.equal(verdict.link.ownership, "meeting");
    const [write] = verdict.writes;
    assert.ok(write?.kind === "updateRow");
    assert.deepEqual(write.patch.fields, { time: FIELDS.time });
    assert.deepEqual(write.patch.lock, { locked: true, lockedReason: "meeting" });
  });

  test("a planned appointment whose event gains attendees stays planned", () => {
    const item: Item = {
      ...ITEM,
      event: { kind: "present", event: { ...EVENT, otherAttendees: 2, fields: MOVED } },
    };
    const verdict = decide(item, CONTEXT);
    assert.ok(verdict.kind === "write");
    assert.equal(verdict.reason, "planned.same.changed");
    assert.equal(verdict.link?.ownership, "planned");
  });

  test("a declined or cancelled event counts as deleted", () => {
    for (const state of [{ isDeclined: true }, { isCancelled: true }]) {
      const item: Item = {
        ...itemFor("meeting", "same", "same"),
        event: { kind: "present", event: { ...EVENT, otherAttendees: 1, ...state } },
      };
      assert.equal(inShort(decide(item, CONTEXT)), "deleteRow");
      assert.equal(decide({ ...item, link: null, planning: { kind: "none" } }, CONTEXT).kind, "nothing");
    }
  });

  test("an appointment with several employees whose event was tidied up loses this one only", () => {
    const item: Item = {
      ...itemFor("planned", "same", "deleted"),
      planning: { kind: "present", row: { ...ROW, employees: [ANNA, BERND] } },
    };
    assert.equal(inShort(decide(item, CONTEXT)), "updateRow unassign");
  });

  test("Sync.DeletedInOutlook Restore puts the event back, as a new generation", () => {
    const sync = { ...CONTEXT.sync, DeletedInOutlook: "Restore" as const };
    const verdict = decide(itemFor("planned", "same", "deleted"), { ...CONTEXT, sync });
    assert.equal(inShort(verdict), "createEvent base (revert)");
    assert.ok(verdict.kind === "write" && verdict.link !== null);
    assert.equal(verdict.link.generation, CONTEXT.newGeneration);
  });
});

describe("meetings among colleagues", () => {
  const colleague: Link = {
    ...LINK,
    id: "link-b" as LinkId,
    userId: "user-b" as UserId,
    employeeId: BERND,
    mailbox: "bernd@muster.example",
    ownership: "meeting",
    meetingKey: "uid-1",
    isOrganizer: false,
  };
  const meeting = itemFor("meeting", "same", "same");
  const row = (meeting.planning as { row: Appointment }).row;

  test("the second copy adds its employee to the appointment that is there", () => {
    const event = { ...EVENT, isOrganizer: false, otherAttendees: 1 };
    const item: Item = {
      ...ITEM,
      link: null,
      planning: { kind: "none" },
      event: { kind: "present", event },
      joins: row,
    };
    const verdict = decide(item, { ...CONTEXT, employeeId: BERND });
    assert.ok(verdict.kind === "write");
    assert.deepEqual(verdict.writes, [
      { kind: "updateRow", id: row.id, expected: row.version, patch: { assign: [BERND] } },
    ]);
  });

  test("whoever is assigned in planning without being invited is taken off again", () => {
    const item: Item = {
      ...meeting,
      planning: { kind: "present", row: { ...row, employees: [ANNA, BERND] } },
    };
    assert.equal(inShort(decide(item, CONTEXT)), "updateRow unassign (revert)");
    assert.equal(inShort(decide({ ...item, others: [colleague] }, CONTEXT)), "nothing");
  });

  test("a copy that does not lead changes nothing in planning", () => {
    const event = { ...EVENT, isOrganizer: false, otherAttendees: 1, fields: ELSEWHERE };
    const link = { ...(meeting.link as Link), isOrganizer: false, mailbox: "zoe@muster.example" };
    const item: Item = { ...meeting, link, event: { kind: "present", event }, others: [colleague] };
    assert.equal(decide(item, CONTEXT).kind, "record");
  });

  test("who declines leaves the appointment to the others", () => {
    const item: Item = {
      ...meeting,
      planning: { kind: "present", row: { ...row, employees: [ANNA, BERND] } },
      event: { kind: "deleted" },
      others: [colleague],
    };
    assert.equal(inShort(decide(item, CONTEXT)), "updateRow unassign");
  });
});

describe("the job header", () => {
  const header = { orderNumber: "4711", customerName: "Weber", customerPhone: null, address: null };
  const link: Link = { ...LINK, base: { ...LINK.base, header } };
  const planning = { kind: "present" as const, row: { ...ROW, header } };

  test("lines of the header whose dividing line somebody deleted are no notes", () => {
    const notes = `Auftrag: 4711\nKunde: Weber\n${FIELDS.notes}`;
    const event = { ...EVENT, fields: { ...FIELDS, notes } };
    assert.equal(
      decide({ ...ITEM, link, planning, event: { kind: "present", event } }, CONTEXT).kind,
      "nothing",
    );
  });

  test("a changed order number is written above the notes, and nothing else", () => {
    const row = { ...ROW, header: { ...header, orderNumber: "4712" } };
    const verdict = decide({ ...ITEM, link, planning: { kind: "present", row } }, CONTEXT);
    assert.ok(verdict.kind === "write" && verdict.writes[0]?.kind === "updateEvent");
    assert.deepEqual(verdict.writes[0].patch, {
      fields: {},
      body: { header: row.header, notes: FIELDS.notes },
    });
  });
});

describe("private events", () => {
  const event: CalendarEvent = { ...EVENT, fields: { ...FIELDS, subject: "Zahnarzt", private: true } };
  const news: Item = { ...ITEM, link: null, planning: { kind: "none" }, event: { kind: "present", event } };

  test("BusyOnly shows the time and the word Privat, and nothing else", () => {
    const verdict = decide(news, CONTEXT);
    assert.ok(verdict.kind === "write" && verdict.writes[0]?.kind === "insertRow");
    const { fields, facts } = verdict.writes[0].row;
    assert.equal(JSON.stringify({ fields, facts }).includes("Zahnarzt"), false);
    assert.deepEqual([fields.subject, fields.location, fields.notes], ["Privat", "", ""]);
  });

  test("Skip leaves it out, Full shows it", () => {
    assert.equal(
      decide(news, { ...CONTEXT, sync: { ...CONTEXT.sync, PrivateEvents: "Skip" } }).kind,
      "nothing",
    );
    const verdict = decide(news, { ...CONTEXT, sync: { ...CONTEXT.sync, PrivateEvents: "Full" } });
    assert.ok(verdict.kind === "write" && verdict.writes[0]?.kind === "insertRow");
    assert.equal(verdict.writes[0].row.fields.subject, "Zahnarzt");
  });

  test("hidden fields are never written back: a new subject on the board is undone, a new time is taken over", () => {
    const shown: SharedFields = {
      ...FIELDS,
      subject: "Privat",
      location: "",
      notes: "",
      private: true,
      category: null,
      showAs: "busy",
      reminderMinutes: null,
    };
    const link: Link = { ...LINK, ownership: "solo", base: { ...LINK.base, fields: shown, isMasked: true } };
    const edited = { ...shown, subject: "Was ist das?", time: MOVED.time };
    const row: Appointment = { ...ROW, origin: "office365", fields: edited };
    const verdict = decide({ ...news, link, planning: { kind: "present", row } }, CONTEXT);
    assert.ok(verdict.kind === "write");
    assert.deepEqual(
      verdict.writes.map((write) => ("patch" in write ? write.patch.fields : null)),
      [{ time: MOVED.time }, { subject: "Privat" }],
    );
  });

  test("hidden fields stay hidden while the event was not looked at", () => {
    const shown: SharedFields = { ...FIELDS, subject: "Privat", location: "", notes: "", private: true };
    const link: Link = { ...LINK, ownership: "solo", base: { ...LINK.base, fields: shown, isMasked: true } };
    const row: Appointment = { ...ROW, origin: "office365", fields: { ...shown, subject: "Was ist das?" } };
    const verdict = decide(
      { ...ITEM, link, planning: { kind: "present", row }, event: { kind: "unseen" } },
      CONTEXT,
    );
    assert.ok(verdict.kind === "write" && verdict.isRevert);
    assert.deepEqual(
      verdict.writes.map((write) => write.kind),
      ["updateRow"],
    );
  });

  test("a planned appointment that somebody marks private keeps its text", () => {
    const item: Item = {
      ...ITEM,
      event: { kind: "present", event: { ...EVENT, fields: { ...FIELDS, private: true } } },
    };
    const verdict = decide(item, CONTEXT);
    assert.ok(verdict.kind === "write" && verdict.writes[0]?.kind === "updateRow");
    assert.deepEqual(verdict.writes[0].patch.fields, { private: true });
  });
});

describe("the window", () => {
  const gone: Item = { ...ITEM, planning: { kind: "deleted", row: null } };
  const later = { ...CONTEXT, window: windowAt(NOW + 400 * 86_400_000, "Europe/Berlin", 6, 14) };

  test("what left it by time passing is left alone, whatever its sides show", () => {
    const verdict = decide({ ...ITEM, event: { kind: "deleted" } }, later);
    assert.ok(verdict.kind === "record");
    assert.equal(verdict.link.status, "archived");
    assert.equal(decide({ ...gone, link: verdict.link }, later).kind, "nothing");
  });

  test("what left it, and a restored planning does not have, is forgotten: nobody can say that it was deleted", () => {
    const restored = { ...later, isPlanningRestored: true };
    assert.equal(decide(gone, restored).kind, "forget");
    assert.equal(decide(ITEM, restored).kind, "record");
  });

  test("what is moved out of it by an edit is moved on the other side too, then archived", () => {
    const far: SharedFields = {
      ...FIELDS,
      time: { kind: "timed", start: "2031-01-07T08:00:00Z", end: "2031-01-07T10:00:00Z" },
    };
    const verdict = decide(
      { ...ITEM, event: { kind: "present", event: { ...EVENT, fields: far } } },
      CONTEXT,
    );
    assert.equal(inShort(verdict).startsWith("updateRow"), true);
    assert.ok(verdict.kind === "write");
    assert.equal(verdict.link?.status, "archived");
  });

  test("what lies outside and is new is not taken over", () => {
    const item: Item = { ...ITEM, link: null, event: { kind: "none" } };
    assert.equal(decide(item, CONTEXT).kind, "write");
    assert.equal(decide(item, later).kind, "nothing");
  });
});

describe("columns that only the sync writes", () => {
  const guests = (address: string) => ({
    ...ROW.facts,
    attendees: [{ name: address, address, response: "none" }],
  });
  const [ours, theirs] = [guests("kunde@example.org"), guests("bauleiter@example.org")];
  const other: Link = { ...LINK, userId: "other" as UserId, employeeId: BERND };
  /** Base and event have `mine`, a colleague's link `others`; the row shows `shown`. */
  const decided = (mine: EventFacts, others: EventFacts, shown: EventFacts) =>
    decide(
      {
        ...ITEM,
        link: { ...LINK, base: { ...LINK.base, facts: mine } },
        planning: { kind: "present", row: { ...ROW, facts: shown } },
        event: { kind: "present", event: { ...EVENT, facts: mine, otherAttendees: mine.attendees.length } },
        others: [{ ...other, base: { ...other.base, facts: others } }],
      },
      CONTEXT,
    );

  test("of several events of a planned appointment the row shows one with guests, whosever", () => {
    assert.equal(decided(NO_FACTS, NO_FACTS, NO_FACTS).kind, "nothing");
    assert.equal(decided(ours, NO_FACTS, ours).kind, "nothing");
    assert.equal(decided(NO_FACTS, theirs, theirs).kind, "nothing");
    assert.equal(decided(ours, theirs, theirs).kind, "nothing");
  });

  test("what no event of it shows is put back", () => {
    for (const [mine, others, shown] of [
      [NO_FACTS, NO_FACTS, theirs],
      [ours, NO_FACTS, NO_FACTS],
      [ours, NO_FACTS, theirs],
    ] as const) {
      const verdict = decided(mine, others, shown);
      assert.ok(verdict.kind === "write" && verdict.isRevert && verdict.reason === "columns.putBack");
      assert.deepEqual(
        verdict.writes.map((write) => (write.kind === "updateRow" ? write.patch : null)),
        [{ facts: mine }],
      );
    }
  });

  test("a lock, an origin or an organizer that somebody wrote is put back, whatever was looked at", () => {
    const row = { ...ROW, locked: true, lockedReason: "meeting" };
    const planned: Item = { ...ITEM, planning: { kind: "present", row }, event: { kind: "unseen" } };
    const soloRow: Appointment = { ...ROW, origin: "office365", facts: { ...ROW.facts, organizer: "Chef" } };
    const solo: Item = {
      ...ITEM,
      link: { ...LINK, ownership: "solo" },
      planning: { kind: "present", row: soloRow },
    };
    for (const item of [planned, solo]) {
      const verdict = decide(item, CONTEXT);
      assert.equal(inShort(verdict), "updateRow (revert)");
      assert.equal(verdict.kind === "write" && verdict.reason, "columns.putBack");
    }
  });
});

describe("new on one side", () => {
  test("an appointment becomes an event whose transaction id repeats", () => {
    const verdict = decide({ ...ITEM, link: null, event: { kind: "none" } }, CONTEXT);
    assert.ok(verdict.kind === "write" && verdict.writes[0]?.kind === "createEvent");
    assert.equal(verdict.writes[0].event.transactionId, CONTEXT.newGeneration);
    assert.equal(verdict.link?.eventId, "" as EventId);
  });

  test("an unreadable time is set aside", () => {
    const verdict = decide({ ...ITEM, planning: { kind: "unreadable", id: ROW.id } }, CONTEXT);
    assert.deepEqual(verdict, { kind: "park", reason: "invalidTime" });
  });

  test("a solo appointment that is given a second employee becomes planned", () => {
    const item: Item = {
      ...ITEM,
      link: null,
      planning: { kind: "present", row: { ...ROW, origin: "office365", employees: [ANNA, BERND] } },
      event: { kind: "none" },
      others: [{ ...LINK, ownership: "solo" }],
    };
    const verdict = decide(item, { ...CONTEXT, employeeId: BERND });
    assert.equal(inShort(verdict), "updateRow + createEvent base");
    assert.ok(verdict.kind === "write" && verdict.writes[0]?.kind === "updateRow");
    assert.deepEqual(verdict.writes[0].patch, { origin: "planning" });
  });

  test("what came from Microsoft 365 once and is found nowhere there is not brought back by itself", () => {
    const item: Item = {
      ...ITEM,
      link: null,
      planning: { kind: "present", row: { ...ROW, origin: "office365" } },
      event: { kind: "none" },
    };
    assert.deepEqual(decide(item, { ...CONTEXT, nothingRemembered: true }), {
      kind: "park",
      reason: "originalMissing",
    });
  });

  describe("an event of ours whose appointment is not this employee's any more", () => {
    const mark = { appointmentId: ROW.id, userId: CONTEXT.userId, generation: "g7" };
    const leftover = (row: Appointment | null): Item => ({
      ...ITEM,
      link: null,
      planning: { kind: "none" },
      arrival: { mark, rowId: null, former: { id: ROW.id, row } },
    });
    const forgetful = { ...CONTEXT, nothingRemembered: true };

    test("is as if both had agreed before, if nothing is remembered", () => {
      assert.equal(inShort(decide(leftover({ ...ROW, employees: [BERND] }), forgetful)), "deleteEvent");
      assert.equal(inShort(decide(leftover(null), forgetful)), "deleteEvent");
    });

    test("comes back to planning where a person wants that", () => {
      const putsBack = { ...forgetful, putsBack: true };
      const given = decide(leftover({ ...ROW, employees: [BERND] }), putsBack);
      assert.ok(given.kind === "write" && given.writes[0]?.kind === "updateRow");
      assert.deepEqual(given.writes[0].patch, { assign: [ANNA] });
      const gone = decide(leftover(null), putsBack);
      assert.ok(gone.kind === "write" && gone.writes[0]?.kind === "insertRow");
      assert.deepEqual([gone.writes[0].row.id, gone.writes[0].row.origin], [ROW.id, "planning"]);
      assert.equal(gone.link?.generation, "g7");
    });

    test("is that person's own as long as something is remembered", () => {
      const verdict = decide(leftover(null), CONTEXT);
      assert.ok(verdict.kind === "write" && verdict.writes[0]?.kind === "insertRow");
      assert.equal(verdict.writes[0].row.id, CONTEXT.newAppointmentId);
    });
  });

  test("what an event brings to planning has the id that follows from the event", () => {
    const rowId = "00000000-0000-4000-8000-0000000000aa" as AppointmentId;
    const arrival = { mark: null, rowId, former: null };
    const verdict = decide({ ...ITEM, link: null, planning: { kind: "none" }, arrival }, CONTEXT);
    assert.ok(verdict.kind === "write" && verdict.writes[0]?.kind === "insertRow");
    assert.equal(verdict.writes[0].row.id, rowId);
  });

  test("what both sides have already is linked and not written, job header and all", () => {
    const header = { ...NO_HEADER, customerName: "Weber", address: "Altstadt 12\nLandshut" };
    const shown = { ...header, address: "Altstadt 12, Landshut" };
    const item: Item = {
      ...ITEM,
      link: null,
      planning: { kind: "present", row: { ...ROW, header } },
      event: { kind: "present", event: { ...EVENT, header: shown } },
    };
    const mark = { appointmentId: ROW.id, userId: CONTEXT.userId, generation: "g7" };
    const verdict = decide({ ...item, arrival: { mark, rowId: null, former: null } }, CONTEXT);
    assert.ok(verdict.kind === "record");
    assert.deepEqual(verdict.link.base.header, header);
    assert.equal(verdict.link.generation, "g7");
    for (const foreign of [{ appointmentId: "other" as AppointmentId }, { userId: "other" as UserId }]) {
      const arrival = { mark: { ...mark, ...foreign }, rowId: null, former: null };
      const adopted = decide({ ...item, arrival }, CONTEXT);
      assert.equal(adopted.kind === "record" && adopted.link.generation, "");
    }
  });

  test("a job header that is not in the body is written into it", () => {
    const planning = {
      kind: "present",
      row: { ...ROW, header: { ...NO_HEADER, customerName: "Weber" } },
    } as const;
    const verdict = decide({ ...ITEM, link: null, planning }, CONTEXT);
    assert.ok(verdict.kind === "write" && verdict.writes[0]?.kind === "updateEvent");
    assert.equal(verdict.writes[0].patch.body?.header.customerName, "Weber");
  });

  test("what both sides have already is linked and not written", () => {
    const verdict = decide({ ...ITEM, link: null }, CONTEXT);
    assert.ok(verdict.kind === "record");
    assert.equal(verdict.reason, "adopted.equal");
  });

  test("an adopted pair takes from each side what the other lacks", () => {
    const item: Item = {
      ...ITEM,
      link: null,
      planning: { kind: "present", row: { ...ROW, fields: { ...FIELDS, notes: "", location: "Altdorf" } } },
    };
    const verdict = decide(item, CONTEXT);
    assert.ok(verdict.kind === "write");
    assert.deepEqual(
      verdict.writes.map((write) => ("patch" in write ? write.patch.fields : null)),
      [{ location: "Altdorf" }, { notes: FIELDS.notes }],
    );
  });
});
