// The access token: got through Microsoft's own library, kept in memory only, renewed before it ends, and never waited for long.
import { ClientCertificateCredential, ClientSecretCredential, type TokenCredential } from "@azure/identity";
import { asFault, Fault } from "../../core/fault.ts";
import type { Log } from "../../engine/log.ts";
import { configurationOf, isMicrosoftLogin, PATIENCE_MS } from "./authority.ts";
import { inTurn, type SignInCredential } from "./credentials-in-turn.ts";
import { readCertificate } from "./read-certificate.ts";
import { type SignInFacts, signInFault } from "./sign-in-fault.ts";

export interface SignInIdentity {
  readonly tenantId: string;
  readonly clientId: string;
  /** Tried in this order, the next one only where the one before is refused. */
  readonly credentials: readonly SignInCredential[];
}

export interface SignInSettings {
  readonly tenantId: string;
  readonly clientId: string;
  /** One of the two. */
  readonly secret: string | null;
  /** PEM file with certificate and private key. */
  readonly certificateFile: string | null;
  readonly authorityHost: string;
  /** `https://graph.microsoft.com/.default`. */
  readonly scope: string;
  readonly log: Log;
  /** Instead of `tenantId`, `clientId`, `secret` and `certificateFile`: whoever signs in now. Asked whenever a token is due. */
  readonly identity?: (() => SignInIdentity) | undefined;
  /** Which credential Microsoft took, and which ones it had refused before; told by their ids. */
  readonly onSignedIn?: ((taken: string, refused: readonly string[]) => void) | undefined;
  /** Only tests bring their own. */
  readonly credential?: (() => TokenCredential) | undefined;
  readonly patienceMs?: number;
  readonly trustMs?: number;
}

const PUBLIC_SCOPE = "https://graph.microsoft.com/.default";

/** A token is renewed when this share of its life is over. */
const RENEW_AT = 0.8;

/** So long a token is trusted to hold all rights that were granted. */
const TRUST_MS = 5 * 60_000;

/** A credential in the library's hands. */
interface Opened {
  readonly tenantId: string;
  readonly clientId: string;
  readonly of: SignInCredential;
  readonly credential: TokenCredential;
}

interface Token {
  readonly text: string;
  /** On the monotonic clock: a token's life has nothing to do with a played present. */
  readonly renewAtMs: number;
  readonly gotAtMs: number;
}

export class SignIn {
  readonly #settings: SignInSettings;
  #opened: Opened | null = null;
  #token: Token | null = null;
  #underWay: Promise<Token> | null = null;
  /** The one that was asked last. */
  #tenantId: string;

  constructor(settings: SignInSettings) {
    this.#settings = settings;
    this.#tenantId = settings.tenantId;
  }

  /** A token that is valid, other than `refused`. */
  async token(refused: string | null = null): Promise<string> {
    if (refused !== null && this.#token?.text === refused) this.#forget();
    if (this.#token !== null && performance.now() < this.#token.renewAtMs) return this.#token.text;
    this.#underWay ??= this.#fetchToken().finally(() => {
      this.#underWay = null;
    });
    this.#token = await this.#underWay;
    return this.#token.text;
  }

  /** Rights that were granted meanwhile stand in new tokens only: after a refusal an older one is not used again. */
  doubt(token: string): void {
    if (this.#token?.text !== token) return;
    if (performance.now() - this.#token.gotAtMs > (this.#settings.trustMs ?? TRUST_MS)) this.#forget();
  }

  /** The library would hand out the same token again from its memory. */
  #forget(): void {
    this.#token = null;
    this.#opened = null;
  }

  async #fetchToken(): Promise<Token> {
    const stop = new AbortController();
    const timer = Promise.withResolvers<never>();
    const alarm = setTimeout(
      () => timer.reject(this.#outOfReach("ETIMEDOUT")),
      this.#settings.patienceMs ?? PATIENCE_MS,
    );
    try {
      return await Promise.race([this.#ask(stop.signal), timer.promise]);
    } catch (thrown) {
      throw await this.#explain(thrown);
    } finally {
      clearTimeout(alarm);
      stop.abort();
    }
  }

  /** With the credential that served last, or else the first that Microsoft takes. */
  async #ask(abortSignal: AbortSignal): Promise<Token> {
    const { tenantId, clientId, credentials } = identityOf(this.#settings);
    this.#tenantId = tenantId;
    const last = this.#opened;
    const isLast = (one: SignInCredential) =>
      last !== null &&
      last.tenantId === tenantId &&
      last.clientId === clientId &&
      one.secret === last.of.secret &&
      one.certificateFile === last.of.certificateFile;
    const inOrder = [...credentials.filter(isLast), ...credentials.filter((one) => !isLast(one))];
    const attempt = async (one: SignInCredential) => {
      try {
        const opened = isLast(one) && last !== null ? last : await this.#open(tenantId, clientId, one);
        const token = await this.#askWith(opened, abortSignal);
        this.#opened = opened;
        return token;
      } catch (thrown) {
        throw signInFault(thrown, this.#facts(clientId, one));
      }
    };
    return inTurn(inOrder, attempt, this.#settings.onSignedIn);
  }

  async #askWith({ credential }: Opened, abortSignal: AbortSignal): Promise<Token> {
    const answer = await this.#getToken(credential, abortSignal);
    if (answer === null) throw this.#outOfReach("no token");
    const lifeMs = answer.expiresOnTimestamp - Date.now();
    this.#settings.log.debug("Graph", "Signed in.", { lifeSeconds: Math.round(lifeMs / 1000) });
    const gotAtMs = performance.now();
    return { text: answer.token, gotAtMs, renewAtMs: gotAtMs + lifeMs * RENEW_AT };
  }

  /**
   * An emulator may know Graph only under its public name. Tokens of Microsoft's own authority are never asked for under another
   * name than that of the host they are sent to.
   */
  async #getToken(
    credential: TokenCredential,
    abortSignal: AbortSignal,
  ): ReturnType<TokenCredential["getToken"]> {
    const { scope, authorityHost } = this.#settings;
    try {
      return await credential.getToken(scope, { abortSignal });
    } catch (thrown) {
      if (isMicrosoftLogin(authorityHost) || scope === PUBLIC_SCOPE || !isScopeRefused(thrown)) throw thrown;
      return credential.getToken(PUBLIC_SCOPE, { abortSignal });
    }
  }

  async #open(tenantId: string, clientId: string, of: SignInCredential): Promise<Opened> {
    const { authorityHost, credential } = this.#settings;
    const { secret, certificateFile } = of;
    if (credential !== undefined) return { tenantId, clientId, of, credential: credential() };
    const options = {
      authorityHost,
      disableInstanceDiscovery: !isMicrosoftLogin(authorityHost),
      retryOptions: { maxRetries: 1, retryDelayInMs: 300, maxRetryDelayInMs: 1_000 },
    };
    if (certificateFile !== null) {
      const certificate = await readCertificate(certificateFile);
      return {
        tenantId,
        clientId,
        of,
        credential: new ClientCertificateCredential(tenantId, clientId, { certificate }, options),
      };
    }
    if (secret === null || secret === "") throw new Fault("refused", "secretMissing", {});
    const opened = new ClientSecretCredential(tenantId, clientId, secret, options);
    return { tenantId, clientId, of, credential: opened };
  }

  async #explain(thrown: unknown): Promise<Fault> {
    const fault = asFault(thrown);
    if (fault.code !== "signInUnavailable") return fault;
    return (await this.#isTenantUnknown())
      ? new Fault("refused", "tenantUnknown", { tenant: this.#tenantId, aadsts: "AADSTS90002" })
      : fault;
  }

  /** Where the library could not read the authority's self-description, it does not say that the tenant is the reason. */
  async #isTenantUnknown(): Promise<boolean> {
    const { authorityHost } = this.#settings;
    try {
      const answer = await fetch(configurationOf(authorityHost, this.#tenantId), {
        redirect: "error",
        signal: AbortSignal.timeout(2_000),
      });
      return (
        (answer.status === 400 || answer.status === 404) &&
        /AADSTS90002|invalid_tenant/.test(await answer.text())
      );
    } catch {
      return false;
    }
  }

  #outOfReach(cause: string): Fault {
    return new Fault("unavailable", "signInUnavailable", {
      host: new URL(this.#settings.authorityHost).host,
      cause,
    });
  }

  #facts(clientId: string, { certificateFile }: SignInCredential): SignInFacts {
    const { authorityHost } = this.#settings;
    return { tenantId: this.#tenantId, clientId, authorityHost, usesCertificate: certificateFile !== null };
  }
}

export function identityOf({
  identity,
  tenantId,
  clientId,
  secret,
  certificateFile,
}: Pick<
  SignInSettings,
  "identity" | "tenantId" | "clientId" | "secret" | "certificateFile"
>): SignInIdentity {
  return identity?.() ?? { tenantId, clientId, credentials: [{ id: "only", secret, certificateFile }] };
}

/** AADSTS70011 and its relatives (entra/identity-platform/reference-error-codes). */
function isScopeRefused(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    /AADSTS(?:70011|500011|650053)|invalid_scope|invalid_resource/.test(thrown.message)
  );
}
