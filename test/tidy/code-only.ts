// Blanks out comments, strings and regular expressions, so that a rule looks at code and not at what a sentence says.

type Mode = "code" | "template";

export function codeOnly(text: string): string {
  const stack: { mode: Mode; braces: number }[] = [{ mode: "code", braces: 0 }];
  let out = "";
  let at = 0;
  while (at < text.length) {
    const top = stack.at(-1) ?? { mode: "code" as Mode, braces: 0 };
    const end = top.mode === "template" ? endOfTemplatePart(text, at) : endOfNonCode(text, at, out);
    if (end > at) {
      out += blank(text.slice(at, end));
      at = end;
    }
    const char = text[at];
    if (char === undefined) break;
    if (top.mode === "template") {
      if (char === "`") stack.pop();
      else stack.push({ mode: "code", braces: 0 });
      at += char === "`" ? 1 : 2;
      out += char === "`" ? "`" : "${";
      continue;
    }
    if (end > at || isNonCodeStart(text, at, out)) continue;
    if (char === "`") stack.push({ mode: "template", braces: 0 });
    if (char === "{") top.braces++;
    if (char === "}" && top.braces-- === 0 && stack.length > 1) stack.pop();
    out += char;
    at++;
  }
  return out;
}

/** As long as before, and with as many lines. */
export function blank(part: string): string {
  return part.replace(/[^\n]/g, " ");
}

function endOfTemplatePart(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "`" && !text.startsWith("${", at)) at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}

function isNonCodeStart(text: string, at: number, before: string): boolean {
  return endOfNonCode(text, at, before) > at;
}

/** The end of a comment, string or regular expression that starts here; `from` itself where none does. */
function endOfNonCode(text: string, from: number, before: string): number {
  const char = text[from];
  if (text.startsWith("//", from)) return endAt(text, "\n", from);
  if (text.startsWith("/*", from)) return endAt(text, "*/", from + 2) + 2;
  if (char === '"' || char === "'") return endOfQuoted(text, from, char);
  if (char === "/" && startsRegex(before)) return endOfRegex(text, from);
  return from;
}

function endAt(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}

function endOfQuoted(text: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < text.length && text[at] !== quote && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return Math.min(at + 1, text.length);
}

/** A slash divides after a value, and opens a regular expression after an operator or a keyword. */
function startsRegex(before: string): boolean {
  return /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of))\s*$/.test(before.slice(-40));
}

function endOfRegex(text: string, from: number): number {
  let isInClass = false;
  for (let at = from + 1; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "[") isInClass = true;
    else if (text[at] === "]") isInClass = false;
    else if (text[at] === "/" && !isInClass) return at + 1;
  }
  return from;
}
