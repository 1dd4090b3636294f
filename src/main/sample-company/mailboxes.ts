// What people have in Outlook of their own: private things, series, time for desk work, meetings with colleagues and customers.
import { before } from "./absences.ts";
import { type Dice, uuidOf } from "./dice.ts";
import { clock, type Plan, withRole } from "./plan.ts";
import { COMPANY, wall } from "./planning-rows.ts";
import type { GraphAttendee, GraphEventBody, GraphMoment, SampleSandbox, SandboxUser } from "./shapes.ts";
import { MAIL_DOMAIN, type Person } from "./staff.ts";

type PlainDate = Temporal.PlainDate;

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export function mailboxes(plan: Plan): SampleSandbox {
  const { seed } = plan;
  const users = plan.people.map((person) => user(person.name, person.email, eventsOf(plan, person)));
  return {
    tenantId: uuidOf(seed, "tenant"),
    apps: [{ clientId: uuidOf(seed, "client"), secrets: [`sample-${uuidOf(seed, "secret")}`] }],
    users: [...users, user("Buchhaltung extern", `buchhaltung@${MAIL_DOMAIN}`, [])],
  };
}

function user(displayName: string, address: string, events: GraphEventBody[]): SandboxUser {
  return { userPrincipalName: address, mail: address, displayName, timeZone: COMPANY.time_zone, events };
}

function eventsOf(plan: Plan, person: Person): GraphEventBody[] {
  const dice = plan.dice.of(`mailbox/${person.index}`);
  const events = [...series(plan, dice), ...privateEvents(plan, dice), ...deskWork(plan, person, dice)];
  if (person.role === "owner") events.push(...ownersMeetings(plan, person, dice));
  if (person.role === "owner" || person.role === "master")
    events.push(...customerMeetings(plan, person, dice));
  return events;
}

const SPORTS = [
  "Fußballtraining TSV",
  "Yoga",
  "Feuerwehr-Übung",
  "Musikverein Probe",
  "Schwimmen",
  "Volleyball",
];

/** A weekly evening, as a series with an end; for some it is nobody's business. */
function series(plan: Plan, dice: Dice): GraphEventBody[] {
  const weekday = dice.between(1, 4);
  const first = plan.days.all().find((date) => date.dayOfWeek === weekday);
  if (!first || !dice.chance(0.7)) return [];
  const from = clock(dice.between(18, 19), 30);
  return [
    {
      ...timed(dice.pick(SPORTS), first, from, from + 90),
      sensitivity: dice.chance(0.3) ? "private" : "normal",
      showAs: "free",
      recurrence: {
        pattern: {
          type: "weekly",
          interval: 1,
          daysOfWeek: [weekdayName(weekday)],
          firstDayOfWeek: "monday",
        },
        range: range(first, plan.days.end),
      },
    },
  ];
}

const APPOINTMENTS: readonly [subject: string, minutes: number, isPrivate: boolean][] = [
  ["Zahnarzt", 45, true],
  ["Hausarzt", 30, true],
  ["Elternabend Kindergarten", 90, false],
  ["Kindergarten: Eingewöhnung", 60, false],
  ["TÜV Privatwagen", 60, false],
  ["Physiotherapie", 45, true],
  ["Notartermin", 60, true],
  ["Elternsprechtag", 60, false],
];

function privateEvents(plan: Plan, dice: Dice): GraphEventBody[] {
  const dates = plan.days.workDays();
  const events = Array.from({ length: dates.length > 0 ? dice.between(2, 5) : 0 }, (): GraphEventBody => {
    const [subject, minutes, isPrivate] = dice.pick(APPOINTMENTS);
    const from = clock(dice.between(16, 18), 30);
    return {
      ...timed(subject, dice.pick(dates), from, from + minutes),
      sensitivity: isPrivate ? "private" : "normal",
      isReminderOn: true,
      reminderMinutesBeforeStart: 60,
    };
  });
  const saturday = plan.days.all().find((date) => date.dayOfWeek === 6 && before(plan.today, date));
  if (saturday && dice.chance(0.3))
    events.push(allDay(dice.pick(["Geburtstag Oma", "Umzug Schwester", "Hochzeit Freunde"]), saturday));
  return events;
}

/** Time that office people keep free for themselves, where the board leaves some. */
function deskWork(plan: Plan, person: Person, dice: Dice): GraphEventBody[] {
  const subjects: Partial<Record<Person["role"], string[]>> = {
    owner: ["Angebote schreiben", "Kalkulation", "Personalgespräche vorbereiten"],
    master: ["Angebote schreiben", "Materiallisten", "Berichte prüfen"],
    office: ["Mahnungen", "Lohnvorbereitung", "Ablage"],
  };
  const own = subjects[person.role];
  if (!own) return [];
  return plan.days.workDays().flatMap((date) => {
    const wanted = dice.chance(0.2);
    const from = dice.pick([clock(9), clock(10), clock(13), clock(14)]);
    const booking = { people: [person.index], date, from, to: from + 60 };
    return wanted && plan.roster.book(booking)
      ? [{ ...timed(dice.pick(own), date, from, from + 60), categories: ["Schreibtisch"] }]
      : [];
  });
}

/** Meetings in the owner's mailbox, with colleagues: their copies come by invitation. */
function ownersMeetings(plan: Plan, owner: Person, dice: Dice): GraphEventBody[] {
  const leaders = withRole(plan, "office", "master")
    .filter((each) => each !== owner)
    .slice(0, 6);
  const technicians = withRole(plan, "service", "installer").slice(0, 8);
  const wednesday = plan.days.all().find((date) => date.dayOfWeek === 3);
  const weekly: GraphEventBody[] =
    wednesday && leaders.length > 0
      ? [
          {
            ...timed("Teams: Wochenabstimmung Büro", wednesday, clock(16, 30), clock(17)),
            attendees: leaders.map(attendee),
            isOnlineMeeting: true,
            onlineMeetingProvider: "teamsForBusiness",
            recurrence: {
              pattern: { type: "weekly", interval: 1, daysOfWeek: ["wednesday"], firstDayOfWeek: "monday" },
              range: range(wednesday, plan.days.end),
            },
          },
        ]
      : [];
  const monthly = plan.days
    .workDays()
    .filter((date) => date.dayOfWeek === 4 && date.day <= 7 && technicians.length > 0)
    .map((date) => ({
      ...timed("Technikrunde", date, clock(16, 30), clock(17, 15)),
      location: { displayName: "Besprechungsraum" },
      body: { contentType: "text", content: "Störungen des Monats, neue Geräte, Werkzeug." } as const,
      attendees: technicians.map(attendee),
    }));
  const supplier = plan.days.workDays().filter((date) => date.dayOfWeek === 2);
  const calls = supplier
    .filter(() => dice.chance(0.15))
    .map((date) => ({
      ...timed("Teams: Produktvorstellung Hersteller", date, clock(17), clock(17, 45)),
      attendees: [external("Vertrieb Wärmetechnik", "vertrieb@waermetechnik.example")],
      isOnlineMeeting: true,
      onlineMeetingProvider: "teamsForBusiness" as const,
    }));
  return [...weekly, ...monthly, ...calls];
}

function customerMeetings(plan: Plan, person: Person, dice: Dice): GraphEventBody[] {
  return plan.days.workDays().flatMap((date) => {
    const wanted = dice.chance(0.06);
    const from = dice.pick([clock(8), clock(10), clock(14)]);
    const to = from + 75;
    if (!wanted || !plan.roster.book({ people: [person.index], date, from, to })) return [];
    return [
      {
        ...timed(
          dice.pick([
            "Baubesprechung Neubau Kita",
            "Planungsgespräch Ärztehaus",
            "Vergabegespräch Wohnanlage",
          ]),
          date,
          from,
          to,
        ),
        location: {
          displayName: dice.pick([
            "Baucontainer, Altdorf",
            "Architekturbüro Lechner, Landshut",
            "Rathaus Ergolding",
          ]),
        },
        attendees: [
          external("Architekturbüro Lechner", "buero@architekt-lechner.example"),
          external("Bauherr", "bauherr@wohnbau.example"),
        ],
        isReminderOn: true,
        reminderMinutesBeforeStart: 30,
      },
    ];
  });
}

function attendee(person: Person): GraphAttendee {
  return external(person.name, person.email);
}

function external(name: string, address: string): GraphAttendee {
  return { emailAddress: { name, address }, type: "required" };
}

function timed(subject: string, date: PlainDate, from: number, to: number): GraphEventBody {
  return { subject, start: moment(wall(date, from)), end: moment(wall(date, to)) };
}

function allDay(subject: string, date: PlainDate): GraphEventBody {
  const end = date.add({ days: 1 });
  return { subject, isAllDay: true, start: moment(wall(date, 0)), end: moment(wall(end, 0)), showAs: "free" };
}

function moment(dateTime: string): GraphMoment {
  return { dateTime, timeZone: COMPANY.time_zone };
}

function range(first: PlainDate, end: PlainDate) {
  const endDate = end.subtract({ days: 1 }).toString();
  return {
    type: "endDate",
    startDate: first.toString(),
    endDate,
    recurrenceTimeZone: COMPANY.time_zone,
  } as const;
}

function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday - 1] ?? "monday";
}
