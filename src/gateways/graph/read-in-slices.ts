// The pages of a reading by delta. A window that is too much for one round is read in halves, and those in halves, each by links of its own:
// for large mailboxes a long one ends in 503 or 504 in the middle of the round (microsoft-graph-docs#3657, #6499, msgraph-sdk-dotnet#1568) or
// leads in circles (msgraph-sdk-dotnet#3070, #3082), however often it is repeated.
import { Fault } from "../../core/fault.ts";
import type { CalendarCursor } from "../../core/model/ids.ts";
import { NETWORK_BUDGET, type RetryBudget, SERVICE_BUDGET } from "../../core/pacing/patience.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { WindowSpan } from "../../engine/ports/planning.ts";
import { userPath } from "./graph-client.ts";
import type { Access } from "./read-mailbox.ts";
import { type FirstPage, readPages } from "./read-pages.ts";
import { type Told, told } from "./told.ts";

export interface Reading {
  /** The last word on each id. */
  readonly items: Map<string, Told>;
  readonly cursor: CalendarCursor;
}

/** What one round told, and where it goes on. */
interface Slice {
  /** The last word on each id. */
  readonly items: ReadonlyMap<string, Told>;
  readonly deltaLink: string;
}

type Span = Pick<WindowSpan, "start" | "end">;

/** About a month: what fails over less is not cured by asking for less. */
const SHORTEST_SLICE_MS = 30 * 24 * 60 * 60 * 1000;

/** Everything in the window. */
export async function readWindow(access: Access, mailbox: Mailbox, window: WindowSpan): Promise<Reading> {
  const reader = new WindowReader(access, mailbox);
  await reader.read(window);
  return readingOf(reader.finish());
}

/** What changed since the cursor, asked of all its links at a time: together they may travel in one envelope. */
export async function readSince(access: Access, mailbox: Mailbox, cursor: CalendarCursor): Promise<Reading> {
  const rounds = linksOf(access, mailbox, cursor).map((url) =>
    readRound(access, mailbox, { url, isLink: true, isShared: true }),
  );
  const slices: Slice[] = [];
  // All of them have come to an end before a fault of one is thrown.
  for (const outcome of await Promise.allSettled(rounds)) {
    if (outcome.status === "rejected") throw outcome.reason;
    slices.push(outcome.value);
  }
  return readingOf(slices);
}

/** A day wider at both ends: the server judges all-day events by UTC (observed), the engine by their dates. So slices overlap as well. */
export function spanOf({ start, end }: Span): string {
  const edge = (instant: string, hours: number) =>
    Temporal.Instant.from(instant).add({ hours }).round({ smallestUnit: "second", roundingMode: "trunc" });
  return `startDateTime=${edge(start, -24)}&endDateTime=${edge(end, 24)}`;
}

class WindowReader {
  readonly #access: Access;
  readonly #mailbox: Mailbox;
  readonly #slices: Slice[] = [];
  /** Parts of the window that are too much for one round, each named by the halves that lead to it. */
  readonly #tooMuch: Set<string>;
  #hasFailed = false;
  /** Of the round that is being read. */
  #hasBegun = false;

  constructor(access: Access, mailbox: Mailbox) {
    this.#access = access;
    this.#mailbox = mailbox;
    this.#tooMuch = new Set(access.slicing.tooMuch(mailbox));
  }

  /** Throws the fault of the shortest span that fails: what keeps this calendar from being read now. */
  async read(span: Span, name = ""): Promise<void> {
    const halves = halvesOf(span);
    if (halves === null || !this.#tooMuch.has(name)) {
      try {
        this.#slices.push(await this.#readRound(span, halves === null));
        return;
      } catch (thrown) {
        if (halves === null || !this.#isTooMuch(thrown)) throw thrown;
        this.#hasFailed = true;
        this.#tooMuch.add(name);
        this.#access.around.log.information("Graph", "Too long for one round of reading; halving it.", {
          start: span.start,
          end: span.end,
          code: thrown.code,
        });
      }
    }
    for (const [index, half] of (halves ?? []).entries()) await this.read(half, `${name}${index}`);
  }

  /** Every part was answered. */
  finish(): readonly Slice[] {
    if (this.#hasFailed) this.#access.slicing.learn(this.#mailbox, this.#tooMuch);
    return this.#slices;
  }

  #readRound(span: Span, isShortest: boolean): Promise<Slice> {
    this.#hasBegun = false;
    const first = {
      url: `${userPath(this.#mailbox)}/calendarView/delta?${spanOf(span)}`,
      isLink: false,
      patience: this.#patience(isShortest),
    };
    return readRound(this.#access, this.#mailbox, first, () => {
      this.#hasBegun = true;
    });
  }

  /** A server that asks for a wait before it has answered anything is busy with others. */
  #isTooMuch(thrown: unknown): thrown is Fault {
    if (!(thrown instanceof Fault)) return false;
    if (thrown.code === "graphUnavailable") return this.#hasBegun || thrown.retryAfterMs === null;
    return thrown.code === "pageLoop";
  }

  /** After a first failure asking for less takes the place of waiting: in an outage no more than one wait comes before the fault. */
  #patience(isShortest: boolean): RetryBudget {
    const isWorthWaiting = !this.#hasFailed || (isShortest && this.#slices.length > 0);
    return isWorthWaiting ? SERVICE_BUDGET : NETWORK_BUDGET;
  }
}

async function readRound(
  access: Access,
  mailbox: Mailbox,
  first: FirstPage,
  onPage: () => void = () => undefined,
): Promise<Slice> {
  const items = new Map<string, Told>();
  const deltaLink = await readPages(access, mailbox, "changes", first, (page) => {
    onPage();
    for (const item of page) {
      if (typeof item.id === "string" && item.id !== "") items.set(item.id, told(access, mailbox, item));
    }
  });
  if (deltaLink === null)
    throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "no delta link" });
  access.client.refuseForeign(deltaLink);
  return { items, deltaLink };
}

function halvesOf({ start, end }: Span): readonly Span[] | null {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  if (to - from < 2 * SHORTEST_SLICE_MS) return null;
  const middle = Temporal.Instant.fromEpochMilliseconds(Math.floor((from + to) / 2)).toString();
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}

/**
 * One picture of slices that were read one after the other. Each link tells whatever changes in its span after its own reading, so where
 * slices contradict each other because something happened in between, the older one's next round sets it right; until then it is enough
 * that nothing counts as gone unasked:
 * - What a slice calls removed while another one has it, has crossed a border. The rest of what is removed is looked at before it is believed.
 * - A series is what all slices together tell of it. If one of them says nothing because nothing changed there, its occurrences seem to be
 *   missing from the series: that costs a look at each, which finds them.
 */
function readingOf(slices: readonly Slice[]): Reading {
  const items = new Map<string, Told>();
  for (const slice of slices) {
    for (const [id, item] of slice.items) {
      const known = items.get(id);
      if (known === undefined || known.kind === "removed" || item.kind !== "removed") items.set(id, item);
    }
  }
  return { items, cursor: cursorOf(slices.map(({ deltaLink }) => deltaLink)) };
}

/** A plain link where there is one; a link never begins like a list. */
function cursorOf(links: readonly string[]): CalendarCursor {
  const [link = ""] = links;
  return (links.length === 1 ? link : JSON.stringify(links)) as CalendarCursor;
}

/** Links are checked when they come in, so a foreign cursor is one of former settings: it is worth nothing any more. */
function linksOf({ client }: Access, mailbox: Mailbox, cursor: CalendarCursor): readonly string[] {
  try {
    const links: unknown = cursor.startsWith("[") ? JSON.parse(cursor) : [cursor];
    if (!isListOfLinks(links)) throw new RangeError("no links");
    for (const link of links) client.refuseForeign(link);
    return links;
  } catch {
    throw new Fault("stale", "cursorExpired", { mailbox: mailbox.email, reason: "foreign" });
  }
}

function isListOfLinks(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((link) => typeof link === "string");
}
