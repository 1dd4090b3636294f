// Follows the pages of a list to its end: links are opaque and taken as they come, empty pages are normal, and a server that
// leads in circles is noticed (msgraph-sdk-dotnet#3070, #3082).
import type { GraphEvent, GraphPage } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import type { RetryBudget } from "../../core/pacing/patience.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { GraphAnswer } from "./graph-client.ts";
import { preferences } from "./graph-client.ts";
import { isOk, refusedByMailbox } from "./mailbox-fault.ts";
import { type Access, callMailbox } from "./read-mailbox.ts";

const MOST_PAGES = 3_000;
/** Replays are allowed, so the same page may come again; a third time it is a circle. */
const MOST_REPEATS = 2;
/** Asked for; a series that expands makes a page longer all the same. */
const PAGE = 100;
/** For servers that fail on the larger one. */
const SMALL_PAGE = 20;
/** Of up to twenty mailboxes in one answer: a day's work of anybody, and no more than a few megabytes in all. */
const ENVELOPE_PAGE = 50;

/** 400 and 410 in several spellings (microsoft-graph-docs#2350, #2877, delta-query-overview). */
const EXPIRED =
  /^(?:syncstatenotfound|syncstateinvalid|resyncrequired|fullsyncrequired|invaliddeltatoken|invalidsynctoken)$/;

export interface FirstPage {
  readonly url: string;
  /** It is an address that Graph handed out. */
  readonly isLink: boolean;
  /** Usually empty: it may travel in one envelope with those of other mailboxes. */
  readonly isShared?: boolean;
  /** With a service that is busy, at any of the pages. */
  readonly patience?: RetryBudget;
}

/**
 * Hands over each page as it arrives. Returns the delta link; null where the list is none of changes. Faults: `cursorExpired`, `pageLoop`, and
 * those of the mailbox.
 */
export async function readPages(
  access: Access,
  mailbox: Mailbox,
  purpose: string,
  first: FirstPage,
  onPage: (items: readonly GraphEvent[]) => void,
): Promise<string | null> {
  const circle = new CircleAlarm();
  const reader = new PageReader(access, mailbox, purpose, first.patience);
  let { url, isLink, isShared = false } = first;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    circle.follow(url);
    const page = await reader.read(url, isLink, isShared);
    if (!Array.isArray(page.value)) throw unreadable("page without a list");
    onPage(page.value);
    circle.see(page.value);
    const next = page["@odata.nextLink"];
    if (next === undefined || next === null) return page["@odata.deltaLink"] ?? null;
    url = next;
    isLink = true;
    isShared = false;
  }
  throw circleFault();
}

class PageReader {
  readonly #access: Access;
  readonly #mailbox: Mailbox;
  readonly #purpose: string;
  readonly #patience: RetryBudget | undefined;
  #size = PAGE;

  constructor(access: Access, mailbox: Mailbox, purpose: string, patience: RetryBudget | undefined) {
    this.#access = access;
    this.#mailbox = mailbox;
    this.#purpose = purpose;
    this.#patience = patience;
  }

  async read(url: string, isLink: boolean, isShared: boolean): Promise<GraphPage<GraphEvent>> {
    const answer = isShared
      ? await this.#askShared(url, isLink)
      : await this.#askWithSmallerPages(url, isLink);
    if (isOk(answer)) return (answer.json ?? {}) as GraphPage<GraphEvent>;
    // An opaque link holds nothing of ours: whatever is wrong with it is wrong with the token.
    const isExpired = answer.status === 410 || EXPIRED.test(answer.code) || (isLink && answer.status === 400);
    if (isExpired)
      throw new Fault("stale", "cursorExpired", { mailbox: this.#mailbox.email, reason: answer.code });
    throw refusedByMailbox(answer, this.#mailbox.email);
  }

  /** What is refused in an envelope is asked by itself before it is believed. */
  async #askShared(url: string, isLink: boolean): Promise<GraphAnswer> {
    const answer = await this.#ask(url, isLink, ENVELOPE_PAGE, true);
    if (!answer.isFromEnvelope) return answer;
    const { client } = this.#access;
    if (isOk(answer)) {
      client.linkTravelled(true);
      return answer;
    }
    const alone = await this.#askWithSmallerPages(url, isLink);
    if (isOk(alone)) client.linkTravelled(false);
    return alone;
  }

  /** Long pages of large mailboxes end in 502 to 504 (microsoft-graph-docs#3657, msgraph-sdk-dotnet#1568). */
  async #askWithSmallerPages(url: string, isLink: boolean): Promise<GraphAnswer> {
    try {
      return await this.#ask(url, isLink, this.#size);
    } catch (thrown) {
      if (!(thrown instanceof Fault) || thrown.code !== "graphUnavailable" || this.#size === SMALL_PAGE)
        throw thrown;
      this.#size = SMALL_PAGE;
      return this.#ask(url, isLink, this.#size);
    }
  }

  #ask(url: string, isLink: boolean, size: number, isShared = false): Promise<GraphAnswer> {
    const headers = { Prefer: `${preferences()}, odata.maxpagesize=${size}` };
    return callMailbox(this.#access, this.#mailbox, {
      purpose: this.#purpose,
      method: "GET",
      url,
      isLink,
      isShared,
      headers,
      ...(this.#patience !== undefined && { patience: this.#patience }),
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
