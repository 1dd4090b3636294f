// Reads appsettings.json: JSON with comments and trailing commas; a mistake is told with its line and column.
import { readFileSync } from "node:fs";
import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { Fault } from "../../core/fault.ts";

/** Null where there is no such file. Faults: `settingsUnreadable`. */
export function readSettingsFile(file: string): Record<string, unknown> | null {
  const content = readText(file);
  return content === null ? null : parseSettings(content, file);
}

/** Faults: `settingsUnreadable`. */
export function parseSettings(content: string, file: string): Record<string, unknown> {
  const errors: ParseError[] = [];
  const value: unknown = parse(content, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first !== undefined) {
    throw new Fault("refused", "settingsUnreadable", {
      file,
      cause: printParseErrorCode(first.error),
      ...positionOf(content, first.offset),
    });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Fault("refused", "settingsUnreadable", { file, cause: "ObjectExpected", line: 1, column: 1 });
  }
  return value as Record<string, unknown>;
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new Fault("refused", "settingsUnreadable", { file, cause: code }, { cause: thrown });
  }
}

function positionOf(content: string, offset: number): { line: number; column: number } {
  const before = content.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
