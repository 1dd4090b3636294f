// A webhook for the tests: a server that shakes hands, keeps what it is sent, and misbehaves where told.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  path: string;
  contentType: string;
  // Whatever was sent; each test knows what it looks at.
  value: Notice[];
}

export type Notice = Record<string, string> & { resourceData?: Record<string, string> };

export class Webhook {
  readonly received: Received[] = [];
  readonly handshakes: { contentType: string; token: string }[] = [];
  /** How a handshake is answered; the usual way is the token as plain text. */
  greet: (token: string) => { status: number; contentType: string; body: string } | null = (token) => ({
    status: 200,
    contentType: "text/plain",
    body: token,
  });
  /** What notices are answered with. */
  status = 202;
  url = "";
  #server: Server | null = null;

  async start(): Promise<void> {
    const server = createServer(async (request, response) => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const token = url.searchParams.get("validationToken");
      const contentType = request.headers["content-type"] ?? "";
      let body = "";
      for await (const chunk of request) body += String(chunk);
      if (token !== null) {
        this.handshakes.push({ contentType, token });
        const answer = this.greet(token);
        // Null is silence: the sandbox has to give up by itself.
        if (answer)
          response.writeHead(answer.status, { "content-type": answer.contentType }).end(answer.body);
        return;
      }
      this.received.push({ path: url.pathname, contentType, value: JSON.parse(body).value });
      response.writeHead(this.status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.url = `http://localhost:${(server.address() as AddressInfo).port}`;
    this.#server = server;
  }

  /** All notices so far, in the order in which they came. */
  get notices(): Notice[] {
    return this.received.flatMap(({ value }) => value);
  }

  clear(): void {
    this.received.length = 0;
    this.handshakes.length = 0;
  }

  stop(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}
