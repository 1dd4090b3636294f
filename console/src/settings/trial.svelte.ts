// A try of the connection: whose mailboxes it asks for, and what came of it.
import type { ConnectionStepResult, ConnectionTest } from "../../../src/contract/console/settings.ts";
import { ask } from "../api/client.ts";
import { text } from "../texts/texts.svelte.ts";

/** The same for every try, as long as the page is open. */
export const mailboxes = $state({ readable: "", forbidden: "" });

let isSuggested = false;

/** Somebody who takes part is who one would name. */
export async function suggestMailbox(): Promise<void> {
  if (isSuggested || mailboxes.readable !== "") return;
  isSuggested = true;
  const { participants } = await ask("getStatus");
  const one = participants.find(({ state, email }) => state !== "skipped" && email !== "");
  if (mailboxes.readable === "") mailboxes.readable = one?.email ?? "";
}

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

export function addressProblem(address: string, mayBeEmpty: boolean): string {
  const isGood = ADDRESS.test(address.trim()) || (mayBeEmpty && address.trim() === "");
  return isGood ? "" : text("addressWrong");
}

export type Tried = Omit<ConnectionTest, "mailbox" | "forbiddenMailbox">;

export class Trial {
  steps = $state.raw<readonly ConnectionStepResult[]>([]);
  isBusy = $state(false);
  /** What the steps are about; anything else has not been tried. */
  #tried = $state.raw("");

  async run(tried: Tried): Promise<void> {
    this.isBusy = true;
    this.steps = [];
    try {
      const forbidden = mailboxes.forbidden.trim();
      const body = {
        ...tried,
        mailbox: mailboxes.readable.trim(),
        forbiddenMailbox: forbidden === "" ? null : forbidden,
      };
      const { steps } = await ask("testConnection", { body });
      this.steps = steps;
      this.#tried = JSON.stringify(tried);
    } finally {
      this.isBusy = false;
    }
  }

  /** These very values have passed. */
  hasPassed(tried: Tried): boolean {
    return this.isAbout(tried) && this.steps.every(({ outcome }) => outcome !== "fail");
  }

  isAbout(tried: Tried): boolean {
    return this.steps.length > 0 && this.#tried === JSON.stringify(tried);
  }
}
