// From one kind of id to the other: learn.microsoft.com/graph/api/user-translateexchangeids
import type { Mailbox } from "../mailbox/mailbox.ts";
import { occurrenceOn, splitOccurrenceId } from "../recurrence/occurrences.ts";
import { type Call, contextOf, type GraphReply, jsonBody } from "./call.ts";
import { invalidRequest, notDeserialisable, notModelled } from "./errors.ts";
import type { Json } from "./event-json.ts";
import { list, object, text } from "./json-values.ts";

/** The formats of Outlook and of Exchange Web Services. */
const OTHER_FORMATS = ["entryId", "ewsId", "immutableEntryId"];

export function translateIds(call: Call): GraphReply {
  const body = object(jsonBody(call), "parameters", ["inputIds", "sourceIdType", "targetIdType"]);
  const ids = list(body.inputIds, "inputIds").map((each) => text(each, "inputIds"));
  if (ids.length > 1000) throw invalidRequest("At most 1000 ids can be translated at once.");
  readFormat(body.sourceIdType, "sourceIdType");
  const target = readFormat(body.targetIdType, "targetIdType");
  const value = ids.map((sourceId): Json => {
    const found = findIds(call.mailbox, sourceId);
    if (!found) {
      return { sourceId, errorDetails: { code: "ErrorInvalidIdMalformed", message: "Id is malformed." } };
    }
    return { sourceId, targetId: target === "restId" ? found.id : found.immutableId };
  });
  const context = contextOf(call, "Collection(microsoft.graph.convertIdResult)");
  return { status: 200, json: { "@odata.context": context, value } };
}

function readFormat(value: unknown, name: string): string {
  const format = text(value, name);
  if (OTHER_FORMATS.includes(format)) throw notModelled(`ids of the format '${format}'`);
  if (format !== "restId" && format !== "restImmutableEntryId") throw notDeserialisable(name);
  return format;
}

function findIds(mailbox: Mailbox, id: string): { id: string; immutableId: string } | undefined {
  const whole = mailbox.event(id) ?? mailbox.calendar(id);
  if (whole) return whole;
  const parts = splitOccurrenceId(id);
  const master = parts && mailbox.event(parts.masterId);
  return master && occurrenceOn(master, parts.date);
}
