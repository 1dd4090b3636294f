// A mailbox answers, or says why it does not: each state has the reply that users report for it.
import type { Mailbox } from "../mailbox/mailbox.ts";
import type { World } from "../mailbox/world.ts";
import { GraphError } from "./errors.ts";

const MISSING = {
  MailboxNotEnabledForRESTAPI: "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
  ResourceNotFound: "Resource could not be discovered.",
};

/** `key` is how the caller named the mailbox. */
export function openMailbox(world: World, mailbox: Mailbox | undefined, key: string): Mailbox {
  if (!mailbox || mailbox.user.state === "gone") {
    throw new GraphError(404, "ErrorInvalidUser", `The requested user '${key}' is invalid.`);
  }
  switch (mailbox.user.state) {
    case "ok":
      return mailbox;
    case "forbidden":
      throw new GraphError(
        403,
        "ErrorAccessDenied",
        "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.",
      );
    default: {
      // Without a licence, on-premises, or not yet provisioned: Graph does not tell which.
      const { missingMailboxCode: lever } = world.settings;
      const even = world.entropy.next() % 2 === 0;
      const code = lever !== "either" ? lever : even ? "ResourceNotFound" : "MailboxNotEnabledForRESTAPI";
      throw new GraphError(404, code, MISSING[code]);
    }
  }
}
