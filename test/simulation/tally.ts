// Counts what the stories met: which faults struck, which rules decided, which ways back were taken. Taken from what the engine says
// anyway: journal, reports, log, and the calls of its ports.
import type { JournalEntry, SyncReport } from "../../src/contract/report.ts";

export class Tally {
  readonly counts = new Map<string, number>();

  add(name: string, times = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + times);
  }

  addAll(other: ReadonlyMap<string, number>): void {
    for (const [name, times] of other) this.add(name, times);
  }

  report({ participants, skipped }: SyncReport): void {
    for (const { outcome, reason, parked } of participants) {
      this.add(`outcome ${outcome}${reason === undefined ? "" : ` ${reason}`}`);
      for (const one of parked) this.add(`parked ${one.reason}`);
    }
    for (const { reason } of skipped) this.add(`skipped ${reason}`);
  }

  journal(entries: readonly JournalEntry[]): void {
    for (const { reason } of entries) this.add(`rule ${reason}`);
  }
}
