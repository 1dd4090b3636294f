// Who is where when: nobody is booked twice, nobody works who is away. Times are minutes after midnight on the wall.

type PlainDate = Temporal.PlainDate;

/** One piece of work or absence, for one or several people, by their index. */
export interface Booking {
  readonly people: readonly number[];
  readonly date: PlainDate;
  readonly from: number;
  readonly to: number;
}

export class Roster {
  readonly #away = new Map<string, string>();
  readonly #booked = new Map<string, { from: number; to: number }[]>();

  /** Away for the whole day. */
  markAway(person: number, date: PlainDate, why: string): void {
    this.#away.set(keyOf(person, date), why);
  }

  isAway(person: number, date: PlainDate): boolean {
    return this.#away.has(keyOf(person, date));
  }

  isFree({ people, date, from, to }: Booking): boolean {
    return people.every(
      (person) =>
        !this.isAway(person, date) &&
        !this.#of(person, date).some((each) => each.from < to && from < each.to),
    );
  }

  /** True if everybody was free; else nothing happens. */
  book(booking: Booking): boolean {
    if (!this.isFree(booking)) return false;
    for (const person of booking.people) {
      this.#booked.set(keyOf(person, booking.date), [...this.#of(person, booking.date), booking]);
    }
    return true;
  }

  #of(person: number, date: PlainDate): readonly { from: number; to: number }[] {
    return this.#booked.get(keyOf(person, date)) ?? [];
  }
}

function keyOf(person: number, date: PlainDate): string {
  return `${person}/${date}`;
}
