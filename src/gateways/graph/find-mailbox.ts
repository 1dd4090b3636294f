// Finds the mailbox that belongs to one of a user's addresses: through the directory, or directly where that may not be read.
import type { GraphPage, GraphUser } from "../../contract/graph.ts";
import { Fault } from "../../core/fault.ts";
import type { MailboxId } from "../../core/model/ids.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import { type GraphAnswer, type GraphClient, userPath } from "./graph-client.ts";
import { isOk, mailboxFault, refusedByMailbox } from "./mailbox-fault.ts";

/** Faults: `mailboxNotFound` where the tenant knows none of the addresses; `mailboxUnavailable`, `mailboxForbidden`. */
export async function findMailbox(client: GraphClient, addresses: readonly string[]): Promise<Mailbox> {
  let asked = 0;
  for (const address of addresses.map((one) => one.trim())) {
    const before = client.requests(address);
    const mailbox = await findOne(client, address);
    asked += client.requests(address) - before;
    if (mailbox === null) continue;
    // Where the address itself is the mailbox's id, its own requests are counted already.
    client.count(mailbox.id, mailbox.id === address ? asked - (client.requests(address) - before) : asked);
    return mailbox;
  }
  throw new Fault("refused", "mailboxNotFound", { mailbox: addresses.join(", ") });
}

async function findOne(client: GraphClient, address: string): Promise<Mailbox | null> {
  const answer = await ask(client, address, userPath({ id: address as MailboxId }));
  if (isOk(answer)) return mailboxOf(answer.json as GraphUser | null, address);
  if (answer.status === 403 || answer.status === 401) return findWithoutDirectory(client, address);
  if (answer.status === 404 || answer.status === 400) return findByMail(client, address);
  throw refusedByMailbox(answer, address);
}

/** `/users/{address}` knows ids and principal names; an address that is neither may still be somebody's mail. */
async function findByMail(client: GraphClient, address: string): Promise<Mailbox | null> {
  const filter = encodeURIComponent(`mail eq '${address.replaceAll("'", "''")}'`);
  const answer = await ask(client, address, `/users?$filter=${filter}`);
  const found = isOk(answer) ? (answer.json as GraphPage<GraphUser> | null)?.value : [];
  const user = found?.find((one) => one.mail?.toLowerCase() === address.toLowerCase());
  return user === undefined ? null : mailboxOf(user, address);
}

/** Rights on mailboxes do not include the directory: the calendar itself tells whether the address is one. */
async function findWithoutDirectory(client: GraphClient, address: string): Promise<Mailbox | null> {
  const answer = await ask(client, address, `${userPath({ id: address as MailboxId })}/calendar`);
  const mailbox = { id: address as MailboxId, email: address, addresses: [address.toLowerCase()] };
  if (isOk(answer)) return mailbox;
  const fault = mailboxFault(answer, address) ?? refusedByMailbox(answer, address);
  if (fault.code === "mailboxNotFound") return null;
  throw fault;
}

function ask(client: GraphClient, address: string, url: string): Promise<GraphAnswer> {
  return client.call({ mailboxKey: address, purpose: "findMailbox", method: "GET", url });
}

function mailboxOf(user: GraphUser | null, address: string): Mailbox | null {
  if (!user?.id) throw new Fault("unavailable", "graphAnswerUnreadable", { problem: "user" });
  const own = [user.mail, user.userPrincipalName, address].filter(
    (one) => typeof one === "string" && one !== "",
  );
  const addresses = [...new Set(own.map((one) => String(one).toLowerCase()))];
  return { id: user.id as MailboxId, email: user.mail || user.userPrincipalName || address, addresses };
}
