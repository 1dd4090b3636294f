// What every conformance test starts with: a sandbox of its own, and Microsoft's own clients pointed at it. Every answer is held
// against Microsoft's published types.
import { after, before } from "node:test";
import tls from "node:tls";
import { ClientSecretCredential } from "@azure/identity";
import { Client, GraphError } from "@microsoft/microsoft-graph-client";
import { TokenCredentialAuthenticationProvider } from "@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js";
import type { Event } from "@microsoft/microsoft-graph-types";
import type { Company, CompanyUser } from "../../sandbox/company/company.ts";
import { type Sandbox, type StartOptions, start } from "../../sandbox/start.ts";
import { oversee } from "./published-shapes.ts";

export const TENANT = "0f0e0d0c-0000-4000-8000-00000000c0de";
export const CLIENT = "a1a2a3a4-0000-4000-8000-00000000c0de";
export const SECRET = "s3cr€t +/=";
export const ANNA = "anna@firma.example";
export const BERND = "bernd@firma.example";
export const CLARA = "clara@firma.example";
/** Tuesday; summer time ends on 25 October and begins again on 28 March. */
export const NOW = Date.parse("2026-09-01T06:00:00Z");

export function company(users: Partial<CompanyUser>[] = []): Company {
  const named = new Map(users.map((user) => [user.userPrincipalName, user]));
  const usual: CompanyUser[] = [ANNA, BERND, CLARA].map((userPrincipalName) => ({
    userPrincipalName,
    displayName: userPrincipalName.split("@")[0] ?? "",
    timeZone: "Europe/Berlin",
    ...named.get(userPrincipalName),
  }));
  const others = users.filter(
    (user) => !usual.some((each) => each.userPrincipalName === user.userPrincipalName),
  );
  return {
    tenantId: TENANT,
    apps: [{ clientId: CLIENT, displayName: "Test client", secrets: [SECRET] }],
    users: [...usual, ...(others as CompanyUser[])],
  };
}

export interface Tenant {
  sandbox: Sandbox;
  graph: Client;
  credential: ClientSecretCredential;
  /** The operations that succeeded so far, as `METHOD template`. */
  succeeded: Set<string>;
}

/** Starts before the tests of the file and stops after them. */
export function tenant(options: StartOptions = {}): Tenant {
  const made = {} as Tenant;
  before(async () => {
    made.sandbox = await start({ company: company(), now: NOW, seed: 42, ...options });
    made.succeeded = oversee(made.sandbox.core);
    trust(made.sandbox.caPem);
    made.credential = credentialFor(made.sandbox);
    made.graph = clientFor(made.sandbox, made.credential);
  });
  after(() => made.sandbox?.stop());
  return made;
}

export function trust(caPem: string): void {
  tls.setDefaultCACertificates([...tls.getCACertificates(), caPem]);
}

export function credentialFor(
  sandbox: Pick<Sandbox, "url">,
  secret = SECRET,
  tenantId = TENANT,
  clientId = CLIENT,
): ClientSecretCredential {
  return new ClientSecretCredential(tenantId, clientId, secret, {
    authorityHost: sandbox.url,
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
  });
}

export function clientFor(sandbox: Pick<Sandbox, "url">, credential: ClientSecretCredential): Client {
  const authProvider = new TokenCredentialAuthenticationProvider(credential, {
    scopes: ["https://graph.microsoft.com/.default"],
  });
  return Client.initWithMiddleware({
    authProvider,
    baseUrl: sandbox.url,
    customHosts: new Set(["localhost"]),
  });
}

export interface Answer {
  status: number;
  headers: Headers;
  // Whatever Graph answers; each test knows what it looks at.
  json: Json;
}

export interface Json {
  [name: string]: Json;
}

/** The bare request where a test needs status and headers; the token is the client's own. */
export async function raw(
  { sandbox, credential }: Tenant,
  method: string,
  path: string,
  options: { body?: unknown; text?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const token = await credential.getToken("https://graph.microsoft.com/.default");
  const headers: Record<string, string> = { authorization: `Bearer ${token.token}`, ...options.headers };
  const init: RequestInit = { method, headers };
  if (options.body !== undefined) {
    headers["content-type"] = "application/json";
    init.body = JSON.stringify(options.body);
  }
  // As it is, with the type that the test gives; a string alone would bring one along.
  if (options.text !== undefined) init.body = Buffer.from(options.text);
  const url = path.startsWith("https://") ? path : `${sandbox.url}/v1.0${path}`;
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? {} : JSON.parse(text) };
}

/** The refusal that a promise of the official client ends in. */
export async function refusal(promise: Promise<unknown>): Promise<GraphError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error("The request was not refused.");
}

export function at(local: string, timeZone = "Europe/Berlin"): { dateTime: string; timeZone: string } {
  return { dateTime: local, timeZone };
}

export function event(subject: string, start: string, end: string, more: Event = {}): Event {
  return { subject, start: at(start), end: at(end), ...more };
}

export function path(user: string, id: string | null | undefined, tail = ""): string {
  return `/users/${user}/events/${encodeURIComponent(id ?? "")}${tail}`;
}
