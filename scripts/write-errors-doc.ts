// Writes docs/errors.md from the catalogue of sentences; with --check it only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { DIFFERENCE_KINDS, PROSPECTS } from "../src/contract/audit.ts";
import {
  FAIL_REASONS,
  HOLD_REASONS,
  PARK_REASONS,
  SKIP_REASONS,
  UNDO_REFUSALS,
} from "../src/contract/reasons.ts";
import { FAULT_CODES } from "../src/core/fault.ts";
import { DIFFERENCE_SENTENCES, PROSPECT_SENTENCES } from "../src/core/sentences/difference-sentence.ts";
import { FAULT_FACTS } from "../src/core/sentences/fault-facts.ts";
import { FAULT_SENTENCES, REASON_SENTENCES } from "../src/core/sentences/sentences.ts";
import {
  IMPORT_REASONS,
  type ImportReason,
  importReasonSentence,
} from "../src/gateways/icalendar/not-taken-over.ts";

const file = new URL("../docs/errors.md", import.meta.url);

/** The sentence as it stands in the catalogue: optional parts left out, values as their names. */
function plain(template: string): string {
  return template
    .replace(/\[[^\]]*\]/g, "")
    .replace(/\{message\}/g, "(a sentence of its own)")
    .replace(/\{(\w+)\}/g, "‹$1›")
    .replaceAll("|", "\\|");
}

function reasonTable(reasons: readonly (keyof typeof REASON_SENTENCES.en)[]): string {
  const rows = reasons.map((reason) => {
    const { what, cure } = REASON_SENTENCES.en[reason];
    return `| \`${reason}\` | ${plain(what)} | ${plain(cure)} |`;
  });
  return ["| code | what it means | what to do |", "|---|---|---|", ...rows].join("\n");
}

function faultTable(): string {
  const rows = FAULT_CODES.map((code) => {
    const { what, cure } = FAULT_SENTENCES.en[code];
    const { kind, exit } = FAULT_FACTS[code];
    return `| \`${code}\` | ${kind} | ${exit} | ${plain(what)} | ${plain(cure)} |`;
  });
  return ["| code | kind | exit | what it means | what to do |", "|---|---|---|---|---|", ...rows].join("\n");
}

function differenceTable(): string {
  const rows = DIFFERENCE_KINDS.map((kind) => `| \`${kind}\` | ${DIFFERENCE_SENTENCES[kind].en}. |`);
  return ["| code | what differs |", "|---|---|", ...rows].join("\n");
}

function prospectTable(): string {
  const rows = PROSPECTS.map(
    (prospect) => `| \`${prospect}\` | ${plain(PROSPECT_SENTENCES[prospect].en)} | ${EXITS[prospect]} |`,
  );
  return ["| code | what becomes of it | exit |", "|---|---|---|", ...rows].join("\n");
}

const EXITS = { nextCycle: 0, readAgain: 1, waiting: 1, byHand: 1 } as const;

/** The program only tells the reason; what one can do about it stands here alone. */
const IMPORT_CURES: Readonly<Record<ImportReason, string>> = {
  outsideWindow:
    "Nothing, or widen Sync.MonthsPast and Sync.MonthsFuture and import again: what is there already is left alone.",
  cancelled: "Nothing to do.",
  superseded: "Nothing to do: the newer version was taken.",
  noOccurrence: "Nothing to do, unless the rule or its exceptions are a mistake.",
  startOutsideRule: "Enter that one day by hand if it is meant.",
  invalidTime: "Correct DTSTART, DTEND or DURATION in the program that wrote the file.",
  noStart: "Give the event a start in the program that wrote the file.",
  unknownTimeZone: "Use an IANA or Windows zone name, or a file that brings its VTIMEZONE along.",
  unsupportedRule: "Simplify the recurrence in the program that wrote the file, and export again.",
  tooManyOccurrences:
    "Shorten the series: more than 5,000 occurrences in the window are taken for a mistake.",
  reply: "Import the invitation itself.",
  task: "Nothing to do: planning has appointments only.",
  journalEntry: "Nothing to do: planning has appointments only.",
  freeBusy: "Nothing to do: planning has appointments only.",
  unknownComponent: "Nothing to do: it is no event.",
  unfinished: "Export the file again: it breaks off before END:VEVENT.",
  unreadable: "Export the file again, or correct the line that is named.",
};

/** The sentence comes first here: people look up what they read in the report. */
function importTable(): string {
  const rows = IMPORT_REASONS.map((reason) => {
    const sentence = importReasonSentence(reason, "en").replaceAll("|", "\\|");
    return `| … ${sentence} | \`${reason}\` | ${IMPORT_CURES[reason]} |`;
  });
  return ["| what the report says | code | what to do |", "|---|---|---|", ...rows].join("\n");
}

const document = `# Errors and reasons

Written by \`scripts/write-errors-doc.ts\` from the catalogue in \`src/core/sentences\`: change it there.

## Faults

A command that ends with a fault prints one sentence with the code in brackets; with \`--json\` it prints
\`{ "error": { "code", "kind", "message", "cure", "detail" } }\` on standard output. Kinds: *refused* (somebody must change something),
*unavailable* (the same attempt may work later), *stale* (the other side moved on; decided again by itself), *broken* (our bug).

${faultTable()}

## Why a user is skipped

Told by the planning side; a skipped user is no error, the exit code stays 0.

${reasonTable(SKIP_REASONS)}

## Why a participant failed

Told by Microsoft 365, or a store that cannot be used. Exit code 1; \`credentialsRefused\` 4; \`stateUnreachable\` and \`planningUnreachable\` 3.

${reasonTable(FAIL_REASONS)}

## Why one appointment is parked

It is set aside and tried again with growing pauses; everything else goes on. Exit code 1.

${reasonTable(PARK_REASONS)}

## Why deletions are held

Nothing is deleted until somebody answers. Exit code 1.

${reasonTable(HOLD_REASONS)}

## Why an entry of the journal was not taken back

Told by \`termin-sync undo\`; everything else is taken back. Exit code 1.

${reasonTable(UNDO_REFUSALS)}

## What a full comparison finds

\`termin-sync audit\` names each difference between planning and calendar (\`kind\`):

${differenceTable()}

and what becomes of it (\`prospect\`):

${prospectTable()}

## Why an entry of a calendar file was not taken over

\`termin-sync import\` lists each with its place in the file, a sentence and the code in brackets; with \`--json\` under
\`notTakenOver\`. Everything else of the file is imported; exit code 0.

${importTable()}
`;

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== document) {
    process.stderr.write("docs/errors.md is not current: run node scripts/write-errors-doc.ts\n");
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, document);
}
