// What each route takes, checked before anything else looks at it; OpenAPI is written from it.
import type { RouteName } from "../../../contract/console/routes.ts";
import { APPOINTMENT_SCHEMAS } from "./appointments.ts";
import { DAY_SCHEMAS } from "./days.ts";
import { SESSION_SCHEMAS } from "./session.ts";

export const SCHEMAS: Readonly<Record<RouteName, object>> = {
  ...SESSION_SCHEMAS,
  ...APPOINTMENT_SCHEMAS,
  ...DAY_SCHEMAS,
  getStatus: {},
};
