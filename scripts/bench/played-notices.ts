// Microsoft's notices in played time: the product's own keeper of subscriptions, board and door, and the way from the sandbox to that door without a
// network between them.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { OutboundPost, OutboundReply } from "../../sandbox/subscriptions/outbound.ts";
import { SubscriptionKeeper } from "../../src/engine/subscriptions/keeper.ts";
import { NoticeBoard, WAITS } from "../../src/engine/subscriptions/notice-board.ts";
import { noticeDoor } from "../../src/inbound/webhook/notice-door.ts";
import type { PlayedCompany } from "./played-company.ts";

const ADDRESS = "https://planung.bench.example/termin-sync/notices";

/** Subscribes for everybody until `signal` is aborted, and tells the board of what comes; each notice comes so many milliseconds late. */
export function playNotices(
  company: PlayedCompany,
  lateMs: () => number,
): { readonly board: NoticeBoard; run(signal: AbortSignal): Promise<void> } {
  const { time, ports } = company;
  const board = new NoticeBoard(time, WAITS);
  const keeper = new SubscriptionKeeper({ ...ports, subscriptions: company.subscriptions }, board, ADDRESS);
  const door = noticeDoor(new URL(ADDRESS).pathname, board);
  company.outbound = async (post) => {
    const isHandshake = post.url.includes("validationToken=");
    if (!isHandshake) await time.sleep(lateMs());
    return passDoor(door, post);
  };
  return {
    board,
    async run(signal) {
      await keeper.load();
      await keeper.run(signal);
    },
  };
}

function passDoor(door: ReturnType<typeof noticeDoor>, post: OutboundPost): Promise<OutboundReply> {
  const { pathname, search } = new URL(post.url);
  const headers = {
    "content-type": post.contentType,
    "content-length": String(Buffer.byteLength(post.body)),
  };
  const request = Object.assign(Readable.from([Buffer.from(post.body)]), {
    method: "POST",
    url: pathname + search,
    headers,
  });
  return new Promise((resolve, reject) => {
    const reply = { status: 0, contentType: "" };
    const response = {
      writeHead(status: number, { "content-type": contentType = "" }: Record<string, string>) {
        Object.assign(reply, { status, contentType });
        return response;
      },
      end: (body = "") => resolve({ ...reply, body }),
      destroy: () => reject(new Error("The door closed the connection.")),
    };
    const isTaken = door(request as unknown as IncomingMessage, response as unknown as ServerResponse);
    if (!isTaken) reject(new Error(`Nobody answers at ${post.url}.`));
  });
}
