// What each route takes, checked before anything else looks at it; OpenAPI is written from it.
import type { RouteName } from "../../../contract/console/routes.ts";
import { APPOINTMENT_SCHEMAS } from "./appointments.ts";
import { PEOPLE_SCHEMAS } from "./people.ts";
import { SESSION_SCHEMAS } from "./session.ts";
import { SETTINGS_SCHEMAS } from "./settings.ts";
import { SYSTEM_SCHEMAS } from "./system.ts";

export const SCHEMAS: Readonly<Record<RouteName, object>> = {
  ...SESSION_SCHEMAS,
  ...APPOINTMENT_SCHEMAS,
  ...PEOPLE_SCHEMAS,
  ...SETTINGS_SCHEMAS,
  ...SYSTEM_SCHEMAS,
  getStatus: {},
};
