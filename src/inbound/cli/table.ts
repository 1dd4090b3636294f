// Aligned columns for people. Widths count what a terminal shows, not code units.
import type { Lang } from "../../core/sentences/lang.ts";

const segmenter = new Intl.Segmenter("de", { granularity: "grapheme" });

/** Columns that a text takes, wide characters and emoji as two. */
export function shownWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width +=
      /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(
        segment,
      )
        ? 2
        : 1;
  }
  return width;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - shownWidth(text)));
}

export function cut(text: string, width: number): string {
  if (shownWidth(text) <= width) return text;
  let short = "";
  for (const { segment } of segmenter.segment(text)) {
    if (shownWidth(short + segment) > width - 1) break;
    short += segment;
  }
  return `${short}…`;
}

export interface Column {
  readonly title: string;
  readonly align?: "right";
}

export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(shownWidth(title), ...rows.map((row) => shownWidth(row[index] ?? ""))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        const isRight = columns[index]?.align === "right";
        return isRight ? " ".repeat(Math.max(0, width - shownWidth(cell))) + cell : padEnd(cell, width);
      })
      .join("  ")
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)].join("\n");
}

/** Text from outside never moves the cursor or adds lines of its own. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
}

/** A subject in the reader's quotation marks, with a space behind; empty where there is none. */
export function quoted(subject: string | null, lang: Lang): string {
  if (subject === null) return "";
  return lang === "de" ? `„${plain(subject)}“ ` : `"${plain(subject)}" `;
}
