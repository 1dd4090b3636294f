// What the sample company is made of: an import for the planning database, and the sandbox's company file.
import type { CompanyRow, PlanningImport } from "../../contract/planning.ts";

/** Ready to be imported in one piece; every list is there. */
export interface SamplePlanning extends Required<PlanningImport> {
  readonly company: CompanyRow;
}

export interface GraphMoment {
  dateTime: string;
  timeZone: string;
}

export interface GraphAttendee {
  emailAddress: { name: string; address: string };
  type: "required" | "optional";
}

/** Body of a `POST /users/{id}/events`. */
export interface GraphEventBody {
  subject: string;
  body?: { contentType: "text"; content: string };
  start: GraphMoment;
  end: GraphMoment;
  isAllDay?: boolean;
  location?: { displayName: string };
  attendees?: GraphAttendee[];
  categories?: string[];
  showAs?: "free" | "tentative" | "busy" | "oof" | "workingElsewhere";
  sensitivity?: "normal" | "private";
  isReminderOn?: boolean;
  reminderMinutesBeforeStart?: number;
  isOnlineMeeting?: boolean;
  onlineMeetingProvider?: "teamsForBusiness";
  recurrence?: {
    pattern: {
      type: "weekly" | "relativeMonthly" | "daily";
      interval: number;
      daysOfWeek?: string[];
      firstDayOfWeek?: string;
      index?: string;
    };
    range: { type: "endDate"; startDate: string; endDate: string; recurrenceTimeZone: string };
  };
}

export interface SandboxUser {
  userPrincipalName: string;
  mail: string;
  displayName: string;
  timeZone: string;
  events: GraphEventBody[];
}

export interface SampleSandbox {
  tenantId: string;
  apps: { clientId: string; secrets: string[] }[];
  users: SandboxUser[];
}
