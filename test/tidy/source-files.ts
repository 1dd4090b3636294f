// Reads the TypeScript and Svelte files of a tree for the tidy rules: their text, their code without comments and strings, their imports.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { blank, codeOnly } from "./code-only.ts";

export interface SourceFile {
  /** From the root of the tree, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Comments and the insides of strings are blanks, of a component also its template; lines stay where they are. */
  readonly code: string;
  /** What it imports or re-exports, types included, statically or by import(). */
  readonly imports: readonly string[];
}

const FOLDERS = ["src", "sandbox", "scripts", "test", "bench", "console"];
const LEFT_OUT = new Set(["node_modules", "dist", "data", ".git", ".svelte-check"]);

export function readTree(root: string): readonly SourceFile[] {
  return FOLDERS.flatMap((folder) => filesBelow(join(root, folder)))
    .filter((file) => /\.(?:[cm]?ts|svelte)$/.test(file))
    .map((file) => readSource(file, relative(root, file).split(sep).join("/")));
}

function filesBelow(folder: string): string[] {
  let entries: import("node:fs").Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => !LEFT_OUT.has(entry.name))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
}

function readSource(file: string, path: string): SourceFile {
  const text = readFileSync(file, "utf8");
  const script = path.endsWith(".svelte") ? scriptsOnly(text) : text;
  return { path, text, code: codeOnly(script), imports: importsOf(script) };
}

/** Everything outside of a component's scripts blanked out. */
function scriptsOnly(text: string): string {
  const SCRIPT = /(<script\b[^>]*>)(.*?)(<\/script>)/gs;
  let out = "";
  let from = 0;
  for (const { index, 1: start = "", 2: inside = "" } of text.matchAll(SCRIPT)) {
    out += blank(text.slice(from, index + start.length)) + inside;
    from = index + start.length + inside.length;
  }
  return out + blank(text.slice(from));
}

const STATEMENT = /^[ \t]*(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"'\n]+)["']/gm;
const SIDE_EFFECT = /^[ \t]*import\s*["']([^"'\n]+)["']/gm;
const CALL = /\b(?:import|require)\s*\(\s*["'`]([^"'`\n]+)["'`]/g;

function importsOf(text: string): readonly string[] {
  return [STATEMENT, SIDE_EFFECT, CALL].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? ""),
  );
}
