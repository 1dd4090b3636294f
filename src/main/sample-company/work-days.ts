// Which days are worked in Landshut: the week, the public holidays of Bavaria, the works holidays, and when schools are closed.
import Holidays from "date-holidays";

type PlainDate = Temporal.PlainDate;

export interface PublicHoliday {
  readonly date: PlainDate;
  readonly name: string;
}

export class WorkDays {
  readonly first: PlainDate;
  /** The day after the last one. */
  readonly end: PlainDate;
  readonly holidays: readonly PublicHoliday[];
  readonly #closed: ReadonlySet<string>;

  constructor(first: PlainDate, end: PlainDate) {
    this.first = first;
    this.end = end;
    this.holidays = publicHolidays(first, end);
    this.#closed = new Set(this.holidays.map((each) => each.date.toString()));
  }

  isHoliday(date: PlainDate): boolean {
    return this.#closed.has(date.toString());
  }

  /** Monday to Friday, no public holiday, no works holiday. */
  isWorkDay(date: PlainDate): boolean {
    return date.dayOfWeek <= 5 && !this.isHoliday(date) && !isWorksHoliday(date);
  }

  all(): PlainDate[] {
    const days = this.first.until(this.end).days;
    return Array.from({ length: days }, (_, index) => this.first.add({ days: index }));
  }

  workDays(): PlainDate[] {
    return this.all().filter((date) => this.isWorkDay(date));
  }

  nextWorkDay(date: PlainDate): PlainDate {
    let next = date.add({ days: 1 });
    while (!this.isWorkDay(next)) next = next.add({ days: 1 });
    return next;
  }
}

/** Closed from Christmas Eve to New Year. */
export function isWorksHoliday(date: PlainDate): boolean {
  return date.month === 12 && date.day >= 24;
}

/** Roughly the school holidays of Bavaria: Christmas, and summer from August to mid September. */
export function isSchoolClosed(date: PlainDate): boolean {
  const key = date.toString().slice(5);
  return key >= "12-23" || key <= "01-05" || (key >= "08-01" && key <= "09-14");
}

function publicHolidays(first: PlainDate, end: PlainDate): PublicHoliday[] {
  // The towns around Landshut are mostly Catholic: Assumption Day is a holiday there.
  const calendar = new Holidays("DE", "BY", "KATH");
  const years = Array.from({ length: end.year - first.year + 1 }, (_, index) => first.year + index);
  return years
    .flatMap((year) => calendar.getHolidays(year, "de"))
    .filter((each) => each.type === "public")
    .map((each) => ({ date: Temporal.PlainDate.from(each.date.slice(0, 10)), name: each.name }))
    .filter(
      ({ date }) => Temporal.PlainDate.compare(date, first) >= 0 && Temporal.PlainDate.compare(date, end) < 0,
    );
}
