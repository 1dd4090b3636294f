// Holidays and working hours for the dispatch board.
import type { Holiday } from "../../contract/console/days.ts";
import type { BoardSettings } from "../../contract/settings.ts";
import { Fault } from "../../core/fault.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { isDate } from "../../core/time/instant.ts";
import type { Work } from "../../inbound/http/backend.ts";

const MOST_DAYS = 100;
const DAY_MS = 86_400_000;

export function daysWork(settings: () => { readonly Board: BoardSettings }): Pick<Work, "listDays"> {
  const known = new Map<string, Promise<readonly Holiday[]>>();
  const ofYear = (region: string, year: number, lang: Lang) => {
    const key = `${region} ${year} ${lang}`;
    const found = known.get(key) ?? holidaysOf(region, year, lang);
    known.set(key, found);
    return found;
  };
  return {
    async listDays({ query: { from, to }, lang }) {
      const days = isDate(from) && isDate(to) ? (Date.parse(to) - Date.parse(from)) / DAY_MS : -1;
      if (days < 0 || days > MOST_DAYS)
        throw new Fault("refused", "requestInvalid", { cause: `from ${from} to ${to}` });
      const { Holidays: region, WorkingHours } = settings().Board;
      const years = [...new Set([Number(from.slice(0, 4)), Number(to.slice(0, 4))])];
      const all = (await Promise.all(years.map((year) => ofYear(region, year, lang)))).flat();
      const [start = "07:00", end = "16:00"] = WorkingHours.split("-");
      return {
        holidays: all.filter(({ date }) => from <= date && date < to),
        workingHours: { from: start, to: end },
      };
    },
  };
}

/** The calendar of all countries is large: read when the first board asks for it. */
async function holidaysOf(region: string, year: number, lang: Lang): Promise<readonly Holiday[]> {
  if (region === "") return [];
  const { default: Holidays } = await import("date-holidays");
  const [country = "", state = "", part = ""] = region.split("-");
  return (new Holidays(country, state, part).getHolidays(year, lang) ?? [])
    .filter(({ type }) => type === "public")
    .map(({ date, name }) => ({ date: date.slice(0, 10), name }));
}
