// Many reads in one mailbox: as many at a time as it bears, those together in one envelope; each is counted, judged and repeated on its own.
import { MAILBOX_CEILING } from "../../core/pacing/limits.ts";
import type { Mailbox } from "../../engine/ports/calendar.ts";
import type { GraphAnswer } from "./graph-client.ts";
import { type Access, callMailbox } from "./read-mailbox.ts";

/** The answers to GETs of these paths, in their order. Throws what `GraphClient.call` throws. */
export async function getMany(
  access: Access,
  mailbox: Mailbox,
  purpose: string,
  paths: readonly string[],
): Promise<readonly GraphAnswer[]> {
  const answers = new Map<string, GraphAnswer>();
  const left = [...new Set(paths)];
  const isShared = left.length > 1;
  const work = async () => {
    for (let url = left.shift(); url !== undefined; url = left.shift())
      answers.set(url, await callMailbox(access, mailbox, { purpose, method: "GET", url, isShared }));
  };
  try {
    // Graph sends no more of one envelope's parts to a mailbox at a time (graph/throttling-limits): more would only wait there.
    await Promise.all(Array.from({ length: MAILBOX_CEILING }, work));
  } finally {
    // After a fault of one the others do not go on.
    left.length = 0;
  }
  return paths.map((path) => answers.get(path) as GraphAnswer);
}
