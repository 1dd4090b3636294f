// Finds every participant's mailbox, remembers it, and notices two users that mean the same one.
import { asFault, type Fault } from "../core/fault.ts";
import type { Participant } from "../core/model/participant.ts";
import { concernsEverybody } from "./fault-scope.ts";
import type { PassFrame } from "./frame.ts";
import type { Mailbox } from "./ports/calendar.ts";

export type Located =
  | { readonly kind: "found"; readonly participant: Participant; readonly mailbox: Mailbox }
  | { readonly kind: "failed"; readonly participant: Participant; readonly fault: Fault }
  /** Another user names the same mailbox: nobody can know who is meant. */
  | { readonly kind: "doubled"; readonly participant: Participant };

export async function findMailboxes(
  frame: PassFrame,
  participants: readonly Participant[],
): Promise<readonly Located[]> {
  const located = await Promise.all(participants.map((participant) => locate(frame, participant)));
  const ids = located.flatMap((one) => (one.kind === "found" ? [one.mailbox.id] : []));
  return located.map((one) =>
    one.kind === "found" && ids.indexOf(one.mailbox.id) !== ids.lastIndexOf(one.mailbox.id)
      ? { kind: "doubled", participant: one.participant }
      : one,
  );
}

/** A mailbox that was found once is not looked up again while planning names the same addresses. */
async function locate(frame: PassFrame, participant: Participant): Promise<Located> {
  const memory = await frame.state.memory(participant.userId);
  const isKnown = memory?.addresses.join("\n") === participant.addresses.join("\n");
  if (memory?.mailbox && isKnown) return { kind: "found", participant, mailbox: memory.mailbox };
  try {
    return { kind: "found", participant, mailbox: await frame.calendar.findMailbox(participant.addresses) };
  } catch (thrown) {
    const fault = asFault(thrown);
    if (concernsEverybody(fault)) throw fault;
    frame.log.error("Sync", "A mailbox does not answer.", {
      user: participant.login,
      code: fault.code,
      detail: fault.detail,
    });
    return { kind: "failed", participant, fault };
  }
}
