// The part of Microsoft Graph v1.0 that we read and write, as it comes over the wire. Whatever is read is treated as possibly
// absent: other servers, delta's stubs and later versions leave things out. learn.microsoft.com/graph/api/resources/event

/** Wall time without offset, and the zone it is meant in. */
export interface GraphDateTime {
  dateTime?: string | null;
  timeZone?: string | null;
}

export interface GraphRecipient {
  emailAddress?: { name?: string | null; address?: string | null } | null;
}

export interface GraphAttendee extends GraphRecipient {
  type?: string | null;
  status?: { response?: string | null } | null;
}

export interface GraphBody {
  contentType?: string | null;
  content?: string | null;
}

export interface GraphEvent {
  id?: string;
  "@odata.etag"?: string;
  changeKey?: string | null;
  "@removed"?: { reason?: string };
  type?: string | null;
  seriesMasterId?: string | null;
  /** `OID.<master>.<YYYY-MM-DD>`, the date in the series' own zone. */
  occurrenceId?: string | null;
  originalStart?: string | null;
  recurrence?: { range?: { recurrenceTimeZone?: string | null } | null } | null;
  iCalUId?: string | null;
  uid?: string | null;
  subject?: string | null;
  body?: GraphBody | null;
  bodyPreview?: string | null;
  start?: GraphDateTime | null;
  end?: GraphDateTime | null;
  originalStartTimeZone?: string | null;
  isAllDay?: boolean | null;
  location?: { displayName?: string | null } | null;
  showAs?: string | null;
  sensitivity?: string | null;
  categories?: (string | null)[] | null;
  isReminderOn?: boolean | null;
  reminderMinutesBeforeStart?: number | null;
  attendees?: GraphAttendee[] | null;
  organizer?: GraphRecipient | null;
  isOrganizer?: boolean | null;
  isCancelled?: boolean | null;
  responseStatus?: { response?: string | null } | null;
  isOnlineMeeting?: boolean | null;
  onlineMeeting?: { joinUrl?: string | null } | null;
  onlineMeetingUrl?: string | null;
  transactionId?: string | null;
  createdDateTime?: string | null;
  lastModifiedDateTime?: string | null;
  webLink?: string | null;
  singleValueExtendedProperties?: { id?: string; value?: string }[] | null;
}

/** What we send: only documented, writable properties; an absent key leaves the event's value alone. */
export interface GraphEventWrite {
  subject?: string;
  body?: { contentType: "text" | "html"; content: string };
  start?: { dateTime: string; timeZone: string };
  end?: { dateTime: string; timeZone: string };
  isAllDay?: boolean;
  location?: { displayName: string };
  showAs?: string;
  sensitivity?: "normal" | "private";
  categories?: string[];
  isReminderOn?: boolean;
  reminderMinutesBeforeStart?: number;
  transactionId?: string;
  singleValueExtendedProperties?: { id: string; value: string }[];
}

export interface GraphUser {
  id?: string;
  displayName?: string | null;
  mail?: string | null;
  userPrincipalName?: string | null;
}

export interface GraphCalendar {
  id?: string;
  isDefaultCalendar?: boolean | null;
}

/** learn.microsoft.com/graph/api/resources/subscription */
export interface GraphSubscription {
  id?: string;
  notificationUrl?: string | null;
  expirationDateTime?: string | null;
}

/** A renewal sends the expiry alone. */
export interface GraphSubscriptionWrite {
  changeType?: string;
  notificationUrl?: string;
  lifecycleNotificationUrl?: string;
  resource?: string;
  clientState?: string;
  expirationDateTime: string;
}

/** What Microsoft posts to a webhook (graph/api/resources/changenotificationcollection). */
export interface GraphNotices {
  value?: GraphNotice[];
}

export interface GraphNotice {
  subscriptionId?: string;
  clientState?: string | null;
  changeType?: string;
  /** Instead of `changeType` (graph/change-notifications-lifecycle-events). */
  lifecycleEvent?: string;
}

export interface GraphPage<Item> {
  value?: Item[];
  "@odata.nextLink"?: string;
  "@odata.deltaLink"?: string;
}

export interface GraphErrorBody {
  error?: {
    code?: string | null;
    message?: string | null;
    "@event.existingEventId"?: string | null;
  } | null;
}

export interface GraphBatchRequest {
  requests: { id: string; method: string; url: string; headers: Record<string, string> }[];
}

export interface GraphBatchAnswer {
  responses?: { id?: string; status?: number; headers?: Record<string, string> | null; body?: unknown }[];
}
