// Every mail that Microsoft would have sent because of a calendar write. A client that promises not to
// bother anybody can be held to it: there is no switch in the API that suppresses these mails
// (microsoft-graph-docs#7483, msgraph-sdk-dotnet#1549).

/** Who forwards a meeting of somebody else is reported to its organizer: `forwardNotice`, with the recipient as its comment. */
export type MailKind = "invitation" | "update" | "cancellation" | "response" | "forward" | "forwardNotice";

export interface Mail {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  kind: MailKind;
  from: string;
  to: string;
  subject: string;
  iCalUId: string;
  response?: string;
  comment?: string;
}

export class MailLog {
  #mails: Mail[] = [];
  #count = 0;

  add(nowMs: number, mail: Omit<Mail, "id" | "at">): void {
    this.#mails.push({ id: ++this.#count, at: new Date(nowMs).toISOString(), ...mail });
    if (this.#mails.length > 20_000) this.#mails = this.#mails.slice(-10_000);
  }

  since(id: number): Mail[] {
    return this.#mails.filter((mail) => mail.id > id);
  }

  clear(): void {
    this.#mails = [];
  }
}
