// Counts failed sign-ins: five for one name and twenty from one address within a quarter of an hour. A name that outsiders try in vain stays
// open for the address where its owner signed in last. Sign-ins at Microsoft are counted apart, from when they begin until one succeeds: a page
// elsewhere can set them off, and must not close the way in with a password.
import { Fault } from "../../core/fault.ts";

const SPAN_MS = 15 * 60_000;
const MOST_OF_NAME = 5;
const MOST_OF_ADDRESS = 20;
/** Made-up names do not fill the memory. */
const MOST_REMEMBERED = 1_000;

export class Attempts {
  readonly #now: () => number;
  readonly #failed = new Map<string, number[]>();
  readonly #home = new Map<string, string>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Faults: `signInTooOften`. */
  require(name: string, address: string): void {
    const isAtHome = this.#home.get(name) === address;
    const tooMany =
      this.#count(`address ${address}`) >= MOST_OF_ADDRESS ||
      (isAtHome ? this.#count(`both ${name} ${address}`) : this.#count(`name ${name}`)) >= MOST_OF_NAME;
    if (tooMany) throw new Fault("refused", "signInTooOften");
  }

  failed(name: string, address: string): void {
    for (const key of [`address ${address}`, `name ${name}`, `both ${name} ${address}`]) this.#add(key);
  }

  succeeded(name: string, address: string): void {
    this.#home.set(name, address);
    for (const key of [`name ${name}`, `both ${name} ${address}`]) this.#failed.delete(key);
  }

  /** Somebody got a new password. */
  forget(name: string): void {
    for (const key of this.#failed.keys())
      if (key === `name ${name}` || key.startsWith(`both ${name} `)) this.#failed.delete(key);
  }

  /** Faults: `signInTooOften`. */
  beginMicrosoft(address: string): void {
    const key = `microsoft ${address}`;
    if (this.#count(key) >= MOST_OF_ADDRESS) throw new Fault("refused", "signInTooOften");
    this.#add(key);
  }

  succeededAtMicrosoft(address: string): void {
    this.#failed.delete(`microsoft ${address}`);
  }

  #add(key: string): void {
    if (this.#failed.size > MOST_REMEMBERED)
      for (const one of this.#failed.keys()) if (this.#count(one) === 0) this.#failed.delete(one);
    this.#failed.set(key, [...this.#recent(key), this.#now()]);
  }

  #count(key: string): number {
    return this.#recent(key).length;
  }

  #recent(key: string): number[] {
    const since = this.#now() - SPAN_MS;
    return (this.#failed.get(key) ?? []).filter((at) => at > since);
  }
}
