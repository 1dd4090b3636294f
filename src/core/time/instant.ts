// The one way in which instants and dates are written inside, and what is accepted from outside. Pure.

/** Date, `T` or a space, time of day, any number of fraction digits, and an offset that must not be missing. */
const INSTANT = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))? ?([Zz]|[+-]\d\d(?::?\d\d)?)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** What most instants look like already: whole seconds of a time of day that exists. */
const WHOLE_SECONDS = /^(\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.000)?Z$/;

/**
 * The instant as UTC with `Z`, without a fraction where that is zero, at most milliseconds (the rest is cut off, never
 * rounded up). Null for what is no instant: a day that does not exist, no offset, anything else.
 */
export function canonicalInstant(text: string): string | null {
  const whole = WHOLE_SECONDS.exec(text)?.[1];
  // Many times as fast as what follows.
  if (whole !== undefined) return isDayThere(text) ? `${whole}Z` : null;
  const [, date, timeOfDay, fraction, offset] = INSTANT.exec(text.trim()) ?? [];
  if (date === undefined || timeOfDay === undefined || offset === undefined) return null;
  // Temporal reads no more than nine digits.
  const digits = fraction === undefined || timeOfDay.length < 8 ? "" : `.${fraction.slice(0, 9)}`;
  if (fraction !== undefined && digits === "") return null;
  try {
    return Temporal.Instant.from(`${date}T${timeOfDay}${digits}${offset}`)
      .round({ smallestUnit: "millisecond", roundingMode: "trunc" })
      .toString();
  } catch {
    return null;
  }
}

/** True for `YYYY-MM-DD` of a day that exists. */
export function isDate(text: string): boolean {
  return DATE.test(text) && isDayThere(text);
}

/** Whether the month has that day, in a text that begins with `YYYY-MM-DD`. */
function isDayThere(text: string): boolean {
  const [year, month, day] = [+text.slice(0, 4), +text.slice(5, 7), +text.slice(8, 10)];
  if (month < 1 || month > 12 || day < 1) return false;
  // The calendar repeats every 400 years, and `Date.UTC` takes the years before 100 for others.
  return day <= 28 || day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** Epoch milliseconds of a canonical instant. */
export function epochMsOf(instant: string): number {
  return Date.parse(instant);
}

/** Orders canonical instants. As text they only sort where both have as many digits: `…:00.5Z` comes before `…:00Z`. */
export function isBefore(a: string, b: string): boolean {
  return a.length === b.length ? a < b : epochMsOf(a) < epochMsOf(b);
}
