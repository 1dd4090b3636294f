// Server-sent events: tells open consoles what to read again. One listener at the source serves them all.
import type { FastifyReply } from "fastify";
import type { Topic } from "../../contract/console/routes.ts";

/** Proxies close what is silent for a minute. */
const SIGN_OF_LIFE_MS = 25_000;
/** More open pages than a company has people: whoever opens more is no browser. */
const MOST_LISTENERS = 1_000;

export class LiveFeed {
  /** Each with what tells whether it may still listen. */
  readonly #open = new Map<FastifyReply, () => boolean>();
  readonly #listen: (onChange: (topic: Topic) => void) => () => void;
  #end: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(listen: (onChange: (topic: Topic) => void) => () => void) {
    this.#listen = listen;
  }

  /** Whoever has been signed out is told nothing more within half a minute. */
  add(reply: FastifyReply, headers: Readonly<Record<string, string>>, mayListen: () => boolean): void {
    if (this.#open.size >= MOST_LISTENERS) {
      reply.code(503).send();
      return;
    }
    reply.hijack();
    reply.raw.writeHead(200, { ...headers, "content-type": "text/event-stream" });
    reply.raw.write("retry: 2000\n\n");
    this.#open.set(reply, mayListen);
    reply.raw.once("close", () => this.#remove(reply));
    if (this.#end !== null) return;
    this.#end = this.#listen((topic) => this.#tell(`event: ${topic}\ndata: {}\n\n`));
    this.#timer = setInterval(() => this.#giveSignOfLife(), SIGN_OF_LIFE_MS);
  }

  close(): void {
    for (const reply of this.#open.keys()) reply.raw.end();
  }

  #giveSignOfLife(): void {
    for (const [reply, mayListen] of this.#open) {
      if (mayListen()) reply.raw.write(":\n\n");
      else reply.raw.end();
    }
  }

  #tell(text: string): void {
    for (const reply of this.#open.keys()) reply.raw.write(text);
  }

  #remove(reply: FastifyReply): void {
    this.#open.delete(reply);
    if (this.#open.size > 0) return;
    this.#end?.();
    this.#end = null;
    if (this.#timer !== null) clearInterval(this.#timer);
  }
}
