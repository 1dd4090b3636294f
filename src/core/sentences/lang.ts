// The two languages of the product, and what a text in both of them is.

export const LANGS = ["de", "en"] as const;
export type Lang = (typeof LANGS)[number];

/** One text in every language: a missing language does not compile. */
export type InLangs<T = string> = Readonly<Record<Lang, T>>;

/** What is the matter, and the way out: two sentences for a person. */
export interface Advice {
  readonly what: string;
  readonly cure: string;
}
