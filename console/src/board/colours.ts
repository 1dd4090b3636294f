// The colour of a block: by employee, category or state. Blocks are tinted with it and carry it as a stripe; their text stays the page's own,
// so that it can be read on each of them.
import type { BoardAppointment, BoardEmployee } from "../../../src/contract/console/appointments.ts";
import type { Colouring } from "./filters.ts";

/** Told apart also by those who do not see red and green alike; all of the same weight. */
const PALETTE = [
  "#2f6fb7",
  "#b4591f",
  "#2c8a57",
  "#8a4fa8",
  "#a13d57",
  "#1f8390",
  "#7a6a1c",
  "#55616f",
  "#c04a87",
  "#4a6b2a",
];

const OF_STATES = {
  inStep: "#2c8a57",
  waiting: "#2f6fb7",
  held: "#b4591f",
  conflict: "#b3261e",
  parked: "#8a4fa8",
  notSynchronised: "#55616f",
} as const;

export function colourOf(
  one: BoardAppointment,
  employee: BoardEmployee | undefined,
  colouring: Colouring,
): string {
  if (colouring === "state") return OF_STATES[one.mark];
  if (colouring === "category") return one.category === null ? "#55616f" : ofPalette(one.category);
  return employee === undefined ? "#55616f" : colourOfEmployee(employee);
}

/** Whatever stands in the database: only a colour becomes one. */
export function colourOfEmployee({ id, colour }: Pick<BoardEmployee, "id" | "colour">): string {
  return colour !== null && /^#[0-9a-f]{6}$/i.test(colour) ? colour : ofPalette(id);
}

function ofPalette(text: string): string {
  let sum = 7;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_973;
  return PALETTE[sum % PALETTE.length] ?? "#55616f";
}
