// Who may come in: the right host name, somebody signed in with a role that suffices, and no page elsewhere that only borrows the cookie.
import { timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ROLES, type Role } from "../../contract/console/roles.ts";
import type { Route } from "../../contract/console/route.ts";
import { Fault } from "../../core/fault.ts";
import type { Account, Accounts, Session } from "./accounts.ts";

/** A cookie of this name is only taken over https, for the whole site and from this host alone. */
const SAFE_COOKIE = "__Host-termin-sync";
const PLAIN_COOKIE = "termin-sync";
/** Of a browser that was sent to Microsoft: it comes along on the way back from there, which the session's own does not. */
const MICROSOFT_COOKIE = "termin-sync-microsoft";
const SAFE_MICROSOFT_COOKIE = "__Secure-termin-sync-microsoft";
/** Of the routes that hand it out, take it back, and tell how it ended. */
const MICROSOFT_PATH = "/api/v1/session";
/** An open page that reads again by itself, while nobody touches it, keeps no session alive. */
const BY_ITSELF = "x-by-itself";

export class Doorkeeper {
  readonly #accounts: Accounts;
  readonly #hosts: ReadonlySet<string>;
  readonly cookieName: string;
  readonly isSecure: boolean;

  constructor(accounts: Accounts, consoleUrl: URL) {
    this.#accounts = accounts;
    this.#hosts = new Set([consoleUrl.hostname, "localhost", "127.0.0.1", "[::1]"]);
    this.isSecure = consoleUrl.protocol === "https:";
    this.cookieName = this.isSecure ? SAFE_COOKIE : PLAIN_COOKIE;
  }

  /** A page elsewhere that points its own name here (DNS rebinding) must not read along. */
  isOwnHost(host: string | undefined): boolean {
    return this.#hosts.has((host ?? "").toLowerCase().replace(/:\d+$/, ""));
  }

  sessionSecret(request: FastifyRequest): string | null {
    return request.cookies[this.cookieName] ?? null;
  }

  /** What a browser holds of its sign-in at Microsoft. */
  held(request: FastifyRequest): string | null {
    return request.cookies[this.#microsoftCookie] ?? null;
  }

  hold(reply: FastifyReply, held: string, seconds: number): void {
    reply.setCookie(this.#microsoftCookie, held, { ...this.#lax, maxAge: seconds });
  }

  letGo(reply: FastifyReply): void {
    reply.clearCookie(this.#microsoftCookie, this.#lax);
  }

  get #microsoftCookie(): string {
    return this.isSecure ? SAFE_MICROSOFT_COOKIE : MICROSOFT_COOKIE;
  }

  get #lax() {
    return { path: MICROSOFT_PATH, httpOnly: true, sameSite: "lax", secure: this.isSecure } as const;
  }

  /** Whose request it is, of those who came with a cookie. */
  session(request: FastifyRequest): Session | null {
    const secret = this.sessionSecret(request);
    return secret === null ? null : this.#accounts.session(secret, !(BY_ITSELF in request.headers));
  }

  /** Faults: `notSignedIn`, `roleMissing`, `requestForeign`. */
  admit(request: FastifyRequest, { method, role }: Route): Account | null {
    if (request.headers.authorization !== undefined)
      return withRole(programOf(request, this.#accounts), role);
    const changes = method !== "GET";
    if (changes) refuseForeign(request, this.#hosts);
    const session = this.session(request);
    if (role === null) return session;
    const account = withRole(session, role);
    if (changes && session !== null && !isSame(request.headers["x-csrf-token"], session.csrf))
      throw new Fault("refused", "requestForeign");
    return account;
  }
}

/** Whose bearer token came with the request. */
export function programOf(request: FastifyRequest, accounts: Accounts): Account | null {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  return token === undefined ? null : accounts.program(token);
}

function withRole(account: Account | null, role: Role | null): Account | null {
  if (role === null) return account;
  if (account === null) throw new Fault("refused", "notSignedIn");
  if (ROLES.indexOf(account.role) < ROLES.indexOf(role)) throw new Fault("refused", "roleMissing", { role });
  return account;
}

/** Browsers say where a request comes from; those that do not send `Sec-Fetch-Site` send `Origin`. Programs send neither. */
function refuseForeign({ headers }: FastifyRequest, hosts: ReadonlySet<string>): void {
  const site = headers["sec-fetch-site"];
  const { origin } = headers;
  const isOwn =
    site !== undefined
      ? site === "same-origin" || site === "none"
      : origin === undefined || hosts.has(URL.parse(origin)?.hostname ?? "");
  if (!isOwn) throw new Fault("refused", "requestForeign");
}

function isSame(given: string | string[] | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(String(given ?? "")), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
