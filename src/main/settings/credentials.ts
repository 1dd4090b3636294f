// Finds what signs in to Microsoft: client secrets from the environment, from systemd or from the store, and a certificate file. They are tried in
// this order, the next one only where Microsoft refuses the one before.
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Settings } from "../../contract/settings.ts";
import { asFault, Fault } from "../../core/fault.ts";
import type { Term } from "../../core/sentences/terms.ts";
import { SecretStore } from "../../gateways/settings/open-secrets.ts";
import type { Environment } from "./read-settings.ts";

export type CredentialSource = "environment" | "systemd" | "store" | "certificate";

export interface Credential {
  /** Of a stored secret its id, else the source. */
  readonly id: string;
  readonly source: CredentialSource;
  /** Null where it is a certificate. */
  readonly secret: string | null;
  /** Absolute; null where it is a secret. */
  readonly certificateFile: string | null;
}

/** Never empty. Only for commands that sign in. Faults: `settingsInvalid`, `secretMissing`, `certificateUnreadable`, those of the store. */
export function findCredentials(
  settings: Settings,
  dataFolder: string,
  environment: Environment,
): readonly Credential[] {
  for (const key of ["TenantId", "ClientId"] as const) {
    if (settings.Office365[key].trim() !== "") continue;
    throw new Fault("refused", "settingsInvalid", {
      key: `Office365.${key}`,
      value: '""',
      allowed: "entraId" satisfies Term,
    });
  }
  return credentialsOf(settings.Office365.CertificateFile, dataFolder, environment);
}

export interface Connection {
  readonly tenantId: string;
  readonly clientId: string;
  readonly credentials: readonly Credential[];
}

/** For the service, in whose console all of it can be entered. Faults: `notConnected`, those of `credentialsOf`. */
export function connectionOf(
  { Office365: { TenantId, ClientId, CertificateFile } }: Settings,
  dataFolder: string,
  environment: Environment,
): Connection {
  const [tenantId, clientId] = [TenantId.trim(), ClientId.trim()];
  if (tenantId === "" || clientId === "") throw new Fault("refused", "notConnected");
  return { tenantId, clientId, credentials: credentialsOf(CertificateFile, dataFolder, environment) };
}

/** Whether it is entered who signs in, right or wrong. */
export function isConnected(settings: Settings, dataFolder: string, environment: Environment): boolean {
  try {
    return connectionOf(settings, dataFolder, environment).credentials.length > 0;
  } catch (thrown) {
    const { code } = asFault(thrown);
    return code !== "notConnected" && code !== "secretMissing";
  }
}

/** Never empty. Faults: `secretMissing`, `certificateUnreadable`, those of the store. */
export function credentialsOf(
  certificate: string | null,
  dataFolder: string,
  environment: Environment,
): readonly Credential[] {
  const found: Credential[] = [];
  const outside = secretFromOutside(environment);
  if (outside !== null) found.push({ ...outside, id: outside.source, certificateFile: null });
  const troubles: Fault[] = [];
  // What cannot be read stands in nobody's way as long as there is something else to sign in with.
  const attempt = (look: () => readonly Credential[]) => {
    try {
      found.push(...look());
    } catch (thrown) {
      troubles.push(asFault(thrown));
    }
  };
  attempt(() =>
    secretStore(dataFolder, environment)
      .reveal()
      .map((one) => ({ ...one, source: "store", certificateFile: null })),
  );
  if (certificate !== null) {
    attempt(() => {
      const certificateFile = checkedCertificate(resolve(dataFolder, certificate));
      return [{ id: "certificate", source: "certificate", secret: null, certificateFile }];
    });
  }
  if (found.length > 0) return found;
  throw troubles[0] ?? new Fault("refused", "secretMissing");
}

/** Null where neither the environment nor systemd gives a secret. */
export function secretFromOutside(
  environment: Environment,
): { readonly source: "environment" | "systemd"; readonly secret: string } | null {
  const variable = environment.TERMINSYNC_CLIENT_SECRET?.trim() ?? "";
  if (variable !== "") return { source: "environment", secret: variable };
  const credential = systemdCredential(environment);
  return credential === "" ? null : { source: "systemd", secret: credential };
}

export function secretStore(dataFolder: string, environment: Environment): SecretStore {
  return new SecretStore({ dataFolder, keyFile: keyFileOf(environment), now: Date.now });
}

/** `TERMINSYNC_KEY_FILE`, else beside what the account has of settings of other programs. */
export function keyFileOf(environment: Environment): string {
  const named = environment.TERMINSYNC_KEY_FILE?.trim() ?? "";
  if (named !== "") return resolve(named);
  const home = environment.HOME || homedir();
  const folder =
    process.platform === "win32"
      ? (environment.APPDATA ?? join(home, "AppData", "Roaming"))
      : environment.XDG_CONFIG_HOME || join(home, ".config");
  return resolve(folder, "termin-sync", "key");
}

/** systemd.exec(5), LoadCredential=: one file for each credential in `$CREDENTIALS_DIRECTORY`. */
function systemdCredential(environment: Environment): string {
  const folder = environment.CREDENTIALS_DIRECTORY;
  if (folder === undefined || folder === "") return "";
  try {
    return readFileSync(join(folder, "client-secret"), "utf8").trim();
  } catch {
    return "";
  }
}

/** The file itself, where it holds what it has to. Faults: `certificateUnreadable`. */
export function checkedCertificate(file: string): string {
  let content: string;
  try {
    content = readFileSync(file, "utf8");
  } catch (thrown) {
    const cause = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    throw new Fault("refused", "certificateUnreadable", { file, cause }, { cause: thrown });
  }
  const hasBoth = content.includes("BEGIN CERTIFICATE") && /BEGIN (?:[A-Z]+ )?PRIVATE KEY/.test(content);
  if (!hasBoth) throw new Fault("refused", "certificateUnreadable", { file });
  return file;
}
