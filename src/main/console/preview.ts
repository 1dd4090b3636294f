// What a sync of one user with these settings would do, before they are saved: the very cycle as a rehearsal, in which planning already
// shows them.
import { randomUUID } from "node:crypto";
import type { PreviewBody, SyncPreview } from "../../contract/console/people.ts";
import type { AnyReason } from "../../contract/reasons.ts";
import type { CompanySettings, SyncSettings } from "../../contract/settings.ts";
import { Fault } from "../../core/fault.ts";
import type { EmployeeId, PlanningDatabaseId, UserId } from "../../core/model/ids.ts";
import type { Directory, User } from "../../core/model/participant.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { adviceOnReason } from "../../core/sentences/sentences.ts";
import { runCycle } from "../../engine/cycle.ts";
import type { Paused } from "../../engine/ports/state.ts";
import type { Ports } from "../../engine/ports.ts";
import { emptyReport } from "../../engine/tally.ts";

interface PreviewParts extends Ports {
  readonly settings: () => { readonly Company: CompanySettings; readonly Sync: SyncSettings };
}

/** A whole calendar may have to be read, but nobody waits longer for a preview. */
const LONGEST_MS = 5 * 60_000;

/** Faults: what concerns everybody; `userUnknown`, `loginTaken`. */
export async function previewSync(parts: PreviewParts, body: PreviewBody, lang: Lang): Promise<SyncPreview> {
  const { Company: company, Sync: sync } = parts.settings();
  const user = userOf(body);
  const directory = withUser(await parts.planning.directory(), user);
  const report = await runCycle(
    {
      ...parts,
      planning: differing(parts.planning, { directory: async () => directory }),
      // Whoever is paused is shown what resuming would do.
      state: differing(parts.state, { paused: async () => others(await parts.state.paused(), user.id) }),
    },
    {
      company,
      sync,
      logins: [user.login],
      dryRun: true,
      onProgress: () => undefined,
      signal: AbortSignal.timeout(LONGEST_MS),
    },
  );
  const [one] = report.participants;
  const [left] = report.skipped;
  const { outcome, reason, email, held, parked, created, updated, deleted, linked, mails } = one ?? {
    ...emptyReport(user.login, user.office365UserName ?? user.office365Email ?? ""),
    outcome: "skipped" as const,
    reason: left?.reason,
  };
  return {
    outcome,
    ...sentences(reason ?? null, user.login, lang),
    email,
    created,
    updated,
    deleted,
    linked,
    mails,
    held,
    parked: parked.length,
  };
}

function sentences(
  reason: AnyReason | null,
  user: string,
  lang: Lang,
): Pick<SyncPreview, "reason" | "what" | "cure"> {
  if (reason === null) return { reason, what: null, cure: null };
  return { reason, ...adviceOnReason(reason, lang, { user }) };
}

function userOf({ id, employeeId, planningDatabases, ...fields }: PreviewBody): User {
  return {
    ...fields,
    id: (id ?? randomUUID()) as UserId,
    employeeId: employeeId as EmployeeId | null,
    planningDatabases: planningDatabases as PlanningDatabaseId[],
  };
}

function withUser(directory: Directory, user: User): Directory {
  const others = directory.users.filter(({ id }) => id !== user.id);
  if (others.some(({ login }) => login.toLowerCase() === user.login.toLowerCase()))
    throw new Fault("refused", "loginTaken", { user: user.login });
  return { ...directory, users: [...others, user] };
}

function others(paused: readonly Paused[], user: UserId): readonly Paused[] {
  return paused.filter(({ userId }) => userId !== user);
}

/** The same port, but for what is given. */
function differing<Port extends object>(port: Port, changes: Partial<Port>): Port {
  return Object.assign(Object.create(port) as Port, changes);
}
