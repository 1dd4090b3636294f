// The grant `authorization_code`: a code becomes the tokens of the person who signed in.
// learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, id-token-claims-reference
import { createHash } from "node:crypto";
import type { Reply } from "../exchange.ts";
import type { User } from "../mailbox/mailbox.ts";
import { aad } from "./aad-errors.ts";
import type { GrantedSignIn } from "./codes.ts";
import type { RegisteredApp } from "./directory.ts";
import type { Entra } from "./entra.ts";

/** The app has proved that it is itself. */
export function redeemCode(entra: Entra, app: RegisteredApp, form: URLSearchParams, origin: string): Reply {
  const { codes, tokens, idTokens, world } = entra;
  const field = (name: string): string => {
    const value = form.get(name);
    if (!value) throw aad.missingField(name);
    return value;
  };
  const redirectUri = field("redirect_uri");
  const signIn = codes.redeem(field("code"), app.clientId, (code) => {
    if (code.redirectUri !== redirectUri) throw aad.otherRedirect(redirectUri, code.redirectUri);
    if (code.challenge !== null && code.challenge !== challengeOf(form.get("code_verifier") ?? ""))
      throw aad.wrongVerifier();
    if (!world.find(code.userId)?.user.accountEnabled) throw aad.disabledUser();
  });
  const user = world.find(signIn.userId)?.user;
  if (user === undefined) throw aad.disabledUser();
  const lifetime = world.settings.tokenLifetimeSeconds;
  const isOpenId = signIn.scopes.includes("openid");
  return {
    status: 200,
    headers: { "cache-control": "no-store, no-cache", pragma: "no-cache" },
    json: {
      token_type: "Bearer",
      scope: signIn.scopes.join(" "),
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: tokens.issueForUser(app, user, signIn.scopes, lifetime),
      ...(isOpenId && { id_token: idTokens.issue(claimsOf(entra, app, user, signIn, origin)) }),
      ...(form.get("client_info") === "1" && { client_info: clientInfo(user.id, world.tenantId) }),
    },
  };
}

/** RFC 7636, 4.6: S256 is the only method that the sandbox takes. */
function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

function claimsOf(
  { world }: Entra,
  app: RegisteredApp,
  user: User,
  { scopes, nonce }: GrantedSignIn,
  origin: string,
): Record<string, unknown> {
  const now = Math.floor(world.clock.now() / 1000);
  const tid = world.tenantId;
  return {
    aud: app.clientId,
    iss: `${origin}/${tid}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + world.settings.tokenLifetimeSeconds,
    ...(scopes.includes("profile") && { name: user.displayName, preferred_username: user.userPrincipalName }),
    ...(scopes.includes("email") && user.mail !== null && { email: user.mail }),
    ...(nonce !== null && { nonce }),
    oid: user.id,
    // Pairwise: another one at each app.
    sub: createHash("sha256").update(`${tid} ${app.clientId} ${user.id}`).digest("base64url"),
    tid,
    uti: world.entropy.letters(22),
    ver: "2.0",
  };
}

/** What Microsoft's own clients ask for by `client_info=1`, to name the account. */
function clientInfo(uid: string, utid: string): string {
  return Buffer.from(JSON.stringify({ uid, utid })).toString("base64url");
}
