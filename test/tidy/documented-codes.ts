// Compares the codes of the program with the lines of docs/errors.md, both ways.

/** Codes are the first column of a table, written as `code`. */
export function documentedCodes(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^\|\s*`([A-Za-z0-9]+)`\s*\|/gm)].map((match) => match[1] ?? "");
}

export function codeProblems(markdown: string, codes: readonly string[]): string[] {
  const documented = new Set(documentedCodes(markdown));
  const known = new Set(codes);
  return [
    ...[...known].filter((code) => !documented.has(code)).map((code) => `docs/errors.md: lacks ${code}`),
    ...[...documented].filter((code) => !known.has(code)).map((code) => `docs/errors.md: ${code} is no code`),
  ];
}
