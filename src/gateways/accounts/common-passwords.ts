// Passwords that everybody tries first: from a list, and such as follow the keyboard or count.
import { readFileSync } from "node:fs";
import { stemOf } from "./stem.ts";

const FILE = new URL("./common-passwords.txt", import.meta.url);
/** Rows of a German and an English keyboard, the alphabet and the digits, read in either direction. */
const ROWS = [
  "1234567890",
  "qwertzuiopü",
  "qwertyuiop",
  "asdfghjklöä",
  "yxcvbnm",
  "zxcvbnm",
  "abcdefghijklmnopqrstuvwxyz",
];
/** So many neighbours in a row are one thing to remember. */
const RUN = 4;

let stems: ReadonlySet<string> | null = null;

function known(): ReadonlySet<string> {
  stems ??= new Set(
    readFileSync(FILE, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#")),
  );
  return stems;
}

export function countOfCommon(): number {
  return known().size;
}

/** What one would guess: a listed one however decorated, or nothing but digits, runs along the keyboard and repetitions. */
export function isCommon(password: string): boolean {
  const stem = stemOf(password);
  if (known().has(stem)) return true;
  const rest = withoutRuns(password.normalize("NFC").toLowerCase());
  return new Set(rest.replace(/\d/g, "")).size < RUN || known().has(stemOf(rest));
}

const RUNS = new RegExp(
  ROWS.flatMap((row) => [row, [...row].reverse().join("")])
    .flatMap((row) => pieces(row))
    .sort((a, b) => b.length - a.length)
    .join("|"),
  "g",
);

function pieces(row: string): string[] {
  return [...row].flatMap((_, from) =>
    Array.from({ length: Math.max(0, row.length - from - RUN + 1) }, (__, more) =>
      row.slice(from, from + RUN + more),
    ),
  );
}

function withoutRuns(text: string): string {
  return text.replaceAll(RUNS, "");
}
