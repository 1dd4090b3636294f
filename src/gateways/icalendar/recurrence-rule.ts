// What an RRULE says, read strictly: a part that nobody understands makes the rule refused, not guessed.

export type Frequency = "YEARLY" | "MONTHLY" | "WEEKLY" | "DAILY" | "HOURLY";

export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** As written, `20261231` or `20261231T225959Z`; what it means depends on the series' zone. */
  readonly until: string | null;
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  /** ISO weekday (1 is Monday) and, for `2MO` or `-1FR`, which one; 0: every one. */
  readonly weekdays: readonly { readonly weekday: number; readonly nth: number }[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
  /** ISO weekday on which weeks begin. */
  readonly weekStart: number;
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const FREQUENCIES: readonly string[] = [
  "YEARLY",
  "MONTHLY",
  "WEEKLY",
  "DAILY",
  "HOURLY",
] satisfies Frequency[];
const PARTS = new Set(
  "FREQ INTERVAL COUNT UNTIL BYMONTH BYWEEKNO BYYEARDAY BYMONTHDAY BYDAY BYHOUR BYMINUTE BYSECOND BYSETPOS WKST".split(
    " ",
  ),
);

/** Reads `FREQ=…;…`. Throws RangeError that names the part. */
export function parseRule(text: string): RecurrenceRule {
  const parts = new Map<string, string>();
  for (const part of text.trim().toUpperCase().split(";")) {
    if (part === "") continue;
    const at = part.indexOf("=");
    const name = part.slice(0, at);
    if (at < 0 || (!PARTS.has(name) && !name.startsWith("X-"))) throw new RangeError(part);
    parts.set(name, part.slice(at + 1));
  }
  const frequency = parts.get("FREQ") ?? "";
  if (!isFrequency(frequency)) throw new RangeError(`FREQ=${frequency}`);
  const list = (name: string, low: number, high: number) => numbers(name, parts.get(name), low, high);
  return {
    frequency,
    interval: Math.max(1, list("INTERVAL", 0, 100_000)[0] ?? 1),
    count: list("COUNT", 0, 1_000_000)[0] ?? null,
    until: untilOf(parts.get("UNTIL")),
    months: list("BYMONTH", 1, 12),
    weekNumbers: list("BYWEEKNO", -53, 53),
    yearDays: list("BYYEARDAY", -366, 366),
    monthDays: list("BYMONTHDAY", -31, 31),
    weekdays: weekdaysOf(parts.get("BYDAY")),
    hours: list("BYHOUR", 0, 23),
    minutes: list("BYMINUTE", 0, 59),
    seconds: list("BYSECOND", 0, 60).map((second) => Math.min(second, 59)),
    positions: list("BYSETPOS", -366, 366),
    weekStart: weekdaysOf(parts.get("WKST"))[0]?.weekday ?? 1,
  };
}

function isFrequency(text: string): text is Frequency {
  return FREQUENCIES.includes(text);
}

function numbers(name: string, text: string | undefined, low: number, high: number): number[] {
  if (text === undefined) return [];
  return text.split(",").map((item) => {
    const value = Number(item);
    const forbiddenZero = value === 0 && low < 0;
    if (!/^[+-]?\d+$/.test(item) || value < low || value > high || forbiddenZero) {
      throw new RangeError(`${name}=${text}`);
    }
    return value;
  });
}

function weekdaysOf(text: string | undefined): { weekday: number; nth: number }[] {
  if (text === undefined) return [];
  return text.split(",").map((item) => {
    const [, nth, day] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item.trim()) ?? [];
    if (day === undefined) throw new RangeError(`BYDAY=${text}`);
    return { weekday: WEEKDAYS.indexOf(day) + 1, nth: Number(nth ?? 0) };
  });
}

function untilOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!/^\d{8}(T\d{6}Z?)?$/.test(text)) throw new RangeError(`UNTIL=${text}`);
  return text;
}
