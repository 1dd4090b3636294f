// What a pass needs beside the ports: the settings, and what it shares with the other passes.
import type { CompanySettings, SyncSettings } from "../contract/settings.ts";
import { Lanes, type Turns } from "./lanes.ts";
import type { Ports } from "./ports.ts";

/** How much is taken on at a time. */
export interface Load {
  /** Nobody edits more than this between two passes: it is work in bulk, which lets what people have just edited go first. */
  readonly byHand: number;
  /** Of one mailbox so many items are held whole. */
  readonly slice: number;
  /** Whole calendars, and all that is planned for them, are held while they are decided about: so many at a time. */
  readonly readings: number;
}

const USUAL_LOAD: Load = { byHand: 50, slice: 128, readings: 16 };

/** What passes that run beside each other share. */
export interface Shared {
  readonly turn: Turns;
  readonly readings: Lanes;
  readonly load: Load;
}

export interface PassFrame extends Ports, Shared {
  readonly company: CompanySettings;
  readonly sync: SyncSettings;
}

export function shared(load: Load = USUAL_LOAD): Shared {
  return { turn: new Lanes(1), readings: new Lanes(load.readings), load };
}
