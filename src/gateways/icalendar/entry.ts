// One entry of a file as far as the import understands it: parsed by ical.js, only the properties that matter.
import ICAL from "ical.js";
import type { RawComponent } from "./components.ts";
import { type ImportReason, Unusable } from "./not-taken-over.ts";

/** A broken line elsewhere (a GEO, a DTSTAMP of another program's making) must not cost the event. */
const READ = new Set(
  (
    "BEGIN END UID DTSTART DTEND DURATION RDATE EXDATE RECURRENCE-ID SUMMARY DESCRIPTION LOCATION CATEGORIES " +
    "CLASS TRANSP STATUS SEQUENCE ORGANIZER ATTENDEE URL ATTACH X-ALT-DESC ACTION TRIGGER LAST-MODIFIED " +
    "X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-ALLDAYEVENT"
  ).split(" "),
);

const OTHER_KINDS: Readonly<Record<string, ImportReason>> = {
  vtodo: "task",
  vjournal: "journalEntry",
  vfreebusy: "freeBusy",
};

export interface Entry {
  readonly ordinal: number;
  readonly component: ICAL.Component;
  /** Made from the content where the file gives none. */
  readonly uid: string;
  /** As the file gives it; may be empty. */
  readonly givenUid: string;
  readonly summary: string;
  readonly sequence: number;
  readonly lastModified: string;
  readonly cancelled: boolean;
  /** RRULE and EXRULE as written. */
  readonly rules: readonly string[];
  readonly exclusionRules: readonly string[];
}

/** Throws Unusable for what is no event or cannot be read. */
export function readEntry(raw: RawComponent): Entry {
  const other = OTHER_KINDS[raw.kind];
  if (other) throw new Unusable(other, raw.kind.toUpperCase());
  if (raw.kind !== "vevent") throw new Unusable("unknownComponent", raw.kind.toUpperCase());
  if (raw.unfinished) throw new Unusable("unfinished", "END:VEVENT");
  if (raw.method === "REPLY" || raw.method === "COUNTER") throw new Unusable("reply", `METHOD:${raw.method}`);
  const component = parse(raw);
  return {
    ordinal: raw.ordinal,
    component,
    uid: textOf(component, "uid") || contentUid(raw),
    givenUid: textOf(component, "uid"),
    summary: textOf(component, "summary"),
    sequence: Number(component.getFirstPropertyValue("sequence")) || 0,
    lastModified: String(component.getFirstPropertyValue("last-modified") ?? ""),
    cancelled: raw.method === "CANCEL" || textOf(component, "status").toUpperCase() === "CANCELLED",
    rules: valuesOf(raw, "RRULE"),
    exclusionRules: valuesOf(raw, "EXRULE"),
  };
}

/** ical.js drops the parts of a rule that it does not know; a rule is read whole or not at all. */
function valuesOf(raw: RawComponent, name: string): string[] {
  const property = new RegExp(`^${name}(?:;[^:]*)?:(.*)$`, "i");
  return raw.lines.flatMap((line) => property.exec(line)?.[1] ?? []);
}

function parse(raw: RawComponent): ICAL.Component {
  const wanted = raw.lines.filter((line) => READ.has((/^[^;:]*/.exec(line)?.[0] ?? "").toUpperCase()));
  try {
    const jcal: unknown = ICAL.parse(["BEGIN:VEVENT", ...wanted, "END:VEVENT"].join("\r\n"));
    return new ICAL.Component(jcal as ConstructorParameters<typeof ICAL.Component>[0]);
  } catch (thrown) {
    throw new Unusable("unreadable", thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** UID and title of an entry that could not be read, for the report. */
export function labelOf(raw: RawComponent): { givenUid: string; summary: string } {
  const find = (name: RegExp) =>
    raw.lines.map((line) => name.exec(line)?.[1]).find((each) => each !== undefined);
  return {
    givenUid: find(/^UID(?:;[^:]*)?:(.*)$/i) ?? "",
    summary: (find(/^SUMMARY(?:;[^:]*)?:(.*)$/i) ?? "").trim(),
  };
}

/** The text of a property; several of them (broken programs do that) as lines. */
export function textOf(component: ICAL.Component, name: string): string {
  const texts = component.getAllProperties(name).map((property) => String(property.getFirstValue() ?? ""));
  return texts.join("\n").replace(/\r\n?/g, "\n").trim();
}

/** Stays the same as long as the event does, so that a second import finds it again. */
function contentUid(raw: RawComponent): string {
  const telling = raw.lines.filter((line) =>
    /^(DTSTART|DTEND|DURATION|RRULE|SUMMARY|RECURRENCE-ID)[;:]/i.test(line),
  );
  return `no-uid:${telling.join("|")}`;
}
