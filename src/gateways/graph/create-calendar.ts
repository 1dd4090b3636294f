// The calendars of a Microsoft 365 tenant through Microsoft Graph: what the rest of the program gets of this folder.
import type { Urgency } from "../../core/pacing/limits.ts";
import type { CalendarPort } from "../../engine/ports/calendar.ts";
import type { MicrosoftSignInPort } from "../../engine/ports/microsoft-sign-in.ts";
import type { SubscriptionPort } from "../../engine/ports/subscriptions.ts";
import type { TenantDirectoryPort } from "../../engine/ports/tenant-directory.ts";
import { createEvent, findMade } from "./create-event.ts";
import type { Surroundings } from "./exchange.ts";
import { findMailbox } from "./find-mailbox.ts";
import { GraphClient } from "./graph-client.ts";
import { lookAtEvents } from "./look-at-events.ts";
import { PersonSignIn } from "./person-sign-in.ts";
import { readChanges } from "./read-changes.ts";
import type { Access } from "./read-mailbox.ts";
import { readMarks } from "./read-marks.ts";
import { removeEvent } from "./remove-event.ts";
import type { Throttling } from "./request-gates.ts";
import { SignIn, type SignInSettings } from "./sign-in.ts";
import { Slicing } from "./slicing.ts";
import { Subscriptions } from "./subscriptions.ts";
import { TenantDirectory } from "./tenant-directory.ts";
import { updateEvent } from "./update-event.ts";

export interface Office365Access {
  readonly tenantId: string;
  readonly clientId: string;
  /** Client secret; null where a certificate is used. */
  readonly secret: string | null;
  /** PEM file with certificate and private key; null where a secret is used. */
  readonly certificateFile: string | null;
  /** `https://login.microsoftonline.com` */
  readonly authorityHost: string;
  /** `https://graph.microsoft.com` */
  readonly graphUrl: string;
  /** Where tenant, application and credentials may change while this is open; asked whenever a token is due. */
  readonly identity?: SignInSettings["identity"];
  readonly onSignedIn?: SignInSettings["onSignedIn"];
}

export interface CalendarOptions extends Surroundings {
  readonly office365: Office365Access;
  /** IANA name; stands in for zones that nobody knows. */
  readonly companyTimeZone: string;
  /** Only tests give others than Node's and Microsoft's. */
  readonly fetch?: typeof fetch;
  readonly credential?: SignInSettings["credential"];
}

export interface Office365 {
  readonly calendar: CalendarPort;
  readonly subscriptions: SubscriptionPort;
  readonly tenant: TenantDirectoryPort;
  readonly personSignIn: MicrosoftSignInPort;
  /** How Microsoft slows us down just now. */
  throttling(): Throttling;
}

export function createCalendar(options: CalendarOptions): CalendarPort {
  return openOffice365(options).calendar;
}

/** One sign-in and one pace for everything. Signs in at the first call. Nothing has to be closed. */
export function openOffice365(options: CalendarOptions): Office365 {
  const { office365, clock, entropy, log, companyTimeZone } = options;
  const around: Surroundings = { clock, entropy, log };
  const signIn = new SignIn({
    ...office365,
    scope: scopeOf(office365.graphUrl),
    log,
    credential: options.credential,
  });
  const client = new GraphClient(office365.graphUrl, signIn, around, options.fetch ?? fetch);
  const slicing = new Slicing(clock);
  const at = (urgency: Urgency = "live"): Access => ({ client, around, companyTimeZone, urgency, slicing });
  const calendar: CalendarPort = {
    findMailbox: (addresses) => findMailbox(client, addresses),
    changes: (mailbox, window, cursor, urgency) => readChanges(at(urgency), mailbox, window, cursor),
    look: (mailbox, ids, urgency) => lookAtEvents(at(urgency), mailbox, ids),
    marks: (mailbox, ids, urgency) => readMarks(at(urgency), mailbox, ids),
    findMade: (mailbox, event, urgency) => findMade(at(urgency), mailbox, event),
    create: (mailbox, event, urgency) => createEvent(at(urgency), mailbox, event),
    update: (mailbox, id, expected, patch, urgency) => updateEvent(at(urgency), mailbox, id, expected, patch),
    remove: (mailbox, id, expected, urgency) => removeEvent(at(urgency), mailbox, id, expected),
    requests: (mailbox) => client.requests(mailbox.id),
  };
  return {
    calendar,
    subscriptions: new Subscriptions(client, clock),
    tenant: new TenantDirectory(client),
    personSignIn: new PersonSignIn({ ...office365, ...around }),
    throttling: () => client.throttling(),
  };
}

/** The token is meant for the configured Graph host, whichever cloud it stands in (graph/deployments). */
function scopeOf(graphUrl: string): string {
  return `${new URL(graphUrl).origin}/.default`;
}
