// What the board shows, kept as the service has it: read for the span in view, then only what changed.
import type { BoardAppointment, BoardEmployee } from "../../../src/contract/console/appointments.ts";
import type { DaysAnswer } from "../../../src/contract/console/days.ts";
import { ask } from "../api/client.ts";
import { addDays, wallOfDate } from "../parts/zone.ts";
import { extentOf, instantsOf, overlaps, type Span } from "./spans.ts";

const MOST_MARKS = 200;

export class BoardData {
  readonly zone: string;
  employees = $state.raw<readonly BoardEmployee[]>([]);
  /** Of the span in view, and what is open or in a list beside it. */
  appointments = $state.raw<ReadonlyMap<string, BoardAppointment>>(new Map());
  unplanned = $state.raw<readonly BoardAppointment[]>([]);
  trash = $state.raw<readonly BoardAppointment[]>([]);
  /** What the panel shows, wherever it lies. */
  opened = $state.raw<BoardAppointment | null>(null);
  days = $state.raw<DaysAnswer>({ holidays: [], workingHours: { from: "07:00", to: "16:00" } });
  reasons = $state.raw<Readonly<Record<string, string>>>({});
  state = $state<"loading" | "ready" | "failed">("loading");
  isCut = $state(false);
  #span: Span | null = null;
  #position: string | null = null;
  #reading: Promise<void> | null = null;
  #isAskedAgain = false;
  /** Counts what was asked for, so that an answer that comes late is not taken for the newest. */
  #turn = 0;
  /** Being written: what is read meanwhile is older. */
  readonly #writing = new Map<string, number>();

  constructor(zone: string) {
    this.zone = zone;
  }

  /** Who can be planned, and what reasons mean; asked once for a language. */
  async readFrame(): Promise<void> {
    const [{ employees }, { reasons }] = await Promise.all([ask("listEmployees"), ask("listMarkReasons")]);
    this.employees = employees
      .filter(({ active }) => active)
      .toSorted((a, b) => a.name.localeCompare(b.name, "de"));
    this.reasons = reasons;
  }

  async readSpan(span: Span): Promise<void> {
    const turn = ++this.#turn;
    const isOther = this.#span?.first !== span.first || this.#span.days !== span.days;
    this.#span = span;
    if (isOther) {
      this.state = "loading";
      this.#position = null;
    }
    try {
      const list = await ask("listAppointments", { query: instantsOf(span, this.zone) });
      if (turn !== this.#turn) return;
      this.appointments = new Map(list.appointments.map((one) => [one.id, this.#newest(one)]));
      this.#position = list.position;
      this.isCut = list.isCut;
      this.state = "ready";
      // The jobs do not wait for the holidays.
      const days = await ask("listDays", { query: { from: span.first, to: addDays(span.first, span.days) } });
      if (turn === this.#turn && JSON.stringify(days) !== JSON.stringify(this.days)) this.days = days;
    } catch (thrown) {
      if (turn === this.#turn && this.state === "loading") this.state = "failed";
      throw thrown;
    }
  }

  async readList(list: "unplanned" | "trash"): Promise<void> {
    const { appointments } = await ask("listAppointments", { query: { list } });
    if (list === "unplanned") this.unplanned = appointments;
    else this.trash = appointments;
  }

  /** One question at a time; asked again meanwhile, once more after it. */
  readChanges(): Promise<void> {
    if (this.#reading !== null) {
      this.#isAskedAgain = true;
      return this.#reading;
    }
    this.#reading = this.#readChanges().finally(() => {
      this.#reading = null;
      if (!this.#isAskedAgain) return;
      this.#isAskedAgain = false;
      void this.readChanges();
    });
    return this.#reading;
  }

  get hasUnsettledMarks(): boolean {
    return this.#unsettled().length > 0;
  }

  async #readChanges(): Promise<void> {
    const [after, span, turn] = [this.#position, this.#span, this.#turn];
    if (after === null || span === null) return;
    const marks = this.#unsettled().slice(0, MOST_MARKS).join(",");
    const changes = await ask("listChanges", { query: { after, ...(marks !== "" && { marks }) } });
    if (turn !== this.#turn) return;
    if (changes.isIncomplete) return this.readSpan(span);
    this.#position = changes.position;
    if (changes.appointments.length + changes.gone.length > 0) this.take(changes.appointments, changes.gone);
  }

  #unsettled(): readonly string[] {
    const ids: string[] = [];
    for (const { id, mark } of this.appointments.values())
      if (mark !== "inStep" && mark !== "notSynchronised") ids.push(id);
    return ids;
  }

  /** As they are now; each goes to where it belongs by its time, its employees and the trash. */
  take(given: readonly BoardAppointment[], gone: readonly string[] = []): void {
    const changed = given.filter((one) => {
      const before = this.find(one.id);
      return !this.#writing.has(one.id) && !(before !== undefined && isSameState(before, one));
    });
    if (changed.length + gone.length > 0) this.show(changed, gone);
  }

  /** Whatever is known of them otherwise. */
  show(changed: readonly BoardAppointment[], gone: readonly string[] = []): void {
    const shown = new Map(this.appointments);
    const ids = new Set([...gone, ...changed.map(({ id }) => id)]);
    let isOther = false;
    for (const id of gone) isOther = shown.delete(id) || isOther;
    for (const one of changed) {
      if (this.#isInView(one)) shown.set(one.id, one);
      isOther = this.#isInView(one) || shown.delete(one.id) || isOther;
    }
    if (isOther) this.appointments = shown;
    this.opened = changed.find(({ id }) => id === this.opened?.id) ?? this.opened;
    if (this.opened !== null && gone.includes(this.opened.id)) this.opened = null;
    const kept = (list: readonly BoardAppointment[]) => list.filter(({ id }) => !ids.has(id));
    const unplanned = changed.filter((one) => !one.trashed && one.employees.length === 0);
    this.unplanned = [...unplanned, ...kept(this.unplanned)];
    this.trash = [...changed.filter((one) => one.trashed), ...kept(this.trash)];
  }

  find(id: string): BoardAppointment | undefined {
    return (
      this.appointments.get(id) ??
      this.unplanned.find((one) => one.id === id) ??
      this.trash.find((one) => one.id === id) ??
      (this.opened?.id === id ? this.opened : undefined)
    );
  }

  /** Until `release`, what is read of it is taken for older than what is shown. */
  hold(id: string): void {
    this.#writing.set(id, (this.#writing.get(id) ?? 0) + 1);
  }

  release(id: string): void {
    const left = (this.#writing.get(id) ?? 1) - 1;
    if (left === 0) this.#writing.delete(id);
    else this.#writing.set(id, left);
  }

  #newest(one: BoardAppointment): BoardAppointment {
    return this.#writing.has(one.id) ? (this.find(one.id) ?? one) : one;
  }

  #isInView(one: BoardAppointment): boolean {
    if (this.#span === null || one.trashed) return false;
    const from = wallOfDate(this.#span.first);
    const to = wallOfDate(addDays(this.#span.first, this.#span.days));
    const extent = extentOf(one, this.zone);
    return overlaps({ from, to }, { from: extent.from, to: Math.max(extent.to, extent.from + 1) });
  }
}

/** The version tells everything that a person sees, but for the mark. */
function isSameState(a: BoardAppointment, b: BoardAppointment): boolean {
  return (
    a.version === b.version && a.mark === b.mark && a.markReason === b.markReason && a.trashed === b.trashed
  );
}
