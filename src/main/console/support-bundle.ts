// What whoever is asked for help needs to know: no secret, no subject, no body, and addresses only by their first letter.
import type { SupportBundle } from "../../contract/console/system.ts";

/** `a…@firma.de`: enough to tell two apart, too little to write to. */
const ADDRESS = /([\p{L}\p{N}])[\p{L}\p{N}._%+'-]*@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)/gu;

export function withMaskedAddresses(bundle: SupportBundle): SupportBundle {
  return mask(bundle) as SupportBundle;
}

function mask(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll(ADDRESS, "$1…@$2");
  if (Array.isArray(value)) return value.map(mask);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mask(one)]));
}
