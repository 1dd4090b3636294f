// The canonical situations: everything that a planner or somebody in Outlook does in the rules, one at a time, in the smallest world
// in which it can happen. Whatever fault strikes while the sync carries it out, there is only one way for it to end.
import assert from "node:assert/strict";
import type { SyncSettings } from "../../src/contract/settings.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { MemoryCalendar } from "../../src/gateways/memory/calendar.ts";
import { parseTime } from "../scenario/when.ts";
import { emailOf, type World } from "../scenario/world.ts";

export interface Situation {
  readonly name: string;
  readonly sync?: Partial<SyncSettings>;
  /** What is there before, in step on both sides. */
  readonly before?: (world: World) => void | Promise<void>;
  /** What nobody has synchronised yet when the fault strikes. */
  readonly happens: (world: World) => void | Promise<void>;
}

export const MORNING = "2026-11-25 09:00-11:00";
export const AFTERNOON = "2026-11-25 14:00-16:00";
const NEXT_DAY = "2026-11-26 08:00-10:00";
const NEXT_WEEK = "2026-12-02 08:00-10:00";
const FAR_AWAY = "2030-01-08 09:00-10:00";

const JOB = { customer_name: "Weber", address: "Altstadt 12", notes: "Schlüssel beim Nachbarn" };

const job = (who: string | readonly string[]) => (world: World) => {
  world.plan("Wartung", who, MORNING, JOB);
};
const ofAnna = job("Anna");
const ofBoth = job(["Anna", "Bernd"]);

const own = (world: World) => {
  world.outlookAdd("Anna", "Angebot", MORNING);
  world.outlookAdd("Anna", "Aufmaß", AFTERNOON);
};

const meeting = (world: World) => {
  world.outlookMeet("Anna", ["Bernd"], "Besprechung", MORNING);
};

function eventId(world: World, person: string, subject: string): EventId {
  return world.eventOf(person, subject).id;
}

/** People's own work in Outlook that the scenarios have no word for yet. */
function inMemory(world: World): MemoryCalendar {
  const { port } = world.calendar;
  assert.ok(port instanceof MemoryCalendar, "the situations play on calendars in memory");
  return port;
}

function series(world: World): void {
  const days = ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"];
  const times = days.map((day) => parseTime(`${day} 08:00-08:30`));
  const fields = { subject: "Bereitschaft", time: parseTime(`${days[0]} 08:00-08:30`) };
  inMemory(world).addSeries(emailOf("Anna"), { fields }, times);
}

function occurrence(world: World, day: string): { row: string; event: EventId } {
  const event = world.calendar
    .events(emailOf("Anna"))
    .find((one) => world.whenOf(one) === `${day} 08:00-08:30`);
  const [row] = world.sql("select id from appointment where substr(starts_at, 1, 10) = ?", day);
  assert.ok(event !== undefined && row !== undefined, day);
  return { row: String(row.id), event: event.id };
}

function trash(world: World): void {
  world.change(world.appointmentOf("Wartung"), { trashed_at: "2026-11-24T09:00:00Z" });
}

/** Something of everything, for a memory that is lost. */
function stock(world: World): void {
  ofBoth(world);
  world.outlookAdd("Anna", "Angebot", AFTERNOON);
  world.outlookAdd("Anna", "Zahnarzt", NEXT_DAY, { fields: { private: true } });
  world.outlookMeet("Anna", ["Bernd"], "Besprechung", NEXT_WEEK);
}

export const SITUATIONS: readonly Situation[] = [
  { name: "a new job for one", happens: ofAnna },
  { name: "a new job for two", happens: ofBoth },
  {
    name: "a job moved on the board",
    before: ofBoth,
    happens: (world) => world.change(world.appointmentOf("Wartung"), { when: NEXT_DAY }),
  },
  {
    name: "a job moved in Outlook",
    before: ofBoth,
    happens: (world) => world.outlookEdit("Bernd", eventId(world, "Bernd", "Wartung"), { when: NEXT_DAY }),
  },
  {
    name: "a job's customer changed on the board, its notes in Outlook",
    before: ofAnna,
    happens: (world) => {
      world.change(world.appointmentOf("Wartung"), { customer_name: "Huber" });
      world.outlookEdit("Anna", eventId(world, "Anna", "Wartung"), { notes: "Hintereingang" });
    },
  },
  {
    name: "different fields changed on both sides",
    before: ofBoth,
    happens: (world) => {
      world.change(world.appointmentOf("Wartung"), { when: NEXT_DAY });
      const change = { location: "Hof", category: "Rot" };
      world.outlookEdit("Anna", eventId(world, "Anna", "Wartung"), change);
    },
  },
  {
    name: "the same field changed on both sides",
    before: ofBoth,
    happens: (world) => {
      world.change(world.appointmentOf("Wartung"), { when: NEXT_DAY });
      world.outlookEdit("Anna", eventId(world, "Anna", "Wartung"), { when: AFTERNOON, location: "Hof" });
    },
  },
  {
    name: "a job deleted on the board",
    before: ofBoth,
    happens: (world) => world.remove(world.appointmentOf("Wartung")),
  },
  {
    name: "an event tidied up, its only employee's",
    before: ofAnna,
    happens: (world) => world.outlookDelete("Anna", eventId(world, "Anna", "Wartung")),
  },
  {
    name: "an event tidied up, one of two employees'",
    before: ofBoth,
    happens: (world) => world.outlookDelete("Anna", eventId(world, "Anna", "Wartung")),
  },
  {
    name: "an event tidied up that is to be put back",
    sync: { DeletedInOutlook: "Restore" },
    before: ofBoth,
    happens: (world) => world.outlookDelete("Anna", eventId(world, "Anna", "Wartung")),
  },
  { name: "a job trashed", before: ofBoth, happens: trash },
  {
    name: "a job restored from the trash",
    before: async (world) => {
      ofBoth(world);
      await world.settle();
      trash(world);
    },
    happens: (world) => world.change(world.appointmentOf("Wartung"), { trashed_at: null }),
  },
  {
    name: "a job given to somebody else",
    before: ofAnna,
    happens: (world) => {
      world.unassign(world.appointmentOf("Wartung"), "Anna");
      world.assign(world.appointmentOf("Wartung"), "Bernd");
    },
  },
  { name: "an own event, new", happens: own },
  {
    name: "own events moved, one on each side, and one on both",
    before: (world) => {
      own(world);
      world.outlookAdd("Anna", "Beides", NEXT_DAY);
    },
    happens: (world) => {
      world.change(world.appointmentOf("Angebot"), { when: NEXT_DAY });
      world.outlookEdit("Anna", eventId(world, "Anna", "Aufmaß"), { when: NEXT_WEEK });
      world.change(world.appointmentOf("Beides"), { when: MORNING, location: "Hof" });
      world.outlookEdit("Anna", eventId(world, "Anna", "Beides"), { when: AFTERNOON });
    },
  },
  {
    name: "own events deleted, one on each side",
    before: own,
    happens: (world) => {
      world.remove(world.appointmentOf("Angebot"));
      world.outlookDelete("Anna", eventId(world, "Anna", "Aufmaß"));
    },
  },
  {
    name: "an own event deleted on the board while it is edited in Outlook",
    before: own,
    happens: (world) => {
      world.remove(world.appointmentOf("Angebot"));
      world.outlookEdit("Anna", eventId(world, "Anna", "Angebot"), { when: NEXT_DAY });
    },
  },
  {
    name: "an own event given to a second employee",
    before: own,
    happens: (world) => world.assign(world.appointmentOf("Angebot"), "Bernd"),
  },
  {
    name: "an own event given to another employee",
    before: own,
    happens: (world) => {
      world.unassign(world.appointmentOf("Angebot"), "Anna");
      world.assign(world.appointmentOf("Angebot"), "Bernd");
    },
  },
  {
    name: "an own event that gains an attendee",
    before: own,
    happens: (world) => world.calendar.invite(emailOf("Anna"), eventId(world, "Anna", "Angebot"), 1),
  },
  { name: "a meeting among colleagues, new", happens: meeting },
  {
    name: "a meeting changed by its organizer",
    before: meeting,
    happens: (world) => world.outlookEdit("Anna", eventId(world, "Anna", "Besprechung"), { when: NEXT_DAY }),
  },
  {
    name: "a meeting called off",
    before: meeting,
    happens: (world) => world.outlookDelete("Anna", eventId(world, "Anna", "Besprechung")),
  },
  {
    name: "a meeting declined by a guest",
    before: meeting,
    happens: (world) => world.calendar.decline(emailOf("Bernd"), eventId(world, "Bernd", "Besprechung")),
  },
  {
    name: "a meeting changed on the board",
    before: meeting,
    happens: (world) => {
      world.change(world.appointmentOf("Besprechung"), { when: NEXT_DAY, location: "Hof" });
      world.unassign(world.appointmentOf("Besprechung"), "Bernd");
    },
  },
  {
    name: "a meeting deleted on the board",
    before: meeting,
    happens: (world) => world.remove(world.appointmentOf("Besprechung")),
  },
  {
    name: "private events, a new one and one that planners changed",
    before: (world) => {
      world.outlookAdd("Anna", "Zahnarzt", MORNING, { fields: { private: true, notes: "Wurzel" } });
    },
    happens: (world) => {
      world.change(world.appointmentOf("Privat"), { subject: "Wer ist das?", when: NEXT_DAY });
      world.outlookAdd("Anna", "Scheidung", AFTERNOON, { fields: { private: true } });
    },
  },
  {
    name: "occurrences of a series moved and deleted, one each on each side",
    before: series,
    happens: (world) => {
      const [first, second, third, fourth] = ["01", "02", "03", "04"].map((day) =>
        occurrence(world, `2026-12-${day}`),
      );
      assert.ok(first && second && third && fourth);
      world.change(first.row, { when: "2026-12-01 10:00-10:30" });
      world.outlookEdit("Anna", second.event, { when: "2026-12-02 10:00-10:30" });
      world.remove(third.row);
      world.outlookDelete("Anna", fourth.event);
    },
  },
  {
    name: "moved out of the window, on either side",
    before: (world) => {
      ofAnna(world);
      world.plan("Umbau", "Anna", AFTERNOON);
    },
    happens: (world) => {
      world.change(world.appointmentOf("Wartung"), { when: FAR_AWAY });
      world.outlookEdit("Anna", eventId(world, "Anna", "Umbau"), { when: FAR_AWAY });
    },
  },
  {
    name: "a job's event copied in Outlook",
    before: ofBoth,
    happens: (world) => {
      world.calendar.copy(emailOf("Anna"), eventId(world, "Anna", "Wartung"), { subject: "Kopie" });
    },
  },
  {
    name: "the state file lost, and something renamed on either side",
    before: stock,
    happens: async (world) => {
      await world.loseState();
      world.change(world.appointmentOf("Wartung"), { subject: "Wartung Weber" });
      world.outlookEdit("Anna", eventId(world, "Anna", "Angebot"), { subject: "Angebot Kern" });
    },
  },
  {
    name: "an older state file put in place",
    before: stock,
    happens: async (world) => {
      const backup = world.backUpState();
      world.plan("Neu geplant", "Bernd", AFTERNOON);
      world.outlookAdd("Bernd", "Eigener", NEXT_DAY);
      world.change(world.appointmentOf("Wartung"), { when: NEXT_WEEK });
      world.remove(world.appointmentOf("Angebot"));
      await world.settle();
      await world.loseState(backup);
      world.change(world.appointmentOf("Neu geplant"), { subject: "Neu benannt" });
    },
  },
];
