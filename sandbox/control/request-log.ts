// The last requests, for a person who looks and for a test that counts.

export interface LogEntry {
  /** Counts up in the order in which requests ended: whoever asks for what came after an id misses none. */
  id: number;
  /** ISO 8601, by the sandbox's clock. */
  at: string;
  method: string;
  /** Path and query as sent. */
  url: string;
  status: number;
  /** User principal name; null outside mailboxes. */
  mailbox: string | null;
  ms: number;
  /** The `requestId` of the $batch request that carried it; null on its own. */
  batch: string | null;
  /** It came although a Retry-After had not passed yet. */
  early: boolean;
  /** The name of the fault that was played; null without. */
  fault: string | null;
  code: string | null;
  requestId: string;
  clientRequestId: string | null;
}

export class RequestLog {
  readonly #size: number;
  #entries: LogEntry[] = [];
  #count = 0;

  constructor(size = 5000) {
    this.#size = size;
  }

  add(entry: Omit<LogEntry, "id">): void {
    this.#entries.push({ id: ++this.#count, ...entry });
    if (this.#entries.length > this.#size * 2) this.#entries = this.#entries.slice(-this.#size);
  }

  /** Entries with a greater id, oldest first. */
  since(id: number): LogEntry[] {
    return this.#entries.slice(-this.#size).filter((entry) => entry.id > id);
  }

  /** How many have ended: the id of the last one. */
  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#entries = [];
  }
}
