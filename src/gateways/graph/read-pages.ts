// Follows the pages of a list to its end: links are opaque and taken as they come, empty pages are normal, and a server that
// leads in circles is noticed (msgraph-sdk-dotnet#3070, #3082).
import type { GraphEvent, GraphPage } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { GraphAnswer } from "./graph-client.ts";
import { preferences } from "./graph-client.ts";
import { isOk, refusedByMailbox } from "./mailbox-fault.ts";
import { type Access, callMailbox } from "./read-mailbox.ts";

const MOST_PAGES = 3_000;
/** Replays are allowed, so the same page may come again; a third time it is a circle. */
const MOST_REPEATS = 2;
/** Asked for; a series that expands makes a page longer all the same. The smaller size is for servers that fail on the larger. */
const PAGE_SIZES = [100, 20] as const;

/** 400 and 410 in several spellings (microsoft-graph-docs#2350, #2877, delta-query-overview). */
const EXPIRED =
  /^(?:syncstatenotfound|syncstateinvalid|resyncrequired|fullsyncrequired|invaliddeltatoken|invalidsynctoken)$/;

export interface Pages {
  readonly items: readonly GraphEvent[];
  /** Null where the list is none of changes. */
  readonly deltaLink: string | null;
}

/** Faults: `cursorExpired`, `pageLoop`, and those of the mailbox. `isLink`: the first address is one that Graph handed out. */
export async function readPages(
  access: Access,
  mailbox: Mailbox,
  purpose: string,
  first: { readonly url: string; readonly isLink: boolean },
): Promise<Pages> {
  const items: GraphEvent[] = [];
  const circle = new CircleAlarm();
  const reader = new PageReader(access, mailbox, purpose);
  let { url, isLink } = first;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    circle.follow(url);
    const page = await reader.read(url, isLink);
    if (!Array.isArray(page.value)) throw unreadable("page without a list");
    items.push(...page.value);
    circle.see(page.value);
    const next = page["@odata.nextLink"];
    if (next === undefined || next === null) return { items, deltaLink: page["@odata.deltaLink"] ?? null };
    url = next;
    isLink = true;
  }
  throw circleFault();
}

class PageReader {
  readonly #access: Access;
  readonly #mailbox: Mailbox;
  readonly #purpose: string;
  #size: number = PAGE_SIZES[0];

  constructor(access: Access, mailbox: Mailbox, purpose: string) {
    this.#access = access;
    this.#mailbox = mailbox;
    this.#purpose = purpose;
  }

  async read(url: string, isLink: boolean): Promise<GraphPage<GraphEvent>> {
    const answer = await this.#askWithSmallerPages(url, isLink);
    if (isOk(answer)) return (answer.json ?? {}) as GraphPage<GraphEvent>;
    // An opaque link holds nothing of ours: whatever is wrong with it is wrong with the token.
    const isExpired = answer.status === 410 || EXPIRED.test(answer.code) || (isLink && answer.status === 400);
    if (isExpired)
      throw new Fault("stale", "cursorExpired", { mailbox: this.#mailbox.email, reason: answer.code });
    throw refusedByMailbox(answer, this.#mailbox.email);
  }

  /** Long pages of large mailboxes end in 502 to 504 (microsoft-graph-docs#3657, msgraph-sdk-dotnet#1568). */
  async #askWithSmallerPages(url: string, isLink: boolean): Promise<GraphAnswer> {
    try {
      return await this.#ask(url, isLink);
    } catch (thrown) {
      const [, smaller] = PAGE_SIZES;
      if (!(thrown instanceof Fault) || thrown.code !== "graphUnavailable" || this.#size === smaller)
        throw thrown;
      this.#size = smaller;
      return this.#ask(url, isLink);
    }
  }

  #ask(url: string, isLink: boolean): Promise<GraphAnswer> {
    const headers = { Prefer: `${preferences()}, odata.maxpagesize=${this.#size}` };
    return callMailbox(this.#access, this.#mailbox, {
      purpose: this.#purpose,
      method: "GET",
      url,
      isLink,
      headers,
    });
  }
}

class CircleAlarm {
  readonly #links = new Set<string>();
  readonly #pages = new Map<string, number>();

  follow(url: string): void {
    if (this.#links.has(url)) throw circleFault();
    this.#links.add(url);
  }

  see(items: readonly GraphEvent[]): void {
    if (items.length === 0) return;
    const page = items.map((item) => `${item.id} ${item["@odata.etag"] ?? ""}`).join("\n");
    const times = (this.#pages.get(page) ?? 0) + 1;
    if (times > MOST_REPEATS) throw circleFault();
    this.#pages.set(page, times);
  }
}

function circleFault(): Fault {
  return new Fault("unavailable", "pageLoop", {});
}

function unreadable(problem: string): Fault {
  return new Fault("unavailable", "graphAnswerUnreadable", { problem });
}
