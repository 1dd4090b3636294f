// One turn of reading a calendar by delta: everything told, stubs made whole, and for each series what is left of it.
// learn.microsoft.com/graph/delta-query-events
import type { GraphEvent } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import { composeOccurrence, isStub, kindOfEvent } from "../../core/mapping/event-from-graph.ts";
import type { CalendarEvent } from "../../core/model/event.ts";
import type { CalendarCursor, EventId } from "../../core/model/ids.ts";
import type { CalendarRound, Mailbox } from "../../engine/ports/calendar.ts";
import type { WindowSpan } from "../../engine/ports/planning.ts";
import { getMany } from "./get-many.ts";
import { isNotThere, isOk, refusedByMailbox } from "./mailbox-fault.ts";
import { readSince, readWindow, spanOf } from "./read-in-slices.ts";
import { type Access, eventPath, isEvent, readEvent } from "./read-mailbox.ts";
import { readPages } from "./read-pages.ts";
import { type Told, told } from "./told.ts";

export async function readChanges(
  access: Access,
  mailbox: Mailbox,
  window: WindowSpan,
  cursor: CalendarCursor | null,
): Promise<CalendarRound> {
  const isComplete = cursor === null;
  const reading = isComplete
    ? await readWindow(access, mailbox, window)
    : await readSince(access, mailbox, cursor);
  const round = new RoundReader(access, mailbox, window, reading.items);
  await round.complete();
  return {
    events: round.events(),
    removed: isComplete ? [] : round.removed(),
    series: round.series(isComplete),
    cursor: reading.cursor,
    complete: isComplete,
  };
}

class RoundReader {
  readonly #access: Access;
  readonly #mailbox: Mailbox;
  readonly #window: WindowSpan;
  /** The last state of each id. */
  readonly #items: Map<string, Told>;
  /** Series whose master is not there any more. */
  readonly #lost = new Set<string>();

  constructor(access: Access, mailbox: Mailbox, window: WindowSpan, items: Map<string, Told>) {
    this.#access = access;
    this.#mailbox = mailbox;
    this.#window = window;
    this.#items = items;
  }

  /** Asks for what the pages leave out. */
  async complete(): Promise<void> {
    await this.#fetchStubs();
    for (const master of this.#seriesWithoutOccurrences()) await this.#fetchInstances(master);
    this.#composeOccurrences();
  }

  events(): CalendarRound["events"] {
    return [...this.#items].flatMap(([id, one]) => {
      const event = this.#eventOf(one);
      if (event === null) this.#access.around.log.warning("Graph", "An event cannot be read.", { event: id });
      return event ?? [];
    });
  }

  /** Null: it cannot be read. Undefined: it is none. */
  #eventOf(one: Told): CalendarEvent | null | undefined {
    if (one.kind === "event") return one.event;
    if (one.kind === "removed" || kindOfEvent(one.item) === "master" || isStub(one.item)) return undefined;
    return readEvent(this.#access, this.#mailbox, one.item);
  }

  /** A master stands here too: what was a single event under that id has become a series. */
  removed(): EventId[] {
    const isGone = (one: Told) =>
      one.kind === "removed" || (one.kind === "part" && kindOfEvent(one.item) === "master");
    return [...this.#items].flatMap(([id, one]) => (isGone(one) ? [id as EventId] : []));
  }

  /** What was removed may have been a whole series, of which only the master is named. */
  series(isComplete: boolean): CalendarRound["series"] {
    const series = new Map<EventId, Set<EventId>>();
    const mention = (id: string): Set<EventId> => {
      const known = series.get(id as EventId) ?? new Set<EventId>();
      series.set(id as EventId, known);
      return known;
    };
    for (const [id, one] of this.#items) {
      if (one.kind === "removed") {
        if (!isComplete) mention(id);
      } else if (one.kind === "part" && kindOfEvent(one.item) === "master") {
        mention(id);
      } else if (one.kind === "part" && one.item.seriesMasterId) {
        const occurrences = mention(one.item.seriesMasterId);
        if (!this.#lost.has(one.item.seriesMasterId)) occurrences.add(id as EventId);
      }
    }
    return series;
  }

  #parts(): GraphEvent[] {
    return [...this.#items.values()].flatMap((one) => (one.kind === "part" ? [one.item] : []));
  }

  /** Masters that the round does not bring along, and whatever else came without its content. */
  async #fetchStubs(): Promise<void> {
    const wanted = new Set<string>();
    for (const item of this.#parts()) {
      const master = item.seriesMasterId;
      if (!isStub(item)) continue;
      if (kindOfEvent(item) !== "occurrence" || !master) wanted.add(String(item.id));
      else if (!this.#isKnownMaster(master)) wanted.add(master);
    }
    const ids = [...wanted];
    const paths = ids.map((id) => eventPath(this.#mailbox, id));
    const answers = await getMany(this.#access, this.#mailbox, "changes", paths);
    for (const [index, answer] of answers.entries()) {
      const id = String(ids[index]);
      if (isOk(answer) && isEvent(answer.json))
        this.#items.set(id, { kind: "part", item: { ...answer.json, id } });
      else if (isNotThere(answer)) this.#lost.add(id);
      else throw refusedByMailbox(answer, this.#mailbox.email);
    }
  }

  #isKnownMaster(id: string): boolean {
    const known = this.#items.get(id);
    return known?.kind === "event" || (known?.kind === "part" && !isStub(known.item));
  }

  /** Usually any change delivers the whole expansion (microsoft-graph-docs#6353); where it did not, what is left is asked for. */
  #seriesWithoutOccurrences(): string[] {
    const mentioned = new Set<string>();
    const expanded = new Set<string>();
    for (const item of this.#parts()) {
      const kind = kindOfEvent(item);
      if (kind === "master") mentioned.add(String(item.id));
      if (kind === "exception" && item.seriesMasterId) mentioned.add(item.seriesMasterId);
      if (kind === "occurrence" && item.seriesMasterId) expanded.add(item.seriesMasterId);
    }
    return [...mentioned].filter((id) => !expanded.has(id) && !this.#lost.has(id));
  }

  async #fetchInstances(master: string): Promise<void> {
    const url = `${eventPath(this.#mailbox, master)}/instances?${spanOf(this.#window)}&$top=100`;
    try {
      await readPages(this.#access, this.#mailbox, "instances", { url, isLink: false }, (items) => {
        for (const item of items) if (isEvent(item) && !this.#items.has(item.id ?? "")) this.#keep(item);
      });
    } catch (thrown) {
      // Its occurrences stay doubtful then, and doubtful ones are looked at one by one.
      if (!(thrown instanceof Fault) || thrown.kind === "unavailable") throw thrown;
      this.#access.around.log.debug("Graph", "A series could not be expanded.", { code: thrown.code });
    }
  }

  #composeOccurrences(): void {
    for (const item of this.#parts()) {
      if (!isStub(item) || kindOfEvent(item) !== "occurrence") continue;
      const master = this.#items.get(item.seriesMasterId ?? "");
      if (master?.kind === "part" && !isStub(master.item)) this.#keep(composeOccurrence(item, master.item));
    }
  }

  #keep(item: GraphEvent): void {
    this.#items.set(item.id ?? "", told(this.#access, this.#mailbox, item));
  }
}
