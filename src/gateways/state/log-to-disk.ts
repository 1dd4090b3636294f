// Makes SQLite's write-ahead log safe from a power cut. SQLite itself would do it within each commit (synchronous = full) and keep the
// whole process waiting for the disk; here the operating system does it while the process goes on.
import { type FileHandle, open } from "node:fs/promises";
import { Fault } from "../../core/fault.ts";

export class LogToDisk {
  readonly #file: string;
  #handle: FileHandle | null = null;
  #failure: Fault | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Resolves when everything that was committed before the call has reached the disk. Faults: `stateUnreachable`, and from then on for
   * ever: a system that could not write some pages may count them as written the next time.
   */
  async sync(): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    try {
      this.#handle ??= await open(`${this.#file}-wal`, "r+");
      await this.#handle.datasync();
    } catch (cause) {
      this.#failure = new Fault("unavailable", "stateUnreachable", { file: this.#file }, { cause });
      throw this.#failure;
    }
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }
}
