// Changes single values of appsettings.json: comments, order and everything that is not ours stay as they are.
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { applyEdits, modify } from "jsonc-parser";
import { Fault } from "../../core/fault.ts";
import { codeOf } from "./key-file.ts";
import { replaceFile } from "./replace-file.ts";

export interface FileChange {
  /** `Sync.DeletionGuard.Count` */
  readonly key: string;
  /** Undefined: the key is removed, and the default counts. */
  readonly value: string | number | boolean | null | undefined;
}

/** Empty where there is none. Faults: `settingsUnwritable`. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (thrown) {
    if (codeOf(thrown) === "ENOENT" || codeOf(thrown) === "ENOTDIR") return "";
    throw new Fault("refused", "settingsUnwritable", { file, cause: codeOf(thrown) }, { cause: thrown });
  }
}

/** Tells one content of the file from any other. */
export function stampOf(file: string): string {
  return stampOfText(textOf(file));
}

export function stampOfText(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

/**
 * What the file would say after the changes; nothing is written. Faults: `settingsUnwritable`.
 */
export function changedText(file: string, changes: readonly FileChange[]): string {
  const before = textOf(file);
  const indent = /^([ \t]+)"/m.exec(before)?.[1] ?? "  ";
  const formattingOptions = {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 1 : indent.length,
    eol: before.includes("\r\n") ? "\r\n" : "\n",
  };
  return changes.reduce(
    (text, { key, value }) => applyEdits(text, modify(text, key.split("."), value, { formattingOptions })),
    before === "" ? "{}\n" : before,
  );
}

/** Writes it if the file still has this stamp. Faults: `settingsChanged`, `settingsUnwritable`. */
export function writeSettingsText(file: string, stamp: string, text: string): void {
  if (stampOf(file) !== stamp) throw new Fault("stale", "settingsChanged");
  replaceFile(file, text, statSync(file, { throwIfNoEntry: false })?.mode ?? 0o640);
}
