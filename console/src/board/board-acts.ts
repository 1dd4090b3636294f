// What is done on the board, and what is said of it: each act ends in a sentence, and where it can be taken back, in the way to do so.
import type { AppointmentFields, BoardAppointment } from "../../../src/contract/console/appointments.ts";
import { sayDone, sayWhatWentWrong } from "../parts/errors.svelte.ts";
import { text } from "../texts/texts.svelte.ts";
import type { BoardData } from "./board-data.svelte.ts";
import type { BoardDesk, Outcome } from "./board-desk.svelte.ts";
import { clashesOf } from "./clashes.ts";
import { extentOf } from "./spans.ts";
import type { Patch } from "./undo.ts";
import { namesOf, timeText } from "./wording.ts";

export class BoardActs {
  readonly #data: BoardData;
  readonly #desk: BoardDesk;

  constructor(data: BoardData, desk: BoardDesk) {
    this.#data = data;
    this.#desk = desk;
  }

  tell(words: string, canUndo = false): void {
    const action = { label: text("boardUndo"), run: () => this.goBack("undo") };
    sayDone(words, canUndo ? action : null);
  }

  tellLocked({ organizer }: BoardAppointment): void {
    const name = organizer?.replace(/\s*<[^>]*>$/, "") || text("boardSomebody");
    this.tell(text("boardLocked", { organizer: name }));
  }

  /** `base`: as the planner saw it when the change began. */
  async store(base: BoardAppointment, patch: Patch): Promise<Outcome> {
    try {
      const outcome = await this.#desk.changeFrom(base, patch);
      const one = this.#data.find(base.id);
      if (outcome === "stored" && one !== undefined) {
        const { zone, employees } = this.#data;
        const values = {
          subject: one.subject,
          time: timeText(one, zone),
          names: namesOf(one.employees, employees),
        };
        this.tell(text("boardMoved", values) + this.#clashText(one), true);
      }
      return outcome;
    } catch (thrown) {
      sayWhatWentWrong(thrown);
      return "nothing";
    }
  }

  /** Resolves to whether the panel has done its work: also where two versions are to be chosen from, both of which are kept. */
  async save(base: BoardAppointment | null, fields: AppointmentFields, patch: Patch): Promise<boolean> {
    if (base !== null)
      return Object.keys(patch).length === 0 || (await this.store(base, patch)) !== "nothing";
    try {
      // An id of its own: sent twice, it is one appointment.
      const made = await this.#desk.plan({ ...fields, id: crypto.randomUUID() });
      this.tell(text("boardPlanned", { subject: made.subject }) + this.#clashText(made), true);
      return true;
    } catch (thrown) {
      sayWhatWentWrong(thrown);
      return false;
    }
  }

  async trash({ id, subject }: BoardAppointment): Promise<void> {
    try {
      await this.#desk.trash(id);
      this.tell(text("boardTrashed", { subject }), true);
    } catch (thrown) {
      sayWhatWentWrong(thrown);
    }
  }

  async restore({ id, subject }: BoardAppointment): Promise<void> {
    try {
      await this.#desk.restore(id);
      this.tell(text("boardRestored", { subject }), true);
    } catch (thrown) {
      sayWhatWentWrong(thrown);
    }
  }

  async takeMine(): Promise<void> {
    const subject = this.#desk.overtaken?.theirs.subject ?? "";
    try {
      if ((await this.#desk.takeMine()) === "stored") this.tell(text("boardSaved", { subject }), true);
    } catch (thrown) {
      sayWhatWentWrong(thrown);
    }
  }

  async goBack(way: "undo" | "redo"): Promise<void> {
    try {
      const result = await this.#desk[way]();
      if (result === null) {
        this.tell(text("boardNothingToUndo"));
        return;
      }
      const subject = this.#data.find(result.deed.id)?.subject ?? "";
      if (result.outcome === "changedSince") this.tell(text("boardChangedSince", { subject }));
      else this.tell(text(way === "undo" ? "boardUndone" : "boardRedone", { subject }));
    } catch (thrown) {
      sayWhatWentWrong(thrown);
    }
  }

  /** Who is in two places at once now that this is so. */
  #clashText(one: BoardAppointment): string {
    const { zone, employees, appointments } = this.#data;
    for (const id of one.employees) {
      const others = [...appointments.values()].filter((other) => other.employees.includes(id));
      const [other] = clashesOf(extentOf(one, zone), one, others, zone);
      const name = employees.find((person) => person.id === id)?.name ?? "?";
      if (other !== undefined) return ` ${text("boardClash", { name, other: other.subject })}`;
    }
    return "";
  }
}
