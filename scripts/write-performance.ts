// Writes docs/performance.md and its picture out of docs/performance.json, so that neither can say what was not measured; with --check it only
// compares. Without that file, which `npm run bench` leaves behind, there is nothing to write.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pageOf } from "./bench/page.ts";
import { pictureOf } from "./bench/picture.ts";
import type { Results } from "./bench/results.ts";

const docs = new URL("../docs/", import.meta.url);
const measured = new URL("performance.json", docs);

if (existsSync(measured)) {
  const results = JSON.parse(readFileSync(measured, "utf8")) as Results;
  const documents = { "performance.md": pageOf(results), "performance.svg": pictureOf(results) };
  for (const [name, text] of Object.entries(documents)) {
    const file = new URL(name, docs);
    if (!process.argv.includes("--check")) writeFileSync(file, text);
    else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
      console.error(`docs/${name} is not what docs/performance.json says: run npm run docs.`);
      process.exitCode = 1;
    }
  }
}
