// What a planner does on the board: shown at once, stored at the service, taken back if it refuses. Where somebody else was quicker, both
// versions are kept until the planner has chosen.
import type {
  AppointmentFields,
  BoardAppointment,
  NewAppointment,
} from "../../../src/contract/console/appointments.ts";
import { ask, Refused } from "../api/client.ts";
import type { BoardData } from "./board-data.svelte.ts";
import { type Deed, Deeds, differing, isSame, type Patch, pick } from "./undo.ts";

/** Somebody else changed what one was changing. */
export interface Overtaken {
  readonly before: BoardAppointment;
  readonly mine: Patch;
  readonly theirs: BoardAppointment;
}

export type Outcome = "stored" | "overtaken" | "nothing";

export class BoardDesk {
  readonly #data: BoardData;
  readonly #deeds = new Deeds();
  overtaken = $state.raw<Overtaken | null>(null);
  canUndo = $state(false);
  canRedo = $state(false);
  /** What is done to one appointment is done one after the other: each step needs the version that the one before left. */
  readonly #last = new Map<string, Promise<unknown>>();
  /** That one's own steps left, while more of them follow. */
  readonly #versions = new Map<string, string>();

  constructor(data: BoardData) {
    this.#data = data;
  }

  /** Faults as the service tells them; what was shown is then as it was. */
  change(id: string, patch: Patch, isRemembered = true): Promise<Outcome> {
    const shown = this.#data.find(id);
    if (shown === undefined) return Promise.resolve("nothing");
    const keys = differing(patch, shown);
    if (keys.length === 0) return Promise.resolve("nothing");
    const wanted = Object.fromEntries(keys.map((key) => [key, patch[key]])) as Patch;
    this.#data.show([{ ...shown, ...wanted, mark: "waiting", markReason: null } as BoardAppointment]);
    this.#data.hold(id);
    return this.#inTurn(id, () => this.#store(shown, wanted, isRemembered));
  }

  /** From a state that may be old by now: if somebody else has changed the appointment since, both versions are shown first. */
  async changeFrom(base: BoardAppointment, patch: Patch): Promise<Outcome> {
    const current = this.#data.find(base.id);
    const isBusy = this.#last.has(base.id);
    if (current === undefined || isBusy || current.version === base.version)
      return this.change(base.id, patch);
    const wanted = pick({ ...base, ...patch }, differing(patch, base));
    if (Object.keys(wanted).length === 0) return "nothing";
    this.overtaken = { before: base, mine: wanted, theirs: current };
    return "overtaken";
  }

  async #store(before: BoardAppointment, patch: Patch, isRemembered: boolean): Promise<Outcome> {
    const { id } = before;
    const version = this.#versions.get(id) ?? before.version;
    try {
      const after = await ask("changeAppointment", { params: { id }, body: { version, ...patch } });
      this.#versions.set(id, after.version);
      this.#data.release(id);
      this.#data.take([after]);
      const keys = Object.keys(patch) as (keyof AppointmentFields)[];
      if (isRemembered) this.#note({ kind: "changed", id, before: pick(before, keys), after: patch });
      return "stored";
    } catch (thrown) {
      this.#data.release(id);
      this.#data.show([before]);
      if (!(thrown instanceof Refused)) throw thrown;
      const theirs = await this.#readAgain(id);
      if (thrown.problem.code !== "appointmentChanged" || theirs === null) throw thrown;
      this.overtaken = { before, mine: patch, theirs };
      return "overtaken";
    }
  }

  /** Null where it is gone. */
  async #readAgain(id: string): Promise<BoardAppointment | null> {
    try {
      const current = await ask("getAppointment", { params: { id } });
      this.#data.show([current]);
      return current;
    } catch (thrown) {
      if (thrown instanceof Refused && thrown.problem.code === "appointmentUnknown") {
        this.#data.take([], [id]);
        return null;
      }
      throw thrown;
    }
  }

  async plan(fields: NewAppointment): Promise<BoardAppointment> {
    const made = await ask("createAppointment", { body: fields });
    this.#data.take([made]);
    this.#note({ kind: "planned", id: made.id });
    return made;
  }

  trash(id: string, isRemembered = true): Promise<void> {
    return this.#throwOrFetch(id, "trashAppointment", "trashed", isRemembered);
  }

  restore(id: string, isRemembered = true): Promise<void> {
    return this.#throwOrFetch(id, "restoreAppointment", "restored", isRemembered);
  }

  #throwOrFetch(
    id: string,
    route: "trashAppointment" | "restoreAppointment",
    kind: "trashed" | "restored",
    isRemembered: boolean,
  ): Promise<void> {
    return this.#inTurn(id, async () => {
      const one = this.#data.find(id) ?? (await this.#readAgain(id));
      if (one === null) return;
      try {
        this.#data.take([await ask(route, { params: { id }, query: { version: one.version } })]);
      } catch (thrown) {
        if (thrown instanceof Refused) await this.#readAgain(id);
        throw thrown;
      }
      if (isRemembered) this.#note({ kind, id });
    });
  }

  /** Null: there is nothing to take back. `changedSince`: somebody else has worked on it, and that stays. */
  undo(): Promise<{ deed: Deed; outcome: "done" | "changedSince" } | null> {
    return this.#carryOut(this.#deeds.takeBack());
  }

  redo(): Promise<{ deed: Deed; outcome: "done" | "changedSince" } | null> {
    return this.#carryOut(this.#deeds.takeAgain());
  }

  async #carryOut(deed: Deed | null): Promise<{ deed: Deed; outcome: "done" | "changedSince" } | null> {
    this.#showPiles();
    if (deed === null) return null;
    await this.#last.get(deed.id);
    const current = await this.#readAgain(deed.id);
    if (current === null) return { deed, outcome: "changedSince" };
    if (deed.kind === "changed") {
      const keys = Object.keys(deed.before) as (keyof AppointmentFields)[];
      const isUntouched = keys.every((key) => isSame(current[key], deed.before[key]));
      if (!isUntouched || current.trashed) return { deed, outcome: "changedSince" };
      const outcome = await this.change(deed.id, deed.after, false);
      return { deed, outcome: outcome === "stored" ? "done" : "changedSince" };
    }
    if (deed.kind === "trashed") await this.trash(deed.id, false);
    else await this.restore(deed.id, false);
    return { deed, outcome: "done" };
  }

  /** Of two versions one's own, field by field what one had changed; the other person's remain. */
  async takeMine(): Promise<Outcome> {
    const { overtaken } = this;
    if (overtaken === null) return "nothing";
    this.overtaken = null;
    return this.change(overtaken.theirs.id, overtaken.mine);
  }

  #inTurn<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    const result = (this.#last.get(id) ?? Promise.resolve()).then(work, work);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(id, settled);
    void settled.then(() => {
      if (this.#last.get(id) !== settled) return;
      this.#last.delete(id);
      this.#versions.delete(id);
    });
    return result;
  }

  #note(deed: Deed): void {
    this.#deeds.add(deed);
    this.#showPiles();
  }

  #showPiles(): void {
    this.canUndo = this.#deeds.canUndo;
    this.canRedo = this.#deeds.canRedo;
  }
}
