// What the commands ask of the rest of the program; src/main carries it out. The command line itself only reads and shows.
import type { AuditReport } from "../../contract/audit.ts";
import type { CheckReport } from "../../contract/check.ts";
import type { Role } from "../../contract/console/roles.ts";
import type { HoldReason } from "../../contract/reasons.ts";
import type {
  ConflictsReport,
  ConflictTaken,
  JournalReport,
  PauseReport,
  Side,
  StatusReport,
  SyncReport,
  UndoReport,
} from "../../contract/report.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import type { OnProgress } from "../../engine/progress.ts";

export interface CommonOptions {
  readonly settings?: string | undefined;
  readonly data?: string | undefined;
  readonly now?: string | undefined;
  readonly json: boolean;
  readonly lang: Lang;
}

/** How a command that works for a while is watched and ended. */
export interface Watch {
  readonly onProgress: OnProgress;
  /** Aborted by Ctrl-C or SIGTERM: come to an end at the next safe point. */
  readonly signal: AbortSignal;
  /** A line for the person at the terminal. */
  readonly tell: (line: string) => void;
  /** Where log lines go: standard error, past the progress bars. */
  readonly logLine: (line: string) => void;
  /** A terminal reads the log, not a program. */
  readonly isTerminal: boolean;
  readonly colour: boolean;
}

export interface ImportReport {
  readonly file: string;
  readonly employee: string;
  readonly components: number;
  readonly imported: readonly { appointment: string; subject: string; start: string }[];
  readonly alreadyThere: number;
  /** Each with its reason as a code and as a sentence. */
  readonly notTakenOver: readonly { component: number; uid: string; reason: string; sentence: string }[];
}

export interface HeldReport {
  readonly held: readonly {
    readonly user: string;
    readonly appointment: string | null;
    readonly event: string | null;
    readonly subject: string | null;
    readonly reason: HoldReason;
    readonly since: string;
    readonly answer: "confirm" | "restore" | null;
  }[];
}

export interface ReleaseReport {
  readonly user: string;
  readonly answer: "confirm" | "restore";
  /** How many held deletions were answered. */
  readonly answered: number;
}

export interface AccountAdded {
  readonly name: string;
  readonly role: Role;
  /** Where to sign in. */
  readonly console: string;
}

export interface JournalFilter {
  readonly appointment?: string | undefined;
  readonly user?: string | undefined;
  readonly since?: string | undefined;
}

export interface DemoOptions {
  readonly employees?: number | undefined;
  readonly appointments?: number | undefined;
  readonly seed?: number | undefined;
  readonly fresh: boolean;
}

export interface SecretStored {
  readonly place: "first" | "second";
  readonly expiresOn: string | null;
}

export interface Actions {
  /** The company's zone, in which people read times. */
  timeZone(common: CommonOptions, watch: Watch): string;
  demo(common: CommonOptions, options: DemoOptions, watch: Watch): Promise<void>;
  run(common: CommonOptions, watch: Watch): Promise<void>;
  sync(
    common: CommonOptions,
    options: { readonly users: readonly string[]; readonly dryRun: boolean },
    watch: Watch,
  ): Promise<SyncReport>;
  audit(
    common: CommonOptions,
    options: { readonly users: readonly string[] },
    watch: Watch,
  ): Promise<AuditReport>;
  status(common: CommonOptions, watch: Watch): Promise<StatusReport>;
  journal(common: CommonOptions, filter: JournalFilter, watch: Watch): Promise<JournalReport>;
  check(common: CommonOptions, watch: Watch): Promise<CheckReport>;
  storeSecret(
    common: CommonOptions,
    options: SecretStored & { readonly secret: string },
    watch: Watch,
  ): Promise<SecretStored>;
  importFile(
    common: CommonOptions,
    options: { readonly file: string; readonly employee: string },
    watch: Watch,
  ): Promise<ImportReport>;
  held(common: CommonOptions, user: string | undefined, watch: Watch): Promise<HeldReport>;
  release(
    common: CommonOptions,
    options: { readonly user: string; readonly answer: "confirm" | "restore" },
    watch: Watch,
  ): Promise<ReleaseReport>;
  undo(common: CommonOptions, entryOrRun: string, watch: Watch): Promise<UndoReport>;
  /** `user` null: everybody. */
  pause(common: CommonOptions, options: { readonly user: string | null }, watch: Watch): Promise<PauseReport>;
  resume(
    common: CommonOptions,
    options: { readonly user: string | null },
    watch: Watch,
  ): Promise<PauseReport>;
  conflicts(common: CommonOptions, watch: Watch): Promise<ConflictsReport>;
  takeConflict(
    common: CommonOptions,
    options: { readonly id: string; readonly side: Side },
    watch: Watch,
  ): Promise<ConflictTaken>;
  addAccount(
    common: CommonOptions,
    options: { readonly name: string; readonly role: Role; readonly password: string },
    watch: Watch,
  ): Promise<AccountAdded>;
}
