// Who works in the sample company, and as what.
import type { Dice } from "./dice.ts";

export type Role = "owner" | "master" | "office" | "service" | "installer" | "apprentice" | "store";

export interface Person {
  /** Position in the company, from 0. */
  readonly index: number;
  readonly role: Role;
  readonly firstName: string;
  readonly lastName: string;
  readonly name: string;
  readonly login: string;
  readonly email: string;
}

export const MAIL_DOMAIN = "muster-haustechnik.example";

/** The first twelve, a business of usual size; larger ones repeat the last ten. */
const ROLES: readonly Role[] = [
  "owner",
  "office",
  "master",
  "service",
  "service",
  "installer",
  "installer",
  "apprentice",
  "service",
  "installer",
  "apprentice",
  "store",
];

const FIRST_NAMES = [
  "Josef",
  "Martina",
  "Stefan",
  "Thomas",
  "Florian",
  "Michael",
  "Andreas",
  "Lukas",
  "Christian",
  "Tobias",
  "Leonie",
  "Georg",
  "Sebastian",
  "Maximilian",
  "Johannes",
  "Franz",
  "Markus",
  "Daniela",
  "Matthias",
  "Alexander",
  "Simon",
  "Jonas",
  "Katharina",
  "Dominik",
  "Benedikt",
  "Emre",
  "Dragan",
  "Piotr",
  "Veronika",
  "Korbinian",
  "Xaver",
  "Anna",
  "Felix",
  "Ludwig",
  "Sabine",
];
const LAST_NAMES = [
  "Huber",
  "Maier",
  "Brandl",
  "Wimmer",
  "Schmid",
  "Eder",
  "Bauer",
  "Hofmann",
  "Kölbl",
  "Zeiler",
  "Pichler",
  "Gruber",
  "Lang",
  "Stadler",
  "Obermeier",
  "Weiß",
  "Fischer",
  "Reiter",
  "Aigner",
  "Haslinger",
  "Bachmeier",
  "Yılmaz",
  "Kovačević",
  "Nowak",
  "Strasser",
  "Forster",
  "Schäfer",
  "Niedermayer",
  "Dürr",
  "Lehner",
  "Großmann",
  "Hirsch",
  "Vogl",
  "Röhrl",
  "Loibl",
];

/** `count` people with different names; the first ones are the same whatever the seed. */
export function staff(count: number, dice: Dice): Person[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const role = ROLES[index < ROLES.length ? index : 2 + ((index - 2) % 10)] ?? "installer";
    const [firstName, lastName] = freeName(index, dice, taken);
    const login = freeLogin(`${plainLetters(firstName).slice(0, 1)}${plainLetters(lastName)}`, taken);
    const name = `${firstName} ${lastName}`;
    return { index, role, firstName, lastName, name, login, email: `${login}@${MAIL_DOMAIN}` };
  });
}

function freeName(index: number, dice: Dice, taken: Set<string>): [string, string] {
  const [first, last] = [FIRST_NAMES[index], LAST_NAMES[index]];
  let pair: [string, string] = first && last && index < ROLES.length ? [first, last] : drawn(dice);
  while (taken.has(pair.join(" "))) pair = drawn(dice);
  taken.add(pair.join(" "));
  return pair;
}

function drawn(dice: Dice): [string, string] {
  return [dice.pick(FIRST_NAMES), dice.pick(LAST_NAMES)];
}

function freeLogin(wanted: string, taken: Set<string>): string {
  let login = wanted;
  for (let suffix = 2; taken.has(login); suffix += 1) login = `${wanted}${suffix}`;
  taken.add(login);
  return login;
}

/** Addresses in plain ASCII: ä becomes ae, č becomes c. */
export function plainLetters(text: string): string {
  const german: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", ı: "i" };
  return text
    .toLowerCase()
    .replace(/[äöüßı]/g, (letter) => german[letter] ?? letter)
    .normalize("NFD")
    .replace(/[^a-z]/g, "");
}
