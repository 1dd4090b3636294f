// What each route takes, checked before anything else looks at it; OpenAPI is written from it.
import type { RouteName } from "../../../contract/console/routes.ts";
import { ACCOUNT_SCHEMAS } from "./accounts.ts";
import { APPOINTMENT_SCHEMAS } from "./appointments.ts";
import { DEED_SCHEMAS } from "./deeds.ts";
import { SESSION_SCHEMAS } from "./session.ts";

export const SCHEMAS: Readonly<Record<RouteName, object>> = {
  ...SESSION_SCHEMAS,
  ...APPOINTMENT_SCHEMAS,
  ...ACCOUNT_SCHEMAS,
  ...DEED_SCHEMAS,
  getStatus: {},
};
