// The planning database as the engine needs it: what changed, what stands there, and conditional writes.
import type { PlanningRow } from "../../core/model/appointment.ts";
import type { AppointmentId, EmployeeId, Version } from "../../core/model/ids.ts";
import type { Directory } from "../../core/model/participant.ts";
import type { NewRow, RowPatch } from "../../core/model/writes.ts";
import type { WindowSpan } from "../../core/time/window.ts";

export type { WindowSpan };

export interface PlanningChanges {
  /** Sequence number up to which changes are now known; the cursor for the next call. */
  readonly through: number;
  readonly appointmentIds: readonly AppointmentId[];
  /** True where the feed was trimmed past the cursor or restarted: read everything. */
  readonly incomplete: boolean;
}

/**
 * Faults: `planningUnreachable`, `planningNewer` (kind refused: the schema is of a later version), `planningBusy` (unavailable),
 * `appointmentChanged` (stale: the version differs, or the row is gone), `appointmentRefused` (refused: a constraint of the ERP).
 * Every write is one transaction; nothing of it is visible before all of it is.
 */
export interface PlanningPort {
  directory(): Promise<Directory>;
  /** The newest sequence number of the change feed; 0 where nothing ever changed. Cheap: asked every few seconds. */
  latestChange(): Promise<number>;
  changesAfter(sequence: number): Promise<PlanningChanges>;
  /** Rows by id; what does not exist is absent from the map. */
  rows(ids: readonly AppointmentId[]): Promise<ReadonlyMap<AppointmentId, PlanningRow>>;
  /**
   * All rows, trashed ones excepted, that are assigned to the employee and overlap the window; unreadable ones too,
   * wherever their time lies. In ascending order of start, then id.
   */
  assigned(employee: EmployeeId, window: WindowSpan): Promise<readonly PlanningRow[]>;
  /** Inserts a row with its employees; where the id exists already, nothing happens and the existing row's version is returned. */
  insert(row: NewRow): Promise<Version>;
  /** Changes a row only if it still has `expected`. Returns the new version. */
  update(id: AppointmentId, expected: Version, patch: RowPatch): Promise<Version>;
  /** Deletes a row with its assignments only if it still has `expected`. */
  remove(id: AppointmentId, expected: Version): Promise<void>;
  /** Forgets change rows up to and including `sequence`, all participants having read them. */
  trimChanges(through: number): Promise<void>;
  close(): Promise<void>;
}
