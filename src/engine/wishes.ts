// What a person at the console wishes of the pacemaker: a look at somebody now, or that users and employees are read again.
import type { UserId } from "../core/model/ids.ts";

export class Wishes {
  readonly #looks = new Set<UserId>();
  #isDirectoryWished = false;

  /** At both sides, as soon as no pass of theirs is under way; also at whoever failed and waits. */
  lookAt(user: UserId): void {
    this.#looks.add(user);
  }

  readDirectory(): void {
    this.#isDirectoryWished = true;
  }

  /** Whether it was wished; it is no longer then. */
  takeLook(user: UserId): boolean {
    return this.#looks.delete(user);
  }

  takeDirectory(): boolean {
    const wasWished = this.#isDirectoryWished;
    this.#isDirectoryWished = false;
    return wasWished;
  }
}
