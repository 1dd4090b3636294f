// Dates and times as OData writes them, without what Date.parse takes beside: other notations, and 30 February for 2 March.

const WRITTEN = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,7})\d*)?)?)?(Z|[+-]\d\d:\d\d)?$/i;

/** Epoch milliseconds of a date, or of a date and time; in UTC where no offset is given. Null for anything else. */
export function readInstant(text: string): number | null {
  const match = WRITTEN.exec(text);
  if (!match) return null;
  const [, day, time = "00:00", seconds = "00", fraction = "", offset = "Z"] = match;
  const local = `${day}T${time}:${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}`;
  const ms = Date.parse(`${local}Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== `${local}Z`) return null;
  const instant = Date.parse(`${local}${offset.toUpperCase()}`);
  return Number.isNaN(instant) ? null : instant;
}

/** An Edm.DateTimeOffset: a time, with its offset. */
export function readDateTimeOffset(text: string): number | null {
  return /T.*(Z|[+-]\d\d:\d\d)$/i.test(text) ? readInstant(text) : null;
}
