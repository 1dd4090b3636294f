// An event's texts and marks as the fields of an appointment. Nothing that a person wrote is dropped: what has no field of its
// own goes to the end of the notes.
import type ICAL from "ical.js";
import type { SharedFields, ShowAs } from "../../core/model/fields.ts";
import { textOf } from "./entry.ts";
import { momentOf, parseLength, rawValues } from "./moments.ts";
import { Unusable } from "./not-taken-over.ts";
import type { ZonesOfFile } from "./zones-of-file.ts";

/** Outlook takes no longer subjects and places (learn.microsoft.com, PidTagSubject and Location: 255 characters). */
const LONGEST = 255;

/** Everything but the time. `startMs` and `endMs` are those of the series' first occurrence, for absolute alarms. */
export function fieldsOf(
  component: ICAL.Component,
  zones: ZonesOfFile,
  startMs: number,
  endMs: number,
): Omit<SharedFields, "time"> {
  const subject = oneLine(textOf(component, "summary"));
  const location = oneLine(textOf(component, "location"));
  const categories = component
    .getAllProperties("categories")
    .flatMap(texts)
    .filter((each) => each !== "");
  const further = [
    ...tooLong("Betreff", subject),
    ...tooLong("Ort", location),
    ...peopleLines(component),
    ...linkLines(component),
    ...(categories.length > 1 ? [`Weitere Kategorien: ${categories.slice(1).join(", ")}`] : []),
  ];
  const notes = [descriptionOf(component), further.join("\n")].filter((part) => part !== "").join("\n\n");
  return {
    subject: shorten(subject) || "(ohne Betreff)",
    location: shorten(location),
    notes,
    category: categories[0] ?? null,
    showAs: showAsOf(component),
    private: /^(PRIVATE|CONFIDENTIAL)$/i.test(textOf(component, "class")),
    reminderMinutes: reminderOf(component, zones, startMs, endMs),
  };
}

function descriptionOf(component: ICAL.Component): string {
  const plain = tidy(textOf(component, "description"));
  // ical.js leaves the escapes of properties that it does not know.
  const html = textOf(component, "x-alt-desc")
    .replace(/\\n/gi, " ")
    .replace(/\\([,;\\])/g, "$1");
  if (plain !== "" || html === "") return plain;
  return tidy(textOfHtml(html));
}

const ENTITIES: Readonly<Record<string, string>> = { nbsp: " ", amp: "&", lt: "<", gt: ">", quot: '"' };

/** Only for files that give a description as HTML and no other: lines and characters, no more. */
function textOfHtml(html: string): string {
  return html
    .replace(/<(style|script|head|title)[^>]*>.*?<\/\1>/gis, "")
    .replace(/\s+/g, " ")
    .replace(/<br[^>]*>|<\/(p|div|li|tr|h\d)>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&([a-z]+);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .replace(/\n /g, "\n");
}

/** Trailing blanks and control characters mean nothing, and mailboxes do not keep them. */
function tidy(text: string): string {
  return text
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/[ \t]+$/gm, "")
    .trim();
}

function oneLine(text: string): string {
  return text
    .replace(/\s*\n\s*/g, ", ")
    .replace(/\p{Cc}+/gu, " ")
    .trim();
}

/** Never cut through the middle of a character. */
function shorten(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text
    .slice(0, LONGEST - 1)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd()}…`;
}

function tooLong(label: string, text: string): string[] {
  return text.length > LONGEST ? [`${label}: ${text}`] : [];
}

function texts(property: ICAL.Property): string[] {
  return property.getValues().map((value) => String(value).trim());
}

/** Appointments of planning have no attendees, so that nobody is mailed; who they were is kept as text. */
function peopleLines(component: ICAL.Component): string[] {
  const organizer = component.getAllProperties("organizer").map(personOf);
  const attendees = component.getAllProperties("attendee").map(personOf);
  return [
    ...(organizer.length > 0 ? [`Organisator: ${organizer.join(", ")}`] : []),
    ...(attendees.length > 0 ? [`Teilnehmer: ${attendees.join(", ")}`] : []),
  ];
}

function personOf(property: ICAL.Property): string {
  const address = String(property.getFirstValue() ?? "").replace(/^mailto:/i, "");
  const name = property.getFirstParameter("cn")?.trim();
  return name && name !== address ? `${name} <${address}>` : address;
}

function linkLines(component: ICAL.Component): string[] {
  const url = component.getAllProperties("url").flatMap(texts);
  const attached = component.getAllProperties("attach").map((property) => {
    const name = property.getFirstParameter("filename") ?? property.getFirstParameter("x-filename");
    const inline =
      property.type === "binary" || /^base64$/i.test(property.getFirstParameter("encoding") ?? "");
    return inline
      ? `${name || "Datei"} (nicht übernommen)`
      : [name, ...texts(property)].filter(Boolean).join(" ");
  });
  return [
    ...url.filter((each) => each !== "").map((each) => `Link: ${each}`),
    ...attached.map((each) => `Anhang: ${each}`),
  ];
}

const BUSY_STATUS: Readonly<Record<string, ShowAs>> = {
  FREE: "free",
  TENTATIVE: "tentative",
  BUSY: "busy",
  OOF: "oof",
  WORKINGELSEWHERE: "workingElsewhere",
};

function showAsOf(component: ICAL.Component): ShowAs {
  const outlook = BUSY_STATUS[textOf(component, "x-microsoft-cdo-busystatus").toUpperCase()];
  if (outlook) return outlook;
  if (/^TRANSPARENT$/i.test(textOf(component, "transp"))) return "free";
  return /^TENTATIVE$/i.test(textOf(component, "status")) ? "tentative" : "busy";
}

/** Minutes before the start of the first alarm that a person sees; alarms after the start have no field. */
function reminderOf(
  component: ICAL.Component,
  zones: ZonesOfFile,
  startMs: number,
  endMs: number,
): number | null {
  for (const alarm of component.getAllSubcomponents("valarm")) {
    if (/^(EMAIL|NONE|PROCEDURE)$/i.test(textOf(alarm, "action"))) continue;
    const minutes = minutesBefore(alarm, zones, startMs, endMs);
    if (minutes !== null && minutes >= 0) return minutes;
  }
  return null;
}

function minutesBefore(
  alarm: ICAL.Component,
  zones: ZonesOfFile,
  startMs: number,
  endMs: number,
): number | null {
  const trigger = alarm.getFirstProperty("trigger");
  if (!trigger) return null;
  const value = String(rawValues(trigger)[0]);
  try {
    if (!/P/i.test(value)) {
      const moment = momentOf(trigger, value, zones);
      if (moment.kind === "date") return null;
      return Math.round((startMs - moment.zone.toInstant(moment.wall)) / 60_000);
    }
    const { days, seconds } = parseLength(value);
    const fromMs = /^END$/i.test(trigger.getFirstParameter("related") ?? "") ? endMs : startMs;
    return Math.round((startMs - fromMs) / 60_000 - days * 1440 - seconds / 60);
  } catch (thrown) {
    // An alarm that cannot be read must not cost the appointment.
    if (thrown instanceof Unusable) return null;
    throw thrown;
  }
}
