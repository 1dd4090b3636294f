// `import`: writes a calendar file into one employee's planning and tells what could not be taken over.
import { readFileSync } from "node:fs";
import { Fault } from "../core/fault.ts";
import { windowAt } from "../core/time/window.ts";
import { importCalendar } from "../gateways/icalendar/import-calendar.ts";
import { notTakenOverSentence } from "../gateways/icalendar/not-taken-over.ts";
import type { ImportReport } from "../inbound/cli/actions.ts";
import type { Instance } from "./instance.ts";
import { openStores } from "./open-stores.ts";

export async function importFile(
  instance: Instance,
  { file, employee }: { file: string; employee: string },
): Promise<ImportReport> {
  const { settings, clock, lang } = instance;
  const content = readBytes(file);
  const stores = await openStores(instance, "write");
  try {
    const { employees } = await stores.planning.directory();
    const named = employees.filter((one) => one.displayName === employee);
    const outcome = await importCalendar({
      planning: stores.planning,
      file: content,
      fileName: file,
      employeeId: named.length === 1 ? (named[0]?.id ?? employee) : employee,
      window: windowAt(
        clock.now(),
        settings.Company.TimeZone,
        settings.Sync.MonthsPast,
        settings.Sync.MonthsFuture,
      ),
      companyTimeZone: settings.Company.TimeZone,
    });
    return {
      file,
      employee: outcome.employee.displayName,
      components: outcome.components,
      imported: outcome.imported.map(({ appointment, subject, start }) => ({ appointment, subject, start })),
      alreadyThere: outcome.alreadyThere.length,
      notTakenOver: outcome.notTakenOver.map((item) => ({
        component: item.component,
        uid: item.uid,
        reason: item.reason,
        sentence: notTakenOverSentence(item, lang),
      })),
    };
  } finally {
    await stores.close();
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (thrown) {
    const cause = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    throw new Fault("refused", "fileUnreadable", { file, cause }, { cause: thrown });
  }
}
