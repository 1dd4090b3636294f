// A person signs in: the authorization page, the code and its tokens, through @azure/msal-node and bare requests.
// learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, v2-protocols-oidc, id-token-claims-reference, reply-url
import assert from "node:assert/strict";
import { createHash, createPublicKey, type JsonWebKeyInput, verify } from "node:crypto";
import { describe, it } from "node:test";
import { ConfidentialClientApplication, CryptoProvider } from "@azure/msal-node";
import { startCore } from "../../sandbox/start.ts";
import { ANNA, BERND, CLIENT, SECRET, TENANT, tenant } from "./tenant.ts";

const BACK = "http://127.0.0.1:8365/api/v1/session/microsoft/back";
const VERIFIER = "a-verifier-of-forty-three-signs-and-some-more";
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

describe("signing in", () => {
  const world = tenant();
  const app = (change: object = {}) =>
    world.sandbox.control.registerApp({
      clientId: CLIENT,
      secrets: [SECRET],
      redirectUris: [BACK],
      ...change,
    });

  /** The authorization request, with what is usual unless it is changed; null leaves a parameter out. */
  async function ask(change: Record<string, string | null> = {}, tenantId = TENANT) {
    const usual = {
      client_id: CLIENT,
      response_type: "code",
      redirect_uri: BACK,
      scope: "openid profile",
      state: "a state",
      nonce: "a nonce",
      code_challenge: CHALLENGE,
      code_challenge_method: "S256",
    };
    const given = Object.entries({ ...usual, ...change }).filter(([, value]) => value !== null);
    const query = new URLSearchParams(given as [string, string][]);
    const url = `${world.sandbox.url}/${tenantId}/oauth2/v2.0/authorize?${query}`;
    const response = await fetch(url, { redirect: "manual" });
    const location = response.headers.get("location");
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      back: location === null ? new URLSearchParams() : new URL(location).searchParams,
      location,
    };
  }

  async function codeFor(user: string, change: Record<string, string | null> = {}): Promise<string> {
    return (await ask({ login_hint: user, ...change })).back.get("code") ?? "";
  }

  async function redeem(code: string, change: Record<string, string> = {}) {
    const response = await fetch(`${world.sandbox.url}/${TENANT}/oauth2/v2.0/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "authorization_code",
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uri: BACK,
        code_verifier: VERIFIER,
        code,
        ...change,
      }),
    });
    const json = (await response.json()) as Record<string, string> & { error_codes?: number[] };
    return { status: response.status, json, code: json.error_codes?.[0] };
  }

  // proof: GET {tenant}/oauth2/v2.0/authorize, POST {tenant}/oauth2/v2.0/token | Microsoft's own client signs a person in, with PKCE, state and nonce | learn: v2-oauth2-auth-code-flow; observed: MSAL
  it("signs a person in through MSAL, with PKCE, state and nonce", async () => {
    app();
    const authority = `${world.sandbox.url}/${TENANT}`;
    const knownAuthorities = [new URL(world.sandbox.url).host];
    const client = new ConfidentialClientApplication({
      auth: { clientId: CLIENT, authority, knownAuthorities, clientSecret: SECRET },
    });
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const address = await client.getAuthCodeUrl({
      scopes: [],
      redirectUri: BACK,
      state: "mine",
      nonce: "once",
      codeChallenge: challenge,
      codeChallengeMethod: "S256",
    });
    const page = await fetch(`${address}&login_hint=${ANNA}`, { redirect: "manual" });
    const back = new URL(page.headers.get("location") ?? "").searchParams;
    assert.equal(back.get("state"), "mine");
    const result = await client.acquireTokenByCode({
      scopes: [],
      redirectUri: BACK,
      code: back.get("code") ?? "",
      codeVerifier: verifier,
      nonce: "once",
    });
    const user = world.sandbox.core.world.find(ANNA)?.user;
    assert.deepEqual(
      [result.account?.username, result.account?.localAccountId, result.tenantId],
      [ANNA, user?.id, TENANT],
    );
  });

  // proof: GET {tenant}/oauth2/v2.0/authorize | a page to pick an account from, enabled users only; nothing on it runs or may be framed | learn: v2-protocols-oidc; sandbox: page
  it("shows whoever may sign in, on a page that runs nothing", async () => {
    app({ displayName: "<b>Our & app</b>" });
    world.sandbox.control.changeUser(BERND, { accountEnabled: false });
    const page = await ask();
    world.sandbox.control.changeUser(BERND, { accountEnabled: true });
    assert.equal(page.status, 200);
    assert.match(
      page.headers.get("content-security-policy") ?? "",
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    assert.match(page.text, /Pick an account/);
    assert.ok(page.text.includes(ANNA) && !page.text.includes(BERND) && !page.text.includes("<b>"));
    const address = /href="([^"]*login_hint=anna[^"]*)"/.exec(page.text)?.[1]?.replaceAll("&#38;", "&") ?? "";
    const picked = await fetch(new URL(address, world.sandbox.url), { redirect: "manual" });
    const { searchParams } = new URL(picked.headers.get("location") ?? "");
    assert.deepEqual([...searchParams.keys()], ["code", "state"]);
  });

  // proof: GET {tenant}/oauth2/v2.0/authorize | login_hint names the account, and skips the page; prompt=select_account shows it all the same; prompt=none: login_required, AADSTS50058 | learn: v2-protocols-oidc
  it("takes the account of login_hint, and asks for one where prompt says so", async () => {
    app();
    assert.equal((await ask({ login_hint: ANNA })).status, 302);
    assert.equal((await ask({ login_hint: ANNA, prompt: "select_account" })).status, 200);
    assert.equal((await ask({ login_hint: "nobody@firma.example" })).status, 200);
    const silent = await ask({ prompt: "none" });
    assert.equal(silent.back.get("error"), "login_required");
    assert.match(silent.back.get("error_description") ?? "", /^AADSTS50058: /);
  });

  // proof: GET {tenant}/oauth2/v2.0/authorize | Cancel: back with access_denied, error_subcode cancel and the state | observed: MSAL (error_subcode=cancel)
  it("leads back with access_denied where the person cancels", async () => {
    app();
    const page = await ask();
    const cancel = /class="cancel" href="([^"]*)"/.exec(page.text)?.[1]?.replaceAll("&#38;", "&") ?? "";
    assert.equal(cancel, `${BACK}?error=access_denied&error_subcode=cancel&state=a+state`);
  });

  // proof: GET {tenant}/oauth2/v2.0/authorize | a redirect URI that is not registered, an unknown or disabled app, an unknown tenant, a missing field, /common: a page with AADSTS50011, 700016, 7000112, 90002, 900144, 50194, and no redirect | learn: reference-error-codes, reply-url
  it("sends nobody anywhere before app and address are known to be right", async () => {
    app();
    const other = "b1b2b3b4-0000-4000-8000-000000000000";
    const table: [number, Awaited<ReturnType<typeof ask>>][] = [
      [50011, await ask({ redirect_uri: "http://127.0.0.1:1/elsewhere" })],
      [50011, await ask({ redirect_uri: `${BACK}/` })],
      [900971, await ask({ redirect_uri: null })],
      [900144, await ask({ client_id: null })],
      [700016, await ask({ client_id: other })],
      [90002, await ask({}, "nowhere.example")],
      [50194, await ask({}, "common")],
    ];
    app({ disabled: true });
    table.push([7000112, await ask()]);
    for (const [code, { status, location, text }] of table) {
      assert.deepEqual([status, location], [400, null], `${code}`);
      assert.match(text, new RegExp(`AADSTS${code}: `));
    }
  });

  // proof: GET {tenant}/oauth2/v2.0/authorize | of a redirect URI on localhost the port is ignored | learn: reply-url, localhost exceptions
  it("ignores the port of a redirect URI on localhost, and of no other", async () => {
    app({ redirectUris: ["http://localhost/back", "http://127.0.0.1/back"] });
    const at = async (redirectUri: string) =>
      (await ask({ redirect_uri: redirectUri, login_hint: ANNA })).status;
    assert.deepEqual(
      [
        await at("http://localhost:8365/back"),
        await at("http://localhost:8365/other"),
        await at("http://127.0.0.1/back"),
        await at("http://127.0.0.1:8365/back"),
      ],
      [302, 400, 302, 400],
    );
  });

  // proof: GET {tenant}/oauth2/v2.0/authorize | another response_type, a missing scope: back with the error (AADSTS700054, 900144) | learn: v2-protocols-oidc, reference-error-codes
  // proof: GET {tenant}/oauth2/v2.0/authorize | form_post, fragment, plain PKCE, scopes of an API, POST: SandboxNotModelled | sandbox: strictness
  it("tells the app what it asked wrongly, and refuses what it does not play", async () => {
    app();
    const implicit = await ask({ response_type: "id_token" });
    assert.equal(implicit.back.get("error"), "unsupported_response_type");
    assert.match(implicit.back.get("error_description") ?? "", /^AADSTS700054: /);
    const bare = await ask({ scope: null });
    assert.match(bare.back.get("error_description") ?? "", /^AADSTS900144: .*'scope'/);
    assert.equal(bare.back.get("state"), "a state");
    for (const change of [
      { response_mode: "form_post" },
      { response_mode: "fragment" },
      { code_challenge_method: "plain" },
      { scope: "openid Calendars.Read" },
    ])
      assert.match((await ask(change)).text, /SandboxNotModelled/, JSON.stringify(change));
  });

  // proof: POST {tenant}/oauth2/v2.0/token | a code: id_token with nonce, oid, tid, pairwise sub and preferred_username; client_info where it is asked for | learn: id-token-claims-reference
  // proof: GET {tenant}/discovery/v2.0/keys | the key that signed it | learn: v2-protocols-oidc
  it("gives an id token that is signed with the published key", async () => {
    app();
    const { json } = await redeem(await codeFor(ANNA), { client_info: "1" });
    const [head = "", payload = "", signature = ""] = (json.id_token ?? "").split(".");
    const decoded = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
    const keys = (await (await fetch(`${world.sandbox.url}/${TENANT}/discovery/v2.0/keys`)).json()) as {
      keys: (JsonWebKeyInput["key"] & { kid: string })[];
    };
    const key = keys.keys.find(({ kid }) => kid === decoded(head).kid);
    assert.ok(key);
    const signed = Buffer.from(`${head}.${payload}`);
    const publicKey = createPublicKey({ key, format: "jwk" });
    assert.ok(verify("sha256", signed, publicKey, Buffer.from(signature, "base64url")));
    const { iat, nbf, exp, uti, sub, ...claims } = decoded(payload);
    const id = world.sandbox.core.world.find(ANNA)?.user.id ?? "";
    assert.deepEqual(claims, {
      aud: CLIENT,
      iss: `${world.sandbox.url}/${TENANT}/v2.0`,
      name: "anna",
      nonce: "a nonce",
      oid: id,
      preferred_username: ANNA,
      tid: TENANT,
      ver: "2.0",
    });
    assert.deepEqual([nbf, exp - iat, uti.length], [iat, 3599, 22]);
    assert.notEqual(sub, id);
    assert.deepEqual(decoded(json.client_info ?? ""), { uid: id, utid: TENANT });
    assert.deepEqual([json.token_type, json.scope], ["Bearer", "openid profile"]);
    assert.equal((await redeem(await codeFor(ANNA))).json.client_info, undefined);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | a person's access token opens nothing that was not granted: 403 | learn: v2-oauth2-auth-code-flow
  it("gives an access token that opens no mailbox", async () => {
    app();
    const { json } = await redeem(await codeFor(ANNA));
    const headers = { authorization: `Bearer ${json.access_token}` };
    const response = await fetch(`${world.sandbox.url}/v1.0/users/${ANNA}/events`, { headers });
    assert.equal(response.status, 403);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | a code counts once and for ten minutes: AADSTS54005, 70008; a made-up one, or another app's: 9002313 | learn: v2-oauth2-auth-code-flow, reference-breaking-changes
  it("takes a code once, in time, and from the app that it was made for", async () => {
    const other = "d1d2d3d4-0000-4000-8000-000000000000";
    world.sandbox.control.registerApp({ clientId: other, secrets: [SECRET] });
    app();
    const code = await codeFor(ANNA);
    assert.equal((await redeem(code, { client_id: other })).code, 9002313);
    assert.equal((await redeem("made up")).code, 9002313);
    assert.equal((await redeem(code)).status, 200);
    assert.equal((await redeem(code)).code, 54005);
    const late = await codeFor(ANNA);
    world.sandbox.control.advanceClock(10 * 60_000);
    assert.equal((await redeem(late)).code, 70008);
  });

  // proof: POST {tenant}/oauth2/v2.0/token | a wrong or missing code_verifier: AADSTS501481; another redirect URI: 500112; a wrong secret: 7000215; the code stays good | learn: reference-error-codes; observed in many reports
  it("does not give tokens to whoever only has the code", async () => {
    app();
    const code = await codeFor(ANNA);
    assert.equal((await redeem(code, { code_verifier: "guessed" })).code, 501481);
    assert.equal((await redeem(code, { code_verifier: "" })).code, 501481);
    assert.equal((await redeem(code, { redirect_uri: "http://127.0.0.1:1/" })).code, 500112);
    assert.equal((await redeem(code, { client_secret: "wrong" })).code, 7000215);
    assert.equal((await redeem(code, { redirect_uri: "" })).code, 900144);
    assert.equal((await redeem(code)).status, 200);
  });

  // proof: GET {tenant}/oauth2/v2.0/authorize, POST {tenant}/oauth2/v2.0/token | a disabled user: AADSTS50057 | learn: reference-error-codes
  it("lets nobody in whose account is disabled", async () => {
    app();
    const code = await codeFor(ANNA);
    world.sandbox.control.changeUser(ANNA, { accountEnabled: false });
    const page = await ask({ login_hint: ANNA });
    const redeemed = await redeem(code);
    world.sandbox.control.changeUser(ANNA, { accountEnabled: true });
    assert.deepEqual([page.status, redeemed.code], [400, 50057]);
    assert.match(page.text, /AADSTS50057/);
  });
});

// proof: sandbox | codes and claims repeat under the same seed; the key of id tokens does not | sandbox: --seed
it("gives the same codes under the same seed", async () => {
  const codes = await Promise.all(
    [7, 7, 8].map(async (seed) => {
      const core = startCore({ seed, now: 0 });
      core.control.load({
        tenantId: TENANT,
        apps: [{ clientId: CLIENT, redirectUris: [BACK] }],
        users: [{ userPrincipalName: ANNA }],
      });
      const query = new URLSearchParams({
        client_id: CLIENT,
        response_type: "code",
        redirect_uri: BACK,
        scope: "openid",
        login_hint: ANNA,
      });
      const url = `/${TENANT}/oauth2/v2.0/authorize?${query}`;
      return (await core.handle({ method: "GET", url, headers: {}, body: "" })).headers.location;
    }),
  );
  assert.equal(codes[0], codes[1]);
  assert.notEqual(codes[0], codes[2]);
});
