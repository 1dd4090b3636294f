// What the routes of the system take: nothing.
import { matching } from "./matching.ts";

export const SYSTEM_SCHEMAS = matching({ getSystem: {}, runChecks: {}, getSupportBundle: {} });
