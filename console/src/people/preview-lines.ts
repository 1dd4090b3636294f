// Which counts of a preview are shown: those that a person always wants to know, and the others where there is something to tell.
import type { SyncPreview } from "../../../src/contract/console/people.ts";
import type { TextKey } from "../texts/texts.svelte.ts";

export interface PreviewLine {
  readonly key: TextKey;
  readonly count: number;
  /** Told even where it is zero, and no work by itself. */
  readonly isRoutine: boolean;
}

export function linesOf({
  created,
  updated,
  deleted,
  linked,
  mails,
  held,
  parked,
}: Pick<
  SyncPreview,
  "created" | "updated" | "deleted" | "linked" | "mails" | "held" | "parked"
>): readonly PreviewLine[] {
  const always = (key: TextKey, count: number, isRoutine = false) => [{ key, count, isRoutine }];
  const sometimes = (key: TextKey, count: number) => (count === 0 ? [] : always(key, count));
  return [
    ...always("preview_createdOffice365", created.office365),
    ...always("preview_createdPlanning", created.planning),
    ...always("preview_linked", linked),
    ...sometimes("preview_updatedOffice365", updated.office365),
    ...sometimes("preview_updatedPlanning", updated.planning),
    ...always("preview_deletedOffice365", deleted.office365),
    ...always("preview_deletedPlanning", deleted.planning),
    ...sometimes("preview_held", held),
    ...sometimes("preview_parked", parked),
    ...always("preview_mails", mails, true),
  ];
}
