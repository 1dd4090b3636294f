// Tables for spreadsheets: what a cell holds is text, never a formula.

/** Spreadsheets take these for the beginning of a formula, also behind blanks (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@|\t\r]/u;

/** RFC 4180, with a semicolon, as German spreadsheets read it, and a byte order mark, by which they know the umlauts. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[;"\r\n']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
