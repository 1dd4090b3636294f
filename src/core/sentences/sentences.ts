// The one catalogue of what the product says to people: a sentence for every fault and every reason, in German and English.
import type { AnyReason } from "../../contract/reasons.ts";
import type { Fault, FaultCode } from "../fault.ts";
import { FAULTS_DE } from "./faults-de.ts";
import { FAULTS_EN } from "./faults-en.ts";
import { type Details, fill } from "./fill.ts";
import type { Advice, InLangs, Lang } from "./lang.ts";
import { REASONS_DE } from "./reasons-de.ts";
import { REASONS_EN } from "./reasons-en.ts";
import { termIn } from "./terms.ts";

export const FAULT_SENTENCES: InLangs<Readonly<Record<FaultCode, Advice>>> = { de: FAULTS_DE, en: FAULTS_EN };
export const REASON_SENTENCES: InLangs<Readonly<Record<AnyReason, Advice>>> = {
  de: REASONS_DE,
  en: REASONS_EN,
};

/** What is the matter and what to do, with the fault's own details filled in. */
export function adviceOnFault(fault: Fault, lang: Lang): Advice {
  const details = Object.entries(fault.detail).map(([name, value]) => [name, termIn(value, lang)]);
  return filled(FAULT_SENTENCES[lang][fault.code], Object.fromEntries(details));
}

/** Why a user is skipped or failed, an item parked, a deletion held; `details` may name the `user`. */
export function adviceOnReason(reason: AnyReason, lang: Lang, details: Details = {}): Advice {
  return filled(REASON_SENTENCES[lang][reason], details);
}

function filled(advice: Advice, details: Details): Advice {
  // A text that stands in for the sentence keeps its own mark.
  return { what: fill(advice.what, details).replace(/([?.])\.$/, "$1"), cure: fill(advice.cure, details) };
}
