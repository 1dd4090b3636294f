// The registered apps of the tenant: their secrets, certificates and consented roles.

export interface AppSecret {
  value: string;
  /** Epoch milliseconds; null never expires. */
  expiresAtMs: number | null;
}

export interface RegisteredApp {
  clientId: string;
  displayName: string;
  secrets: AppSecret[];
  /** PEM texts of public certificates. */
  certificates: string[];
  /** Application permissions that were consented to. */
  roles: string[];
  /** Where people who sign in may be sent back to. */
  redirectUris: string[];
  disabled: boolean;
}

/** What a calendar client is usually granted. */
export const USUAL_ROLES = ["Calendars.ReadWrite", "MailboxSettings.Read", "User.Read.All"];

/** Names in the place of a tenant's that stand for many of them. */
export function isShared(tenant: string): boolean {
  return /^(common|consumers|organizations)$/i.test(tenant);
}

/** Microsoft Graph as an application of its own. */
export const GRAPH_ID = "00000003-0000-0000-c000-000000000000";
const GRAPH = ["https://graph.microsoft.com", GRAPH_ID];

export class Directory {
  tenantId = "";
  /** Verified domains; a tenant can be named by its id or by one of these. */
  domains: string[] = [];
  readonly apps = new Map<string, RegisteredApp>();
  /** Where the sandbox itself is reached: a client may name it as the resource instead of Microsoft's host. */
  ownOrigins: string[] = [];

  isTenant(name: string): boolean {
    const wanted = name.toLowerCase();
    return wanted === this.tenantId.toLowerCase() || this.domains.includes(wanted);
  }

  app(clientId: string): RegisteredApp | undefined {
    return this.apps.get(clientId.toLowerCase());
  }

  register(app: RegisteredApp): void {
    this.apps.set(app.clientId.toLowerCase(), app);
  }

  isGraphAudience(audience: string): boolean {
    const plain = audience.replace(/\/$/, "");
    return GRAPH.includes(plain) || this.ownOrigins.includes(plain);
  }
}
