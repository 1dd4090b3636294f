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
  microsoftCancelled: {
    what: "Signing in at Microsoft was cancelled.",
    cure: "Try again, or sign in with name and password.",
  },
  microsoftExpired: {
    what: "This sign-in at Microsoft is not valid, or not any more.",
    cure: "Begin again here: it is valid only in the browser in which it was begun, only once, and only for ten minutes.",
  },
  microsoftRefused: {
    what: "Microsoft does not allow the sign-in[ ({aadsts})].",
    cure: "Try again. If it stays like this, an administrator has to look in the Entra admin centre: whether you may use the application, and whether signing in to it was consented to.",
  },
  microsoftAnswerUntrue: {
    what: "Microsoft's answer does not belong to this sign-in[ ({claim})].",
    cure: "Try again. If it stays like this, an administrator compares Office365.TenantId and Office365.ClientId with the Entra admin centre and checks this machine's clock.",
  },
  microsoftUnreachable: {
    what: "Microsoft's sign-in cannot be reached just now[: {cause}].",
    cure: "Try again later, or sign in with name and password.",
  },
  microsoftNotSetUp: {
    what: "The service cannot identify itself to Microsoft[ ({aadsts})].",
    cure: 'Sign in with name and password. An administrator sees what is missing under "System" and in the log.',
  },
  microsoftAccountMissing: {
    what: "Microsoft knows you as {user}, but there is no account for that here.",
    cure: 'Ask an administrator to make one with exactly this name under "Accounts", or take another account at Microsoft.',
  },
  microsoftAccountTaken: {
    what: "The account {user} belongs to another person at Microsoft.",
    cure: 'If somebody new has got this name there, an administrator has to remove the account under "Accounts" and make it anew.',
  },
  microsoftNameNeeded: {
    what: "This is no user name of Microsoft's.",
    cure: "Take the one that the person signs in with at Microsoft, for example anna.berger@firma.de.",
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
    cure: "Take 2 to {longest} characters.",
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
    what: "{name} is the last administrator with a password.",
    cure: "First give another account with a password the role of administrator; otherwise nobody could change the settings as soon as Microsoft cannot be reached.",
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
