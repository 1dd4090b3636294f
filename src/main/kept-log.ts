// The last lines of the log in memory, as they were written (and redacted), so that the console can show and search them.

export interface KeptLine {
  /** Ascending; never used twice while the process lives. */
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly level: string;
  readonly category: string;
  readonly message: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface LogFilter {
  /** This level and what is more serious. */
  readonly level?: string | undefined;
  readonly category?: string | undefined;
  /** Names of one person: login, mailbox; one of them stands somewhere in the line. */
  readonly person?: readonly string[] | undefined;
  readonly appointment?: string | undefined;
  readonly text?: string | undefined;
  /** Only lines with a higher number. */
  readonly after?: number | undefined;
}

const MOST_LINES = 5_000;
/** A line that is longer is cut: a few of them would take as much memory as all the others. */
const MOST_CHARACTERS = 8_000;

const LEVELS: readonly string[] = ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal"];

export class KeptLog {
  readonly #lines: string[] = [];
  #first = 1;

  /** Takes a line as it is written: one JSON object. */
  add(json: string): void {
    this.#lines.push(json.length <= MOST_CHARACTERS ? json : cut(json));
    if (this.#lines.length <= MOST_LINES) return;
    this.#lines.shift();
    this.#first += 1;
  }

  /** The number of the newest line; 0 where there is none. */
  get newest(): number {
    return this.#first + this.#lines.length - 1;
  }

  /** When the oldest line was written that is still there; null where there is none. */
  get since(): string | null {
    const [oldest] = this.#lines;
    return oldest === undefined ? null : read(oldest, this.#first).at;
  }

  /** The newest `most` lines that match, the newest last. */
  find(filter: LogFilter, most: number): readonly KeptLine[] {
    const found: KeptLine[] = [];
    const lowest = Math.max(0, (filter.after ?? 0) + 1 - this.#first);
    for (let index = this.#lines.length - 1; index >= lowest && found.length < most; index--) {
      const json = this.#lines[index] as string;
      // Most lines are told apart without reading them.
      if (!mentions(json, filter)) continue;
      const line = read(json, this.#first + index);
      if (matches(line, filter)) found.push(line);
    }
    return found.reverse();
  }
}

function cut(json: string): string {
  const { time, level, category, message } = JSON.parse(json) as Record<string, unknown>;
  const text = String(message).slice(0, MOST_CHARACTERS / 4);
  return JSON.stringify({
    time,
    level,
    category,
    message: text,
    detail: `${json.slice(0, MOST_CHARACTERS / 4)} …`,
  });
}

function mentions(json: string, { person, appointment, text }: LogFilter): boolean {
  const line = json.toLowerCase();
  const within = (wanted: string) => line.includes(JSON.stringify(wanted.toLowerCase()).slice(1, -1));
  return (
    (person === undefined || person.some(within)) &&
    (appointment === undefined || within(appointment)) &&
    (text === undefined || within(text))
  );
}

function read(json: string, number: number): KeptLine {
  const { time, level, category, message, ...detail } = JSON.parse(json) as Record<string, unknown>;
  return {
    number,
    at: String(time),
    level: String(level),
    category: String(category),
    message: String(message),
    detail,
  };
}

function matches(line: KeptLine, { level, category, person, appointment }: LogFilter): boolean {
  return (
    (level === undefined || LEVELS.indexOf(line.level) >= LEVELS.indexOf(level)) &&
    (category === undefined || line.category === category) &&
    (person === undefined || person.some((name) => holds(line.detail, name.toLowerCase()))) &&
    (appointment === undefined || holds(line.detail, appointment.toLowerCase()))
  );
}

/** Somewhere in the detail stands just this value: `anna` is not meant by `joanna`. */
function holds(value: unknown, wanted: string): boolean {
  if (typeof value === "string") return value.toLowerCase() === wanted;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((one) => holds(one, wanted));
}
