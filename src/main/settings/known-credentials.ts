// What there is to sign in with, as a person may see it: where each credential comes from, how it fares, how long it is valid. Never its value.
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { CredentialState, CredentialView } from "../../contract/console/settings.ts";
import type { Settings } from "../../contract/settings.ts";
import { asFault, type Fault } from "../../core/fault.ts";
import { daysUntil, warningOf } from "../../core/settings/expiry.ts";
import { secretFromOutside, secretStore } from "./credentials.ts";
import type { Environment } from "./read-settings.ts";

/** What signing in has shown since the process started. */
export class SignInMemory {
  #taken: string | null = null;
  readonly #refused = new Set<string>();

  readonly onSignedIn = (taken: string, refused: readonly string[]): void => {
    this.#taken = taken;
    this.#refused.delete(taken);
    for (const id of refused) this.#refused.add(id);
  };

  isTaken(id: string): boolean {
    return this.#taken === id;
  }

  isRefused(id: string): boolean {
    return this.#refused.has(id);
  }
}

export interface KnownCredentials {
  readonly credentials: readonly CredentialView[];
  /** Why the store cannot be read; null while it can. */
  readonly trouble: Fault | null;
}

export interface CredentialPlace {
  readonly dataFolder: string;
  readonly environment: Environment;
  /** `YYYY-MM-DD`, in the company's zone. */
  readonly today: string;
}

/** In the order in which they are tried. */
export function knownCredentials(
  { CertificateFile }: Settings["Office365"],
  { dataFolder, environment, today }: CredentialPlace,
  memory: SignInMemory,
): KnownCredentials {
  const view = (
    one: Pick<CredentialView, "id" | "source" | "expiresOn"> & Partial<CredentialView>,
    wasRefused = false,
  ): CredentialView => {
    const daysLeft = one.expiresOn === null ? null : daysUntil(one.expiresOn, today);
    const isRefused = wasRefused || memory.isRefused(one.id);
    const state: CredentialState = isRefused
      ? "refused"
      : daysLeft !== null && daysLeft <= 0
        ? "expired"
        : memory.isTaken(one.id)
          ? "inUse"
          : "waiting";
    return {
      state,
      daysLeft,
      warning: warningOf(daysLeft),
      storedAt: null,
      file: null,
      thumbprint: null,
      ...one,
    };
  };
  const outside = secretFromOutside(environment);
  const credentials: CredentialView[] = [];
  if (outside !== null)
    credentials.push(view({ id: outside.source, source: outside.source, expiresOn: null }));
  let trouble: Fault | null = null;
  try {
    const stored = secretStore(dataFolder, environment).list();
    for (const { id, expiresOn, storedAt, refusedAt } of stored)
      credentials.push(view({ id, source: "store", expiresOn, storedAt }, refusedAt !== null));
  } catch (thrown) {
    trouble = asFault(thrown);
  }
  if (CertificateFile !== null) {
    const file = resolve(dataFolder, CertificateFile);
    const facts = certificateFacts(file);
    const more = facts === null ? { expiresOn: null, state: "unreadable" as const } : facts;
    credentials.push(view({ id: "certificate", source: "certificate", file, ...more }));
  }
  return { credentials, trouble };
}

/** The day on which it ends, and the thumbprint that the Entra admin centre shows. Null where the file holds no certificate. */
export function certificateFacts(file: string): { expiresOn: string; thumbprint: string } | null {
  try {
    const certificate = new X509Certificate(readFileSync(file));
    return {
      expiresOn: new Date(certificate.validTo).toISOString().slice(0, 10),
      thumbprint: certificate.fingerprint.replaceAll(":", ""),
    };
  } catch {
    return null;
  }
}
