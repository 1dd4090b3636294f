// The planning database in a rehearsal: pretended writes show in rows and stand in the change feed behind everything real.
import { Fault } from "../../core/fault.ts";
import type { Appointment, PlanningRow } from "../../core/model/appointment.ts";
import type { FeedPosition } from "../../core/model/feed-position.ts";
import type { AppointmentId, EmployeeId, Version } from "../../core/model/ids.ts";
import type { Directory } from "../../core/model/participant.ts";
import type { NewRow, RowPatch } from "../../core/model/writes.ts";
import { overlapsWindow } from "../../core/time/window.ts";
import type { PlanningChanges, PlanningPort, WindowSpan } from "../ports/planning.ts";

/** What a position among pretended changes begins with; after it comes how many of them were told. */
const PRETENDED = "rehearsed-";

export class RehearsedPlanning implements PlanningPort {
  readonly #real: PlanningPort;
  /** Null: deleted. */
  readonly #rows = new Map<AppointmentId, Appointment | null>();
  readonly #changes: AppointmentId[] = [];
  /** Where the real feed ended when it was asked first: pretended changes are numbered from here. */
  #end: Promise<FeedPosition> | null = null;

  constructor(real: PlanningPort) {
    this.#real = real;
  }

  directory(): Promise<Directory> {
    return this.#real.directory();
  }

  async latestChange(): Promise<FeedPosition> {
    this.#end ??= this.#real.latestChange();
    const end = await this.#end;
    const told = this.#changes.length;
    return told === 0 ? end : { sequence: end.sequence + told, fingerprint: `${PRETENDED}${told}` };
  }

  async changesAfter(position: FeedPosition | null): Promise<PlanningChanges> {
    const through = await this.latestChange();
    if (position?.fingerprint?.startsWith(PRETENDED)) {
      const told = Number(position.fingerprint.slice(PRETENDED.length));
      const appointmentIds = [...new Set(this.#changes.slice(told))];
      return { through, appointmentIds, incomplete: false, restored: false };
    }
    const real = await this.#real.changesAfter(position);
    return { ...real, through, appointmentIds: [...new Set([...real.appointmentIds, ...this.#changes])] };
  }

  async rows(ids: readonly AppointmentId[]): Promise<ReadonlyMap<AppointmentId, PlanningRow>> {
    const real = await this.#real.rows(ids.filter((id) => !this.#rows.has(id)));
    const pretended = ids.flatMap((id) => {
      const row = this.#rows.get(id);
      return row ? [[id, readable(row)] as const] : [];
    });
    return new Map([...real, ...pretended]);
  }

  async assigned(employee: EmployeeId, window: WindowSpan): Promise<readonly PlanningRow[]> {
    const real = await this.#real.assigned(employee, window);
    const pretended = [...this.#rows.values()].flatMap((row) =>
      row?.employees.includes(employee) && !row.trashed && overlapsWindow(row.fields.time, window)
        ? [readable(row)]
        : [],
    );
    return [...real.filter(({ appointment }) => !this.#rows.has(appointment.id)), ...pretended];
  }

  async insert({ id, employees, ...row }: NewRow): Promise<Version> {
    const known = (await this.rows([id])).get(id);
    if (known !== undefined) return known.appointment.version;
    return this.#put(id, { ...row, id, version: "" as Version, trashed: false, employees, modifiedAt: null });
  }

  async update(id: AppointmentId, expected: Version, patch: RowPatch): Promise<Version> {
    return this.#put(id, patched(await this.#current(id, expected), patch));
  }

  async remove(id: AppointmentId, expected: Version): Promise<void> {
    await this.#current(id, expected);
    this.#put(id, null);
  }

  async trimChanges(): Promise<void> {}

  async close(): Promise<void> {}

  async #current(id: AppointmentId, expected: Version): Promise<Appointment> {
    const row = (await this.rows([id])).get(id);
    if (row?.kind !== "readable" || row.appointment.version !== expected)
      throw new Fault("stale", "appointmentChanged", { appointment: id });
    return row.appointment;
  }

  #put(id: AppointmentId, row: Appointment | null): Version {
    this.#changes.push(id);
    const version = `rehearsed-${this.#changes.length}` as Version;
    this.#rows.set(id, row && { ...row, version });
    return version;
  }
}

function readable(appointment: Appointment): PlanningRow {
  return { kind: "readable", appointment };
}

function patched(row: Appointment, patch: RowPatch): Appointment {
  const { fields, facts, origin, lock, seriesId, trashedAt, assign = [], unassign = [] } = patch;
  const employees = new Set([...row.employees.filter((one) => !unassign.includes(one)), ...assign]);
  return {
    ...row,
    fields: { ...row.fields, ...fields },
    ...(facts !== undefined && { facts }),
    ...(origin !== undefined && { origin }),
    ...lock,
    ...(seriesId !== undefined && { seriesId }),
    ...(trashedAt !== undefined && { trashed: trashedAt !== null }),
    employees: [...employees].sort(),
  };
}
