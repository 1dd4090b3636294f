// The zones a mailbox accepts, by Windows or IANA names.
// learn.microsoft.com/graph/api/outlookuser-supportedtimezones
import windowsIana from "windows-iana";
import { type Call, contextOf, type GraphReply } from "./call.ts";

export function supportedTimeZones(call: Call): GraphReply {
  const iana = /'iana'/i.test(decodeURIComponent(call.path));
  const names = new Set<string>();
  for (const { windowsName, iana: zones } of windowsIana.WINDOWS_TO_IANA_MAP) {
    if (iana) for (const zone of zones) names.add(zone);
    else names.add(windowsName);
  }
  return {
    status: 200,
    json: {
      "@odata.context": contextOf(call, "Collection(microsoft.graph.timeZoneInformation)"),
      value: [...names].sort().map((alias) => ({ alias, displayName: alias })),
    },
  };
}
