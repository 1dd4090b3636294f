// House rules that a formatter does not know: purity of core, names, opening comments, size, leftovers.
import type { SourceFile } from "./source-files.ts";

/** A test file is a list of cases and may be longer. */
const MAX_LINES = 300;
const MAX_TEST_LINES = 600;

const BANNED_NAMES = [
  "utils",
  "util",
  "helpers",
  "helper",
  "common",
  "misc",
  "manager",
  "service",
  "handler",
];

/** Core decides from what it is given: no clock, no chance, no waiting, no process. */
const IMPURE: readonly [RegExp, string][] = [
  [/\bDate\s*\.\s*now\b/, "Date.now"],
  [/\bnew\s+Date\s*(?:\(\s*\)|(?!\s*\())/, "new Date()"],
  [/\bMath\s*\.\s*random\b/, "Math.random"],
  [/\bset(?:Timeout|Interval|Immediate)\b/, "a timer"],
  [/\bawait\b/, "await"],
  [/\basync\b/, "async"],
  [/\bTemporal\s*\.\s*Now\b/, "Temporal.Now"],
  [/\bprocess\s*\./, "process"],
  [/\bconsole\s*\./, "console"],
  [/\bcrypto\s*\./, "crypto"],
  [/\bfetch\s*\(/, "fetch"],
];

/** Written apart, so that this file passes its own rules. */
const LEFTOVERS: readonly [RegExp, string][] = [
  [new RegExp(`\\b${"TO"}${"DO"}\\b`), "a leftover note"],
  [new RegExp(`\\b${"FIX"}${"ME"}\\b`), "a leftover note"],
  [new RegExp(`@ts-${"ignore"}|@ts-${"nocheck"}`), "a silenced type error"],
];

const LEFTOVERS_IN_CODE: readonly [RegExp, string][] = [
  [/\b(?:it|test|describe|suite|t)\s*\.\s*(?:only|skip|todo)\b/, "a test that is singled out or left out"],
  [/\{[^{}]*\b(?:skip|only|todo)\s*:\s*(?!false)/, "a test that is singled out or left out"],
  [/\bas\s+any\b/, "as any"],
];

export function purityProblems(files: readonly SourceFile[]): string[] {
  const pure = files.filter(({ path }) => path.startsWith("src/core/") && !path.endsWith(".test.ts"));
  return matches(pure, (file) => file.code, IMPURE, "core is pure:");
}

export function leftoverProblems(files: readonly SourceFile[]): string[] {
  const tests = files.filter(({ path }) => path.endsWith(".test.ts"));
  return [
    ...matches(files, (file) => file.text, LEFTOVERS, "left behind:"),
    ...matches(files, (file) => file.code, LEFTOVERS_IN_CODE.slice(2), "left behind:"),
    ...matches(tests, (file) => file.code, LEFTOVERS_IN_CODE.slice(0, 2), "left behind:"),
  ];
}

export function nameProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path }) => {
    const parts = path.split("/").map((part) => part.replace(/(?:\.test|\.d)?\.[cm]?ts$/, ""));
    const bare = parts.map((part) => part.replace(/\.svelte$/, "").toLowerCase());
    const banned = bare.find((part) => BANNED_NAMES.includes(part));
    if (banned !== undefined) return [`${path}: '${banned}' says nothing: name what it does`];
    // A component is named as it is used.
    if (path.endsWith(".svelte") && !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(parts.pop() ?? ""))
      return [`${path}: a component's name begins with a capital and has no dash`];
    const odd = parts.find((part) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(part));
    return odd === undefined ? [] : [`${path}: '${odd}' is not kebab-case`];
  });
}

export function openingProblems(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ text }) => !/^(?:#![^\n]*\n)?(?:\/\/ ?\S|\/\*|<!-- ?\S)/.test(text))
    .map(({ path }) => `${path}: opens without a comment on what it is for`);
}

export function sizeProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split("\n").length - 1;
    const most = path.endsWith(".test.ts") ? MAX_TEST_LINES : MAX_LINES;
    return lines > most ? [`${path}: ${lines} lines; ${most} are the most`] : [];
  });
}

function matches(
  files: readonly SourceFile[],
  look: (file: SourceFile) => string,
  patterns: readonly [RegExp, string][],
  prefix: string,
): string[] {
  return files.flatMap((file) =>
    patterns.flatMap(([pattern, what]) => {
      const found = pattern.exec(look(file));
      if (found === null) return [];
      const line = look(file).slice(0, found.index).split("\n").length;
      return [`${file.path}:${line}: ${prefix} ${what}`];
    }),
  );
}
