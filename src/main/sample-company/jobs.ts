// What a heating and plumbing business is called for: kinds of jobs with their usual lengths and notes.
import type { Role } from "./staff.ts";

export interface JobKind {
  readonly subject: string;
  readonly category: string;
  /** Minutes, in quarters of an hour. */
  readonly minutes: readonly number[];
  readonly notes: readonly string[];
  /** How often it comes, beside 2 for the usual. */
  readonly weight?: number;
  /** Jobs in the house itself have no customer. */
  readonly internal?: boolean;
}

/** Category of what nobody knows of days before. */
export const BREAKDOWN = "Störung";

const SERVICE: readonly JobKind[] = [
  {
    subject: "Wartung Gastherme",
    category: "Wartung",
    weight: 5,
    minutes: [60, 75, 90],
    notes: [
      "Gerät Bj. 2014, 20 kW. Dichtungssatz mitnehmen.",
      "Abgasmessung, Protokoll an Hausverwaltung.",
      "",
    ],
  },
  {
    subject: "Wartung Ölheizung",
    category: "Wartung",
    minutes: [90, 120],
    notes: ["Düse 0,50 / 60° mitnehmen.", "Tank prüfen, Füllstand notieren."],
  },
  {
    subject: "Wartung Wärmepumpe",
    category: "Wartung",
    minutes: [90, 120],
    notes: ["Außengerät reinigen, Kältekreis prüfen.", "Softwarestand notieren."],
  },
  {
    subject: "Heizungsausfall",
    category: BREAKDOWN,
    minutes: [60, 90, 120, 150],
    notes: [
      "Kein Warmwasser seit gestern Abend.",
      "Fehler F.28, Kunde hat schon entstört.",
      "Kleinkind im Haus, bitte vorrangig.",
    ],
  },
  {
    subject: "Rohrbruch",
    category: BREAKDOWN,
    minutes: [90, 120, 180],
    notes: [
      "Hauptventil ist zu. Feuchtemessgerät mitnehmen.",
      "Wasserfleck im Keller, Versicherung ist informiert.",
    ],
  },
  {
    subject: "Abfluss verstopft",
    category: BREAKDOWN,
    minutes: [45, 60, 90],
    notes: ["Küche, Spirale mitnehmen.", "Grundleitung, Kamera mitnehmen."],
  },
  {
    subject: "Armatur tauschen",
    category: "Reparatur",
    minutes: [45, 60],
    notes: ["Waschtisch Gäste-WC, Armatur liegt beim Kunden.", "Brausegarnitur mit tauschen."],
  },
  {
    subject: "Heizkörper wird nicht warm",
    category: "Reparatur",
    minutes: [45, 60, 75],
    notes: ["Wohnzimmer und Bad, Ventile prüfen.", ""],
  },
  {
    subject: "Spülkasten undicht",
    category: "Reparatur",
    minutes: [45, 60],
    notes: ["Unterputz, Bj. 2005.", "Schlüssel bei Nachbarin, EG links."],
  },
  {
    subject: "Wärmepumpe Inbetriebnahme",
    category: "Inbetriebnahme",
    weight: 1,
    minutes: [180, 240],
    notes: ["Elektriker ist um 9 Uhr vor Ort.", "Einweisung des Kunden, Unterlagen in der Mappe."],
  },
  {
    subject: "Enthärtungsanlage Wartung",
    category: "Wartung",
    minutes: [45, 60],
    notes: ["2 Sack Salz mitnehmen.", ""],
  },
];

const INSTALLER: readonly JobKind[] = [
  {
    subject: "Heizkörper setzen",
    category: "Montage",
    minutes: [120, 180, 240],
    notes: ["3 Stück Typ 22, liegen im Lager.", ""],
  },
  {
    subject: "Waschtisch und WC montieren",
    category: "Montage",
    minutes: [150, 180],
    notes: ["Fliesenleger ist fertig.", "Silikon pergamon."],
  },
  {
    subject: "Pufferspeicher tauschen",
    category: "Montage",
    minutes: [240, 300],
    notes: ["800 l, enge Kellertreppe."],
  },
  {
    subject: "Steigleitung erneuern",
    category: "Montage",
    minutes: [180, 240, 300],
    notes: ["Mieter sind informiert, Wasser ab 8 Uhr abgestellt."],
  },
  {
    subject: "Restarbeiten Bad",
    category: "Montage",
    minutes: [90, 120],
    notes: ["Duschabtrennung einstellen, Spiegel montieren."],
  },
  ...SERVICE.slice(4, 9),
];

const MASTER: readonly JobKind[] = [
  {
    subject: "Angebotstermin Badsanierung",
    category: "Angebot",
    minutes: [60, 75],
    notes: ["Kunde hat Fotos geschickt.", "Barrierefrei gewünscht, Zuschuss ansprechen."],
  },
  {
    subject: "Beratung Wärmepumpe",
    category: "Angebot",
    minutes: [75, 90],
    notes: ["Heizlast mitbringen, Förderung erklären.", "Altbau 1978, 160 m², Öl."],
  },
  {
    subject: "Aufmaß",
    category: "Aufmaß",
    minutes: [60, 90],
    notes: ["Laser mitnehmen.", "Mit Fliesenleger vor Ort."],
  },
  { subject: "Bauabnahme", category: "Abnahme", minutes: [45, 60], notes: ["Protokoll in der Mappe.", ""] },
  {
    subject: "Baubesprechung",
    category: "Baustelle",
    minutes: [60, 90],
    notes: ["Bauleitung Architekt, Container am Nordeingang."],
  },
];

const OFFICE: readonly JobKind[] = [
  {
    subject: "Rechnungslauf",
    category: "Büro",
    minutes: [90, 120],
    notes: ["Abschläge Baustellen nicht vergessen."],
    internal: true,
  },
  { subject: "Disposition Folgewoche", category: "Büro", minutes: [60], notes: [""], internal: true },
  {
    subject: "Gespräch Großhandel",
    category: "Büro",
    minutes: [45, 60],
    notes: ["Liefertermine Wärmepumpen, Rückgaben."],
    internal: true,
  },
  {
    subject: "Wartungsverträge anschreiben",
    category: "Büro",
    minutes: [60, 90],
    notes: [""],
    internal: true,
  },
];

const STORE: readonly JobKind[] = [
  {
    subject: "Wareneingang Großhandel",
    category: "Lager",
    minutes: [45, 60],
    notes: ["Palette mit Hubwagen, Lieferschein prüfen."],
    internal: true,
  },
  {
    subject: "Material kommissionieren",
    category: "Lager",
    minutes: [60, 90, 120],
    notes: ["Badsanierung nächste Woche.", "Bestückung Fahrzeug 3."],
    internal: true,
  },
  {
    subject: "Altmetall und Schrott abfahren",
    category: "Lager",
    minutes: [90],
    notes: [""],
    internal: true,
  },
  { subject: "Fahrzeuge: Bestand prüfen", category: "Lager", minutes: [60, 90], notes: [""], internal: true },
];

const APPRENTICE: readonly JobKind[] = [
  { subject: "Werkstatt aufräumen", category: "Lager", minutes: [45, 60], notes: [""], internal: true },
  {
    subject: "Berichtsheft",
    category: "Büro",
    minutes: [45],
    notes: ["Bitte am Freitag vorlegen."],
    internal: true,
  },
  { subject: "Übungsstück löten", category: "Ausbildung", minutes: [60, 90], notes: [""], internal: true },
];

export const JOBS: Readonly<Record<Role, readonly JobKind[]>> = {
  owner: MASTER,
  master: MASTER,
  office: OFFICE,
  service: SERVICE,
  installer: INSTALLER,
  store: STORE,
  apprentice: APPRENTICE,
};

/** Work for two over several days. */
export const PROJECTS: readonly { subject: string; days: readonly number[]; notes: string }[] = [
  {
    subject: "Badsanierung",
    days: [4, 5, 6, 8],
    notes: "Staubschutz im Flur. Kunde ist ab 16 Uhr zu Hause.",
  },
  {
    subject: "Heizungstausch",
    days: [2, 3],
    notes: "Altgerät ausbauen und mitnehmen. Notheizung steht bereit.",
  },
  { subject: "Fußbodenheizung verlegen", days: [2, 3], notes: "Estrichleger kommt im Anschluss." },
  { subject: "Rohinstallation Neubau", days: [3, 4, 5], notes: "Baustrom vorhanden, Pläne im Container." },
];

export const EMERGENCIES: readonly string[] = [
  "Rohrbruch",
  "Heizungsausfall",
  "Wasser läuft nicht ab",
  "Gasgeruch gemeldet",
];
