// Every route of the API: the server serves this table, the console's client is typed by it, OpenAPI describes it, and the tests try each
// role on each line of it. Each area has a file of its own.
import { ACCOUNT_ROUTES, type AccountExchanges } from "./accounts.ts";
import { APPOINTMENT_ROUTES, type AppointmentExchanges } from "./appointments.ts";
import { DAY_ROUTES, type DayExchanges } from "./days.ts";
import { DECISION_ROUTES, type DecisionExchanges } from "./decisions.ts";
import { DEED_ROUTES, type DeedExchanges } from "./deeds.ts";
import { PEOPLE_ROUTES, type PeopleExchanges } from "./people.ts";
import { PROTOCOL_ROUTES, type ProtocolExchanges } from "./protocol.ts";
import type { Routes } from "./route.ts";
import { SESSION_ROUTES, type SessionExchanges } from "./session.ts";
import { SETTINGS_ROUTES, type SettingsExchanges } from "./settings.ts";
import { STATUS_ROUTES, type StatusExchanges } from "./status.ts";
import { SYSTEM_ROUTES, type SystemExchanges } from "./system.ts";
import { WHY_ROUTES, type WhyExchanges } from "./why.ts";

export const ROUTES = {
  ...SESSION_ROUTES,
  ...STATUS_ROUTES,
  ...APPOINTMENT_ROUTES,
  ...PEOPLE_ROUTES,
  ...SETTINGS_ROUTES,
  ...SYSTEM_ROUTES,
  ...WHY_ROUTES,
  ...DECISION_ROUTES,
  ...PROTOCOL_ROUTES,
  ...ACCOUNT_ROUTES,
  ...DEED_ROUTES,
  ...DAY_ROUTES,
} as const satisfies Routes;

export type RouteName = keyof typeof ROUTES;

/** What goes to each route (`params`, `query`, `body`) and what comes back. */
export interface Exchanges
  extends SessionExchanges,
    StatusExchanges,
    AppointmentExchanges,
    PeopleExchanges,
    SettingsExchanges,
    SystemExchanges,
    WhyExchanges,
    DecisionExchanges,
    ProtocolExchanges,
    AccountExchanges,
    DeedExchanges,
    DayExchanges {}

/** Told over `GET /api/v1/events` (server-sent events): whoever shows it reads it again. */
export const TOPICS = ["appointments", "status", "people", "settings", "deeds"] as const;
export type Topic = (typeof TOPICS)[number];
