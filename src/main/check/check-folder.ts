// The data folder: its rights, and the room on its disk.
import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { Findings } from "./run-checks.ts";

const MEBIBYTE = 1024 ** 2;
const ENOUGH = 1024 * MEBIBYTE;
const LEAST = 100 * MEBIBYTE;

export function checkFolder(findings: Findings, folder: string): void {
  // One that is still to be made is made in the nearest one that is there.
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  if (!isWritable(there)) findings.say("dataFolder", "fail", "folderClosed", { folder: there });
  else if (there === folder && isOpenToAll(folder))
    findings.say("dataFolder", "warn", "folderOpen", { folder });
  else findings.say("dataFolder", "pass", "folderGood", { folder });
  const { bavail, bsize } = statfsSync(there);
  const bytes = bavail * bsize;
  const free = bytes >= ENOUGH ? `${Math.floor(bytes / ENOUGH)} GiB` : `${Math.floor(bytes / MEBIBYTE)} MiB`;
  if (bytes >= ENOUGH) findings.say("diskSpace", "pass", "diskEnough", { free });
  else findings.say("diskSpace", bytes < LEAST ? "fail" : "warn", "diskLow", { free });
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Windows has no such bits. */
function isOpenToAll(folder: string): boolean {
  return process.platform !== "win32" && (statSync(folder).mode & 0o007) !== 0;
}
