// What an event can carry of the agreed fields: what does not fit is no change when it comes back shortened.
import type { SharedFields } from "../model/fields.ts";

/** Exchange keeps at most this many characters of a subject (PidTagSubject) and of a location's name. */
const SUBJECT_LENGTH = 255;
const LOCATION_LENGTH = 255;
/** MS-OXCMSG 2.2.1.22 PidNameKeywords: a category is a string of at most 255 characters. */
const CATEGORY_LENGTH = 255;

/** Control characters that text in XML, and so in Exchange, cannot hold; tab and line ends excepted. */
const UNPRINTABLE = /[^\P{Cc}\t\n\r]/gu;

/** The fields as an event will show them. */
export function projectToEvent(fields: SharedFields): SharedFields {
  return {
    ...fields,
    subject: singleLine(fields.subject, SUBJECT_LENGTH),
    location: singleLine(fields.location, LOCATION_LENGTH),
    notes: fields.notes.toWellFormed().replace(UNPRINTABLE, ""),
    category: fields.category === null ? null : singleLine(fields.category, CATEGORY_LENGTH) || null,
  };
}

/** One line without control characters; never cut through the middle of a character. */
function singleLine(text: string, length: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
  if (line.length <= length) return line;
  const end = isHighSurrogate(line, length - 1) ? length - 1 : length;
  return line.slice(0, end).trimEnd();
}

function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}
