// When people are at work, and a change in a calendar is likely and urgent: Monday to Friday from 6 to 20 in the company's zone.

const FIRST_HOUR = 6;
const LAST_HOUR = 20;
const FRIDAY = 5;

/** Holidays count as any other day: a look more costs little. Throws RangeError for a zone that does not exist. */
export function isWorkingTime(nowEpochMs: number, timeZone: string): boolean {
  const { dayOfWeek, hour } = Temporal.Instant.fromEpochMilliseconds(nowEpochMs).toZonedDateTimeISO(timeZone);
  return dayOfWeek <= FRIDAY && hour >= FIRST_HOUR && hour < LAST_HOUR;
}
