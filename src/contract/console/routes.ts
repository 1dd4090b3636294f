// Every route of the API: the server serves this table, the console's client is typed by it, OpenAPI describes it, and the tests try each
// role on each line of it. Each area has a file of its own.
import { ACCOUNT_ROUTES, type AccountExchanges } from "./accounts.ts";
import { APPOINTMENT_ROUTES, type AppointmentExchanges } from "./appointments.ts";
import { DEED_ROUTES, type DeedExchanges } from "./deeds.ts";
import type { Routes } from "./route.ts";
import { SESSION_ROUTES, type SessionExchanges } from "./session.ts";
import { STATUS_ROUTES, type StatusExchanges } from "./status.ts";

export const ROUTES = {
  ...SESSION_ROUTES,
  ...STATUS_ROUTES,
  ...APPOINTMENT_ROUTES,
  ...ACCOUNT_ROUTES,
  ...DEED_ROUTES,
} as const satisfies Routes;

export type RouteName = keyof typeof ROUTES;

/** What goes to each route (`params`, `query`, `body`) and what comes back. */
export interface Exchanges
  extends SessionExchanges,
    StatusExchanges,
    AppointmentExchanges,
    AccountExchanges,
    DeedExchanges {}

/** Told over `GET /api/v1/events` (server-sent events): whoever shows it reads it again. */
export const TOPICS = ["appointments", "status", "deeds"] as const;
export type Topic = (typeof TOPICS)[number];
