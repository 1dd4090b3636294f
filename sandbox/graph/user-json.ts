// Writes a user as the directory does. learn.microsoft.com/graph/api/resources/user
import type { User } from "../mailbox/mailbox.ts";
import type { Json } from "./event-json.ts";

/** What comes without `$select`. */
export const DEFAULT = [
  ..."businessPhones displayName givenName jobTitle mail mobilePhone officeLocation".split(" "),
  ..."preferredLanguage surname userPrincipalName id".split(" "),
];
export const KNOWN = [...DEFAULT, "accountEnabled", "department", "userType"];

export function userJson(user: User): Json {
  return {
    businessPhones: [],
    displayName: user.displayName,
    givenName: user.givenName,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: user.locale,
    surname: user.surname,
    userPrincipalName: user.userPrincipalName,
    id: user.id,
    accountEnabled: user.accountEnabled,
    department: user.department,
    userType: "Member",
  };
}
