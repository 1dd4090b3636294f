// Reads a whole delta round, as a client would: page after page until the deltaLink.
import assert from "node:assert/strict";
import type { Client } from "@microsoft/microsoft-graph-client";
import type { Event } from "@microsoft/microsoft-graph-types";

export type DeltaItem = Event & { "@removed"?: { reason: string }; "@odata.type"?: string };

export interface DeltaRound {
  items: DeltaItem[];
  /** How many items each page had. */
  sizes: number[];
  deltaLink: string;
}

export async function deltaRound(graph: Client, first: string, prefer: string): Promise<DeltaRound> {
  const items: DeltaItem[] = [];
  const sizes: number[] = [];
  let link = first;
  for (;;) {
    const page = await graph.api(link).header("Prefer", prefer).get();
    items.push(...page.value);
    sizes.push(page.value.length);
    assert.equal("@odata.nextLink" in page, !("@odata.deltaLink" in page), "one link, never both");
    if (page["@odata.deltaLink"]) return { items, sizes, deltaLink: page["@odata.deltaLink"] };
    link = page["@odata.nextLink"];
  }
}
