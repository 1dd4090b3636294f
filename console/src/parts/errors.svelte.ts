// The last thing that went wrong, shown until it is read.
import { Refused, Unreachable } from "../api/client.ts";
import { text } from "../texts/texts.svelte.ts";

export const notice = $state<{ text: string }>({ text: "" });

export function sayWhatWentWrong(thrown: unknown): void {
  if (thrown instanceof Refused) notice.text = thrown.message;
  else if (thrown instanceof Unreachable) notice.text = text("lost");
  else throw thrown;
}
