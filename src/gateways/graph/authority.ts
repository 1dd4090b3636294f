// Where one signs in: Microsoft's own hosts, and the description that each tenant gives of itself.

/** Login hosts of Microsoft and its national clouds, whose instance discovery the library knows (graph/deployments). */
const MICROSOFT_LOGINS = new Set([
  "login.microsoftonline.com",
  "login.microsoft.com",
  "login.windows.net",
  "login.microsoftonline.us",
  "login.chinacloudapi.cn",
  "login.partner.microsoftonline.cn",
]);

/** An authority that does not answer is told within this time. */
export const PATIENCE_MS = 12_000;

export function isMicrosoftLogin(authorityHost: string): boolean {
  return MICROSOFT_LOGINS.has(new URL(authorityHost).hostname.toLowerCase());
}

/** The tenant's own sign-in. */
export function authorityOf(authorityHost: string, tenantId: string): URL {
  const base = authorityHost.endsWith("/") ? authorityHost : `${authorityHost}/`;
  return new URL(encodeURIComponent(tenantId), base);
}

/** OpenID Connect Discovery 1.0, 4. */
export function configurationOf(authorityHost: string, tenantId: string): URL {
  return new URL(`${authorityOf(authorityHost, tenantId).href}/v2.0/.well-known/openid-configuration`);
}
