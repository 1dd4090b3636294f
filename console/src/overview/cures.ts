// Where what needs attention is put right.
import type { Attention } from "../../../src/contract/console/status.ts";
import { pageAt } from "../pages.ts";
import type { TextKey } from "../texts/texts.svelte.ts";

export interface Cure {
  readonly href: string;
  readonly key: TextKey;
}

/** Pages that not every console has; without them the log says most. */
const PEOPLE = "/people";
const SETTINGS = "/settings";

export function cureOf({ kind, user }: Pick<Attention, "kind" | "user">): Cure {
  switch (kind) {
    case "held":
    case "conflicts":
    case "parked":
      return { href: `/decisions?show=${kind}`, key: `cure_${kind}` };
    case "everybody":
      return pageAt(SETTINGS) === undefined ? inLog(null) : { href: SETTINGS, key: "cure_everybody" };
    case "participant":
    case "user":
      return pageAt(PEOPLE) === undefined
        ? inLog(user)
        : { href: `${PEOPLE}?user=${encodeURIComponent(user ?? "")}`, key: `cure_${kind}` };
  }
}

function inLog(user: string | null): Cure {
  const whose = user === null ? "" : `&user=${encodeURIComponent(user)}`;
  return { href: `/protocol?sheet=log${whose}`, key: "cure_log" };
}
