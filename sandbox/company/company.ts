// The company file: who there is in the tenant and what stands in their calendars. Checked with care,
// since a person writes it by hand.
import { isAbsolute, resolve } from "node:path";
import { resolveZone } from "../mailbox/zones.ts";

export interface CompanyEvent {
  [property: string]: unknown;
}

export interface CompanyCalendar {
  name: string;
  color?: string;
  isDefault?: boolean;
  canEdit?: boolean;
  events?: CompanyEvent[];
  ics?: string[];
}

export interface CompanyUser {
  id?: string;
  userPrincipalName: string;
  mail?: string | null;
  displayName?: string;
  givenName?: string;
  surname?: string;
  jobTitle?: string;
  department?: string;
  accountEnabled?: boolean;
  userPurpose?: string;
  timeZone?: string;
  locale?: string;
  state?: "ok" | "unlicensed" | "provisioning" | "onPremises" | "forbidden" | "gone";
  calendars?: CompanyCalendar[];
  events?: CompanyEvent[];
  ics?: string[];
}

export interface CompanyApp {
  clientId: string;
  displayName?: string;
  secrets?: (string | { value: string; expiresAt?: string })[];
  certificates?: string[];
  roles?: string[];
  redirectUris?: string[];
  disabled?: boolean;
}

export interface Company {
  tenantId: string;
  domains?: string[];
  apps: CompanyApp[];
  users: CompanyUser[];
}

/** What is wrong with a company, in a sentence that names the place. */
export class CompanyError extends Error {}

type Kind = "string" | "boolean" | "strings" | "objects" | "secrets" | "nullable";
type Members = Record<string, Kind>;

const COMPANY: Members = { tenantId: "string", domains: "strings", apps: "objects", users: "objects" };
const APP: Members = {
  clientId: "string",
  displayName: "string",
  secrets: "secrets",
  certificates: "strings",
  roles: "strings",
  redirectUris: "strings",
  disabled: "boolean",
};
const CALENDAR: Members = {
  name: "string",
  color: "string",
  isDefault: "boolean",
  canEdit: "boolean",
  events: "objects",
  ics: "strings",
};
const USER: Members = {
  id: "string",
  userPrincipalName: "string",
  mail: "nullable",
  displayName: "string",
  givenName: "string",
  surname: "string",
  jobTitle: "string",
  department: "string",
  accountEnabled: "boolean",
  userPurpose: "string",
  timeZone: "string",
  locale: "string",
  state: "string",
  calendars: "objects",
  events: "objects",
  ics: "strings",
};
const STATES = ["ok", "unlicensed", "provisioning", "onPremises", "forbidden", "gone"];

export function readCompany(text: string, file: string): Company {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new CompanyError(`The company file ${file} is not valid JSON: ${(error as Error).message}.`);
  }
  return checkCompany(json, file);
}

export function checkCompany(json: unknown, file = "company"): Company {
  members(json, COMPANY, ["tenantId", "apps", "users"], file);
  const company = json as Company;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(company.tenantId)) {
    throw new CompanyError(`${file}: tenantId has to be a GUID, and '${company.tenantId}' is none.`);
  }
  for (const [i, app] of company.apps.entries()) checkApp(app, `${file}: apps[${i}]`);
  const names = new Map<string, string>();
  for (const [i, user] of company.users.entries()) {
    const at = `${file}: users[${i}]`;
    checkUser(user, at);
    for (const name of new Set(
      [user.id, user.userPrincipalName, user.mail].map((each) => each?.toLowerCase()),
    )) {
      if (!name) continue;
      const other = names.get(name);
      if (other)
        throw new CompanyError(
          `${at} and ${other} are both called '${name}'; give each user names of its own.`,
        );
      names.set(name, `users[${i}]`);
    }
  }
  return company;
}

export function checkApp(app: CompanyApp, at: string): void {
  members(app, APP, ["clientId"], at);
}

function checkUser(user: CompanyUser, at: string): void {
  members(user, USER, ["userPrincipalName"], at);
  if (user.state !== undefined && !STATES.includes(user.state)) {
    throw new CompanyError(`${at}.state is '${user.state}'; it can be ${STATES.join(", ")}.`);
  }
  if (user.timeZone !== undefined && !resolveZone(user.timeZone)) {
    throw new CompanyError(
      `${at}.timeZone '${user.timeZone}' is no Windows or IANA time zone, such as 'Europe/Berlin'.`,
    );
  }
  for (const [i, calendar] of (user.calendars ?? []).entries()) {
    members(calendar, CALENDAR, ["name"], `${at}.calendars[${i}]`);
  }
}

function members(value: unknown, known: Members, needed: readonly string[], at: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new CompanyError(`${at} has to be a JSON object.`);
  }
  for (const [name, member] of Object.entries(value)) {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!kind)
      throw new CompanyError(
        `${at} has the unknown member '${name}'; known are ${Object.keys(known).join(", ")}.`,
      );
    if (!fits(member, kind)) throw new CompanyError(`${at}: ${name} has to be ${NAMES[kind]}.`);
  }
  const missing = needed.find((name) => !(name in value));
  if (missing) throw new CompanyError(`${at} lacks the member '${missing}'.`);
}

const NAMES: Record<Kind, string> = {
  string: "a text",
  boolean: "true or false",
  strings: "a list of texts",
  objects: "a list of objects",
  secrets: 'a list of texts, or of { "value", "expiresAt" }',
  nullable: "a text or null",
};

function fits(value: unknown, kind: Kind): boolean {
  const isObject = (each: unknown) => typeof each === "object" && each !== null && !Array.isArray(each);
  const isText = (each: unknown) => typeof each === "string";
  switch (kind) {
    case "string":
      return isText(value);
    case "nullable":
      return value === null || isText(value);
    case "boolean":
      return typeof value === "boolean";
    case "strings":
      return Array.isArray(value) && value.every(isText);
    case "objects":
      return Array.isArray(value) && value.every(isObject);
    case "secrets":
      return (
        Array.isArray(value) && value.every((each) => isText(each) || (isObject(each) && isText(each.value)))
      );
  }
}

/** Files named in a company file start at its folder. */
export function besideFile(path: string, folder: string): string {
  return isAbsolute(path) ? path : resolve(folder, path);
}
