// Finds what signs in to Microsoft: a client secret from the environment or from systemd, or a certificate file.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Settings } from "../../contract/settings.ts";
import { Fault } from "../../core/fault.ts";
import type { Term } from "../../core/sentences/terms.ts";
import type { Environment } from "./read-settings.ts";

/** One of the two. */
export interface Credentials {
  readonly secret: string | null;
  /** Absolute. */
  readonly certificateFile: string | null;
}

/** Only for commands that sign in. Faults: `settingsInvalid`, `secretMissing`, `certificateUnreadable`. */
export function findCredentials(
  settings: Settings,
  dataFolder: string,
  environment: Environment,
): Credentials {
  for (const key of ["TenantId", "ClientId"] as const) {
    if (settings.Office365[key].trim() !== "") continue;
    throw new Fault("refused", "settingsInvalid", {
      key: `Office365.${key}`,
      value: '""',
      allowed: "entraId" satisfies Term,
    });
  }
  const secret = environment.TERMINSYNC_CLIENT_SECRET?.trim() || systemdCredential(environment);
  if (secret) return { secret, certificateFile: null };
  const { CertificateFile } = settings.Office365;
  if (CertificateFile === null) throw new Fault("refused", "secretMissing");
  return { secret: null, certificateFile: checkedCertificate(resolve(dataFolder, CertificateFile)) };
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

function checkedCertificate(file: string): string {
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
