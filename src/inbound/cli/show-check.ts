// The prerequisites for people: one line each, with what to do below it.
import type { CheckOutcome, CheckReport } from "../../contract/check.ts";
import type { InLangs, Lang } from "../../core/sentences/lang.ts";
import { plain } from "./table.ts";
import { paint } from "./terminal.ts";

const MARKS: Readonly<Record<CheckOutcome, InLangs>> = {
  pass: { de: "gut", en: "pass" },
  warn: { de: "Warnung", en: "warn" },
  fail: { de: "Fehler", en: "fail" },
};
const COLOURS = { pass: "green", warn: "yellow", fail: "red" } as const;
const WIDTH = 8;

export function checkText({ checks }: CheckReport, lang: Lang, colour: boolean): string {
  return checks
    .flatMap(({ id, outcome, detail, cure }) => {
      const mark = paint(MARKS[outcome][lang].padEnd(WIDTH), COLOURS[outcome], colour);
      const line = `${mark}${plain(detail)} [${id}]`;
      return cure === "" ? [line] : [line, `${" ".repeat(WIDTH)}${plain(cure)}`];
    })
    .join("\n");
}
