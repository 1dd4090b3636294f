// Puts two edits together, field by field. Only the same field changed to different values is a conflict.
import type { ConflictWinner } from "../../contract/settings.ts";
import { projectToEvent } from "../mapping/event-limits.ts";
import { FIELD_NAMES, type FieldName, type SharedFields } from "../model/fields.ts";
import type { Ownership } from "../model/link.ts";
import { differingFields, editedInCalendar, editedInPlanning } from "./compare.ts";

export interface FieldConflict {
  readonly field: FieldName;
  readonly planning: unknown;
  readonly office365: unknown;
  readonly winner: "planning" | "office365";
}

export interface Merged {
  readonly fields: SharedFields;
  readonly conflicts: readonly FieldConflict[];
}

/** Who wins a conflict: the setting, else the row of the table. A meeting is always Microsoft's. */
export function conflictWinner(ownership: Ownership, setting: ConflictWinner): "planning" | "office365" {
  if (ownership === "meeting" || setting === "Office365") return "office365";
  if (setting === "Planning" || ownership === "planned") return "planning";
  return "office365";
}

/**
 * The fields that both sides are to have. A field changed on one side takes that side's value, one changed on both to
 * the same value that value, an unchanged one the base's; `hidden` fields are the event's alone and always as the event shows them.
 */
export function mergeFields(
  base: SharedFields,
  planning: SharedFields,
  event: SharedFields,
  winner: "planning" | "office365",
  hidden: readonly FieldName[] = [],
): Merged {
  const inPlanning = new Set(editedInPlanning(base, planning));
  const inCalendar = new Set(editedInCalendar(base, event));
  const different = new Set(differingFields(projectToEvent(planning), event));
  const merged: Partial<Record<FieldName, unknown>> = {};
  const conflicts: FieldConflict[] = [];
  for (const field of FIELD_NAMES) {
    if (hidden.includes(field)) {
      merged[field] = event[field];
    } else if (inPlanning.has(field) && inCalendar.has(field) && different.has(field)) {
      merged[field] = winner === "planning" ? planning[field] : event[field];
      conflicts.push({ field, planning: planning[field], office365: event[field], winner });
    } else if (inCalendar.has(field) && !inPlanning.has(field)) {
      merged[field] = event[field];
    } else {
      merged[field] = planning[field];
    }
  }
  return { fields: merged as unknown as SharedFields, conflicts };
}

/**
 * A base for two states that never agreed: where one side is empty, the other's value counts as the only edit; where both
 * have something else, the winner's.
 */
export function baseForAdoption(
  planning: SharedFields,
  event: SharedFields,
  winner: "planning" | "office365",
): SharedFields {
  const base: Partial<Record<FieldName, unknown>> = {};
  for (const field of FIELD_NAMES) {
    const planningCounts = isEmpty(event[field]) || (winner === "planning" && !isEmpty(planning[field]));
    base[field] = planningCounts ? event[field] : planning[field];
  }
  return base as unknown as SharedFields;
}

function isEmpty(value: unknown): boolean {
  return value === "" || value === null || value === false;
}
