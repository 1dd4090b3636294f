// Where what needs attention is put right.
import type { Attention } from "../../../src/contract/console/status.ts";
import type { TextKey } from "../texts/texts.svelte.ts";

export interface Cure {
  readonly href: string;
  readonly key: TextKey;
}

export function cureOf({ kind, user }: Pick<Attention, "kind" | "user">): Cure {
  switch (kind) {
    case "held":
    case "conflicts":
    case "parked":
      return { href: `/decisions?show=${kind}`, key: `cure_${kind}` };
    case "everybody":
      return { href: "/settings", key: "cure_everybody" };
    case "participant":
    case "user":
      return { href: `/users/${encodeURIComponent(user ?? "")}`, key: `cure_${kind}` };
  }
}
