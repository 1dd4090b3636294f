// Who changed which setting, when, from what to what: one line of JSON for each change, only ever added to.
import { appendFileSync, readFileSync } from "node:fs";
import { Fault } from "../../core/fault.ts";
import { codeOf } from "./key-file.ts";

export interface RecordedChange {
  /** ISO 8601. */
  readonly at: string;
  /** An account of the console; null: at the command line. */
  readonly by: string | null;
  /** A setting, or `clientSecret`. */
  readonly key: string;
  /** As JSON; null where it was not given. Of a secret never more than that it changed. */
  readonly before: string | null;
  readonly after: string | null;
}

export class SettingsHistory {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add(changes: readonly RecordedChange[]): void {
    const lines = changes.map((change) => `${JSON.stringify(change)}\n`);
    try {
      appendFileSync(this.#file, lines.join(""), { mode: 0o600, flush: true });
    } catch (thrown) {
      const cause = codeOf(thrown);
      throw new Fault("refused", "settingsUnwritable", { file: this.#file, cause }, { cause: thrown });
    }
  }

  /** The newest first. A line that a power cut left half written is left out. */
  list(most: number): readonly RecordedChange[] {
    return this.#text()
      .split("\n")
      .slice(-most - 1)
      .flatMap(readLine)
      .reverse();
  }

  #text(): string {
    try {
      return readFileSync(this.#file, "utf8");
    } catch (thrown) {
      if (codeOf(thrown) === "ENOENT") return "";
      throw new Fault(
        "refused",
        "fileUnreadable",
        { file: this.#file, cause: codeOf(thrown) },
        { cause: thrown },
      );
    }
  }
}

function readLine(line: string): RecordedChange[] {
  try {
    const { at, by, key, before, after } = JSON.parse(line) as RecordedChange;
    return [{ at, by, key, before, after }];
  } catch {
    return [];
  }
}
