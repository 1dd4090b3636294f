// The body of an event: the job header of a planned appointment, a separator, and below it the notes. Composing and splitting
// are inverse for every header and every text, and forgiving towards people who type above or inside the header.
import type { JobHeader } from "../model/fields.ts";

/** BOX DRAWINGS LIGHT HORIZONTAL, twenty times: nobody types it, and Exchange leaves it alone. */
export const SEPARATOR = "─".repeat(20);

/** The labels are part of the product, in German whatever the console's language. */
const LABELS: readonly (readonly [keyof JobHeader, string])[] = [
  ["orderNumber", "Auftrag"],
  ["customerName", "Kunde"],
  ["customerPhone", "Telefon"],
  ["address", "Adresse"],
];

const LABELLED = /^(?:Auftrag|Kunde|Telefon|Adresse):/;
/** Somebody may have taken some strokes away. */
const SEPARATING = /^[^\S\n]*─{10,}[^\S\n]*$/;

/** The body as plain text; without a header it is the notes alone. */
export function composeBody(header: JobHeader, notes: string): string {
  const lines = headerLines(header);
  if (lines.length > 0) return [...lines, SEPARATOR, notes].join("\n");
  // Notes that themselves look like a body get an empty header, so that nothing of them is taken for one.
  return splitBody(notes) === normalLineEnds(notes) ? notes : `${SEPARATOR}\n${notes}`;
}

/**
 * The notes in a body. Whatever stands in the header is ignored; what somebody typed above it belongs to the notes. Where the
 * separator was deleted, lines at the top that equal those of `known` are left out.
 */
export function splitBody(body: string, known?: JobHeader): string {
  const lines = normalLineEnds(body).split("\n");
  const span = spanOfHeader(lines);
  if (span !== null) return [...lines.slice(0, span.start), ...lines.slice(span.separator + 1)].join("\n");
  return known === undefined ? lines.join("\n") : withoutKnownLines(lines, headerLines(known)).join("\n");
}

/** The job header that a body shows; of a label that stands there twice, the first counts. */
export function readHeader(body: string): JobHeader {
  const lines = normalLineEnds(body).split("\n");
  const span = spanOfHeader(lines);
  const shown = span === null ? [] : lines.slice(span.start, span.separator).map((line) => line.trimStart());
  return Object.fromEntries(
    LABELS.map(([key, label]) => {
      const line = shown.find((one) => one.startsWith(`${label}:`));
      return [key, line === undefined ? null : oneLine(line.slice(label.length + 1))];
    }),
  ) as Record<keyof JobHeader, string | null>;
}

/** They look the same in a body. */
export function looksLikeHeader(shown: JobHeader, header: JobHeader): boolean {
  return headerLines(shown).join("\n") === headerLines(header).join("\n");
}

/** The header's lines, each on one line whatever its value holds. */
export function headerLines(header: JobHeader): readonly string[] {
  return LABELS.flatMap(([key, label]) => {
    const value = oneLine(header[key] ?? "");
    return value === "" ? [] : [`${label}: ${value}`];
  });
}

/** Null: no header stands there. */
function spanOfHeader(lines: readonly string[]): { start: number; separator: number } | null {
  const separator = lines.findIndex((line) => SEPARATING.test(line));
  const start = separator < 0 ? -1 : startOfHeader(lines.slice(0, separator));
  return start < 0 ? null : { start, separator };
}

/**
 * Where the header begins in the lines above a separator: at the top if they begin with a labelled line (or are blank), whatever
 * was typed between; further down only if nothing but labelled lines stands between it and the separator. -1: it is no header.
 */
function startOfHeader(above: readonly string[]): number {
  const first = above.findIndex((line) => line.trim() !== "");
  if (first < 0 || isLabelled(above[first])) return 0;
  const label = above.findIndex(isLabelled);
  if (label < 0) return -1;
  return above.slice(label).every((line) => isLabelled(line) || line.trim() === "") ? label : -1;
}

function isLabelled(line: string | undefined): boolean {
  return line !== undefined && LABELLED.test(line.trimStart());
}

function withoutKnownLines(lines: readonly string[], known: readonly string[]): readonly string[] {
  const wanted = new Set(known.map(oneLine));
  let start = 0;
  let found = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    if (!wanted.has(oneLine(line))) break;
    start = index + 1;
    found += 1;
  }
  return found === 0 ? lines : lines.slice(start);
}

function oneLine(text: string): string {
  return text
    .split(/\r\n|[\r\n\u2028\u2029\v\f\u0085]/)
    .map((part) => part.replace(/[\s\p{Cc}]+/gu, " ").trim())
    .filter((part) => part !== "")
    .join(", ");
}

function normalLineEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
