// `--now INSTANT`: plays another present for trying old data, never against Microsoft's own hosts.
import type { Settings } from "../../contract/settings.ts";
import { Fault } from "../../core/fault.ts";

/** Hosts of sign-in and Graph in every cloud: learn.microsoft.com/graph/deployments. */
const MICROSOFT_DOMAINS = [
  "microsoft.com",
  "microsoftonline.com",
  "microsoftonline.us",
  "microsoftonline.de",
  "microsoftonline.cn",
  "microsoft.us",
  "microsoft.de",
  "chinacloudapi.cn",
  "partner.microsoftonline.cn",
  "windows.net",
  "microsoft.eaglex.ic.gov",
  "microsoft.scloud",
  "office.com",
  "office365.com",
  "office365.us",
  "svc.cloud.microsoft",
];

/**
 * Milliseconds that the played present lies after the real one; 0 without `--now`.
 * Faults: `usage` (no instant), `nowRefused`.
 */
export function presentOffsetMs(now: string | undefined, settings: Settings, realNow: number): number {
  if (now === undefined) return 0;
  let instant: Temporal.Instant;
  try {
    instant = Temporal.Instant.from(now);
  } catch (thrown) {
    throw new Fault(
      "refused",
      "usage",
      { message: "notAnInstant", value: now, command: "sync" },
      { cause: thrown },
    );
  }
  for (const url of [settings.Office365.GraphUrl, settings.Office365.AuthorityHost]) {
    const host = new URL(url).hostname.toLowerCase().replace(/\.$/, "");
    const isMicrosoft = MICROSOFT_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
    if (isMicrosoft) throw new Fault("refused", "nowRefused", { host });
  }
  return instant.epochMilliseconds - realNow;
}
