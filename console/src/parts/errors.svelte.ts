// What is said at the edge of the page: the last thing that went wrong, until it is read; or what was just done, for a while.
import { Refused, Unreachable } from "../api/client.ts";
import { leaveWhereEnded } from "../session.svelte.ts";
import { text } from "../texts/texts.svelte.ts";

export interface Notice {
  /** Empty: nothing is said. */
  text: string;
  tone: "bad" | "good";
  /** A way back, "Rückgängig". */
  action: { label: string; run: () => unknown } | null;
}

export const notice = $state<Notice>({ text: "", tone: "bad", action: null });

const SECONDS = 8;
let timer: ReturnType<typeof setTimeout> | undefined;

export function sayWhatWentWrong(thrown: unknown): void {
  const { title, detail } = sentencesOf(thrown);
  say(`${title} ${detail}`.trim(), "bad", null);
}

/** What was done; goes by itself, later where there is something to press. */
export function sayDone(done: string, action: Notice["action"] = null): void {
  say(done, "good", action);
  timer = setTimeout(hush, SECONDS * (action === null ? 1_000 : 3_000));
}

export function hush(): void {
  notice.text = "";
}

/** A fault of the page itself is said too, and goes to the browser's own report of errors. */
export function sentencesOf(thrown: unknown): { title: string; detail: string } {
  if (thrown instanceof Refused) {
    if (thrown.problem.code === "notSignedIn") void leaveWhereEnded();
    return thrown.problem;
  }
  if (thrown instanceof Unreachable) return { title: text("lost"), detail: text("lostDetail") };
  reportError(thrown);
  return { title: text("broken"), detail: text("brokenDetail") };
}

function say(said: string, tone: Notice["tone"], action: Notice["action"]): void {
  clearTimeout(timer);
  Object.assign(notice, { text: said, tone, action });
}

/** What went wrong before is said no longer. */
export function tryOnceMore(work: () => Promise<unknown>): void {
  notice.text = "";
  work().catch(sayWhatWentWrong);
}
