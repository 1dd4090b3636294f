// Shows what a cycle tells while it works: in a terminal a live bar for each participant, elsewhere a line now and then.
import { fill } from "../../core/sentences/fill.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { OUTCOME_WORDS } from "../../core/sentences/words.ts";
import type { OnProgress, Progress } from "../../engine/progress.ts";
import { WORDS } from "./headings.ts";
import { cut, padEnd, plain } from "./table.ts";
import { paint, type Terminal } from "./terminal.ts";

export interface ProgressView {
  readonly onProgress: OnProgress;
  /** Leaves the last picture on the terminal and stops drawing. */
  end(): void;
}

interface Row {
  name: string;
  initial: boolean;
  done: number;
  total: number;
  remainingSeconds: number | null;
  outcome: keyof typeof OUTCOME_WORDS | null;
  /** Tenths that were told as a line. */
  told: number;
}

export function showProgress(terminal: Terminal, lang: Lang): ProgressView {
  const rows = new Map<string, Row>();
  return terminal.isLive ? bars(terminal, lang, rows) : lines(terminal, lang, rows);
}

function take(rows: Map<string, Row>, progress: Progress): Row {
  const row = rows.get(progress.login) ?? newRow(progress.login);
  rows.set(progress.login, row);
  if (progress.kind === "started") {
    Object.assign(row, newRow(plain(progress.displayName || progress.login)), { initial: progress.initial });
  } else if (progress.kind === "advanced") {
    row.done = progress.done;
    row.total = Math.max(progress.total, progress.done);
    row.remainingSeconds = progress.remainingSeconds;
  } else row.outcome = progress.report.outcome;
  return row;
}

function newRow(name: string): Row {
  return { name, initial: false, done: 0, total: 0, remainingSeconds: null, outcome: null, told: 0 };
}

function lines(terminal: Terminal, lang: Lang, rows: Map<string, Row>): ProgressView {
  const say = (
    key: "started" | "startedInitial" | "advanced" | "ended",
    details: Record<string, string | number>,
  ) => terminal.line(fill(WORDS[key][lang], details));
  return {
    onProgress(progress) {
      const row = take(rows, progress);
      const { name, done, total } = row;
      if (progress.kind === "started") say(row.initial ? "startedInitial" : "started", { name });
      if (progress.kind === "ended")
        say("ended", { name, outcome: OUTCOME_WORDS[progress.report.outcome][lang] });
      const tenths = total === 0 ? 0 : Math.floor((done / total) * 10);
      if (progress.kind !== "advanced" || tenths <= row.told || tenths === 10) return;
      row.told = tenths;
      const { remainingSeconds } = row;
      const time = remainingSeconds === null ? "" : durationText(remainingSeconds);
      say("advanced", { name, done, total, time, percent: Math.floor((done / total) * 100) });
    },
    end: () => undefined,
  };
}

/** Drawn at most this often, whatever happens. */
const FRAME_MS = 80;

function bars(terminal: Terminal, lang: Lang, rows: Map<string, Row>): ProgressView {
  let timer: NodeJS.Timeout | null = null;
  let isOver = false;
  const draw = () => {
    timer = null;
    if (rows.size > 0) terminal.live(drawBars([...rows.values()], lang, terminal));
  };
  return {
    onProgress(progress) {
      if (isOver) return;
      take(rows, progress);
      timer ??= setTimeout(draw, FRAME_MS);
    },
    end() {
      if (isOver) return;
      isOver = true;
      if (timer !== null) clearTimeout(timer);
      draw();
      terminal.liveDone();
    },
  };
}

const BAR_WIDTH = 24;

export function drawBars(
  rows: readonly Row[],
  lang: Lang,
  terminal: Pick<Terminal, "columns" | "colour">,
): string {
  const nameWidth = Math.min(28, Math.max(...rows.map(({ name }) => name.length)));
  return rows
    .map((row) => {
      const share = row.outcome !== null ? 1 : row.total === 0 ? 0 : row.done / row.total;
      const full = Math.round(share * BAR_WIDTH);
      const bar = "█".repeat(full) + "░".repeat(BAR_WIDTH - full);
      const count = row.total === 0 ? "" : `${row.done}/${row.total}`;
      const text = `${padEnd(cut(row.name, nameWidth), nameWidth)} ${bar} ${padEnd(count, 9)} ${stateOf(row, lang)}`;
      const colour = row.outcome === null ? "bold" : row.outcome === "ok" ? "green" : "yellow";
      return paint(cut(text, terminal.columns - 1), colour, terminal.colour);
    })
    .join("\n");
}

function stateOf(row: Row, lang: Lang): string {
  if (row.outcome !== null) return OUTCOME_WORDS[row.outcome][lang];
  if (row.remainingSeconds === null) return "…";
  return fill(WORDS.remaining[lang], { time: durationText(row.remainingSeconds) });
}

export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
