// How long secrets and certificates are still valid. One that has expired is a failure only where nothing else stands beside it.
import type { CredentialView } from "../../contract/console/settings.ts";
import type { Settings } from "../../contract/settings.ts";
import { SOURCE_NAMES } from "../../core/sentences/check-sentences.ts";
import type { Instance } from "../instance.ts";
import { dayText, todayIn } from "../settings/days.ts";
import { knownCredentials, type SignInMemory } from "../settings/known-credentials.ts";
import type { Findings } from "./run-checks.ts";

export function checkCredentials(
  findings: Findings,
  { dataFolder, environment, clock }: Instance,
  settings: Settings,
  memory: SignInMemory,
): void {
  const today = todayIn(settings.Company.TimeZone, clock.now());
  const { credentials, trouble } = knownCredentials(
    settings.Office365,
    { dataFolder, environment, today },
    memory,
  );
  if (trouble !== null) findings.fault("credentials", trouble);
  const isGood = ({ state }: CredentialView) => state === "inUse" || state === "waiting";
  for (const one of credentials) checkOne(findings, one, credentials.some(isGood));
}

function checkOne(findings: Findings, one: CredentialView, isAnotherGood: boolean): void {
  const isCertificate = one.source === "certificate";
  const id = isCertificate ? "certificateExpiry" : "secretExpiry";
  const { expiresOn, daysLeft, warning } = one;
  const source = SOURCE_NAMES[one.source][findings.lang];
  if (expiresOn === null || daysLeft === null) {
    const sentence = one.source === "store" ? "secretUnknownExpiry" : "secretOutside";
    if (!isCertificate) findings.say(id, "pass", sentence, { source });
    return;
  }
  const details = { source, date: dayText(expiresOn, findings.lang), days: daysLeft };
  if (warning === "none")
    findings.say(id, "pass", isCertificate ? "certificateUntil" : "secretUntil", details);
  else if (warning === "expired") {
    const outcome = isAnotherGood ? "warn" : "fail";
    findings.say(id, outcome, isCertificate ? "certificateOver" : "secretOver", details);
  } else findings.say(id, "warn", isCertificate ? "certificateSoon" : "secretSoon", details);
}
