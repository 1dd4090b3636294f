// Invented customers around Landshut. Their phone numbers belong to nobody: the Bundesnetzagentur keeps them free for films.
import type { Dice } from "./dice.ts";

export interface Customer {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

const TOWNS = [
  "84028 Landshut",
  "84028 Landshut",
  "84032 Landshut",
  "84034 Landshut",
  "84036 Landshut",
  "84030 Ergolding",
  "84032 Altdorf",
  "84051 Essenbach",
  "84036 Kumhausen",
  "84137 Vilsbiburg",
  "84144 Geisenhausen",
  "84056 Rottenburg",
  "84061 Ergoldsbach",
  "84172 Buch am Erlbach",
  "84184 Tiefenbach",
  "84174 Eching",
];
const STREETS = [
  "Lindenstraße",
  "Am Mühlbach",
  "Kirchgasse",
  "Bahnhofstraße",
  "Isarweg",
  "Ahornring",
  "Am Sonnenhang",
  "Schulstraße",
  "Birkenweg",
  "Hauptstraße",
  "Gartenstraße",
  "Am Weiher",
  "Bergstraße",
  "Ringstraße",
  "Veilchenweg",
  "Dorfplatz",
  "Feldweg",
  "Römerstraße",
  "Ludwig-Thoma-Straße",
  "Stethaimerweg",
  "Kapellenweg",
  "Am Anger",
];
const FAMILIES = [
  "Ammer",
  "Bichlmaier",
  "Czech",
  "Daffner",
  "Englbrecht",
  "Fellner",
  "Gahr",
  "Hartl",
  "Inkofer",
  "Jungwirth",
  "Kiermeier",
  "Limmer",
  "Mittermeier",
  "Neumeier",
  "Ostermeier",
  "Petermaier",
  "Rauscher",
  "Schreiner",
  "Thalhammer",
  "Unterholzner",
  "Vilsmeier",
  "Wagensonner",
  "Zellner",
  "Öttl",
  "Özdemir",
  "Petrović",
  "Schulze",
  "Krüger",
  "Brunner",
  "Kaindl",
];
const SALUTATIONS = ["Familie", "Herr", "Frau", "Fam."];
const BUSINESSES = [
  "Gasthof Zur Post",
  "Hausverwaltung Isartal",
  "Kindergarten St. Martin",
  "Bäckerei Steinbeißer",
  "Autohaus Rottal",
  "Zahnarztpraxis Dr. Lindner",
  "Metzgerei Bernlochner",
  "Wohnbau Niederbayern eG",
  "Pfarrheim St. Jodok",
  "Hotel Goldene Sonne",
  "TSV Ergolding, Sportheim",
  "Grundschule Altdorf",
  "Seniorenheim Hl. Geist",
  "Friseur Haarscharf",
  "Schreinerei Holzner",
];
/** Bundesnetzagentur, "Rufnummern für Filmproduktionen": single mobile numbers, and blocks by their last digits. */
const MOBILES = [
  "0152 28817386",
  "0152 28895456",
  "0152 54599371",
  "0172 9925904",
  "0172 9968532",
  "0172 9973185",
  "0172 9973186",
  "0172 9980752",
  "0174 9091317",
  "0174 9464308",
];

/** Matches each number that may appear in the sample data, and no other. */
export const RESERVED_PHONE =
  /^(?:0152 (?:28817386|28895456|54599371)|0172 (?:9925904|9968532|997318[56]|9980752)|0174 (?:9091317|9464308)|0171 39200\d\d|0176 040690\d\d|\(089\) 99998 \d{3})$/;

export function phoneNumber(dice: Dice): string {
  const digits = (count: number) => String(dice.between(0, 10 ** count - 1)).padStart(count, "0");
  const kinds = [
    () => dice.pick(MOBILES),
    () => `0171 39200${digits(2)}`,
    () => `0176 040690${digits(2)}`,
    () => `(089) 99998 ${digits(3)}`,
    () => `(089) 99998 ${digits(3)}`,
  ];
  return dice.pick(kinds)();
}

/** Businesses come once, families as often as it takes. */
export function customers(count: number, dice: Dice): Customer[] {
  return Array.from({ length: count }, (_, index) => ({
    name: BUSINESSES[index] ?? `${dice.pick(SALUTATIONS)} ${dice.pick(FAMILIES)}`,
    phone: phoneNumber(dice),
    address: `${dice.pick(STREETS)} ${dice.between(1, 64)}${dice.chance(0.15) ? "a" : ""}, ${dice.pick(TOWNS)}`,
  }));
}
