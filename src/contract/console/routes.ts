// Every route of the API: the server serves this table, the console's client is typed by it, OpenAPI describes it, and the tests try each
// role on each line of it. Each area has a file of its own.
import { APPOINTMENT_ROUTES, type AppointmentExchanges } from "./appointments.ts";
import { DAY_ROUTES, type DayExchanges } from "./days.ts";
import type { Routes } from "./route.ts";
import { SESSION_ROUTES, type SessionExchanges } from "./session.ts";
import { STATUS_ROUTES, type StatusExchanges } from "./status.ts";

export const ROUTES = {
  ...SESSION_ROUTES,
  ...STATUS_ROUTES,
  ...APPOINTMENT_ROUTES,
  ...DAY_ROUTES,
} as const satisfies Routes;

export type RouteName = keyof typeof ROUTES;

/** What goes to each route (`params`, `query`, `body`) and what comes back. */
export interface Exchanges extends SessionExchanges, StatusExchanges, AppointmentExchanges, DayExchanges {}

/** Told over `GET /api/v1/events` (server-sent events): whoever shows it reads it again. */
export const TOPICS = ["appointments", "status"] as const;
export type Topic = (typeof TOPICS)[number];
