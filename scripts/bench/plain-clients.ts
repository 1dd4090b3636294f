// Two clients to compare with, driven in played time over the same trace: one that sends one request at a time, mailbox after mailbox, and one that
// has four workers for each mailbox, all mailboxes at once. Both know beforehand what to write, keep no memory, and wait as they are asked; both
// send as few requests as the task allows, a reading for each mailbox and a create for each appointment.
import { emailOf, numbersOf, type Size } from "./company.ts";
import { PlayedTime } from "./played-time.ts";
import type { Trace } from "./trace.ts";

const AT_A_TIME = 4;

/** Milliseconds. */
export function naiveMs(size: Size, trace: Trace): Promise<number> {
  return played(trace, async (server) => {
    for (const person of numbersOf(size)) {
      for (let sent = 0; sent <= size.appointments; sent++) await server.request(emailOf(person));
    }
  });
}

/** Milliseconds. */
export function fourWorkersMs(size: Size, trace: Trace): Promise<number> {
  return played(trace, async (server) => {
    const mailbox = async (email: string) => {
      await server.request(email);
      let left = size.appointments;
      const worker = async () => {
        while (left-- > 0) await server.request(email);
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, worker));
    };
    await Promise.all(numbersOf(size).map((person) => mailbox(emailOf(person))));
  });
}

async function played(trace: Trace, work: (server: TraceServer) => Promise<void>): Promise<number> {
  const time = new PlayedTime(0);
  const server = new TraceServer(time, trace);
  await time.until(work(server));
  return time.now();
}

/** Answers as the trace says; what is refused is asked for again once the mailbox may be asked. */
class TraceServer {
  readonly #time: PlayedTime;
  readonly #trace: Trace;
  readonly #sent = new Map<string, number>();
  readonly #notBefore = new Map<string, number>();

  constructor(time: PlayedTime, trace: Trace) {
    this.#time = time;
    this.#trace = trace;
  }

  async request(mailbox: string): Promise<void> {
    for (;;) {
      for (let waitMs = this.#waitMs(mailbox); waitMs > 0; waitMs = this.#waitMs(mailbox))
        await this.#time.sleep(waitMs);
      const index = this.#sent.get(mailbox) ?? 0;
      this.#sent.set(mailbox, index + 1);
      const { latencyMs, retryAfterMs } = this.#trace.at(mailbox, index);
      await this.#time.sleep(latencyMs);
      if (retryAfterMs === null) return;
      this.#notBefore.set(mailbox, this.#time.now() + retryAfterMs);
    }
  }

  #waitMs(mailbox: string): number {
    return (this.#notBefore.get(mailbox) ?? 0) - this.#time.now();
  }
}
