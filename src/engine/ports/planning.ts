// The planning database as the engine needs it: what changed, what stands there, and conditional writes.
import type { PlanningRow } from "../../core/model/appointment.ts";
import type { FeedPosition } from "../../core/model/feed-position.ts";
import type { AppointmentId, EmployeeId, Version } from "../../core/model/ids.ts";
import type { Directory } from "../../core/model/participant.ts";
import type { NewRow, RowPatch } from "../../core/model/writes.ts";
import type { WindowSpan } from "../../core/time/window.ts";

export type { WindowSpan };

export interface PlanningChanges {
  /** Up to where changes are now known: where the next call begins. */
  readonly through: FeedPosition;
  readonly appointmentIds: readonly AppointmentId[];
  /** True where the feed does not tell everything since then, and everything has to be read; `appointmentIds` is empty. */
  readonly incomplete: boolean;
  /** True where the feed is another one than that in which the position was taken: a backup stands in the database's place. */
  readonly restored: boolean;
}

/**
 * Faults: `planningUnreachable`, `planningNewer` (kind refused: the schema is of a later version), `planningBusy` (unavailable),
 * `appointmentChanged` (stale: the version differs, or the row is gone), `appointmentRefused` (refused: a constraint of the ERP).
 * Every write is one transaction; nothing of it is visible before all of it is.
 */
export interface PlanningPort {
  directory(): Promise<Directory>;
  /** Where the change feed ends. Cheap: asked every few seconds. */
  latestChange(): Promise<FeedPosition>;
  /** Null: nothing was ever read. Incomplete as well where the feed was trimmed past the position, or restarted, or is another one. */
  changesAfter(position: FeedPosition | null): Promise<PlanningChanges>;
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
  /**
   * Forgets change rows up to `through`, all participants having read them. The one at `through` stays, and so do those of `kept`: by
   * them it is known who took a position in this feed.
   */
  trimChanges(through: number, kept?: readonly number[]): Promise<void>;
  close(): Promise<void>;
}
