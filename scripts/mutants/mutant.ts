// A mutant: the product with one line made wrong on purpose, in a way that would cost somebody appointments. The suites have to notice.
import { DECIDING_MUTANTS } from "./deciding.ts";
import { ENGINE_MUTANTS } from "./engine.ts";
import { GRAPH_MUTANTS } from "./graph.ts";
import { NOTICE_MUTANTS } from "./notices.ts";
import { STORE_MUTANTS } from "./stores.ts";

export interface Mutant {
  readonly name: string;
  /** What people would notice. */
  readonly harm: string;
  readonly file: string;
  /** Stands there exactly once. */
  readonly text: string;
  readonly replacement: string;
}

export const MUTANTS: readonly Mutant[] = [
  ...ENGINE_MUTANTS,
  ...DECIDING_MUTANTS,
  ...GRAPH_MUTANTS,
  ...STORE_MUTANTS,
  ...NOTICE_MUTANTS,
];

/** The file's text with the mutant in it; null where its own text does not stand there exactly once, so that the list cannot rot. */
export function mutated({ text, replacement }: Mutant, source: string): string | null {
  const parts = source.split(text);
  return parts.length === 2 && text !== replacement ? parts.join(replacement) : null;
}
