// Single-value extended properties: a client's own data on an event, named by type, GUID and name.
// learn.microsoft.com/graph/api/resources/extended-properties-overview
import { GraphError, notDeserialisable, notModelled } from "./errors.ts";

const ID = /^(\w+) \{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\} (Name|Id) (.+)$/i;
const TYPES = ["String", "Integer", "CLSID", "Boolean", "Long", "Double", "SystemTime", "Binary"];

/** One spelling per property: the GUID in lower case; names keep their case, it matters. */
export function propertyId(id: string): string {
  const match = ID.exec(id);
  if (!match) {
    if (/^\w+ 0x[0-9a-f]+$/i.test(id)) throw notModelled(`extended properties by tag ('${id}')`);
    throw malformed(id);
  }
  const type = TYPES.find((each) => each.toLowerCase() === match[1]?.toLowerCase());
  if (!type) throw malformed(id);
  return `${type} {${match[2]?.toLowerCase()}} ${match[3]?.toLowerCase() === "id" ? "Id" : "Name"} ${match[4]}`;
}

function malformed(id: string): GraphError {
  return new GraphError(400, "ErrorInvalidProperty", `The extended property id '${id}' is malformed.`);
}

export function readExtendedProperties(items: Record<string, unknown>[]): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const { id, value, ...rest } of items) {
    const unknown = Object.keys(rest).find((name) => !name.startsWith("@odata."));
    if (unknown) throw notModelled(`the extended property member '${unknown}'`);
    if (typeof id !== "string") throw notDeserialisable("singleValueExtendedProperties.id");
    // The value is always a JSON string, whatever the type.
    if (typeof value !== "string") throw notDeserialisable("singleValueExtendedProperties.value");
    properties[propertyId(id)] = value;
  }
  return properties;
}
