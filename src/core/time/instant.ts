// The one way in which instants and dates are written inside, and what is accepted from outside. Pure.

/** Date, `T` or a space, time of day, any number of fraction digits, and an offset that must not be missing. */
const INSTANT = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d+))? ?([Zz]|[+-]\d\d(?::?\d\d)?)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * The instant as UTC with `Z`, without a fraction where that is zero, at most milliseconds (the rest is cut off, never
 * rounded up). Null for what is no instant: a day that does not exist, no offset, anything else.
 */
export function canonicalInstant(text: string): string | null {
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
  if (!DATE.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** Epoch milliseconds of a canonical instant; canonical texts themselves do not sort where only one has a fraction. */
export function epochMsOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}
