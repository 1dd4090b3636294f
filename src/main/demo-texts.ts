// What the demo says at the terminal, in both languages.
import type { InLangs } from "../core/sentences/lang.ts";

interface Places {
  readonly sandboxUrl: string;
  readonly consoleUrl: string;
  /** Null once somebody has an account. */
  readonly setUpUrl: string | null;
  readonly folder: string;
}

interface DemoTexts {
  readonly building: string;
  readonly kept: string;
  readonly keptAnother: string;
  readonly ready: (places: Places) => readonly string[];
}

export const DEMO_TEXTS: InLangs<DemoTexts> = {
  de: {
    building: "Der Musterbetrieb wird angelegt …",
    kept: "Der Musterbetrieb vom letzten Mal macht weiter (--fresh beginnt neu).",
    keptAnother:
      "Der Musterbetrieb vom letzten Mal macht weiter, so wie er ist; mit --fresh dazu gelten die neuen Angaben.",
    ready: ({ sandboxUrl, consoleUrl, setUpUrl, folder }) => [
      "",
      `  Konsole:            ${setUpUrl ?? consoleUrl}`,
      ...(setUpUrl === null
        ? []
        : [
            "                      (Der Link legt das erste Konto an; er gilt einmal und eine halbe Stunde.)",
          ]),
      `  Outlook (Sandbox):  ${sandboxUrl}`,
      `  Planung (SQLite):   ${folder}/planning.db`,
      "",
      "  Verschieben Sie in der Sandbox einen Termin: Er steht Sekunden später auf der Tafel, und umgekehrt.",
      "  Die Sandbox hat ein eigenes Zertifikat; der Browser fragt einmal nach. Ende mit Strg-C.",
      "",
    ],
  },
  en: {
    building: "Building the sample company …",
    kept: "The sample company of last time goes on (--fresh starts anew).",
    keptAnother:
      "The sample company of last time goes on as it is; together with --fresh the new options count.",
    ready: ({ sandboxUrl, consoleUrl, setUpUrl, folder }) => [
      "",
      `  Console:              ${setUpUrl ?? consoleUrl}`,
      ...(setUpUrl === null
        ? []
        : [
            "                        (The link makes the first account; it is valid once and for half an hour.)",
          ]),
      `  Outlook (sandbox):    ${sandboxUrl}`,
      `  Planning (SQLite):    ${folder}/planning.db`,
      "",
      "  Move an appointment in the sandbox: seconds later it is on the board, and the other way round.",
      "  The sandbox has a certificate of its own; the browser asks once. Ctrl-C ends it.",
      "",
    ],
  },
};
