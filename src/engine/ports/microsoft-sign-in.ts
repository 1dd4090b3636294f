// Signing a person in at Microsoft, for the console alone: where to send them, and whom Microsoft vouches for when they come back.
import type { MicrosoftBackQuery } from "../../contract/console/session.ts";
import type { MicrosoftPerson } from "../../core/id-token.ts";

/** What has to be remembered of somebody who was sent to Microsoft, and told to nobody. */
export interface SignInAttempt {
  /** Comes back with the person: tells which attempt it was. */
  readonly state: string;
  /** Comes back in the token: ties it to this attempt. */
  readonly nonce: string;
  /** Proves that whoever redeems the code is who asked for it (RFC 7636). */
  readonly verifier: string;
  readonly redirectUri: string;
  /** The tenant's description of itself, as it was read. */
  readonly configuration: string;
}

export interface MicrosoftSignInPort {
  /** `redirectUri`: where Microsoft shall send the person back to. Faults: `microsoftUnreachable`, `microsoftNotSetUp`. */
  begin(redirectUri: string): Promise<{ readonly address: string; readonly attempt: SignInAttempt }>;
  /**
   * Faults: `microsoftCancelled`, `microsoftRefused`, `microsoftAnswerUntrue`, `microsoftUnreachable`, and `microsoftNotSetUp` where it is the
   * application that is refused.
   */
  complete(answer: MicrosoftBackQuery, attempt: SignInAttempt): Promise<MicrosoftPerson>;
}
