// Puts the details of a case into a sentence. `{name}` is a value; a part in [square brackets] is left out
// where one of its values is unknown, so that one sentence serves callers who know more and who know less.

export type Details = Readonly<Record<string, string | number>>;

export function fill(template: string, details: Details = {}): string {
  const withOptional = template.replace(/\[([^\]]*)\]/g, (_, part: string) => {
    const names = [...part.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    return names.every((name) => known(details, name)) ? part : "";
  });
  return withOptional.replace(/\{(\w+)\}/g, (_, name: string) =>
    known(details, name) ? oneLine(String(details[name])) : "?",
  );
}

function known(details: Details, name: string): boolean {
  return Object.hasOwn(details, name) && details[name] !== "";
}

/** A value from outside never breaks the line or moves the cursor of a terminal. */
function oneLine(value: string): string {
  return value.replace(/\p{Cc}+/gu, " ");
}
