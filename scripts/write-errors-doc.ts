// Writes docs/errors.md from the catalogue of sentences; with --check it only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { FAIL_REASONS, HOLD_REASONS, PARK_REASONS, SKIP_REASONS } from "../src/contract/reasons.ts";
import { FAULT_CODES } from "../src/core/fault.ts";
import { FAULT_FACTS } from "../src/core/sentences/fault-facts.ts";
import { FAULT_SENTENCES, REASON_SENTENCES } from "../src/core/sentences/sentences.ts";

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
`;

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== document) {
    process.stderr.write("docs/errors.md is not current: run node scripts/write-errors-doc.ts\n");
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, document);
}
