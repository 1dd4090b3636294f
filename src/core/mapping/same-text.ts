// Compares texts by what a person reads: Exchange writes line ends, blanks and blank lines in its own way.

/** Zero-width characters and soft hyphens: nobody sees them. */
const INVISIBLE = /[\u200B-\u200D\u2060\uFEFF\u00AD]/g;
/** Blanks of every kind, the no-break space among them, but not line ends. */
const BLANKS = /[^\S\n]+/g;

/** The text reduced to what it says: single blanks, `\n`, no blank lines in a row, none at either end. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(INVISIBLE, "")
    .replace(BLANKS, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{2,}/g, "\n\n")
    .trim()
    .normalize("NFC");
}

export function sameText(a: string, b: string): boolean {
  return a === b || plainText(a) === plainText(b);
}
