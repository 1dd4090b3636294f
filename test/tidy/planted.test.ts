// The rules themselves: each one has to find a violation that is planted in a tree of its own.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { codeOnly } from "./code-only.ts";
import { codeProblems } from "./documented-codes.ts";
import { layerProblems } from "./layers.ts";
import { versionProblems } from "./package-rules.ts";
import { readTree, type SourceFile } from "./source-files.ts";
import { leftoverProblems, nameProblems, openingProblems, purityProblems, sizeProblems } from "./style.ts";
import { templateProblems } from "./templates.ts";

type Rule = (files: readonly SourceFile[]) => string[];

function problemsOf(rule: Rule, path: string, text: string): string[] {
  const root = mkdtempSync(join(tmpdir(), "tidy-"));
  try {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    const files = readTree(root);
    assert.equal(files.length, 1);
    return rule(files);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const BAD_IMPORTS: readonly [path: string, statement: string][] = [
  ["src/core/a.ts", 'import { x } from "../engine/x.ts";'],
  ["src/core/a.ts", 'import type { X } from "../engine/x.ts";'],
  ["src/core/a.ts", 'export { x } from "../engine/x.ts";'],
  ["src/core/a.ts", 'export * from "../engine/x.ts";'],
  ["src/core/a.ts", 'const x = import("../engine/x.ts");'],
  ["src/core/a.ts", 'import {\n  x,\n  y,\n} from "../engine/x.ts";'],
  ["src/core/a.ts", 'import "node:fs";'],
  ["src/core/a.ts", 'import { z } from "zod";'],
  ["src/contract/a.ts", 'import type { X } from "../core/x.ts";'],
  ["src/engine/a.ts", 'import { x } from "../gateways/graph/x.ts";'],
  ["src/engine/a.ts", 'import { x } from "node:path";'],
  ["src/gateways/graph/a.ts", 'import { x } from "../state/x.ts";'],
  ["src/gateways/graph/a.ts", 'import { x } from "../../inbound/cli/x.ts";'],
  ["src/inbound/cli/a.ts", 'import { x } from "../http/x.ts";'],
  ["src/inbound/cli/a.ts", 'import { x } from "../../gateways/graph/x.ts";'],
  ["src/inbound/cli/a.ts", 'import { x } from "../../main/x.ts";'],
  ["src/inbound/cli/a.ts", 'import { x } from "../../../sandbox/x.ts";'],
  ["src/other/a.ts", 'import { x } from "../core/x.ts";'],
  ["sandbox/a.ts", 'import { x } from "../src/core/x.ts";'],
  ["src/main/a.ts", 'import { x } from "../../test/x.ts";'],
  ["src/core/a.ts", 'import { x } from "../../test/support/x.ts";'],
  ["console/src/board/a.ts", 'import { x } from "../../../src/core/x.ts";'],
  ["console/src/board/a.ts", 'import type { X } from "../../../src/inbound/http/x.ts";'],
  ["console/src/board/a.ts", 'import { x } from "node:crypto";'],
  ["console/src/parts/a.ts", 'import X from "../views/X.svelte";'],
];

test("a component's imports are looked at, in both its scripts, and what it shows is not", () => {
  const wrong = 'import { x } from "../../../src/core/x.ts";';
  const tell = (text: string) => problemsOf(layerProblems, "console/src/views/A.svelte", text).length;
  assert.equal(tell(`<!-- A. -->\n<script lang="ts">\n${wrong}\n</script>\n<p>a</p>\n`), 1);
  assert.equal(
    tell(
      `<!-- A. -->\n<script lang="ts" module>\n${wrong}\n</script>\n<script lang="ts">\n${wrong}\n</script>\n`,
    ),
    2,
  );
  assert.equal(tell(`<!-- A. -->\n<p>\n${wrong}\n</p>\n`), 0);
});

test("a component's name, opening, size and leftovers are looked at", () => {
  const opened = "<!-- A. -->\n";
  for (const name of ["Helper", "a-view", "board"])
    assert.equal(problemsOf(nameProblems, `console/src/views/${name}.svelte`, opened).length, 1, name);
  assert.equal(problemsOf(nameProblems, "console/src/utils.svelte.ts", "// A.\n").length, 1);
  assert.deepEqual(problemsOf(nameProblems, "console/src/views/SignIn.svelte", opened), []);
  assert.deepEqual(problemsOf(nameProblems, "console/src/place.svelte.ts", "// A.\n"), []);
  assert.equal(problemsOf(openingProblems, "console/src/A.svelte", "<p>a</p>\n").length, 1);
  assert.deepEqual(problemsOf(openingProblems, "console/src/A.svelte", opened), []);
  assert.equal(problemsOf(sizeProblems, "console/src/A.svelte", `${opened}<p></p>\n`.repeat(151)).length, 1);
  const later = `${opened}<!-- TO${"DO"} -->\n`;
  assert.equal(problemsOf(leftoverProblems, "console/src/A.svelte", later).length, 1);
});

const BAD_TEMPLATES = [
  "<p>{@html a}</p>",
  '<p style="color: red">{a}</p>',
  "<p>Speichern</p>",
  "{#if a}<b>Save</b>{/if}",
  '<button aria-label="Save">{a}</button>',
  '<input placeholder="Name" />',
  '<img alt="A face" src="/a.png" />',
  '<Dialog title="Sure?">{a}</Dialog>',
  '<a href="javascript:alert(1)">{a}</a>',
  '<script lang="ts">a.innerHTML = b;</script>',
];
for (const template of BAD_TEMPLATES) {
  test(`a component may not: ${template}`, () => {
    assert.equal(
      problemsOf(templateProblems, "console/src/A.svelte", `<!-- A. -->\n${template}\n`).length,
      1,
    );
  });
}

test("a component may show texts of the catalogue, signs and numbers", () => {
  const good =
    '<!-- Save. -->\n<p class="card" title={text("a")}>{text("b")} → 12 %, <b style:width="{a}px">✕</b></p>\n';
  assert.deepEqual(problemsOf(templateProblems, "console/src/A.svelte", good), []);
});

for (const [path, statement] of BAD_IMPORTS) {
  test(`${path} may not: ${statement.replaceAll("\n", " ")}`, () => {
    assert.equal(problemsOf(layerProblems, path, `// A.\n${statement}\n`).length, 1);
  });
}

test("imports along the arrow are fine", () => {
  const good: readonly [string, string][] = [
    ["src/core/a.ts", 'import type { X } from "../contract/x.ts";'],
    ["src/gateways/graph/a.ts", 'import { x } from "./deep/x.ts";\nimport "node:fs";\nimport y from "pino";'],
    [
      "src/main/a.ts",
      'import { start } from "../../sandbox/start.ts";\nimport { x } from "../gateways/graph/x.ts";',
    ],
    ["src/core/a.test.ts", 'import { test } from "node:test";\nimport fc from "fast-check";'],
    ["src/core/a.test.ts", 'import { x } from "../../test/support/x.ts";'],
  ];
  for (const [path, text] of good) assert.deepEqual(problemsOf(layerProblems, path, text), []);
});

const IMPURE = ["Date.now()", "new Date()", "Math.random()", "setTimeout(x, 1)", "Temporal.Now.instant()"];
for (const expression of [...IMPURE, "process.exit()", "console.log(1)", "async () => 1"]) {
  test(`core may not: ${expression}`, () => {
    const text = `// A.\nexport const a = ${expression};\n`;
    assert.equal(problemsOf(purityProblems, "src/core/a.ts", text).length, 1);
    assert.equal(
      problemsOf(purityProblems, "src/core/a.ts", `// A.\nexport const a = \`\${${expression}}\`;\n`).length,
      1,
    );
    assert.deepEqual(
      problemsOf(purityProblems, "src/core/a.ts", `// ${expression}\nexport const a = "x";\n`),
      [],
    );
    assert.deepEqual(problemsOf(purityProblems, "src/engine/a.ts", text), []);
  });
}

test("a name that says nothing is found", () => {
  for (const path of ["src/core/utils.ts", "src/core/helpers/a.ts", "sandbox/manager.ts", "src/core/aB.ts"]) {
    assert.equal(problemsOf(nameProblems, path, "// A.\n").length, 1, path);
  }
  assert.deepEqual(problemsOf(nameProblems, "src/core/service-file.test.ts", "// A.\n"), []);
});

test("a missing opening is found", () => {
  assert.equal(problemsOf(openingProblems, "src/core/a.ts", "export const a = 1;\n").length, 1);
  assert.deepEqual(problemsOf(openingProblems, "src/core/a.ts", "#!/usr/bin/env node\n// A.\n"), []);
});

test("a file that grew too long is found", () => {
  assert.equal(problemsOf(sizeProblems, "src/core/a.ts", "// A.\n".repeat(301)).length, 1);
  assert.equal(problemsOf(sizeProblems, "src/core/a.test.ts", "// A.\n".repeat(601)).length, 1);
});

test("leftovers are found", () => {
  for (const text of ["TO" + "DO later", "FIX" + "ME", "@ts-" + "ignore"]) {
    assert.equal(problemsOf(leftoverProblems, "src/core/a.ts", `// A.\n// ${text}\n`).length, 1, text);
  }
  assert.equal(problemsOf(leftoverProblems, "src/core/a.ts", "// A.\nconst a = b as any;\n").length, 1);
  for (const text of [
    "test.only('a')",
    "it.skip('a')",
    "test('a', { skip: true }, f)",
    "test('a', { only: true })",
  ]) {
    assert.equal(problemsOf(leftoverProblems, "test/a.test.ts", `// A.\n${text};\n`).length, 1, text);
  }
});

test("a version range is found", () => {
  for (const version of ["^1.2.3", "~1.2.3", "1.x", "latest", "*", ">=1.2.3", "npm:b@^1.2.3", "npm:b"]) {
    assert.equal(versionProblems(JSON.stringify({ dependencies: { a: version } })).length, 1, version);
  }
  for (const version of ["1.2.3", "npm:b@1.2.3", "npm:@c/b@1.2.3"]) {
    assert.deepEqual(versionProblems(JSON.stringify({ devDependencies: { a: version } })), [], version);
  }
});

test("codes and their documentation are compared both ways", () => {
  assert.deepEqual(codeProblems("| `a` | x |\n| `b` | y |\n", ["a", "b"]), []);
  assert.deepEqual(codeProblems("| `a` | x |\n", ["a", "b"]), ["docs/errors.md: lacks b"]);
  assert.deepEqual(codeProblems("| `a` | x |\n| `b` | y |\n", ["a"]), ["docs/errors.md: b is no code"]);
});

test("code is told from what it says", () => {
  // § stands for the dollar sign of a template.
  const cases: readonly [string, string][] = [
    ['a("await") // await', "a(       )         "],
    ["a(/[\"'/]/, await)", "a(       , await)"],
    ["`x §{await `y §{z} y`} x`", "`  §{await `  §{z}  `}  `"],
    ["a / b / await", "a / b / await"],
    ["{ a: `§{{ b: 1 }}` } await", "{ a: `§{{ b: 1 }}` } await"],
  ];
  for (const [text, code] of cases) assert.equal(codeOnly(dollars(text)), dollars(code));
});

function dollars(text: string): string {
  return text.replaceAll("§", "$");
}
