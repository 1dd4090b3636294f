// What the requests to each mailbox meet, drawn from a seed: the n-th request to a mailbox takes the same time, and is refused or not, whichever
// client sends it. So clients are compared on the same weather.
import { seededEntropy } from "../../src/gateways/system/entropy.ts";

export interface Met {
  readonly latencyMs: number;
  /** What a refusal (429) asks for; null where the request is served. */
  readonly retryAfterMs: number | null;
}

export interface Weather {
  /** Of every request; the median where they scatter. */
  readonly latencyMs: number;
  /** Of the normal distribution below the log-normal one; 0: each request takes the same time. */
  readonly sigma: number;
  /** The share that is refused whatever a client does. */
  readonly refused: number;
}

export type WeatherName = "fixed" | "scattered";

/**
 * No vendor publishes latencies of writing events: 100 ms to 1 s were reported, and 250 ms is what we plan with. Scattered: a median of 250 ms,
 * 95 % within 900 ms, and one request in two hundred refused for no reason of the client's.
 */
export const WEATHERS: Readonly<Record<WeatherName, Weather>> = {
  fixed: { latencyMs: 250, sigma: 0, refused: 0 },
  scattered: { latencyMs: 250, sigma: Math.log(900 / 250) / 1.645, refused: 0.005 },
};

/** Shorter than the network allows there is none, and nobody hangs: what then happens is the subject of tests, not of a benchmark. */
export const SHORTEST_MS = 50;
const LONGEST_MS = 9_000;
/** A refusal is quick: quicker than every answer, so at most three requests can be sent before it is known. */
export const REFUSAL_MS = 25;
export const RETRY_AFTER_MS = 2_000;

export class Trace {
  readonly weather: Weather;
  readonly #seed: number;
  readonly #drawn = new Map<string, { readonly met: Met[]; readonly fraction: () => number }>();

  constructor(weather: Weather, seed: number) {
    this.weather = weather;
    this.#seed = seed;
  }

  /** `index`: of the request to this mailbox, from 0. */
  at(mailbox: string, index: number): Met {
    let drawn = this.#drawn.get(mailbox);
    if (drawn === undefined) {
      drawn = { met: [], fraction: fractionsOf(`${this.#seed}/${mailbox}`) };
      this.#drawn.set(mailbox, drawn);
    }
    const { met, fraction } = drawn;
    while (met.length <= index) met.push(this.#draw(fraction));
    return met[index] as Met;
  }

  #draw(fraction: () => number): Met {
    const { latencyMs, sigma, refused } = this.weather;
    // Three numbers for each request, so that one weather's refusals do not move another's latencies.
    const [chance, radius, angle] = [fraction(), fraction(), fraction()];
    if (chance < refused) return { latencyMs: REFUSAL_MS, retryAfterMs: RETRY_AFTER_MS };
    // Box and Muller's transform.
    const normal = Math.sqrt(-2 * Math.log(1 - radius)) * Math.cos(2 * Math.PI * angle);
    const drawn = Math.round(latencyMs * Math.exp(sigma * normal));
    return { latencyMs: Math.min(LONGEST_MS, Math.max(SHORTEST_MS, drawn)), retryAfterMs: null };
  }
}

/** A stream of its own for each name. */
function fractionsOf(name: string): () => number {
  const { uuidOf } = seededEntropy(0);
  const { fraction } = seededEntropy(Number.parseInt(uuidOf(name).slice(0, 8), 16));
  return fraction;
}
