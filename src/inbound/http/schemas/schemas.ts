// What each route takes, checked before anything else looks at it; OpenAPI is written from it.
import type { RouteName } from "../../../contract/console/routes.ts";
import { ACCOUNT_SCHEMAS } from "./accounts.ts";
import { APPOINTMENT_SCHEMAS } from "./appointments.ts";
import { DAY_SCHEMAS } from "./days.ts";
import { DECISION_SCHEMAS } from "./decisions.ts";
import { DEED_SCHEMAS } from "./deeds.ts";
import { PEOPLE_SCHEMAS } from "./people.ts";
import { PROTOCOL_SCHEMAS } from "./protocol.ts";
import { SESSION_SCHEMAS } from "./session.ts";
import { SETTINGS_SCHEMAS } from "./settings.ts";
import { SYSTEM_SCHEMAS } from "./system.ts";
import { WHY_SCHEMAS } from "./why.ts";

export const SCHEMAS: Readonly<Record<RouteName, object>> = {
  ...SESSION_SCHEMAS,
  ...APPOINTMENT_SCHEMAS,
  ...PEOPLE_SCHEMAS,
  ...SETTINGS_SCHEMAS,
  ...SYSTEM_SCHEMAS,
  ...WHY_SCHEMAS,
  ...DECISION_SCHEMAS,
  ...PROTOCOL_SCHEMAS,
  ...ACCOUNT_SCHEMAS,
  ...DEED_SCHEMAS,
  ...DAY_SCHEMAS,
  getStatus: {},
  getOverview: {},
};
