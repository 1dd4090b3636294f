// English: what each fault means, and the way out.
import type { FaultCode } from "../fault.ts";
import { CONSOLE_FAULTS_EN } from "./console-faults-en.ts";
import type { Advice } from "./lang.ts";

export const FAULTS_EN: Readonly<Record<FaultCode, Advice>> = {
  credentialsRefused: {
    what: "Microsoft refused the sign-in[ ({aadsts})]: the client secret is wrong[ for application {client}].",
    cure: "Create a new client secret in the Entra admin centre and enter its value (not its id) in the console under “Settings” or with termin-sync secret set, or pass it as TERMINSYNC_CLIENT_SECRET.",
  },
  credentialsExpired: {
    what: "Microsoft refused the sign-in[ ({aadsts})]: the client secret has expired[ for application {client}].",
    cure: "Create a new client secret in the Entra admin centre and enter it in the console under “Settings” or with termin-sync secret set, or pass it as TERMINSYNC_CLIENT_SECRET.",
  },
  clientUnknown: {
    what: "The tenant does not know the application[ {client}][ ({aadsts})].",
    cure: "Compare Office365.ClientId with the application (client) id in the Entra admin centre.",
  },
  tenantUnknown: {
    what: "Microsoft does not know the tenant[ {tenant}][ ({aadsts})].",
    cure: "Compare Office365.TenantId with the directory (tenant) id in the Entra admin centre.",
  },
  certificateRefused: {
    what: "Microsoft refused the certificate[ ({aadsts})].",
    cure: "Upload the certificate of Office365.CertificateFile to the application in the Entra admin centre and check that it has not expired.",
  },
  signInUnavailable: {
    what: "Microsoft's sign-in[ at {host}] cannot be reached[: {cause}].",
    cure: "Check network, proxy, name resolution and Office365.AuthorityHost; the next cycle tries again.",
  },
  graphUnreachable: {
    what: "Microsoft Graph[ at {host}] cannot be reached[: {cause}].",
    cure: "Check network, proxy, name resolution and Office365.GraphUrl; the next cycle tries again.",
  },
  graphUnavailable: {
    what: "Microsoft Graph is out of order at the moment[ (status {status})].",
    cure: "Nothing to do: the next cycle tries again. If it lasts, look at the service health page of Microsoft 365.",
  },
  graphThrottled: {
    what: "Microsoft Graph asks for fewer requests at the moment.",
    cure: "Nothing to do: the sync waits as long as Microsoft asks and goes on.",
  },
  graphAnswerUnreadable: {
    what: "Microsoft Graph gave an answer that cannot be read[: {cause}][: {problem}].",
    cure: "Check that Office365.GraphUrl really leads to Microsoft Graph and that no proxy puts pages of its own in between.",
  },
  foreignLink: {
    what: "An answer points to a foreign host[ ({host})]; it was not followed.",
    cure: "Check Office365.GraphUrl and any proxy in between. The access token went nowhere else.",
  },
  cursorExpired: {
    what: "Microsoft no longer knows how far this calendar was read.",
    cure: "Nothing to do: the calendar is read in full once.",
  },
  pageLoop: {
    what: "Microsoft Graph returned the same page over and over.",
    cure: "Nothing to do: the next cycle tries again.",
  },
  mailboxNotFound: {
    what: "The tenant has no mailbox[ {mailbox}].",
    cure: "Correct the user's Office 365 name or e-mail in the planning, or create the mailbox.",
  },
  mailboxUnavailable: {
    what: "The mailbox[ {mailbox}] is not served by Microsoft 365: it has no licence, is inactive, or lies on a server of your own.",
    cure: "Give the account a licence with Exchange Online, or leave on-premises mailboxes to the Exchange sync.",
  },
  mailboxForbidden: {
    what: "The application may not open the mailbox[ {mailbox}].",
    cure: "Grant Calendars.ReadWrite as an application permission with admin consent, and check the access policy of the application.",
  },
  webhookUnreachable: {
    what: "Microsoft does not reach Office365.NotificationUrl, or gets no answer of termin-sync there.",
    cure: "Check name, certificate and reverse proxy of that address: POST has to arrive at Console.Url with the same path, with its query, within ten seconds. Until then the calendars are polled.",
  },
  subscriptionRefused: {
    what: "Microsoft gives no change notifications for the mailbox[ {mailbox}][ ({reason})].",
    cure: "Nothing has to be done: the calendar is polled, and notifications are asked for again later. If it lasts, check the application's rights on this mailbox.",
  },
  subscriptionTaken: {
    what: "The application has a subscription for the mailbox[ {mailbox}] already, with another address.",
    cure: "If another installation uses the same application, give each its own. A subscription that is left over ends by itself within seven days; until then the calendar is polled.",
  },
  subscriptionGone: {
    what: "Microsoft has ended a subscription to change notifications[ of {mailbox}].",
    cure: "Nothing to do: a new one is made.",
  },
  eventChanged: {
    what: "The event was changed in Outlook at the same moment.",
    cure: "Nothing to do: it is read again and decided again.",
  },
  eventGone: {
    what: "The event is no longer in the calendar.",
    cure: "Nothing to do: it is read again and decided again.",
  },
  eventRefused: {
    what: "Microsoft did not accept the event[ ({reason})].",
    cure: "Look at the appointment (time, length of the texts); it is tried again after each change.",
  },
  duplicateTransaction: {
    what: "Microsoft already used this transaction id for another event.",
    cure: "Nothing to do: the appointment gets a new one.",
  },
  planningUnreachable: {
    what: "The planning database[ {file}] cannot be opened[ (SQLite {sqlite})].",
    cure: "Check Planning.ConnectionString, the file's rights and the free space.",
  },
  planningNewer: {
    what: "The planning database[ {file}] has version {version}; this program knows {known} at most.",
    cure: "Install the current version of termin-sync.",
  },
  planningBusy: {
    what: "The planning database[ {file}] is locked by another program.",
    cure: "Nothing to do: the next cycle tries again. If it lasts, look for a program that keeps a transaction open.",
  },
  planningForeign: {
    what: "The file[ {file}] holds something else than a planning database[ (table {table})].",
    cure: "Check Planning.ConnectionString; nothing was changed in the file.",
  },
  appointmentChanged: {
    what: "The appointment was changed in the planning at the same moment.",
    cure: "Nothing to do: it is read again and decided again.",
  },
  appointmentRefused: {
    what: "The planning database did not accept the change[: {reason}].",
    cure: "Look at the appointment and at the ERP's own rules; it is tried again later.",
  },
  stateUnreachable: {
    what: "The state file[ {file}] cannot be opened[ (SQLite {sqlite})].",
    cure: "Check State.ConnectionString, the file's rights and the free space, then start the service again.",
  },
  stateCorrupt: {
    what: "The state file[ {file}] is damaged.",
    cure: "Restore it from a backup, or move it aside: the sync then links both sides anew, without duplicates.",
  },
  stateNewer: {
    what: "The state file[ {file}] was written by a newer version[ (version {version}; this program knows {known} at most)].",
    cure: "Install the current version of termin-sync, or restore the backup that was made before the update.",
  },
  stateInUse: {
    what: "Another termin-sync[ (process {pid})] is working on the state file[ {file}].",
    cure: "Wait for it or stop it: two of them never work on one state.",
  },
  stateOtherCompany: {
    what: "The state file[ {file}] belongs to company {company}, the settings are for company {expected}.",
    cure: "Give each company a data folder of its own, or correct Company.Number.",
  },
  settingsMissing: {
    what: "There is no settings file {file}.",
    cure: 'Create it (README, "First connection"), name another with --settings or --data, or give the settings as environment variables such as TERMINSYNC__Office365__TenantId. To just look around: termin-sync demo.',
  },
  settingsUnreadable: {
    what: "The settings file {file} cannot be read[ (line {line}, column {column})]: {cause}.",
    cure: "Correct the file; comments and trailing commas are allowed.",
  },
  settingsInvalid: {
    what: "The setting {key} has the value {value}; allowed is {allowed}[ ({source})].",
    cure: "Correct the value and start again.",
  },
  notConnected: {
    what: "The connection to Microsoft 365 is not set up yet: which application of which tenant signs in is missing.",
    cure: "Enter tenant id and client id in the console under Settings (Office365.TenantId, Office365.ClientId).",
  },
  secretMissing: {
    what: "There is no client secret and no certificate for the sign-in to Microsoft.",
    cure: "Enter the client secret with termin-sync secret set, or set TERMINSYNC_CLIENT_SECRET, a systemd credential named client-secret, or Office365.CertificateFile.",
  },
  certificateUnreadable: {
    what: "The certificate file {file} cannot be used[: {cause}].",
    cure: "Office365.CertificateFile has to name a PEM file with certificate and private key that this account may read.",
  },
  secretsUnsafe: {
    what: "Other accounts may read the file {file}; so it is not trusted.",
    cure: "Take the rights from others (chmod 600 {file}), and create a new client secret if somebody may have read it.",
  },
  secretsUnreadable: {
    what: "The stored secrets cannot be opened[ ({file})][: {cause}].",
    cure: "Restore the key file (TERMINSYNC_KEY_FILE), or delete secrets.json in the data folder and enter the client secret again with termin-sync secret set.",
  },
  keyFileMisplaced: {
    what: "The key file {file} lies in the data folder; whoever has a backup of it could read the secrets.",
    cure: "Put it elsewhere and name the place in TERMINSYNC_KEY_FILE.",
  },
  settingsChanged: {
    what: "Somebody else has changed the settings meanwhile.",
    cure: "Look at how they stand now, then change them again.",
  },
  settingFixed: {
    what: "The setting {key} cannot be changed here; it stands in {source}.",
    cure: "Change it there and restart the service.",
  },
  settingsUnwritable: {
    what: "The file {file} cannot be written[: {cause}].",
    cure: "Check its rights and the free space; nothing was changed.",
  },
  credentialUnknown: {
    what: "There is no such client secret any more.",
    cure: "Reload the page; somebody else has probably removed it.",
  },
  usage: {
    what: "{message}[: {value}].",
    cure: "termin-sync [{command} ]--help shows what is possible.",
  },
  nowRefused: {
    what: "--now is for trying things out and is refused against Microsoft's own host {host}.",
    cure: "Leave out --now, or use the sandbox.",
  },
  fileUnreadable: {
    what: "The file {file} cannot be read[: {cause}][: {problem}].",
    cure: "Check its name, its rights and what it contains.",
  },
  userUnknown: {
    what: "The planning knows no user {user}[; the nearest is {nearest}].",
    cure: "termin-sync status lists the users.",
  },
  employeeUnknown: {
    what: "The planning knows no employee {employee}.",
    cure: "Give the employee's id or full name as in the planning.",
  },
  appointmentUnknown: {
    what: "There is no appointment {appointment}.",
    cure: "termin-sync journal lists the appointments' ids.",
  },
  appointmentLocked: {
    what: "The appointment {appointment} is a meeting from Outlook; Outlook decides on it.",
    cure: "Change it in Outlook.",
  },
  entryUnknown: {
    what: "The journal has no entry and no run {entry}.",
    cure: "termin-sync journal --json shows the ids (id and run); what is older than Sync.JournalDays is gone.",
  },
  conflictUnknown: {
    what: "There is no open conflict {id}.",
    cure: "termin-sync conflicts shows the open conflicts with their ids.",
  },
  portInUse: {
    what: "The port {port} is taken by another program.",
    cure: "Choose another port in Console.Url, or end the other program.",
  },
  ...CONSOLE_FAULTS_EN,
  sandboxUnavailable: {
    what: "The sandbox did not start[: {cause}].",
    cure: "Look at the lines above; termin-sync demo --fresh starts with an empty folder.",
  },
  internal: {
    what: "A bug in termin-sync: {message}.",
    cure: "Nothing half-done is left behind. Please report it with the log.",
  },
};
