// The door that Microsoft's notices come through, open to the whole internet. It answers at once and the same whatever it was told; nothing is
// done in here but to note whose calendar is worth a look.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { NoticeDesk } from "../../engine/subscriptions/notice-board.ts";
import { type Notice, readNotices } from "./read-notices.ts";

/** Several hundred notices; what is longer is refused before it is read to its end. */
const MOST_BYTES = 400_000;
/** Those of Microsoft have about a hundred characters. */
const LONGEST_TOKEN = 1_000;

const HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/** Takes a request to its path, and answers it; false for every other one. */
export function noticeDoor(
  path: string,
  desk: NoticeDesk,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const url = URL.parse(request.url ?? "", "http://localhost");
    if (request.method !== "POST" || url?.pathname !== path) return false;
    const token = url.searchParams.get("validationToken");
    if (token !== null) shakeHands(token, request, response, desk);
    else take(request, response, desk).catch(() => response.destroy());
    return true;
  };
}

/**
 * The token goes back decoded and as plain text (graph/change-notifications-delivery-webhooks), but only while we have asked for
 * something: otherwise nobody makes us say a word.
 */
function shakeHands(
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
  desk: NoticeDesk,
): void {
  request.resume();
  const isHarmless = token.length <= LONGEST_TOKEN && /^[^<>\p{Cc}]+$/u.test(token);
  if (!desk.expectsHandshake() || !isHarmless) accept(response);
  else response.writeHead(200, { ...HEADERS, "content-type": "text/plain; charset=utf-8" }).end(token);
}

async function take(request: IncomingMessage, response: ServerResponse, desk: NoticeDesk): Promise<void> {
  const text = await readBody(request);
  if (text === null) {
    response.writeHead(413, { ...HEADERS, connection: "close" }).end();
    return;
  }
  const notices = readNotices(text);
  if (notices === null) desk.drop();
  for (const notice of notices ?? []) {
    if (notice !== null && isGenuine(notice, desk)) desk.take(notice);
    else desk.drop();
  }
  accept(response);
}

function accept(response: ServerResponse): void {
  response.writeHead(202, HEADERS).end();
}

/** Takes as long for a subscription that is none of ours. */
function isGenuine({ subscriptionId, clientState }: Notice, desk: NoticeDesk): boolean {
  const expected = desk.clientStateOf(subscriptionId);
  const isSame = timingSafeEqual(digest(clientState), digest(expected ?? ""));
  return expected !== null && isSame;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Null where it is too long. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers["content-length"] ?? 0) > MOST_BYTES) return null;
  const parts: Buffer[] = [];
  let bytes = 0;
  // The connection stays open for the answer.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
