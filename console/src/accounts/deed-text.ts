// A line of the record of who did what, in words.
import type { Deed } from "../../../src/contract/console/deeds.ts";
import { ROLES } from "../../../src/contract/console/roles.ts";
import type { Lang } from "../texts/area.ts";
import { DEED_NAMES } from "../texts/deed-names.ts";
import { text } from "../texts/texts.svelte.ts";

const KNOWN: Readonly<Record<string, Readonly<Record<Lang, string>>>> = DEED_NAMES;

/** A deed of a kind that has no words of its own is told by its name. */
export function deedText(what: string, lang: Lang): string {
  return KNOWN[`deed_${what}`]?.[lang] ?? what;
}

/** For a list to choose from. */
export function deedKinds(lang: Lang): readonly (readonly [string, string])[] {
  return Object.keys(KNOWN)
    .map((key) => key.slice("deed_".length))
    .map((kind) => [kind, deedText(kind, lang)] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, lang));
}

/** What was acted upon; ids of rows say nothing to people and come last. */
export function deedDetail({ detail }: Pick<Deed, "detail">): string {
  const { name, id, role, ...others } = detail;
  const known = ROLES.find((one) => one === role);
  const parts = [name, known === undefined ? role : text(`role_${known}`), ...Object.values(others), id];
  return parts.filter((part) => part !== undefined && part !== null && part !== "").join(", ");
}
