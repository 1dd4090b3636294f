// What planners and people in Outlook do. Every turn draws what it does from dice of its own, so that a story still makes sense when
// steps are left out of it; it gives back the line of a scenario that does the same, or null where there is nothing to do it with.
import type { Time } from "../../src/core/model/fields.ts";
import type { EventId } from "../../src/core/model/ids.ts";
import { parseTime } from "../scenario/when.ts";
import { emailOf } from "../scenario/world.ts";
import type { Dice } from "./dice.ts";
import { type Play, q } from "./play.ts";

/** The line, put together only if it is asked for; null: nothing was done. */
export type Told = (() => string) | null;

/** `number` tells this step's texts from those of all others. */
export type Turn = (play: Play, dice: Dice, number: number) => Told | Promise<Told>;

/** Few days and hours, so that things meet; sometimes a whole day, a night, or a day that both sides have left behind them. */
export function drawWhen(dice: Dice): string {
  const day = (number: number) => `2026-12-${String(number).padStart(2, "0")}`;
  const first = dice.between(1, 20);
  const hour = dice.between(7, 16);
  const luck = dice.next();
  if (luck < 0.12) return day(first);
  if (luck < 0.18) return `${day(first)}..${day(first + 3)}`;
  if (luck < 0.24) return `${day(first)} 22:00-${day(first + 1)} 06:00`;
  return `${day(first)} ${String(hour).padStart(2, "0")}:00-${String(hour + 1).padStart(2, "0")}:30`;
}

const OUTSIDE = ["2029-02-03 08:00-09:00", "2020-05-05 08:00-09:00", "2029-03-01"] as const;

const person = (play: Play, dice: Dice) => dice.pick(play.people) ?? "Anna";

/** Changes of one row. */
function changing(draw: (dice: Dice, number: number) => Parameters<Play["change"]>[1]): Turn {
  return (play, dice, number) => {
    const row = play.anyRow(dice);
    return row === undefined ? null : play.change(row, draw(dice, number));
  };
}

export const PLANNERS: Readonly<Record<string, Turn>> = {
  plan(play, dice, number) {
    const who = dice.chance(0.35) ? [...play.people] : [person(play, dice)];
    const [subject, when] = [`Auftrag ${number}`, drawWhen(dice)];
    const header = dice.chance(0.2) ? { order_number: `A-${number}` } : {};
    const id = play.world.plan(subject, who, when, header);
    play.ledger.write("planning", id, { subject });
    return () => `world.plan(${q(subject)}, ${q(who)}, ${q(when)}, ${q(header)});`;
  },
  /** Some of them the person has entered in Outlook already. */
  planMany(play, dice, number) {
    const who = person(play, dice);
    const isKnown = dice.chance(0.4);
    const lines = Array.from({ length: dice.between(4, 9) }, (_, job) => {
      const [subject, when] = [`Auftrag ${number}.${job}`, drawWhen(dice)];
      const known = isKnown && dice.chance(0.5) && play.world.outlookAdd(who, subject, when);
      const more = { location: `Ort ${number}.${job}` };
      play.ledger.write("planning", play.world.plan(subject, who, when, more), { subject, ...more });
      const inOutlook = known ? [`world.outlookAdd(${q(who)}, ${q(subject)}, ${q(when)});`] : [];
      return [...inOutlook, `world.plan(${q(subject)}, ${q(who)}, ${q(when)}, ${q(more)});`].join("\n");
    });
    return () => lines.join("\n");
  },
  planLikeInOutlook(play, dice) {
    const found = play.anyEvent(dice);
    if (found === undefined) return null;
    const { subject } = found.event.fields;
    const when = play.world.whenOf(found.event);
    play.world.plan(subject, found.person, when);
    return () => `world.plan(${q(subject)}, ${q(found.person)}, ${q(when)});`;
  },
  move: changing((dice) => ({ when: drawWhen(dice) })),
  moveOut: changing((dice) => ({ when: dice.pick(OUTSIDE) })),
  rename: changing((_, number) => ({ subject: `Titel ${number}` })),
  relocate: changing((_, number) => ({ location: `Ort ${number}` })),
  note: changing((dice, number) => ({
    notes: `Notiz ${number}`,
    category: dice.pick(["Kundendienst", "Baustelle"]),
  })),
  show: changing((dice) => ({
    show_as: dice.pick(["free", "oof"]),
    reminder_minutes: dice.pick([5, 30]),
    private: dice.pick([0, 1]),
  })),
  headJob: changing((_, number) => ({ order_number: `N-${number}`, customer_name: `Kunde ${number}` })),
  spoilTime(play, dice) {
    const row = play.anyRow(dice);
    if (row === undefined) return null;
    // What stands in such a row nobody reads any more.
    play.ledger.remove("planning", row.id);
    return play.change(row, {
      starts_at: "2026-12-05T12:00:00Z",
      ends_at: "2026-12-05T08:00:00Z",
      all_day: 0,
    });
  },
  removeEverything(play) {
    for (const { id } of play.world.sql("select id from appointment"))
      play.ledger.remove("planning", String(id));
    play.world.sql("delete from appointment");
    return () => 'world.sql("delete from appointment");';
  },
  /** Dispatcher and technician write into the same field of the same thing. */
  quarrel(play, dice, number) {
    const found = play.anyEvent(dice);
    const row = dice.pick(
      play.world.sql(
        "select id, subject, locked from appointment where subject = ?",
        found?.event.fields.subject ?? "",
      ),
    );
    if (found === undefined || row === undefined || !found.event.isOrganizer) return null;
    const { person: who, event } = found;
    const inOutlook = play.edit(who, event, { location: `Raum ${number}` });
    const onBoard = play.change(play.rowOf(row), { location: `Ort ${number}` });
    return () => `${inOutlook()}\n${onBoard()}`;
  },
  meddle: changing((dice) => ({ web_url: `https://elsewhere.example/${dice.seed()}` })),
  trash: changing(() => ({ trashed_at: "2026-11-24T09:00:00Z" })),
  untrash: changing(() => ({ trashed_at: null })),
  remove(play, dice) {
    const row = play.anyRow(dice);
    if (row === undefined) return null;
    play.world.remove(row.id);
    play.ledger.remove("planning", row.id);
    return () => `world.remove(world.appointmentOf(${q(row.subject)}));`;
  },
  assign(play, dice) {
    const row = play.anyRow(dice);
    if (row === undefined) return null;
    const who = person(play, dice);
    play.world.sql(
      "insert or ignore into appointment_employee values (?, (select id from employee where display_name = ?))",
      row.id,
      who,
    );
    return () => `world.assign(world.appointmentOf(${q(row.subject)}), ${q(who)});`;
  },
  unassign(play, dice) {
    const row = play.anyRow(dice);
    if (row === undefined) return null;
    const who = person(play, dice);
    play.world.unassign(row.id, who);
    return () => `world.unassign(world.appointmentOf(${q(row.subject)}), ${q(who)});`;
  },
};

type OutlookTurn = (
  play: Play,
  found: NonNullable<ReturnType<Play["anyEvent"]>>,
  dice: Dice,
  number: number,
) => Told;

function withEvent(turn: OutlookTurn): Turn {
  return (play, dice, number) => {
    const found = play.anyEvent(dice);
    return found === undefined ? null : turn(play, found, dice, number);
  };
}

/** Only the organizer changes what all copies share. */
function editing(draw: (dice: Dice, number: number) => Parameters<Play["edit"]>[2]): Turn {
  return withEvent((play, { person: who, event }, dice, number) =>
    event.isOrganizer ? play.edit(who, event, draw(dice, number)) : null,
  );
}

/** Microsoft takes no event that ends before it starts. */
function isForward(time: Time): boolean {
  return time.kind === "allDay" || time.start <= time.end;
}

export const OUTLOOK: Readonly<Record<string, Turn>> = {
  add(play, dice, number) {
    const [who, subject, when] = [person(play, dice), `Eigener ${number}`, drawWhen(dice)];
    const fields = { private: dice.chance(0.2) };
    const id = play.world.outlookAdd(who, subject, when, { fields });
    play.ledger.write("office365", id, { subject, ...fields });
    return () => `world.outlookAdd(${q(who)}, ${q(subject)}, ${q(when)}, ${q({ fields })});`;
  },
  addLikeInPlanning(play, dice) {
    const row = dice.pick(play.world.board());
    if (row === undefined || !isForward(parseTime(row.when))) return null;
    const who = person(play, dice);
    play.world.outlookAdd(who, row.subject, row.when);
    return () => `world.outlookAdd(${q(who)}, ${q(row.subject)}, ${q(row.when)});`;
  },
  addSeries(play, dice, number) {
    const who = person(play, dice);
    const whens = [0, 1, 2].map((week) => `2026-12-${String(1 + week * 7).padStart(2, "0")} 07:00-07:30`);
    const subject = `Serie ${number}`;
    const { occurrences } = play.outlook.port.addSeries(
      emailOf(who),
      { fields: { subject, time: parseTime(whens[0] ?? "") } },
      whens.map(parseTime),
    );
    for (const id of occurrences) play.outlook.giveAddress(emailOf(who), id);
    return () => `calendar.addSeries(${q(emailOf(who))}, ${q(subject)}, ${q(whens)});`;
  },
  deleteSeries: withEvent((play, { person: who, event }) => {
    const known = play.outlook.port.events(emailOf(who)).find(({ id }) => id === event.id);
    const master = known?.seriesMasterId ?? null;
    if (master === null) return null;
    for (const one of play.outlook.port.events(emailOf(who)))
      if (one.seriesMasterId === master) play.ledger.remove("office365", one.id);
    play.outlook.port.deleteSeries(emailOf(who), master);
    return () => `calendar.deleteSeries(${q(emailOf(who))}, the series of ${q(event.fields.subject)});`;
  }),
  meet(play, dice, number) {
    const [organizer = "Anna", ...others] = play.people.toSorted(() => dice.next() - 0.5);
    const guests = others.slice(0, dice.between(0, others.length));
    const isFromOutside = dice.chance(0.2);
    const [subject, when] = [`Besprechung ${number}`, drawWhen(dice)];
    const host = isFromOutside ? "Fremder" : organizer;
    const invited = isFromOutside ? [organizer, ...guests] : guests;
    const outsiders = invited.length === 0 ? 1 : 0;
    const copies: ReadonlyMap<string, EventId> = play.world.outlookMeet(
      host,
      invited,
      subject,
      when,
      outsiders,
    );
    for (const [who, id] of copies) {
      play.outlook.giveAddress(emailOf(who), id, `https://join.example/${number}`);
      play.meetings.add(id);
    }
    return () => `world.outlookMeet(${q(host)}, ${q(invited)}, ${q(subject)}, ${q(when)}, ${outsiders});`;
  },
  move: editing((dice) => ({ when: drawWhen(dice) })),
  moveOut: editing((dice) => ({ when: dice.pick(OUTSIDE) })),
  rename: editing((_, number) => ({ subject: `Betreff ${number}` })),
  relocate: editing((_, number) => ({ location: `Raum ${number}` })),
  note: editing((_, number) => ({ notes: `Memo ${number}` })),
  hide: editing((dice) => ({ private: dice.chance(0.6) })),
  personal: withEvent((play, { person: who, event }, dice) =>
    play.edit(who, event, {
      category: dice.pick(["Rot", null]),
      showAs: dice.pick(["free", "tentative"]),
      reminderMinutes: dice.pick([0, 60]),
    }),
  ),
  delete: withEvent((play, { person: who, event }) => {
    const line = () => `world.outlookDelete(${q(who)}, ${play.eventText(who, event)});`;
    play.world.outlookDelete(who, event.id);
    play.ledger.remove("office365", event.id);
    return line;
  }),
  touch: withEvent((play, { person: who, event }) => {
    play.world.calendar.touch(emailOf(who), event.id);
    return () => `world.calendar.touch(${q(emailOf(who))}, ${play.eventText(who, event)});`;
  }),
  invite: withEvent((play, { person: who, event }) => {
    if (!event.isOrganizer || play.meetings.has(event.id)) return null;
    const guests = event.otherAttendees === 0 ? 1 : 0;
    play.world.calendar.invite(emailOf(who), event.id, guests);
    return () => `world.calendar.invite(${q(emailOf(who))}, ${play.eventText(who, event)}, ${guests});`;
  }),
  decline: withEvent((play, { person: who, event }) => {
    if (event.isOrganizer) return null;
    play.world.calendar.decline(emailOf(who), event.id);
    return () => `world.calendar.decline(${q(emailOf(who))}, ${play.eventText(who, event)});`;
  }),
  copy: withEvent((play, { person: who, event }, dice) => {
    if (play.meetings.has(event.id)) return null;
    const when = drawWhen(dice);
    const line = () =>
      `world.calendar.copy(${q(emailOf(who))}, ${play.eventText(who, event)}, { time: parseTime(${q(when)}) });`;
    play.world.calendar.copy(emailOf(who), event.id, { time: parseTime(when) });
    return line;
  }),
  moveAway: withEvent((play, { person: who, event }) => {
    if (event.iCalUId !== `uid-${event.id}`) return null;
    const line = () =>
      `world.calendar.moveToOtherCalendar(${q(emailOf(who))}, ${play.eventText(who, event)});`;
    play.world.calendar.moveToOtherCalendar(emailOf(who), event.id);
    play.ledger.remove("office365", event.id);
    play.missing.forget(event.id);
    play.moved.add(event.id);
    play.away.set(event.id, who);
    return line;
  }),
  moveBack(play, dice) {
    const [id, who] = dice.pick([...play.away]) ?? [];
    if (id === undefined || who === undefined) return null;
    play.away.delete(id);
    play.outlook.port.moveToDefaultCalendar(emailOf(who), id);
    return () => `calendar.moveToDefaultCalendar(${q(emailOf(who))}, the event that was moved away);`;
  },
};
