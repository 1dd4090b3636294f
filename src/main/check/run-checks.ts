// `check` and the page "System": every prerequisite, one line each. What one check finds out the next ones build upon; none of them writes.
import type { CheckId, CheckLine, CheckOutcome, CheckReport } from "../../contract/check.ts";
import type { Settings } from "../../contract/settings.ts";
import { asFault, type Fault } from "../../core/fault.ts";
import { adviceOnCheck, type CheckSentence, SOURCE_NAMES } from "../../core/sentences/check-sentences.ts";
import type { Details } from "../../core/sentences/fill.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";
import type { Clock } from "../../engine/ports/clock.ts";
import { openProbe, type Probe } from "../../gateways/graph/probe.ts";
import { realEntropy } from "../../gateways/system/entropy.ts";
import type { Instance } from "../instance.ts";
import { type Credential, findCredentials } from "../settings/credentials.ts";
import { SignInMemory } from "../settings/known-credentials.ts";
import { checkCredentials } from "./check-credentials.ts";
import { checkFolder } from "./check-folder.ts";
import { checkMicrosoft } from "./check-microsoft.ts";
import { checkStores } from "./check-stores.ts";
import { checkUsers } from "./check-users.ts";

/** Collects what was found, in the reader's language. */
export class Findings {
  readonly lines: CheckLine[] = [];
  readonly lang: Lang;

  constructor(lang: Lang) {
    this.lang = lang;
  }

  say(id: CheckId, outcome: CheckOutcome, sentence: CheckSentence, details: Details = {}): void {
    const { what, cure } = adviceOnCheck(sentence, this.lang, details);
    this.lines.push({ id, outcome, detail: what, cure });
  }

  fault(id: CheckId, fault: Fault): void {
    const { what, cure } = adviceOnFault(fault, this.lang);
    this.lines.push({ id, outcome: "fail", detail: what, cure });
  }
}

export interface CheckOptions {
  readonly lang: Lang;
  /** As the service has them now; those of the instance otherwise. */
  readonly settings?: Settings;
  readonly memory?: SignInMemory;
}

export async function runChecks(
  instance: Instance,
  { lang, settings = instance.settings, memory = new SignInMemory() }: CheckOptions,
): Promise<CheckReport> {
  const findings = new Findings(lang);
  checkSettings(findings, instance);
  checkFolder(findings, instance.dataFolder);
  const directory = await checkStores(findings, instance);
  checkCredentials(findings, instance, settings, memory);
  const participants = directory === null ? [] : checkUsers(findings, directory);
  const credentials = credentialsOf(findings, instance, settings);
  if (credentials !== null)
    await checkMicrosoft(findings, probeWith(instance, settings.Office365, credentials), participants);
  return { checks: findings.lines };
}

function checkSettings(findings: Findings, { file, unknownKeys }: Instance): void {
  if (unknownKeys.length === 0) findings.say("settings", "pass", "settingsRead", { file });
  else {
    const keys = unknownKeys.map(({ key, nearest }) => (nearest === null ? key : `${key} (→ ${nearest})`));
    findings.say("settings", "warn", "settingsUnknown", { keys: keys.join(", ") });
  }
}

function credentialsOf(
  findings: Findings,
  { dataFolder, environment }: Instance,
  settings: Settings,
): readonly Credential[] | null {
  try {
    const found = findCredentials(settings, dataFolder, environment);
    findings.say("credentials", "pass", "credentialsThere", {
      count: found.length,
      source: SOURCE_NAMES[found[0]?.source ?? "store"][findings.lang],
    });
    return found;
  } catch (thrown) {
    findings.fault("credentials", asFault(thrown));
    return null;
  }
}

export interface ProbePlace {
  readonly clock: Clock;
  readonly log: Instance["log"];
}

/** Signs in by itself: what the service has in hand is left alone. */
export function probeWith(
  { clock, log }: ProbePlace,
  { TenantId, ClientId, AuthorityHost, GraphUrl }: Omit<Settings["Office365"], "CertificateFile">,
  credentials: readonly Pick<Credential, "id" | "secret" | "certificateFile">[],
): Probe {
  return openProbe({
    office365: {
      tenantId: TenantId,
      clientId: ClientId,
      secret: null,
      certificateFile: null,
      authorityHost: AuthorityHost,
      graphUrl: GraphUrl,
      identity: () => ({ tenantId: TenantId, clientId: ClientId, credentials }),
    },
    clock,
    entropy: realEntropy,
    log,
  });
}
