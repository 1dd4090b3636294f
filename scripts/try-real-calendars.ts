// Tries calendar files on the whole product (see test/journey/try-calendar-file.ts) and prints a table.
// Usage: npx node scripts/try-real-calendars.ts [FOLDER]; without a folder, all files that the journeys know. Ends with 1 if
// anything differs.
import { resolve } from "node:path";
import { calendarFiles, filesOf } from "../test/journey/calendar-files.ts";
import { type Trial, tryCalendarFile } from "../test/journey/try-calendar-file.ts";

const folder = process.argv[2];
const trials: Trial[] = [];
for (const file of folder === undefined ? calendarFiles() : filesOf(resolve(folder))) {
  trials.push(await tryCalendarFile(file));
}
console.table(trials.map(({ differences, ...trial }) => ({ ...trial, differences: differences.length })));
for (const { file, differences } of trials) {
  for (const each of differences.slice(0, 5)) console.log(`${file}: ${each}`);
}
const isEqual = ({ imported, events, differences, secondWrites }: Trial) =>
  imported === events && differences.length === 0 && secondWrites === 0;
process.exitCode = trials.every(isEqual) ? 0 : 1;
