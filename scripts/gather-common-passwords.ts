// Writes src/gateways/accounts/common-passwords.txt from the lists of two packages of zxcvbn-ts (MIT), which gathers what was found in
// published leaks and how often German words are used. In a folder of its own: `npm pack @zxcvbn-ts/language-common@3.0.4`, the same for
// `language-de@3.0.2`, unpack each, then `node scripts/gather-common-passwords.ts FOLDER/common/package FOLDER/de/package`.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { stemOf } from "../src/gateways/accounts/stem.ts";

/** Ranks below these were met too seldom to be tried by whoever guesses. */
const MOST_PASSWORDS = 20_000;
const MOST_WORDS = 8_000;
/** Shorter ones say nothing about a password of twelve signs. */
const SHORTEST = 4;
const file = new URL("../src/gateways/accounts/common-passwords.txt", import.meta.url);

interface Language {
  readonly dictionary: Readonly<Record<string, readonly string[]>>;
}

const [common, german] = process.argv
  .slice(2)
  .map((folder) => createRequire(import.meta.url)(resolve(folder, "dist/index.js")) as Language);
if (common === undefined || german === undefined) throw new Error("Name the folders of both packages.");

const { passwords = [] } = common.dictionary;
const { commonWords = [], firstnames = [], lastnames = [] } = german.dictionary;
const long = passwords.filter((one) => one.length >= 12);
const all = [
  ...passwords.slice(0, MOST_PASSWORDS),
  ...long,
  ...commonWords.slice(0, MOST_WORDS),
  ...firstnames,
  ...lastnames,
];
const stems = new Set(all.map(stemOf).filter((one) => one.length >= SHORTEST));
const licence = readFileSync(resolve(process.argv[2] ?? "", "LICENSE.txt"), "utf8");
const head = [
  "What is tried first when somebody guesses a password: stems, as stem.ts makes them. Written by scripts/gather-common-passwords.ts from",
  "@zxcvbn-ts/language-common 3.0.4 and @zxcvbn-ts/language-de 3.0.2, whose licence (MIT) is this:",
  ...licence.trim().split("\n"),
].map((line) => `# ${line}`.trim());
writeFileSync(file, `${[...head, ...[...stems].sort()].join("\n")}\n`);
console.log(`${stems.size} stems`);
