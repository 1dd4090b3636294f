// What the service tells by itself: which part of what is shown has to be read again, and whether it answers at all.
import { TOPICS, type Topic } from "../../../src/contract/console/routes.ts";

export const connection = $state({ isOpen: true });

const watchers = new Map<Topic, Set<() => void>>();
let source: EventSource | null = null;

/** `onEnd`: the service takes nobody who listens any more; the session may have ended. */
export function connect(onEnd: () => void): void {
  source?.close();
  source = new EventSource("/api/v1/events");
  let wasLost = false;
  source.onopen = () => {
    connection.isOpen = true;
    // Whatever happened meanwhile was not heard.
    if (wasLost) for (const topic of TOPICS) tell(topic);
    wasLost = false;
  };
  source.onerror = () => {
    connection.isOpen = false;
    wasLost = true;
    if (source?.readyState === EventSource.CLOSED) onEnd();
  };
  for (const topic of TOPICS) source.addEventListener(topic, () => tell(topic));
}

export function disconnect(): void {
  source?.close();
  source = null;
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
