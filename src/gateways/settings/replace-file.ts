// Replaces a file as a whole: whoever reads it sees the old or the new content, and a power cut leaves one of them.
import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Fault } from "../../core/fault.ts";
import { codeOf } from "./key-file.ts";

/** `mode`: of a file that is made. Faults: `settingsUnwritable`; then nothing has changed. */
export function replaceFile(file: string, text: string, mode: number): void {
  const target = realNameOf(file);
  const draft = `${target}.${process.pid}.new`;
  try {
    writeFileSync(draft, text, { mode, flush: true });
    renameSync(draft, target);
    syncFolder(dirname(target));
  } catch (thrown) {
    rmSync(draft, { force: true });
    throw new Fault("refused", "settingsUnwritable", { file, cause: codeOf(thrown) }, { cause: thrown });
  }
}

/** A link stays a link. */
function realNameOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** So that the new name outlives a power cut; Windows opens no folders. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
