// Reads single values as an ERP may have stored them, and finds the nearest sense: a sloppy column never hides a row.
import type { Attendee } from "../../core/model/fields.ts";
import type { SqlValue } from "./tables.ts";

/** Text of any stored type; null and blobs are empty. */
export function readText(value: SqlValue): string {
  if (value === null || value instanceof Uint8Array) return "";
  return String(value);
}

/** A text where nothing, and only blanks, mean that there is none. */
export function readOptional(value: SqlValue): string | null {
  const text = readText(value);
  return text.trim() === "" ? null : text;
}

/** Ids are lower-case inside, however they were written. */
export function readId<Id extends string>(value: SqlValue): Id {
  return readText(value).trim().toLowerCase() as Id;
}

export function readOptionalId<Id extends string>(value: SqlValue): Id | null {
  const id = readId<Id>(value);
  return id === "" ? null : id;
}

const WORDS_FOR_TRUE = new Set(["1", "-1", "true", "t", "yes", "y", "ja", "j"]);
const WORDS_FOR_FALSE = new Set(["0", "false", "f", "no", "n", "nein"]);

/** 0 and 1, the words that some tools bind instead, and `fallback` for null and anything else. */
export function readBoolean(value: SqlValue, fallback: boolean): boolean {
  if (typeof value === "number" || typeof value === "bigint") return Number(value) !== 0;
  const word = readText(value).trim().toLowerCase();
  if (WORDS_FOR_TRUE.has(word)) return true;
  return WORDS_FOR_FALSE.has(word) ? false : fallback;
}

/** One of the words, without regard to case; `fallback` for everything else. */
export function readWord<Word extends string>(value: SqlValue, words: readonly Word[], fallback: Word): Word {
  const text = readText(value).trim().toLowerCase();
  return words.find((word) => word.toLowerCase() === text) ?? fallback;
}

/** Whole minutes from zero upwards; null for none, negative ones and nonsense. */
export function readMinutes(value: SqlValue): number | null {
  if (value === null || readText(value).trim() === "") return null;
  const minutes = Math.trunc(Number(readText(value)));
  return Number.isSafeInteger(minutes) && minutes >= 0 ? minutes : null;
}

/** The JSON list of attendees; entries that are none are left out, what is no list is empty. */
export function readAttendees(value: SqlValue): readonly Attendee[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readText(value));
  } catch {
    return [];
  }
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((entry: unknown) => {
    if (typeof entry !== "object" || entry === null) return [];
    const { name, address, response } = entry as Record<string, unknown>;
    if (typeof name !== "string" && typeof address !== "string") return [];
    return [{ name: asText(name), address: asText(address), response: asText(response) || "none" }];
  });
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** One kind of line end. */
export function readLines(value: SqlValue): string {
  return readText(value).replace(/\r\n?/g, "\n");
}
