// What the service tells by itself: which part of what is shown has to be read again, and whether it answers at all. One of all open
// windows listens and tells the others: a browser keeps six connections to one place, and each window's own would leave none for asking.
import { TOPICS, type Topic } from "../../../src/contract/console/routes.ts";

export const connection = $state({ isOpen: true });

type News =
  | { readonly kind: "changed"; readonly topic: Topic }
  | { readonly kind: "reached"; readonly isOpen: boolean }
  /** The service takes nobody who listens any more; the session may have ended. */
  | { readonly kind: "ended" };

const CHANNEL = "termin-sync.live";
/** Whoever had to wait so long for the lock listens in the place of a window that was closed. */
const TAKEN_OVER_MS = 1_000;

const watchers = new Map<Topic, Set<() => void>>();
let round: AbortController | null = null;

export function connect(onEnd: () => void): void {
  disconnect();
  round = new AbortController();
  const { signal } = round;
  const channel = new BroadcastChannel(CHANNEL);
  signal.addEventListener("abort", () => channel.close());
  const hear = (news: News) => {
    if (news.kind === "changed") tell(news.topic);
    else if (news.kind === "reached") connection.isOpen = news.isOpen;
    else onEnd();
  };
  channel.onmessage = ({ data }: MessageEvent<News>) => hear(data);
  const share = (news: News) => {
    if (signal.aborted) return;
    channel.postMessage(news);
    hear(news);
  };
  const askedAt = performance.now();
  const lead = () => listen(share, signal, performance.now() - askedAt > TAKEN_OVER_MS);
  // There are no locks where the address is neither this machine nor https: then each window listens for itself.
  if (navigator.locks === undefined) void lead();
  else navigator.locks.request(CHANNEL, { signal }, lead).catch(() => undefined);
}

export function disconnect(): void {
  round?.abort();
  round = null;
}

/** Until the signal; whatever happened while nobody listened is told of as one change of everything. */
function listen(share: (news: News) => void, signal: AbortSignal, wasAway: boolean): Promise<void> {
  const source = new EventSource("/api/v1/events");
  let wasLost = wasAway;
  source.onopen = () => {
    share({ kind: "reached", isOpen: true });
    if (wasLost) for (const topic of TOPICS) share({ kind: "changed", topic });
    wasLost = false;
  };
  source.onerror = () => {
    wasLost = true;
    share({ kind: "reached", isOpen: false });
    if (source.readyState === EventSource.CLOSED) share({ kind: "ended" });
  };
  for (const topic of TOPICS) source.addEventListener(topic, () => share({ kind: "changed", topic }));
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      source.close();
      resolve();
    });
  });
}

/** Calls back whenever the topic changed, until the returned function is called. */
export function watch(topic: Topic, onChange: () => void): () => void {
  const all = watchers.get(topic) ?? new Set();
  watchers.set(topic, all.add(onChange));
  return () => all.delete(onChange);
}

function tell(topic: Topic): void {
  for (const onChange of watchers.get(topic) ?? []) onChange();
}
