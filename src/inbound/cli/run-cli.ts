// One command from its arguments to its exit code: reads them, has the work done, shows the result, and says in a sentence what
// went wrong. With --json the result (or the fault) is the only thing on standard output.
import { asFault, type Fault } from "../../core/fault.ts";
import { exitCodeOfAudit, exitCodeOfFault, exitCodeOfReport } from "../../core/sentences/exit-code.ts";
import type { ExitCode } from "../../core/sentences/fault-facts.ts";
import { fill } from "../../core/sentences/fill.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { isDate } from "../../core/time/instant.ts";
import type { Actions, CommonOptions, Watch } from "./actions.ts";
import { WORDS } from "./headings.ts";
import { chooseLang } from "./language.ts";
import { buildProgram, type ParsedCommon, type Runs } from "./program.ts";
import { type ProgressView, showProgress } from "./progress.ts";
import { readNewSecret, readSecret, type SecretInput } from "./read-secret.ts";
import { auditText } from "./show-audit.ts";
import { checkText } from "./show-check.ts";
import { conflictsText, pauseText, takenText, undoText } from "./show-desk.ts";
import { faultJson, faultText, heldText, importText, journalText, releaseText } from "./show-others.ts";
import { reportText } from "./show-report.ts";
import { needsAttention, statusText } from "./show-status.ts";
import { openTerminal, type Streams, type Terminal } from "./terminal.ts";
import { isCommanderError, usageFault, usageFaultOf } from "./usage-errors.ts";

/** Ends the work: `first` may take its time, `again` is immediate. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** What ended it: Ctrl-C, or the service manager's SIGTERM. */
  readonly cause: () => "SIGINT" | "SIGTERM" | null;
}

const INTERRUPTED: ExitCode = 130;

export async function runCli(
  args: readonly string[],
  actions: Actions,
  streams: Streams,
  interruption: Interruption,
  version: string,
): Promise<ExitCode> {
  const lang = chooseLang(args, streams.environment);
  const terminal = openTerminal(streams);
  const session = new Session(lang, terminal, actions, interruption, streams);
  const program = buildProgram(
    session.runs(() => program.optsWithGlobals()),
    lang,
    version,
  );
  try {
    await program.parseAsync([...args], { from: "user" });
    return session.exitCode;
  } catch (thrown) {
    const fault = isCommanderError(thrown) ? usageFaultOf(thrown, program, args, lang) : asFault(thrown);
    // Help or the version was asked for.
    if (fault === null) return 0;
    return session.fail(fault, args.includes("--json"));
  }
}

class Session {
  exitCode: ExitCode = 0;
  readonly #lang: Lang;
  readonly #terminal: Terminal;
  readonly #actions: Actions;
  readonly #interruption: Interruption;
  readonly #streams: Streams;
  #progress: ProgressView | null = null;

  constructor(
    lang: Lang,
    terminal: Terminal,
    actions: Actions,
    interruption: Interruption,
    streams: Streams,
  ) {
    this.#streams = streams;
    this.#lang = lang;
    this.#terminal = terminal;
    this.#actions = actions;
    this.#interruption = interruption;
  }

  fail(fault: Fault, json: boolean): ExitCode {
    this.#progress?.end();
    if (this.#interruption.signal.aborted && fault.code !== "internal") return INTERRUPTED;
    this.#terminal.line(faultText(fault, this.#lang));
    if (fault.kind === "broken" && fault.cause instanceof Error) this.#terminal.line(fault.cause.stack ?? "");
    if (json) this.#terminal.out(JSON.stringify(faultJson(fault, this.#lang)));
    return exitCodeOfFault(fault);
  }

  runs(parsed: () => ParsedCommon): Runs {
    const common = (): CommonOptions => {
      const { settings, data, now, json } = parsed();
      return { settings, data, now, json: json === true, lang: this.#lang };
    };
    const withNow = (options: object): CommonOptions => ({
      ...common(),
      now: (options as { now?: string }).now,
    });
    const [lang, actions] = [this.#lang, this.#actions];
    return {
      demo: (options) =>
        this.#serve(async (watch) =>
          actions.demo(common(), { ...options, fresh: options.fresh === true }, watch),
        ),
      run: (options) => this.#serve(async (watch) => actions.run(withNow(options), watch)),
      sync: (options) =>
        this.#work(async (watch) => {
          const { user: users, dryRun = false } = options;
          const report = await actions.sync(withNow(options), { users, dryRun }, watch);
          this.#progress?.end();
          const isCutShort = this.#interruption.signal.aborted;
          const zone = actions.timeZone(withNow(options), watch);
          this.#show(common(), report, reportText(report, lang, zone, isCutShort));
          this.exitCode = exitCodeOfReport(report);
        }),
      audit: (options) =>
        this.#work(async (watch) => {
          const report = await actions.audit(withNow(options), { users: options.user }, watch);
          const zone = actions.timeZone(withNow(options), watch);
          this.#show(common(), report, auditText(report, lang, zone, this.#interruption.signal.aborted));
          this.exitCode = exitCodeOfAudit(report);
        }),
      status: () =>
        this.#work(async (watch) => {
          const status = await actions.status(common(), watch);
          this.#show(common(), status, statusText(status, lang, actions.timeZone(common(), watch)));
          this.exitCode = needsAttention(status) ? 1 : 0;
        }),
      journal: (options) =>
        this.#work(async (watch) => {
          const journal = await actions.journal(common(), options, watch);
          this.#show(
            common(),
            journal,
            journalText(journal.entries, lang, actions.timeZone(common(), watch)),
          );
        }),
      check: () =>
        this.#work(async (watch) => {
          const report = await actions.check(common(), watch);
          this.#show(common(), report, checkText(report, lang, this.#terminal.colour));
          this.exitCode = report.checks.some(({ outcome }) => outcome === "fail") ? 1 : 0;
        }),
      storeSecret: ({ expires, second = false }) =>
        this.#work(async (watch) => {
          const expiresOn = expires ?? null;
          if (expiresOn !== null && !isDate(expiresOn))
            throw usageFault("notADay", lang, { value: expiresOn }, "secret set");
          const secret = await readSecret(this.#secretInput(), WORDS.secretQuestion[lang]);
          if (secret === null || secret.length < 8) throw usageFault("noSecret", lang, {}, "secret set");
          const place = second ? "second" : "first";
          const stored = await actions.storeSecret(common(), { secret, expiresOn, place }, watch);
          this.#show(common(), stored, WORDS[second ? "secretSecond" : "secretFirst"][lang]);
        }),
      importFile: (file, options) =>
        this.#work(async (watch) => {
          const report = await actions.importFile(
            withNow(options),
            { file, employee: options.employee },
            watch,
          );
          this.#show(common(), report, importText(report, lang));
          this.exitCode = 0;
        }),
      hold: ({ user }) =>
        this.#work(async (watch) => {
          const report = await actions.held(common(), user, watch);
          this.#show(common(), report, heldText(report, lang, actions.timeZone(common(), watch)));
          this.exitCode = report.held.some(({ answer }) => answer === null) ? 1 : 0;
        }),
      release: ({ user, confirm, restore }) =>
        this.#work(async (watch) => {
          if (confirm !== true && restore !== true) throw usageFault("confirmOrRestore", lang, {}, "release");
          const answer = confirm === true ? "confirm" : "restore";
          const report = await actions.release(common(), { user, answer }, watch);
          this.#show(common(), report, releaseText(report, lang));
        }),
      undo: (entry) =>
        this.#work(async (watch) => {
          const report = await actions.undo(common(), entry, watch);
          this.#show(common(), report, undoText(report, lang));
          this.exitCode = report.undone.some(({ outcome }) => outcome === "refused") ? 1 : 0;
        }),
      pause: ({ user = null }) =>
        this.#work(async (watch) => {
          const report = await actions.pause(common(), { user }, watch);
          this.#show(common(), report, pauseText(report, "paused", lang));
        }),
      resume: ({ user = null }) =>
        this.#work(async (watch) => {
          const report = await actions.resume(common(), { user }, watch);
          this.#show(common(), report, pauseText(report, "resumed", lang));
        }),
      conflicts: () =>
        this.#work(async (watch) => {
          const report = await actions.conflicts(common(), watch);
          this.#show(common(), report, conflictsText(report, lang, actions.timeZone(common(), watch)));
        }),
      addAccount: (name, { role }) =>
        this.#work(async (watch) => {
          const questions = [WORDS.newPassword[lang], WORDS.samePassword[lang]] as const;
          const password = await readNewSecret(this.#secretInput(), questions);
          if (password === null) throw usageFault("passwordsDiffer", lang, {}, "admin add");
          const added = await actions.addAccount(common(), { name, role, password }, watch);
          this.#show(common(), added, fill(WORDS.accountAdded[lang], { ...added }));
        }),
      takeConflict: (id, { side }) =>
        this.#work(async (watch) => {
          const taken = await actions.takeConflict(common(), { id, side }, watch);
          this.#show(common(), taken, takenText(taken, lang));
        }),
    };
  }

  #secretInput(): SecretInput {
    const { stdin, stderr } = this.#streams;
    return { stdin, prompt: (text) => void stderr.write(text) };
  }

  async #work(work: (watch: Watch) => Promise<void>): Promise<void> {
    const progress = showProgress(this.#terminal, this.#lang);
    this.#progress = progress;
    const { signal } = this.#interruption;
    const tellStopping = () => this.#terminal.line(WORDS.stopping[this.#lang]);
    signal.addEventListener("abort", tellStopping, { once: true });
    try {
      await work({
        signal,
        onProgress: progress.onProgress,
        tell: (line) => this.#terminal.line(line),
        logLine: (line) => this.#terminal.line(line),
        isTerminal: this.#terminal.isLive,
        colour: this.#terminal.colour,
      });
    } finally {
      progress.end();
      signal.removeEventListener("abort", tellStopping);
    }
    if (signal.aborted) this.exitCode = INTERRUPTED;
  }

  /** Work that has no end of its own: where its manager stops it, it has ended well. */
  async #serve(work: (watch: Watch) => Promise<void>): Promise<void> {
    await this.#work(work);
    if (this.#interruption.cause() === "SIGTERM") this.exitCode = 0;
  }

  #show(common: CommonOptions, value: object, text: string): void {
    this.#terminal.out(common.json ? JSON.stringify(value, null, 2) : text);
  }
}
