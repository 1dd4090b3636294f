// Searches the tenant's directory, and asks whether a mailbox answers. The directory counts requests apart from the mailboxes
// (learn.microsoft.com/graph/throttling-limits), so it has a gate of its own.
import type { GraphPage, GraphUser } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type {
  TenantAccount,
  TenantAccounts,
  TenantDirectoryPort,
} from "../../engine/ports/tenant-directory.ts";
import { findMailbox } from "./find-mailbox.ts";
import { type GraphAnswer, type GraphCall, type GraphClient, userPath } from "./graph-client.ts";
import { isOk, refusedByMailbox } from "./mailbox-fault.ts";

const GATE = "directory";
const SEARCHED = ["displayName", "mail", "userPrincipalName"] as const;
const SELECT = "$select=displayName,mail,userPrincipalName";
/** Searching, and sorting what was found, is answered from an index of its own (learn.microsoft.com/graph/aad-advanced-queries). */
const ADVANCED = { ConsistencyLevel: "eventual" };
/** The most that one page may hold (learn.microsoft.com/graph/api/user-list). */
const MOST_ON_PAGE = 999;
/** Pages may be smaller than asked for, but not for ever. */
const MOST_PAGES = 20;

export class TenantDirectory implements TenantDirectoryPort {
  readonly #client: GraphClient;

  constructor(client: GraphClient) {
    this.#client = client;
  }

  async search(text: string, most: number): Promise<TenantAccounts> {
    const accounts: TenantAccount[] = [];
    let next: Pick<GraphCall, "url" | "isLink"> | null = { url: firstPage(text, most + 1) };
    for (let pages = 0; next !== null && accounts.length <= most && pages < MOST_PAGES; pages++) {
      const answer: GraphAnswer = await this.#call(next);
      if (isForbidden(answer)) throw new Fault("refused", "directoryForbidden", { reason: answer.code });
      if (!isOk(answer))
        throw new Fault("broken", "internal", { message: `Graph answered ${answer.status} ${answer.code}` });
      const page = answer.json as GraphPage<GraphUser> | null;
      accounts.push(...(page?.value ?? []).flatMap(accountOf));
      const link = page?.["@odata.nextLink"];
      if (link) this.#client.refuseForeign(link);
      next = link ? { url: link, isLink: true } : null;
    }
    return { accounts: accounts.slice(0, most), isCut: accounts.length > most || next !== null };
  }

  async mailbox(address: string): Promise<Mailbox> {
    const mailbox = await findMailbox(this.#client, [address]);
    const answer = await this.#client.call({
      mailboxKey: mailbox.id,
      purpose: "checkMailbox",
      method: "GET",
      url: `${userPath(mailbox)}/calendar?$select=id`,
    });
    if (!isOk(answer)) throw refusedByMailbox(answer, mailbox.email);
    return mailbox;
  }

  #call(call: Pick<GraphCall, "url" | "isLink">): Promise<GraphAnswer> {
    return this.#client.call({
      mailboxKey: GATE,
      purpose: "searchDirectory",
      method: "GET",
      headers: ADVANCED,
      ...call,
    });
  }
}

function firstPage(text: string, top: number): string {
  const paging = `$top=${Math.min(top, MOST_ON_PAGE)}&$orderby=displayName&$count=true`;
  const wanted = text.trim();
  if (wanted === "") return `/users?${SELECT}&${paging}`;
  const search = SEARCHED.map((name) => `"${name}:${escaped(wanted)}"`).join(" OR ");
  return `/users?$search=${encodeURIComponent(search)}&${SELECT}&${paging}`;
}

/** Inside of a clause only these two stand for more than themselves (learn.microsoft.com/graph/search-query-parameter). */
function escaped(text: string): string {
  return text.replaceAll(/["\\]/g, "\\$&");
}

function isForbidden({ status, code }: GraphAnswer): boolean {
  return status === 403 || code === "nopermissionsinaccesstoken";
}

function accountOf({ displayName, mail, userPrincipalName }: GraphUser): TenantAccount[] {
  if (!userPrincipalName) return [];
  return [
    { displayName: displayName || userPrincipalName, userName: userPrincipalName, email: mail || null },
  ];
}
