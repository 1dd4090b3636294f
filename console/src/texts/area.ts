// The texts of one part of the console: every one in both languages, or it is no text.

export type Lang = "de" | "en";
export type Texts = Readonly<Record<string, Readonly<Record<Lang, string>>>>;
