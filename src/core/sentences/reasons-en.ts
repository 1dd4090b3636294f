// English: why a user is skipped or failed, one item parked, deletions held, an entry not taken back; each with the way out.
import type { AnyReason } from "../../contract/reasons.ts";
import type { Advice } from "./lang.ts";

export const REASONS_EN: Readonly<Record<AnyReason, Advice>> = {
  userInactive: {
    what: "The user is switched off in the planning.",
    cure: "Switch the user on if the calendar is to be synchronised.",
  },
  syncKindNotOffice365: {
    what: "The user's sync kind is not Office 365.",
    cure: "Choose the sync kind Office 365 at the user if the calendar is to be synchronised.",
  },
  withoutPasswordNotSet: {
    what: 'The tick "without password" is not set at the user.',
    cure: "Set it: the sign-in uses the application's own credentials.",
  },
  noEmployee: {
    what: "The user corresponds to no employee.",
    cure: "Assign the employee to the user.",
  },
  employeeInactive: {
    what: "The user's employee is switched off.",
    cure: "Switch the employee on, or assign another one.",
  },
  severalPlanningDatabases: {
    what: "The user has several planning databases.",
    cure: "Leave exactly one planning database assigned to the user.",
  },
  noEmail: {
    what: "The user has neither an Office 365 name nor an e-mail address.",
    cure: "Enter the Office 365 account at the user.",
  },
  duplicateMailbox: {
    what: "Several users name the same mailbox; nobody can know which is meant.",
    cure: "Leave the mailbox at one of them.",
  },
  paused: {
    what: "The user's synchronisation is paused.",
    cure: "Resume it in the console under Users, or with termin-sync resume[ --user {user}]; whatever happened meanwhile is caught up with.",
  },
  mailboxNotFound: {
    what: "The tenant does not know the mailbox.",
    cure: "Correct the user's Office 365 name or e-mail, or create the mailbox.",
  },
  mailboxUnavailable: {
    what: "The mailbox is not served by Microsoft 365: no licence, inactive, or on a server of your own.",
    cure: "Give the account a licence with Exchange Online.",
  },
  mailboxForbidden: {
    what: "The application may not open the mailbox.",
    cure: "Grant Calendars.ReadWrite with admin consent and check the application's access policy.",
  },
  throttled: {
    what: "Microsoft asks for fewer requests to this mailbox.",
    cure: "Nothing to do: the next cycle goes on.",
  },
  unavailable: {
    what: "Microsoft 365 cannot be reached at the moment.",
    cure: "If it lasts, check network, proxy, Office365.GraphUrl and Office365.AuthorityHost; the log names the exact cause; the next cycle tries again.",
  },
  credentialsRefused: {
    what: "Microsoft refused the sign-in.",
    cure: "Check tenant, application and client secret; the secret may have expired.",
  },
  notConnected: {
    what: "The connection to Microsoft 365 is not set up yet.",
    cure: "Enter tenant id, client id and a client secret or a certificate in the console under Settings.",
  },
  stateUnreachable: {
    what: "The state file cannot be used.",
    cure: "Check the file's rights and the free space.",
  },
  planningUnreachable: {
    what: "The planning database cannot be used.",
    cure: "Check the database's rights and whether another program keeps it locked.",
  },
  internalError: {
    what: "A bug in termin-sync stopped this participant.",
    cure: "Please report it with the log; the others are not affected.",
  },
  invalidTime: {
    what: "The appointment ends before it starts, or has no valid time.",
    cure: "Correct its time in the planning.",
  },
  ambiguousMatch: {
    what: "Several events could be this appointment; none was doubled.",
    cure: "Delete the superfluous one by hand.",
  },
  originalMissing: {
    what: "It came from Outlook and is not found there any more; it stays as it is.",
    cure: "Delete it in the planning if it is not needed.",
  },
  refusedByMicrosoft: {
    what: "Microsoft did not accept the event.",
    cure: "Look at its time and the length of its texts; it is tried again after each change.",
  },
  refusedByPlanning: {
    what: "The planning database did not accept the change.",
    cure: "Look at the ERP's rules for this appointment; it is tried again later.",
  },
  changedMeanwhile: {
    what: "It was changed on both sides while it was being written.",
    cure: "Nothing to do: it is decided again in the next cycle.",
  },
  notReadable: {
    what: "The event has a form that cannot be read.",
    cure: "Open it in Outlook and save it anew.",
  },
  mailboxThrottled: {
    what: "Microsoft asks for fewer requests to this mailbox.",
    cure: "Nothing to do: it is tried again later.",
  },
  itemUnavailable: {
    what: "Microsoft could not deliver this event at the moment.",
    cure: "Nothing to do: it is tried again later.",
  },
  massDeletion: {
    what: "Suspiciously many deletions at once: nothing is deleted until somebody answers.",
    cure: "termin-sync release --user {user} --confirm deletes them, --restore puts them back.",
  },
  emptySide: {
    what: "One side suddenly shows nothing at all: the deletions wait for an answer.",
    cure: "termin-sync release --user {user} --confirm deletes them, --restore puts them back.",
  },
  planningRestored: {
    what: "The planning database was restored from a backup: events of appointments that it does not know are not deleted until somebody says so.",
    cure: "termin-sync release --user {user} --confirm deletes them, --restore puts them back.",
  },
  noLongerPlanned: {
    what: "It is still in Outlook, but planning shows its appointment as deleted or given to somebody else, and nobody remembers what was agreed.",
    cure: "termin-sync release --user {user} --confirm deletes it in Outlook, --restore brings it back in planning.",
  },
  meetingIsMicrosofts: {
    what: "Outlook decides on meetings from Outlook; they cannot be taken back here.",
    cure: "Change the meeting in Outlook.",
  },
  changedSince: {
    what: "Somebody has changed the same fields since.",
    cure: "Take the newer entries back first, or change the appointment by hand.",
  },
  appointmentGone: {
    what: "The appointment is not in planning any more.",
    cure: "Take its deletion back first.",
  },
  madeInOutlook: {
    what: "The appointment was made in Outlook and is its owner's.",
    cure: "Delete it in Outlook or in planning if it is to go.",
  },
  lastEmployee: {
    what: "The appointment would be left without an employee.",
    cure: "Assign another employee in planning first.",
  },
  notUndoable: {
    what: "The entry lacks what taking it back would need.",
    cure: "With --json the entry shows the values before and after; enter them by hand.",
  },
  nothingWritten: {
    what: "Nothing was written at this entry.",
    cure: "Nothing to do.",
  },
};
