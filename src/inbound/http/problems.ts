// Faults as RFC 9457 problem details: the same codes and sentences as everywhere.
import type { Problem } from "../../contract/console/problem.ts";
import type { Fault, FaultCode } from "../../core/fault.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";

/** What the kind alone does not tell. */
const STATUS: Partial<Readonly<Record<FaultCode, number>>> = {
  notSignedIn: 401,
  signInRefused: 401,
  signInTooOften: 429,
  roleMissing: 403,
  requestForeign: 403,
  requestInvalid: 400,
  routeUnknown: 404,
  appointmentUnknown: 404,
  userUnknown: 404,
  employeeUnknown: 422,
  entryUnknown: 404,
  conflictUnknown: 404,
  setUpLinkInvalid: 403,
  passwordWeak: 422,
  accountNameInvalid: 422,
  microsoftNameNeeded: 422,
  accountUnknown: 404,
  sessionUnknown: 404,
  programUnknown: 404,
  passwordWrong: 422,
  personNeeded: 403,
  appointmentInvalid: 422,
  loginTaken: 422,
  planningDatabaseUnknown: 422,
  settingsInvalid: 422,
  certificateUnreadable: 422,
  credentialUnknown: 404,
  appointmentLocked: 409,
  appointmentChanged: 409,
};
const STATUS_OF_KIND = { refused: 409, unavailable: 503, stale: 409, broken: 500 } as const;

export function problemOf(fault: Fault, lang: Lang): Problem {
  const { what, cure } = adviceOnFault(fault, lang);
  const status = STATUS[fault.code] ?? STATUS_OF_KIND[fault.kind];
  return { type: "about:blank", title: what, status, detail: cure, code: fault.code };
}
