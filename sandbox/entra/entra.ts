// Entra ID as an app meets it: discovery, the token endpoint, and where people sign in.
// learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow, v2-protocols-oidc
import { decoded, type Reply, type SandboxRequest } from "../exchange.ts";
import type { World } from "../mailbox/world.ts";
import { AadError, aad, aadReply } from "./aad-errors.ts";
import { authorize } from "./authorize.ts";
import type { Codes } from "./codes.ts";
import { checkCredential, readBasic } from "./credential.ts";
import { type Directory, isShared } from "./directory.ts";
import type { IdTokens } from "./id-token.ts";
import { redeemCode } from "./redeem-code.ts";
import type { Tokens } from "./token.ts";

const FORM = "application/x-www-form-urlencoded";
const PATHS =
  /^\/([^/]+)\/(v2\.0\/\.well-known\/openid-configuration|discovery\/v2\.0\/keys|oauth2\/v2\.0\/(?:token|authorize))$/i;

export interface Entra {
  world: World;
  directory: Directory;
  tokens: Tokens;
  codes: Codes;
  idTokens: IdTokens;
  /** Clients sign assertions by their own clock, which a shifted sandbox does not share. */
  clientNow: () => number;
}

/** Null where the path is none of Entra's. */
export function runEntra(entra: Entra, request: SandboxRequest, origin: string): Reply | null {
  const path = request.url.split("?")[0] ?? "";
  const { world } = entra;
  try {
    if (/^\/common\/discovery\/instance$/i.test(path)) return instanceDiscovery(origin);
    const match = PATHS.exec(path);
    if (!match?.[1] || !match[2]) return null;
    const tenant = decoded(match[1]);
    const what = match[2].toLowerCase();
    if (what.endsWith("/authorize")) return authorize(entra, request, tenant);
    if (what.endsWith("/token")) {
      if (request.method !== "POST") throw aad.missingField("grant_type");
      return issueToken(entra, request, tenant, origin);
    }
    if (!isShared(tenant) && !entra.directory.isTenant(tenant)) throw aad.unknownTenant(tenant);
    const name = isShared(tenant) ? tenant : entra.directory.tenantId;
    if (what.endsWith("/keys"))
      return { status: 200, json: entra.idTokens.published(`${origin}/${name}/v2.0`) };
    return openIdConfiguration(origin, name);
  } catch (error) {
    if (!(error instanceof AadError)) throw error;
    return aadReply(error, world.clock.now(), world.entropy, request.headers["client-request-id"]);
  }
}

function instanceDiscovery(origin: string): Reply {
  const host = origin.replace(/^https:\/\//, "");
  return {
    status: 200,
    json: {
      tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
      "api-version": "1.1",
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}

function openIdConfiguration(origin: string, tenant: string): Reply {
  const base = `${origin}/${tenant}`;
  return {
    status: 200,
    json: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      tenant_region_scope: "EU",
      cloud_instance_name: "microsoftonline.com",
      msgraph_host: "graph.microsoft.com",
    },
  };
}

function issueToken(entra: Entra, request: SandboxRequest, tenant: string, origin: string): Reply {
  const { directory, tokens, world } = entra;
  const form = readForm(request);
  const basic = readBasic(request.headers.authorization);
  const field = (name: string): string => {
    const value = form.get(name);
    if (!value) throw aad.missingField(name);
    return value;
  };
  const grant = field("grant_type");
  const isPerson = grant === "authorization_code";
  if (!isPerson && grant !== "client_credentials") throw aad.wrongGrant(grant);
  if (isShared(tenant) && !isPerson) throw aad.wrongEndpoint();
  const clientId = basic?.id ?? field("client_id");
  if (isShared(tenant)) throw aad.singleTenant(clientId);
  if (!directory.isTenant(tenant)) throw aad.unknownTenant(tenant);
  const app = directory.app(clientId);
  if (!app) throw aad.unknownApp(clientId, tenant);
  const prove = () => {
    const byCertificate = checkCredential(app, form, basic?.secret, world.clock.now(), entra.clientNow());
    if (app.disabled) throw aad.disabledApp(clientId);
    return byCertificate;
  };
  if (isPerson) {
    prove();
    return redeemCode(entra, app, form, origin);
  }
  const audience = readScope(field("scope"), directory, tenant);
  const byCertificate = prove();
  const lifetime = world.settings.tokenLifetimeSeconds;
  return {
    status: 200,
    headers: { "cache-control": "no-store, no-cache", pragma: "no-cache" },
    json: {
      token_type: "Bearer",
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: tokens.issue(app, audience, lifetime, byCertificate),
    },
  };
}

/** Each parameter once; in a body of another type there is none. */
function readForm({ headers, body }: SandboxRequest): URLSearchParams {
  const type = headers["content-type"] ?? FORM;
  const form = new URLSearchParams(type.toLowerCase().startsWith(FORM) ? body : "");
  const names = [...form.keys()];
  const doubled = names.find((name, at) => names.indexOf(name) < at);
  if (doubled !== undefined) throw aad.doubledField(doubled);
  return form;
}

/** Exactly one resource, with `/.default`; the scopes that MSAL adds by itself do not count. */
function readScope(scope: string, directory: Directory, tenant: string): string {
  const wanted = scope
    .split(/\s+/)
    .filter((each) => !["openid", "profile", "offline_access", ""].includes(each));
  const resource = /^(.+)\/\.default$/.exec(wanted[0] ?? "")?.[1];
  if (wanted.length !== 1 || resource === undefined) throw aad.badScope(scope);
  if (!directory.isGraphAudience(resource)) throw aad.unknownResource(resource, tenant);
  return resource;
}
