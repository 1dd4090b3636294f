// Rules about the console's components: text is shown as text, without inline style, and every word comes from the catalogue.
import { type AST, parse } from "svelte/compiler";
import type { SourceFile } from "./source-files.ts";

/** What a person reads or hears of an element, or is handed to a part as its text. */
const SPOKEN = new Set(["title", "aria-label", "alt", "placeholder", "label", "text", "action", "hint"]);
const IS_WORD = /\p{L}{2,}/u;
const UNSAFE_CODE =
  /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\s*\.\s*write|eval)\b|\bnew\s+Function\b/;

export function templateProblems(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith("console/") && !path.endsWith(".test.ts"))
    .flatMap(problemsOf);
}

function problemsOf(file: SourceFile): string[] {
  const problems: string[] = [];
  const tell = (at: number, what: string) =>
    problems.push(`${file.path}:${file.text.slice(0, at).split("\n").length}: ${what}`);
  const unsafe = UNSAFE_CODE.exec(file.code);
  if (unsafe !== null) tell(unsafe.index, `'${unsafe[0]}' makes text into code`);
  if (file.path.endsWith(".svelte")) look(parse(file.text, { modern: true }).fragment, tell);
  return problems;
}

type Tell = (at: number, what: string) => void;

/** Goes through a part of the tree; what holds no template is passed over. */
function look(part: unknown, tell: Tell): void {
  if (typeof part !== "object" || part === null) return;
  const node = part as AST.SvelteNode & { start: number };
  if (node.type === "HtmlTag") tell(node.start, "{@html} makes text into markup");
  if (node.type === "Text" && IS_WORD.test(node.data))
    tell(node.start, `'${node.data.trim()}' is not in the catalogue`);
  if (node.type === "Attribute") lookAtAttribute(node, tell);
  else if (node.type !== "StyleDirective")
    for (const [key, inside] of Object.entries(node))
      if (key !== "expression" && key !== "metadata") look(inside, tell);
}

function lookAtAttribute({ name, value, start }: AST.Attribute, tell: Tell): void {
  if (name === "style") tell(start, "the policy refuses inline style");
  const texts = Array.isArray(value) ? value.flatMap((one) => (one.type === "Text" ? [one.data] : [])) : [];
  const said = texts.join("");
  if (SPOKEN.has(name) && IS_WORD.test(said)) tell(start, `${name}: '${said}' is not in the catalogue`);
  if (/^\s*javascript:/i.test(said)) tell(start, `${name} makes text into code`);
}
