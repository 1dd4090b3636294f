// The token endpoint, through @azure/identity and bare requests.
// learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow, reference-error-codes
import assert from "node:assert/strict";
import { createHash, sign, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ClientCertificateCredential } from "@azure/identity";
import { selfSigned } from "./certificate.ts";
import { CLIENT, credentialFor, raw, SECRET, TENANT, tenant } from "./tenant.ts";

const SCOPE = "https://graph.microsoft.com/.default";

describe("token endpoint", () => {
  const world = tenant();
  const folder = mkdtempSync(join(tmpdir(), "sandbox-token-"));
  after(() => rmSync(folder, { recursive: true }));

  async function refused(secret: string, tenantId = TENANT, clientId = CLIENT): Promise<string> {
    try {
      await credentialFor(world.sandbox, secret, tenantId, clientId).getToken(SCOPE);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error("The token was not refused.");
  }

  function post(fields: Record<string, string>, headers: Record<string, string> = {}, tenantId = TENANT) {
    return fetch(`${world.sandbox.url}/${tenantId}/oauth2/v2.0/token`, {
      method: "POST",
      headers,
      body: new URLSearchParams(fields),
    });
  }

  // proof: POST {tenant}/oauth2/v2.0/token | a bearer token for a secret, which Graph takes | learn: v2-oauth2-client-creds-grant-flow
  it("gives a bearer token for a secret, and Graph takes it (client credentials grant)", async () => {
    const token = await world.credential.getToken(SCOPE);
    assert.ok(token.expiresOnTimestamp > Date.now() + 3_000_000);
    assert.equal((await raw(world, "GET", "/users?$top=1")).status, 200);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | client id and secret by HTTP Basic | learn: v2-oauth2-client-creds-grant-flow; RFC 6749, 2.3.1
  it("takes client id and secret by HTTP Basic, form-encoded (RFC 6749, 2.3.1)", async () => {
    const pair = `${CLIENT}:${encodeURIComponent(SECRET)}`;
    const response = await post(
      { grant_type: "client_credentials", scope: SCOPE },
      { authorization: `Basic ${Buffer.from(pair).toString("base64")}` },
    );
    assert.equal(response.status, 200);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | no refresh token; expires_in as set (switch) | learn: v2-oauth2-client-creds-grant-flow, configurable-token-lifetimes
  it("gives no refresh token, and says when the token ends (client credentials grant)", async () => {
    world.sandbox.control.settings({ tokenLifetimeSeconds: 600 });
    const response = await post({
      grant_type: "client_credentials",
      client_id: CLIENT,
      client_secret: SECRET,
      scope: SCOPE,
    });
    const reply = (await response.json()) as Record<string, unknown>;
    world.sandbox.control.settings({ tokenLifetimeSeconds: 3599 });
    assert.deepEqual(Object.keys(reply).sort(), [
      "access_token",
      "expires_in",
      "ext_expires_in",
      "token_type",
    ]);
    assert.equal(reply.expires_in, 600);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | a certificate assertion instead of a secret | learn: certificate-credentials
  it("takes a certificate assertion (certificate-credentials)", async () => {
    const certificate = await selfSigned("Test client");
    world.sandbox.control.registerApp({
      clientId: CLIENT,
      secrets: [SECRET],
      certificates: [certificate.cert],
    });
    const file = join(folder, "client.pem");
    writeFileSync(file, `${certificate.key}${certificate.cert}`);
    const options = { authorityHost: world.sandbox.url, disableInstanceDiscovery: true };
    const credential = new ClientCertificateCredential(TENANT, CLIENT, file, options);
    assert.ok((await credential.getToken(SCOPE)).token);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | an unknown certificate: AADSTS700027 | learn: reference-error-codes
  it("refuses an assertion of a certificate that the app does not have (AADSTS700027)", async () => {
    const file = join(folder, "other.pem");
    const other = await selfSigned("Somebody else");
    writeFileSync(file, `${other.key}${other.cert}`);
    const options = { authorityHost: world.sandbox.url, disableInstanceDiscovery: true };
    const credential = new ClientCertificateCredential(TENANT, CLIENT, file, options);
    await assert.rejects(credential.getToken(SCOPE), /AADSTS700027/);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | a known certificate with a wrong signature: 401 | learn: certificate-credentials
  it("refuses an assertion that names the app's certificate but is signed with another key (AADSTS700027)", async () => {
    const [own, other] = await Promise.all([selfSigned("Test client"), selfSigned("Somebody else")]);
    world.sandbox.control.registerApp({ clientId: CLIENT, secrets: [SECRET], certificates: [own.cert] });
    const now = Math.floor(Date.now() / 1000);
    const thumbprint = createHash("sha256").update(new X509Certificate(own.cert).raw).digest("base64url");
    const claims = {
      aud: `${world.sandbox.url}/${TENANT}/oauth2/v2.0/token`,
      iss: CLIENT,
      sub: CLIENT,
      jti: "1",
      nbf: now,
      exp: now + 300,
    };
    const parts = [{ alg: "RS256", typ: "JWT", "x5t#S256": thumbprint }, claims];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    const statuses = [];
    for (const { key } of [own, other]) {
      const assertion = `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
      const type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
      const response = await post({
        grant_type: "client_credentials",
        client_id: CLIENT,
        scope: SCOPE,
        client_assertion_type: type,
        client_assertion: assertion,
      });
      statuses.push(response.status);
    }
    assert.deepEqual(statuses, [200, 401]);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | a wrong secret: 401 invalid_client, AADSTS7000215 | learn: reference-error-codes; observed: AspNetCore.Docs#22325
  it("refuses a wrong secret: 401 invalid_client, 7000215 (AspNetCore.Docs#22325)", async () => {
    const response = await post({
      grant_type: "client_credentials",
      client_id: CLIENT,
      client_secret: "x",
      scope: SCOPE,
    });
    assert.equal(response.status, 401);
    assert.match(await refused("wrong"), /invalid_client.*AADSTS7000215: Invalid client secret/);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | an expired secret: 401 invalid_client, AADSTS7000222 | learn: reference-error-codes
  it("refuses an expired secret: 7000222 (reference-error-codes)", async () => {
    const expired = { value: "old", expiresAt: "2026-01-01T00:00:00Z" };
    world.sandbox.control.registerApp({ clientId: CLIENT, secrets: [SECRET, expired] });
    assert.match(await refused("old"), /invalid_client.*AADSTS7000222/);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | an unknown client: 400 unauthorized_client, AADSTS700016 | learn: reference-error-codes
  it("refuses an unknown client: 400 unauthorized_client, 700016", async () => {
    const message = await refused(SECRET, TENANT, "b1b2b3b4-0000-4000-8000-000000000000");
    assert.match(message, /unauthorized_client.*AADSTS700016/);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | an unknown tenant: 400, AADSTS90002 | learn: reference-error-codes; observed
  it("refuses an unknown tenant: 90002 (reference-error-codes)", async () => {
    const response = await post(
      { grant_type: "client_credentials", client_id: CLIENT, client_secret: SECRET, scope: SCOPE },
      {},
      "00000000-0000-4000-8000-000000000009",
    );
    assert.equal(response.status, 400);
    assert.deepEqual(((await response.json()) as { error_codes: number[] }).error_codes, [90002]);
  });

  for (const [code, fields] of [
    [
      70011,
      {
        grant_type: "client_credentials",
        client_id: CLIENT,
        client_secret: SECRET,
        scope: "https://graph.microsoft.com/Calendars.Read",
      },
    ],
    [
      500011,
      {
        grant_type: "client_credentials",
        client_id: CLIENT,
        client_secret: SECRET,
        scope: "https://else.example/.default",
      },
    ],
    [900144, { grant_type: "client_credentials", client_secret: SECRET, scope: SCOPE }],
    [7000218, { grant_type: "client_credentials", client_id: CLIENT, scope: SCOPE }],
  ] as const) {
    // proof: POST {tenant}/oauth2/v2.0/token | a wrong scope, an unknown resource, a missing field, no credential: AADSTS70011, 500011, 900144, 7000218 | learn: reference-error-codes
    it(`refuses with AADSTS${code} (reference-error-codes)`, async () => {
      const response = await post(fields);
      const reply = (await response.json()) as Record<string, unknown>;
      assert.deepEqual(reply.error_codes, [code]);
      for (const name of ["error", "error_description", "timestamp", "trace_id", "correlation_id"]) {
        assert.equal(typeof reply[name], "string", name);
      }
    });
  }

  // proof: POST {tenant}/oauth2/v2.0/token | the grant on /common: AADSTS9001023 | learn: reference-error-codes
  it("refuses the grant on /common (AADSTS9001023)", async () => {
    const fields = {
      grant_type: "client_credentials",
      client_id: CLIENT,
      client_secret: SECRET,
      scope: SCOPE,
    };
    const response = await post(fields, {}, "common");
    assert.deepEqual(((await response.json()) as { error_codes: number[] }).error_codes, [9001023]);
  });

  // proof: GET {tenant}/v2.0/.well-known/openid-configuration | the endpoints of a tenant by id or domain; an unknown tenant: AADSTS90002 | learn: v2-protocols-oidc
  // proof: GET common/discovery/instance | the host as its own cloud, for clients that look it up | observed: MSAL
  it("tells a client where its endpoints are", async () => {
    const { url } = world.sandbox;
    const get = async (path: string) =>
      (await fetch(`${url}${path}`)).json() as Promise<Record<string, unknown>>;
    const configuration = await get("/firma.example/v2.0/.well-known/openid-configuration");
    assert.equal(configuration.token_endpoint, `${url}/${TENANT}/oauth2/v2.0/token`);
    const unknown = await get("/nowhere.example/v2.0/.well-known/openid-configuration");
    assert.deepEqual(unknown.error_codes, [90002]);
    const instance = await get("/common/discovery/instance?api-version=1.1");
    assert.ok(String(instance.tenant_discovery_endpoint).startsWith(url));
  });
});

describe("tokens at Graph", () => {
  const world = tenant();

  // proof: any operation | an expired token: 401 InvalidAuthenticationToken with a challenge | observed in many reports
  it("refuses a token after its time: 401 InvalidAuthenticationToken with a challenge", async () => {
    await world.credential.getToken(SCOPE);
    world.sandbox.control.advanceClock(3_600_000);
    const reply = await raw(world, "GET", "/users");
    assert.equal(reply.status, 401);
    assert.equal(reply.json.error?.code, "InvalidAuthenticationToken");
    assert.match(reply.headers.get("www-authenticate") ?? "", /^Bearer /);
  });

  // proof: any operation | a missing or garbled token: 401 | observed in many reports
  it("refuses a missing and a garbled token alike", async () => {
    for (const headers of [{}, { authorization: "Bearer nonsense" }] as Record<string, string>[]) {
      const response = await fetch(`${world.sandbox.url}/v1.0/users`, { headers });
      assert.equal(response.status, 401);
    }
  });

  // proof: any operation | a token without roles: 403, Authorization_RequestDenied in the directory, ErrorAccessDenied at a mailbox | learn: auth-v2-service, json-batching; observed
  it("issues a token without roles, and Graph refuses: /users one way, a mailbox the other", async () => {
    world.sandbox.control.registerApp({ clientId: CLIENT, secrets: [SECRET], roles: [] });
    const fresh = { ...world, credential: credentialFor(world.sandbox) };
    const users = await raw(fresh, "GET", "/users");
    assert.deepEqual([users.status, users.json.error?.code], [403, "Authorization_RequestDenied"]);
    const events = await raw(fresh, "GET", "/users/anna@firma.example/events");
    assert.deepEqual([events.status, events.json.error?.code], [403, "ErrorAccessDenied"]);
  });

  // proof: any operation | writing with a permission to read: 403 | learn: permissions-reference
  it("refuses writing with a permission to read (permissions-reference)", async () => {
    world.sandbox.control.registerApp({ clientId: CLIENT, secrets: [SECRET], roles: ["Calendars.Read"] });
    const fresh = { ...world, credential: credentialFor(world.sandbox) };
    assert.equal((await raw(fresh, "GET", "/users/anna@firma.example/events")).status, 200);
    const created = await raw(fresh, "POST", "/users/anna@firma.example/events", { body: {} });
    assert.equal(created.status, 403);
  });

  // proof: any operation | /me with an app-only token: 400 BadRequest | observed in many reports
  it("refuses /me for an app (reported by many)", async () => {
    const fresh = { ...world, credential: credentialFor(world.sandbox) };
    const reply = await raw(fresh, "GET", "/me/events");
    assert.equal(reply.status, 400);
    assert.match(String(reply.json.error?.message), /delegated authentication flow/);
  });
});
