// Says in the log that a secret or a certificate is about to expire: at the start of the service and once a day.
import type { Settings } from "../contract/settings.ts";
import { checkCredentials } from "./check/check-credentials.ts";
import { Findings } from "./check/run-checks.ts";
import type { Instance } from "./instance.ts";
import type { SignInMemory } from "./settings/known-credentials.ts";

const DAY_MS = 86_400_000;

/** Returns how to end it. */
export function tellExpiry(instance: Instance, settings: () => Settings, memory: SignInMemory): () => void {
  const look = () => {
    const findings = new Findings(instance.lang);
    checkCredentials(findings, instance, settings(), memory);
    for (const { outcome, detail, cure } of findings.lines) {
      if (outcome !== "pass") instance.log.warning("Console", detail, { cure });
    }
  };
  look();
  const timer = setInterval(look, DAY_MS);
  return () => clearInterval(timer);
}
