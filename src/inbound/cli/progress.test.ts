// The lines in which a cycle tells how far it is where no terminal draws bars.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Lang } from "../../core/sentences/lang.ts";
import { showProgress } from "./progress.ts";
import type { Terminal } from "./terminal.ts";

function linesOf(lang: Lang): string[] {
  const told: string[] = [];
  const terminal = { isLive: false, line: (text: string) => told.push(text) } as unknown as Terminal;
  const { onProgress } = showProgress(terminal, lang);
  onProgress({ kind: "started", login: "anna", displayName: "Anna", initial: true });
  const [login, total] = ["anna", 200];
  onProgress({ kind: "advanced", login, total, done: 0, remainingSeconds: null });
  onProgress({ kind: "advanced", login, total, done: 20, remainingSeconds: 135 });
  onProgress({ kind: "advanced", login, total, done: 21, remainingSeconds: 134 });
  onProgress({ kind: "advanced", login, total, done: 40, remainingSeconds: null });
  return told;
}

test("every tenth is told, with the time that remains as soon as it is known", () => {
  assert.deepEqual(linesOf("de").slice(1), [
    "Anna: 20 von 200 (10 %), noch 2 min 15 s",
    "Anna: 40 von 200 (20 %)",
  ]);
  assert.deepEqual(linesOf("en").slice(1), [
    "Anna: 20 of 200 (10 %), 2 min 15 s left",
    "Anna: 40 of 200 (20 %)",
  ]);
});
