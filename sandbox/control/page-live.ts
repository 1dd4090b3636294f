// What the page asks for each second, in one small answer: the time, whether the mailbox that is looked at
// changed, and what both logs have gained since.
import type { Core } from "../core.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";

/** The page shows no more than these of a log. */
const MOST = 300;

interface News<Entry> {
  /** What was shown is no longer in the log (it was emptied): these entries are all there is. */
  isWhole: boolean;
  /** Where to go on from. */
  last: number;
  entries: Entry[];
}

/** `mailbox`: a user's id; `only`: both logs for that mailbox alone; `requests`, `mails`: `last` of the answer before. */
export function pageNews({ world, control, clock }: Core, query: URLSearchParams) {
  const mailbox = world.find(query.get("mailbox") ?? "");
  const only = query.get("only") === "true" ? mailbox?.user : undefined;
  const addresses = [only?.mail, only?.userPrincipalName].map((each) => each?.toLowerCase());
  const isOf = (address: string | null) => !only || addresses.includes(address?.toLowerCase());
  return {
    now: new Date(clock.now()).toISOString(),
    mailboxes: world.mailboxes.size,
    mailbox: mailbox ? stateOf(mailbox) : null,
    requests: news(control.requests(), query.get("requests"), (each) => isOf(each.mailbox)),
    mails: news(control.mails(), query.get("mails"), (each) => isOf(each.from) || isOf(each.to)),
    statistics: control.statistics(),
  };
}

function stateOf({ seq, user }: Mailbox) {
  return { version: seq, state: user.state, timeZone: user.timeZone };
}

function news<Entry extends { id: number }>(
  log: Entry[],
  last: string | null,
  isWanted: (entry: Entry) => boolean,
): News<Entry> {
  const seen = Number(last ?? 0);
  const place = log.findLastIndex(({ id }) => id === seen);
  return {
    isWhole: seen !== 0 && place < 0,
    last: log.at(-1)?.id ?? 0,
    entries: log
      .slice(place + 1)
      .filter(isWanted)
      .slice(-MOST),
  };
}
