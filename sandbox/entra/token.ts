// Access tokens: JSON Web Tokens with the claims of an app-only token, or of a person who signed in. They carry all that is needed to
// check them, and a key made from the tenant, so that they outlive a restart.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Entropy } from "../entropy.ts";
import { GraphError } from "../graph/errors.ts";
import type { User } from "../mailbox/mailbox.ts";
import { type Directory, GRAPH_ID, type RegisteredApp } from "./directory.ts";

export interface AppToken {
  appId: string;
  roles: string[];
  expiresAtMs: number;
  issuedAtMs: number;
}

export class Tokens {
  readonly #clock: Clock;
  readonly #entropy: Entropy;
  readonly #directory: Directory;
  readonly #checked = new Map<string, AppToken>();
  /** Serial numbers up to this one are no longer accepted. */
  #revokedUpTo = 0;
  #serial = 0;

  constructor(clock: Clock, entropy: Entropy, directory: Directory) {
    this.#clock = clock;
    this.#entropy = entropy;
    this.#directory = directory;
  }

  issue(app: RegisteredApp, audience: string, lifetimeSeconds: number, byCertificate: boolean): string {
    return this.#seal(app, lifetimeSeconds, {
      aud: audience,
      appidacr: byCertificate ? "2" : "1",
      idtyp: "app",
      oid: app.clientId,
      sub: app.clientId,
      // Without a consented permission the claim is absent, and Graph is the one to refuse.
      ...(app.roles.length > 0 && { roles: app.roles }),
    });
  }

  /** Of a person who signed in: without a permission in the tenant, Graph refuses it. */
  issueForUser(app: RegisteredApp, user: User, scopes: readonly string[], lifetimeSeconds: number): string {
    return this.#seal(app, lifetimeSeconds, {
      aud: GRAPH_ID,
      idtyp: "user",
      name: user.displayName,
      oid: user.id,
      sub: user.id,
      scp: scopes.join(" "),
      upn: user.userPrincipalName,
    });
  }

  /** All tokens issued so far are refused from now on. */
  revokeAll(): void {
    this.#revokedUpTo = this.#serial;
    this.#checked.clear();
  }

  /** The token of a request, or null where `check` would refuse it. */
  accepted(authorization: string | undefined): AppToken | null {
    try {
      return this.check(authorization);
    } catch (error) {
      if (error instanceof GraphError) return null;
      throw error;
    }
  }

  check(authorization: string | undefined): AppToken {
    const text = /^Bearer (.+)$/i.exec(authorization ?? "")?.[1];
    if (!text) throw unauthorised("Access token is empty.");
    const token = this.#checked.get(text) ?? this.#read(text);
    if (this.#clock.now() >= token.expiresAtMs) {
      throw unauthorised("Lifetime validation failed, the token is expired.");
    }
    return token;
  }

  #read(text: string): AppToken {
    const [head = "", payload = "", signature = ""] = text.split(".");
    if (!equal(signature, this.#sign(`${head}.${payload}`))) {
      throw unauthorised("Access token validation failure. Invalid signature.");
    }
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (claims.xms_sandbox_serial <= this.#revokedUpTo) {
      throw unauthorised("Lifetime validation failed, the token is expired.");
    }
    if (!this.#directory.isGraphAudience(claims.aud)) {
      throw unauthorised("Access token validation failure. Invalid audience.");
    }
    const token: AppToken = {
      appId: claims.appid,
      roles: claims.roles ?? [],
      expiresAtMs: claims.exp * 1000,
      issuedAtMs: claims.iat * 1000,
    };
    if (this.#checked.size > 1000) this.#checked.clear();
    this.#checked.set(text, token);
    return token;
  }

  #seal(app: RegisteredApp, lifetimeSeconds: number, own: Record<string, unknown>): string {
    const now = Math.floor(this.#clock.now() / 1000);
    const { tenantId } = this.#directory;
    const head = encode({ typ: "JWT", alg: "HS256" });
    const payload = encode({
      ...own,
      iss: `https://sts.windows.net/${tenantId}/`,
      iat: now,
      nbf: now,
      exp: now + lifetimeSeconds,
      app_displayname: app.displayName,
      appid: app.clientId,
      tid: tenantId,
      uti: this.#entropy.letters(22),
      ver: "1.0",
      xms_sandbox_serial: ++this.#serial,
    });
    return `${head}.${payload}.${this.#sign(`${head}.${payload}`)}`;
  }

  #sign(text: string): string {
    return createHmac("sha256", `sandbox ${this.#directory.tenantId}`).update(text).digest("base64url");
  }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function unauthorised(message: string): GraphError {
  const challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`;
  return new GraphError(401, "InvalidAuthenticationToken", message, {
    headers: { "www-authenticate": challenge },
  });
}
