// The join text that Teams puts into the body of an online meeting: not part of the notes, and to be kept in every body we send.

/** Outlook frames the join text with lines of underscores. */
const FRAME = /^\s*_{10,}\s*$/;
/** What stands in a frame if the link itself did not survive the change to plain text. */
const TEAMS = /Microsoft Teams|teams\.(?:microsoft|live)\.com|Skype for Business|meet\.lync\.com/i;

/** The text without its join part; what a person wrote before and after it stays. */
export function cutJoinPart(text: string, joinUrl: string | null): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const span = framedSpan(lines, joinUrl) ?? paragraphSpan(lines, joinUrl);
  if (span === null) return lines.join("\n");
  return [...trimEnd(lines.slice(0, span.start)), ...joint(lines, span), ...lines.slice(span.end)].join("\n");
}

interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

function framedSpan(lines: readonly string[], joinUrl: string | null): Span | null {
  const frames = lines.flatMap((line, index) => (FRAME.test(line) ? [index] : []));
  for (const [index, start] of frames.entries()) {
    const end = frames[index + 1];
    if (end === undefined) break;
    const inside = lines.slice(start, end).join("\n");
    if (mentions(inside, joinUrl) || TEAMS.test(inside)) return { start, end: end + 1 };
  }
  return null;
}

/** Without a complete frame: the paragraph with the link, and a single line of underscores before it. */
function paragraphSpan(lines: readonly string[], joinUrl: string | null): Span | null {
  const link = joinUrl === null ? -1 : lines.findIndex((line) => mentions(line, joinUrl));
  if (link < 0) return null;
  const above = lines.slice(0, link);
  const frame = above.findLastIndex((line) => FRAME.test(line));
  const blank = above.findLastIndex((line) => line.trim() === "");
  const below = lines.findIndex((line, index) => index > link && line.trim() === "");
  return { start: frame >= 0 ? frame : blank + 1, end: below < 0 ? lines.length : below };
}

/** Links come back decoded, encoded, or with their ampersands escaped. */
function mentions(text: string, joinUrl: string | null): boolean {
  if (joinUrl === null || joinUrl === "") return false;
  return plainLink(text).includes(plainLink(joinUrl));
}

function plainLink(text: string): string {
  return decodeLoosely(text.replaceAll("&amp;", "&")).toLowerCase();
}

/** Percent-decoding that leaves alone what is no valid sequence. */
function decodeLoosely(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });
}

/** A blank line between what stood before and what stood after, if both are there. */
function joint(lines: readonly string[], { start, end }: Span): readonly string[] {
  const isBefore = lines.slice(0, start).some((line) => line.trim() !== "");
  const isAfter = lines.slice(end).some((line) => line.trim() !== "");
  return isBefore && isAfter && lines[end]?.trim() !== "" ? [""] : [];
}

function trimEnd(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(0, last + 1);
}
