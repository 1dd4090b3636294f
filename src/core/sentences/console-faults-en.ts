// English: what the console and its API refuse, and what to do then.
import type { FaultCode } from "../fault.ts";
import type { Advice } from "./lang.ts";

export const CONSOLE_FAULTS_EN = {
  notSignedIn: {
    what: "Nobody is signed in.",
    cure: "Sign in; after half an hour without input and after eight hours a session ends by itself.",
  },
  signInRefused: {
    what: "The name or the password is wrong.",
    cure: "Try again, or ask an administrator for a new password.",
  },
  signInTooOften: {
    what: "Signing in has failed too often.",
    cure: "Wait a quarter of an hour, or ask an administrator for a new password.",
  },
  setUpLinkInvalid: {
    what: "The set-up link is not valid, or not any more.",
    cure: "It is valid for half an hour, and once. Restart the service: while there is no account it tells a new one.",
  },
  passwordWeak: {
    what: "The password is too short or too easy to guess.",
    cure: "Take at least {shortest} characters that are on no list of common passwords and do not hold the name; several words in a row are good.",
  },
  accountNameInvalid: {
    what: "The name does not do.",
    cure: "Take 2 to 60 characters.",
  },
  accountExists: {
    what: "There is an account named {name} already.",
    cure: "Take another name.",
  },
  accountUnknown: {
    what: "There is no account named {name}.",
    cure: "Somebody may have removed it: load the list of accounts anew.",
  },
  lastAdministrator: {
    what: "{name} is the last administrator.",
    cure: "First give another account the role of administrator; otherwise nobody could change the settings any more.",
  },
  ownPassword: {
    what: "This is your own account.",
    cure: 'Change your password under "My account", where the former one is asked for first.',
  },
  passwordWrong: {
    what: "The former password is not right.",
    cure: "Try again, or ask another administrator for a new password.",
  },
  sessionUnknown: {
    what: "This session is no more.",
    cure: "It has ended already; there is nothing to do.",
  },
  programExists: {
    what: "There is already a program named {name}.",
    cure: "Choose another name, or first withdraw the access of the former one.",
  },
  programUnknown: {
    what: "There is no program named {name}.",
    cure: "Its access may have been withdrawn already: load the list anew.",
  },
  personNeeded: {
    what: "This is for people only; a program has neither a password nor sessions.",
    cure: "Sign in to the console with an account.",
  },
  roleMissing: {
    what: "Only those with the role {role} may do that.",
    cure: "Ask an administrator, or sign in with another account.",
  },
  requestForeign: {
    what: "The request does not come from this console.",
    cure: "Reload the page and try again. Programs sign in with an access token from the console.",
  },
  requestInvalid: {
    what: "The request cannot be understood[: {cause}].",
    cure: "Compare it with the description at /api/v1/openapi.json.",
  },
  routeUnknown: {
    what: "There is no such thing here.",
    cure: "What there is stands at /api/v1/openapi.json.",
  },
  askedTooOften: {
    what: "Too many requests come from this address.",
    cure: "Wait a minute.",
  },
  appointmentInvalid: {
    what: "The appointment makes no sense like this: it does not end after it begins, or there is no such day.",
    cure: "Correct the times.",
  },
  userChanged: {
    what: "The user {user} was changed since you opened it.",
    cure: "Look at how it stands now and change it again; nothing was overwritten.",
  },
  employeeChanged: {
    what: "{employee} was changed since you opened the entry.",
    cure: "Look at how it stands now and change it again; nothing was overwritten.",
  },
  loginTaken: {
    what: "There is a login {user} already.",
    cure: "Choose another one, or change the user that there is.",
  },
  planningDatabaseUnknown: {
    what: "There is no planning database {id}.",
    cure: "Load the page again and choose one of the list.",
  },
  personRefused: {
    what: "The planning database does not accept the change[: {reason}].",
    cure: "This is a rule of the ERP: change the entry there.",
  },
  notAParticipant: {
    what: "{user} does not take part in the synchronisation.",
    cure: "The page Users tells why, and what to do.",
  },
  directoryForbidden: {
    what: "The application may not read the tenant's directory.",
    cure: "Type the address and check it; or grant the application User.ReadBasic.All with admin consent.",
  },
} as const satisfies Partial<Readonly<Record<FaultCode, Advice>>>;
