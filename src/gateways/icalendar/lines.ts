// From the bytes of a calendar file to its logical lines: character set, folding, and the two ways in which programs break it.

/** Bytes or text as lines without folding; empty lines are dropped. */
export function logicalLines(file: Uint8Array | string): string[] {
  const text = typeof file === "string" ? unfold(file) : decode(file);
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  return rejoinBrokenLines(lines.filter((line) => line.trim() !== ""));
}

/**
 * Folding may cut a character of several bytes in two, so bytes are unfolded before they are decoded. What is no UTF-8 comes
 * from an old program and is Windows-1252.
 */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return unfold(new TextDecoder("utf-16le").decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return unfold(new TextDecoder("utf-16be").decode(bytes));
  // Latin-1 keeps each byte as one character, and back.
  const unfolded = Buffer.from(unfold(Buffer.from(bytes).toString("latin1")), "latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(unfolded);
  } catch {
    return new TextDecoder("windows-1252").decode(unfolded);
  }
}

function unfold(text: string): string {
  return text.replace(/(?:\r\n|\n|\r)[ \t]/g, "");
}

/** Some programs break lines without the blank that marks a continuation: whatever is no property continues the line before. */
function rejoinBrokenLines(lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.length - 1;
    if (last < 0 || /^[A-Za-z0-9-]+[;:]/.test(line)) joined.push(line);
    else joined[last] += line;
  }
  return joined;
}

/** Outlook once wrote zone names with colons and commas without the quotes they need. */
export function quoteZoneName(line: string): string {
  const parts =
    /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)((?:;[^:]*?)?;TZID=)([^";][^;]*[:,][^;]*)((?:;[^:]*)?):([0-9][0-9TZ,]*)$/i.exec(
      line,
    );
  if (!parts) return line;
  const [, name, before, zone, after, value] = parts;
  return `${name}${before}"${zone}"${after}:${value}`;
}
