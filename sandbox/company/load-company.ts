// Puts a company into the world: apps, users, calendars, events and .ics files. Nothing is throttled, nothing
// is mailed, and whatever cannot be taken over is reported.
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Core } from "../core.ts";
import { USUAL_ROLES } from "../entra/directory.ts";
import { GraphError } from "../graph/errors.ts";
import { readEventChange } from "../graph/event-input.ts";
import { loadCalendarFile } from "../icalendar/load-calendar-file.ts";
import { createEvent } from "../mailbox/changes.ts";
import type { Mailbox, StoredCalendar } from "../mailbox/mailbox.ts";
import type { World } from "../mailbox/world.ts";
import {
  besideFile,
  type Company,
  type CompanyApp,
  type CompanyCalendar,
  CompanyError,
  type CompanyUser,
} from "./company.ts";

export interface LoadReport {
  users: number;
  events: number;
  /** What could not be taken over as it is, and what became of it. */
  notes: LoadNote[];
}

export interface LoadNote {
  user: string;
  source: string;
  item: string;
  outcome: "skipped" | "expanded" | "simplified";
  reason: string;
}

/** `folder` is where the company's relative file names start. */
export function loadCompany(core: Core, company: Company, folder: string): LoadReport {
  core.directory.tenantId = core.world.tenantId = company.tenantId.toLowerCase();
  core.directory.domains = (company.domains ?? domainsOf(company)).map((each) => each.toLowerCase());
  for (const app of company.apps) registerApp(core, app, folder);
  const report: LoadReport = { users: 0, events: 0, notes: [] };
  const mailboxes = company.users.map((user) => addUser(core.world, user));
  report.users = mailboxes.length;
  for (const [i, mailbox] of mailboxes.entries()) {
    const user = company.users[i];
    if (user) fillMailbox(core.world, mailbox, user, folder, report);
  }
  return report;
}

export function registerApp(core: Core, app: CompanyApp, folder: string): void {
  core.directory.register({
    clientId: app.clientId,
    displayName: app.displayName ?? "App",
    secrets: (app.secrets ?? []).map((secret) =>
      typeof secret === "string"
        ? { value: secret, expiresAtMs: null }
        : { value: secret.value, expiresAtMs: secret.expiresAt ? Date.parse(secret.expiresAt) : null },
    ),
    certificates: (app.certificates ?? []).map((each) => readCertificate(each, folder)),
    roles: app.roles ?? USUAL_ROLES,
    redirectUris: app.redirectUris ?? [],
    disabled: app.disabled ?? false,
  });
}

function readCertificate(pemOrFile: string, folder: string): string {
  const pem = pemOrFile.startsWith("-----BEGIN")
    ? pemOrFile
    : readText(besideFile(pemOrFile, folder), "certificate");
  try {
    return new X509Certificate(pem).toString();
  } catch {
    throw new CompanyError(
      `The certificate '${pemOrFile.slice(0, 60)}' is no X.509 certificate in PEM form.`,
    );
  }
}

function domainsOf(company: Company): string[] {
  return [...new Set(company.users.map((user) => user.userPrincipalName.split("@")[1] ?? ""))];
}

export function addUser(world: World, user: CompanyUser): Mailbox {
  const displayName = user.displayName ?? user.userPrincipalName.split("@")[0] ?? "";
  const [given, ...rest] = displayName.split(" ");
  return world.add({
    id: (user.id ?? world.entropy.uuid()).toLowerCase(),
    userPrincipalName: user.userPrincipalName,
    mail: user.mail === undefined ? user.userPrincipalName : user.mail,
    displayName,
    givenName: user.givenName ?? given ?? null,
    surname: user.surname ?? (rest.join(" ") || null),
    jobTitle: user.jobTitle ?? null,
    department: user.department ?? null,
    accountEnabled: user.accountEnabled ?? true,
    userPurpose: user.userPurpose ?? "user",
    timeZone: user.timeZone ?? "W. Europe Standard Time",
    locale: user.locale ?? "de-DE",
    state: user.state ?? "ok",
  });
}

export function fillMailbox(
  world: World,
  mailbox: Mailbox,
  user: CompanyUser,
  folder: string,
  report: LoadReport,
): void {
  const own: CompanyCalendar = { name: "", events: user.events ?? [], ics: user.ics ?? [] };
  fillCalendar(world, mailbox, mailbox.defaultCalendar, own, folder, report);
  for (const wanted of user.calendars ?? []) {
    const calendar = wanted.isDefault ? mailbox.defaultCalendar : newCalendar(mailbox, wanted);
    if (wanted.isDefault) calendar.name = wanted.name;
    fillCalendar(world, mailbox, calendar, wanted, folder, report);
  }
}

function newCalendar(mailbox: Mailbox, wanted: CompanyCalendar): StoredCalendar {
  return mailbox.addCalendar({
    name: wanted.name,
    color: wanted.color ?? "auto",
    isDefault: false,
    canEdit: wanted.canEdit ?? true,
  });
}

function fillCalendar(
  world: World,
  mailbox: Mailbox,
  calendar: StoredCalendar,
  wanted: CompanyCalendar,
  folder: string,
  report: LoadReport,
): void {
  const user = mailbox.user.userPrincipalName;
  for (const [i, body] of (wanted.events ?? []).entries()) {
    try {
      createEvent(world, mailbox, calendar.id, readEventChange(body), { silent: true });
      report.events++;
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      throw new CompanyError(
        `The event ${i + 1} ('${String(body.subject)}') of ${user} is refused: ${error.message}`,
      );
    }
  }
  for (const path of wanted.ics ?? []) {
    const text = readText(besideFile(path, folder), "calendar file");
    loadCalendarFile(world, mailbox, calendar.id, text, path, report);
  }
}

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CompanyError(`The ${what} ${path} can't be read: ${(error as Error).message}.`);
  }
}
