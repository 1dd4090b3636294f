// The authorization request: a person picks an account on a page, or is named by `login_hint`, and goes back to the app with a code.
// learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, v2-protocols-oidc, reply-url
import type { Reply, SandboxRequest } from "../exchange.ts";
import { notModelled } from "../graph/errors.ts";
import type { User } from "../mailbox/mailbox.ts";
import { AadError, aad, described } from "./aad-errors.ts";
import { isShared, type RegisteredApp } from "./directory.ts";
import type { Entra } from "./entra.ts";
import { accountPage, refusalPage } from "./sign-in-page.ts";

/** What somebody without an API of the tenant's may ask for: to be known. */
const KNOWN_SCOPES = ["openid", "profile", "email", "offline_access"];

/** What is asked for is wrong in a way that the app may be told: the person goes back to it with the error. */
class ToldToApp extends Error {
  override readonly cause: AadError;

  constructor(cause: AadError) {
    super(cause.message);
    this.cause = cause;
  }
}

export function authorize(entra: Entra, request: SandboxRequest, tenant: string): Reply {
  if (request.method !== "GET") throw notModelled("an authorization request by POST");
  const path = request.url.split("?")[0] ?? "";
  const query = new URLSearchParams(request.url.slice(path.length));
  try {
    const { app, redirectUri } = readClient(entra, query, tenant);
    const back = (answer: Record<string, string>) => withAnswer(redirectUri, query, answer);
    try {
      return signIn(entra, { app, redirectUri, query, path, back });
    } catch (error) {
      if (!(error instanceof ToldToApp)) throw error;
      const { cause } = error;
      const description = described(cause, entra.world.clock.now(), entra.world.entropy);
      return redirect(back({ error: cause.error, error_description: description }));
    }
  } catch (error) {
    if (!(error instanceof AadError)) throw error;
    const message = described(error, entra.world.clock.now(), entra.world.entropy);
    return refusalPage(400, message);
  }
}

interface Asked {
  readonly app: RegisteredApp;
  readonly redirectUri: string;
  readonly query: URLSearchParams;
  readonly path: string;
  readonly back: (answer: Record<string, string>) => string;
}

function signIn(entra: Entra, { app, redirectUri, query, path, back }: Asked): Reply {
  const scopes = readScopes(query);
  const challenge = readChallenge(query);
  const { world, codes } = entra;
  const prompt = query.get("prompt");
  if (prompt === "none") throw new ToldToApp(aad.loginRequired());
  const hint = query.get("login_hint");
  const hinted = hint === null || prompt !== null ? undefined : world.find(hint)?.user;
  if (hinted !== undefined && hinted.state !== "gone") {
    if (!hinted.accountEnabled) throw aad.disabledUser();
    const nonce = query.get("nonce");
    const code = codes.issue({
      clientId: app.clientId,
      redirectUri,
      userId: hinted.id,
      scopes,
      nonce,
      challenge,
    });
    return redirect(back({ code }));
  }
  const users = [...world.mailboxes.values()].map(({ user }) => user).filter(maySignIn);
  const accounts = users
    .toSorted((one, other) => one.displayName.localeCompare(other.displayName, "de"))
    .map(({ displayName, userPrincipalName }) => ({
      name: displayName,
      userName: userPrincipalName,
      address: picked(path, query, userPrincipalName),
    }));
  const cancel = back({ error: "access_denied", error_subcode: "cancel" });
  return accountPage(app.displayName, accounts, cancel);
}

/** Before the app and its address are known to be right, nobody is sent anywhere. */
function readClient({ directory }: Entra, query: URLSearchParams, tenant: string) {
  const names = [...query.keys()];
  const doubled = names.find((name, at) => names.indexOf(name) < at);
  if (doubled !== undefined) throw aad.doubledField(doubled);
  const clientId = query.get("client_id");
  if (!clientId) throw aad.missingField("client_id");
  if (isShared(tenant)) throw aad.singleTenant(clientId);
  if (!directory.isTenant(tenant)) throw aad.unknownTenant(tenant);
  const app = directory.app(clientId);
  if (!app) throw aad.unknownApp(clientId, tenant);
  if (app.disabled) throw aad.disabledApp(clientId);
  const redirectUri = query.get("redirect_uri");
  if (!redirectUri) throw aad.noRedirect();
  if (!app.redirectUris.some((one) => isSameRedirect(one, redirectUri)))
    throw aad.unknownRedirect(redirectUri, app.clientId);
  return { app, redirectUri };
}

/** To the letter; of `localhost` the port is ignored (reply-url, localhost exceptions). */
function isSameRedirect(registered: string, wanted: string): boolean {
  if (registered === wanted) return true;
  const [one, other] = [URL.parse(registered), URL.parse(wanted)];
  if (one?.hostname !== "localhost" || other?.hostname !== "localhost") return false;
  one.port = other.port;
  return one.href === other.href;
}

function readScopes(query: URLSearchParams): string[] {
  const type = query.get("response_type");
  if (!type) throw new ToldToApp(aad.missingField("response_type"));
  if (type !== "code") throw new ToldToApp(aad.responseTypeOff(type));
  const mode = query.get("response_mode") ?? "query";
  if (mode !== "query") throw notModelled(`response_mode '${mode}'`);
  const scopes = (query.get("scope") ?? "").split(/\s+/).filter((each) => each !== "");
  if (scopes.length === 0) throw new ToldToApp(aad.missingField("scope"));
  const other = scopes.find((each) => !KNOWN_SCOPES.includes(each));
  if (other !== undefined) throw notModelled(`the scope '${other}' for a person`);
  // Nothing is given out that would last longer than the tokens themselves.
  return scopes.filter((each) => each !== "offline_access");
}

function readChallenge(query: URLSearchParams): string | null {
  const challenge = query.get("code_challenge");
  const method = query.get("code_challenge_method");
  if (challenge !== null && method !== "S256") throw notModelled("a code_challenge other than S256");
  return challenge;
}

function maySignIn({ accountEnabled, state }: User): boolean {
  return accountEnabled && state !== "gone";
}

function picked(path: string, query: URLSearchParams, userName: string): string {
  const next = new URLSearchParams(query);
  next.delete("prompt");
  next.set("login_hint", userName);
  return `${path}?${next}`;
}

function withAnswer(redirectUri: string, query: URLSearchParams, answer: Record<string, string>): string {
  const url = new URL(redirectUri);
  const state = query.get("state");
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  if (state !== null) url.searchParams.set("state", state);
  return url.href;
}

function redirect(location: string): Reply {
  return { status: 302, headers: { location, "cache-control": "no-store, no-cache" }, text: "" };
}
