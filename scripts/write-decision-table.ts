// Writes docs/decision-table.md from the table that the engine decides by; with --check it only compares.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describeTable } from "../src/core/sync/describe-table.ts";

const file = new URL("../docs/decision-table.md", import.meta.url);

if (process.argv.includes("--check")) {
  if (readFileSync(file, "utf8") !== describeTable()) {
    console.error(
      "docs/decision-table.md is not what src/core/sync/decision-table.ts says: run npm run docs.",
    );
    process.exitCode = 1;
  }
} else {
  mkdirSync(new URL("../docs/", import.meta.url), { recursive: true });
  writeFileSync(file, describeTable());
}
