// The house rules, held against this repository.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { DIFFERENCE_KINDS, PROSPECTS } from "../../src/contract/audit.ts";
import {
  FAIL_REASONS,
  HOLD_REASONS,
  PARK_REASONS,
  SKIP_REASONS,
  UNDO_REFUSALS,
} from "../../src/contract/reasons.ts";
import { FAULT_CODES } from "../../src/core/fault.ts";
import { codeProblems } from "./documented-codes.ts";
import { layerProblems } from "./layers.ts";
import { versionProblems } from "./package-rules.ts";
import { readTree } from "./source-files.ts";
import { leftoverProblems, nameProblems, openingProblems, purityProblems, sizeProblems } from "./style.ts";
import { templateProblems } from "./templates.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const files = readTree(root);

function none(problems: readonly string[]): void {
  assert.deepEqual(problems, []);
}

test("the rules look at files", () => {
  for (const folder of [
    "src/contract",
    "src/core",
    "src/engine",
    "src/gateways",
    "src/inbound",
    "src/main",
    "sandbox",
    "console/src/views",
  ]) {
    assert.ok(
      files.some(({ path }) => path.startsWith(`${folder}/`)),
      `no file in ${folder}`,
    );
  }
  assert.ok(files.flatMap((file) => file.imports).length > 100, "hardly an import was found");
});

test("imports follow the arrow", () => none(layerProblems(files)));
test("core is pure", () => none(purityProblems(files)));
test("file names say what is inside", () => none(nameProblems(files)));
test("each file opens by saying what it is for", () => none(openingProblems(files)));
test("files stay small", () => none(sizeProblems(files)));
test("components show text as text, and from the catalogue", () => none(templateProblems(files)));
test("nothing is left behind", () => none(leftoverProblems(files)));

test("package.json names exact versions", () => {
  none(versionProblems(readFileSync(`${root}package.json`, "utf8")));
});

test("docs/errors.md has a line for each code", () => {
  const codes = [
    ...FAULT_CODES,
    ...SKIP_REASONS,
    ...FAIL_REASONS,
    ...PARK_REASONS,
    ...HOLD_REASONS,
    ...UNDO_REFUSALS,
    ...DIFFERENCE_KINDS,
    ...PROSPECTS,
  ];
  none(codeProblems(readFileSync(`${root}docs/errors.md`, "utf8"), codes));
});

test("generated documents are current", () => {
  const writers = readdirSync(`${root}scripts`).filter((name) => /^write-.*\.ts$/.test(name));
  assert.ok(writers.length > 0, "no script writes a document");
  for (const writer of writers) {
    const run = spawnSync(process.execPath, [`${root}scripts/${writer}`, "--check"], { encoding: "utf8" });
    assert.equal(run.status, 0, `scripts/${writer} --check: ${run.stdout}${run.stderr}`);
  }
});
