// Many open consoles, as the service meets them: each listens, and reads what it is told of as the board does. Browsers would need more
// memory than a machine has; what they ask is the same.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { ACCOUNT } from "./board-browser.ts";
import type { BoardGround } from "./board-ground.ts";
import { uuid } from "./company.ts";

const REST_MS = 15_000;

export interface ConsolesRun {
  readonly alone: { readonly percent: number };
  readonly many: { readonly percent: number; readonly delayP99: number };
  readonly changeMs: number;
  readonly toldMs: number;
}

export async function openConsoles(ground: BoardGround, count: number): Promise<ConsolesRun> {
  const origin = new URL(ground.setUpUrl).origin;
  const cookie = await signIn(origin);
  await sleep(5_000);
  const alone = await rest(ground);
  const now = new Date();
  const month = (add: number) =>
    `${new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + add, 1)).toISOString().slice(0, 19)}Z`;
  const first = await fetch(`${origin}/api/v1/appointments?from=${month(0)}&to=${month(1)}`, {
    headers: { cookie },
  });
  const { position } = (await first.json()) as { position: string };
  const ending = new AbortController();
  let readers = 0;
  const consoles = Array.from({ length: count }, () =>
    listen(origin, cookie, position, ending.signal, () => readers++),
  );
  await sleep(3_000);
  const many = await rest(ground);
  const before = await ground.reading();
  readers = 0;
  const began = performance.now();
  const planning = new DatabaseSync(join(ground.folder, "planning.db"), { timeout: 10_000 });
  planning.prepare("update appointment set subject = 'Geändert' where id = ?").run(uuid(3, 1, 0));
  planning.close();
  while (readers < count && performance.now() - began < 30_000) await sleep(5);
  const toldMs = performance.now() - began;
  await sleep(1_000);
  const after = await ground.reading();
  ending.abort();
  await Promise.allSettled(consoles);
  return { alone, many, changeMs: (after.cpu - before.cpu) * 1_000, toldMs };
}

async function rest(ground: BoardGround): Promise<{ percent: number; delayP99: number }> {
  const before = await ground.reading();
  await sleep(REST_MS);
  const after = await ground.reading();
  return { percent: ((after.cpu - before.cpu) / (REST_MS / 1_000)) * 100, delayP99: after.delayP99 };
}

async function signIn(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(ACCOUNT),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

/** At once for changes in planning; for the status as seldom as a board on which nothing is on its way. */
async function listen(
  origin: string,
  cookie: string,
  from: string,
  signal: AbortSignal,
  onRead: () => void,
): Promise<void> {
  const stream = await fetch(`${origin}/api/v1/events`, { headers: { cookie }, signal });
  let position = from;
  let statusReadAt = 0;
  for await (const part of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const isChange = part.includes("event: appointments");
    const isStatus = part.includes("event: status") && performance.now() - statusReadAt > 20_000;
    if (!isChange && !isStatus) continue;
    statusReadAt = performance.now();
    const answer = await fetch(`${origin}/api/v1/appointments/changes?after=${position}`, {
      headers: { cookie },
      signal,
    });
    if (!answer.ok) throw new Error(await answer.text());
    position = ((await answer.json()) as { position: string }).position;
    if (isChange) onRead();
  }
}
