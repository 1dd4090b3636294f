// Who is signed in, and whose company this is.
import type { SessionAnswer } from "../../src/contract/console/session.ts";
import { ask, useSession } from "./api/client.ts";
import { connect, disconnect } from "./api/live.svelte.ts";

export const session = $state<{ current: SessionAnswer | null }>({ current: null });

export async function readSession(): Promise<void> {
  take(await ask("getSession"));
}

export async function signIn(name: string, password: string): Promise<void> {
  take(await ask("signIn", { body: { name, password } }));
}

export async function setUp(link: string, name: string, password: string): Promise<void> {
  take(await ask("setUp", { body: { link, name, password } }));
}

export async function signOut(): Promise<void> {
  await ask("signOut");
  await readSession();
}

/** Signed out elsewhere, too long idle, or too old. Whether the service answers at all is told by the connection. */
export async function leaveWhereEnded(): Promise<void> {
  const answer = await ask("getSession").catch(() => null);
  if (answer?.account === null) take(answer);
}

function take(answer: SessionAnswer): void {
  session.current = answer;
  useSession(answer.account?.csrf ?? "");
  if (answer.account === null) disconnect();
  else connect(() => void leaveWhereEnded());
}
