// For the tests of this folder: events as a delta round tells them.
import type { GraphEvent } from "../../contract/graph.ts";

export const single = (id: string, subject = id, etag = "1"): GraphEvent => ({
  "@odata.etag": `W/"${etag}"`,
  id,
  type: "singleInstance",
  subject,
  body: { contentType: "text", content: "" },
  start: { dateTime: "2026-11-25T08:00:00.0000000", timeZone: "UTC" },
  end: { dateTime: "2026-11-25T09:00:00.0000000", timeZone: "UTC" },
});
export const master = (id: string): GraphEvent => ({
  ...single(id, `Serie ${id}`),
  type: "seriesMaster",
  recurrence: { range: {} },
});
export const stub = (id: string, of: string): GraphEvent => {
  const { start, end } = single(id);
  return {
    id,
    type: "occurrence",
    seriesMasterId: of,
    "@odata.etag": 'W/"s"',
    ...(start && { start }),
    ...(end && { end }),
  };
};
export const exception = (id: string, of: string): GraphEvent => ({
  ...single(id),
  type: "exception",
  seriesMasterId: of,
});
export const removed = (id: string): GraphEvent => ({ id, "@removed": { reason: "deleted" } });
