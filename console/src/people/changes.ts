// What a form has changed of what it was opened with, and what becomes of it where somebody else was quicker.

export type Fields = Readonly<Record<string, unknown>>;

/** Only what differs; lists count as equal where they hold the same in the same order. */
export function changesOf<Form extends object>(base: Form, form: Form): Partial<Form> {
  const changed = Object.entries(form).filter(([name, value]) => !isSame(value, (base as Fields)[name]));
  return Object.fromEntries(changed) as Partial<Form>;
}

/** The new state, with what the person has changed in it. */
export function onto<Form extends object>(base: Form, form: Form, fresh: Form): Form {
  return { ...fresh, ...changesOf(base, form) };
}

/** Up to two letters that stand for a person: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? "")][0]?.toLocaleUpperCase("de") ?? "").join("");
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
