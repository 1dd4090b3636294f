// "Sign in with Microsoft": OpenID Connect's authorization code flow with PKCE, through Microsoft's own library and with the application's own
// credentials. Nothing of what it brings is kept: each sign-in has a client of its own, and with it the tokens are gone.
import { createHash, X509Certificate } from "node:crypto";
import {
  ConfidentialClientApplication,
  CryptoProvider,
  type NodeAuthOptions,
  PublicClientApplication,
} from "@azure/msal-node";
import type { MicrosoftBackQuery } from "../../contract/console/session.ts";
import { asFault } from "../../core/fault.ts";
import { type Claims, type MicrosoftPerson, personOf } from "../../core/id-token.ts";
import type { Log } from "../../engine/log.ts";
import type { Clock } from "../../engine/ports/clock.ts";
import type { Entropy } from "../../engine/ports/entropy.ts";
import type { MicrosoftSignInPort, SignInAttempt } from "../../engine/ports/microsoft-sign-in.ts";
import { authorityOf, configurationOf, isMicrosoftLogin, PATIENCE_MS } from "./authority.ts";
import { inTurn, type SignInCredential } from "./credentials-in-turn.ts";
import { atTheDoor, redemptionFault, refusalIn, unreachable } from "./person-sign-in-fault.ts";
import { readCertificate } from "./read-certificate.ts";
import { identityOf, type SignInIdentity, type SignInSettings } from "./sign-in.ts";
import { type SignInFacts, signInFault } from "./sign-in-fault.ts";
import { Asker } from "./sign-in-network.ts";

export interface PersonSignInSettings
  extends Pick<
    SignInSettings,
    | "tenantId"
    | "clientId"
    | "secret"
    | "certificateFile"
    | "authorityHost"
    | "identity"
    | "onSignedIn"
    | "patienceMs"
  > {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

export class PersonSignIn implements MicrosoftSignInPort {
  readonly #settings: PersonSignInSettings;

  constructor(settings: PersonSignInSettings) {
    this.#settings = settings;
  }

  begin(redirectUri: string): Promise<{ readonly address: string; readonly attempt: SignInAttempt }> {
    return this.#told(async () => {
      const identity = identityOf(this.#settings);
      const { entropy } = this.#settings;
      const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
      const configuration = await this.#configuration(identity);
      const [state, nonce] = [entropy.secret(), entropy.secret()];
      const attempt = { state, nonce, verifier, redirectUri, configuration };
      // To know where to send somebody takes no credential.
      const address = await new PublicClientApplication({
        auth: this.#authority(identity, configuration),
      }).getAuthCodeUrl({
        // The library asks for `openid` and `profile` by itself.
        scopes: [],
        redirectUri,
        state,
        nonce,
        codeChallenge: challenge,
        codeChallengeMethod: "S256",
        // On a machine that several people share, nobody is to come in as the one who was there before.
        prompt: "select_account",
      });
      return { address, attempt };
    });
  }

  complete(answer: MicrosoftBackQuery, attempt: SignInAttempt): Promise<MicrosoftPerson> {
    return this.#told(async () => {
      const refusal = refusalIn(answer);
      if (refusal !== null) throw refusal;
      const identity = identityOf(this.#settings);
      const claims = await inTurn(
        identity.credentials,
        (one) => this.#redeem(identity, one, answer.code ?? "", attempt),
        this.#settings.onSignedIn,
      );
      const { issuer } = JSON.parse(attempt.configuration) as { issuer: string };
      const now = this.#settings.clock.now();
      return personOf(claims, { issuer, clientId: identity.clientId, nonce: attempt.nonce, now });
    });
  }

  /** The claims of the id token. */
  async #redeem(
    identity: SignInIdentity,
    credential: SignInCredential,
    code: string,
    { configuration, redirectUri, verifier, nonce }: SignInAttempt,
  ): Promise<Claims> {
    const asker = new Asker(this.#settings.patienceMs ?? PATIENCE_MS);
    try {
      const client = new ConfidentialClientApplication({
        auth: { ...this.#authority(identity, configuration), ...(await proofOf(credential)) },
        system: { networkClient: asker },
      });
      const { idTokenClaims } = await client.acquireTokenByCode({
        scopes: [],
        redirectUri,
        code,
        codeVerifier: verifier,
        nonce,
      });
      return idTokenClaims as Claims;
    } catch (thrown) {
      if (asker.trouble !== null) throw unreachable(asker.trouble);
      throw redemptionFault(thrown, this.#facts(identity, credential.certificateFile !== null));
    }
  }

  /** Read anew for each sign-in: it costs one request, and no copy of it can grow old. */
  async #configuration(identity: SignInIdentity): Promise<string> {
    const { authorityHost, patienceMs = PATIENCE_MS } = this.#settings;
    const asker = new Asker(patienceMs);
    const address = configurationOf(authorityHost, identity.tenantId).href;
    const { status, body } = await asker
      .sendGetRequestAsync<{ issuer?: unknown }>(address)
      .catch((thrown: unknown) => {
        throw unreachable(thrown);
      });
    if (status !== 200) throw signInFault(new Error(JSON.stringify(body)), this.#facts(identity, false));
    if (typeof body.issuer !== "string") throw unreachable("openid-configuration");
    return JSON.stringify(body);
  }

  /** With the tenant's own description at hand the library asks nobody else who that is. */
  #authority({ tenantId, clientId }: SignInIdentity, configuration: string): NodeAuthOptions {
    const { authorityHost } = this.#settings;
    const { host, href } = authorityOf(authorityHost, tenantId);
    return {
      clientId,
      authority: href,
      authorityMetadata: configuration,
      ...(!isMicrosoftLogin(authorityHost) && { knownAuthorities: [host] }),
    };
  }

  #facts({ tenantId, clientId }: SignInIdentity, usesCertificate: boolean): SignInFacts {
    const { authorityHost } = this.#settings;
    return { tenantId, clientId, authorityHost, usesCertificate };
  }

  async #told<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (thrown) {
      const fault = asFault(thrown);
      if (fault.code !== "microsoftCancelled" && fault.kind !== "broken")
        this.#settings.log.warning("Graph", "Signing a person in at Microsoft failed.", {
          code: fault.code,
          ...fault.detail,
        });
      throw atTheDoor(fault);
    }
  }
}

/** Faults: `certificateUnreadable`. */
async function proofOf({ secret, certificateFile }: SignInCredential): Promise<Partial<NodeAuthOptions>> {
  if (certificateFile === null) return { clientSecret: secret ?? "" };
  const pem = await readCertificate(certificateFile);
  const thumbprintSha256 = createHash("sha256").update(new X509Certificate(pem).raw).digest("hex");
  return { clientCertificate: { privateKey: pem, thumbprintSha256 } };
}
