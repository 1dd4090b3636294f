// Days as the dispatch board shades them: public holidays and working hours.
import type { Routes } from "./route.ts";

export interface Holiday {
  /** `YYYY-MM-DD` */
  date: string;
  /** In the language that was asked for, where the calendar knows it. */
  name: string;
}

export interface DaysQuery {
  /** Dates `YYYY-MM-DD`, the end exclusive; at most 100 days. */
  from: string;
  to: string;
}

export interface DaysAnswer {
  holidays: Holiday[];
  /** `HH:MM`, Monday to Friday. */
  workingHours: { from: string; to: string };
}

export const DAY_ROUTES = {
  listDays: { method: "GET", path: "/days", role: "viewer", summary: "Public holidays and working hours" },
} as const satisfies Routes;

export interface DayExchanges {
  listDays: { query: DaysQuery; answer: DaysAnswer };
}
