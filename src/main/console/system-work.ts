// The routes of "System": versions, the checks, and the bundle for support.
import { readFileSync } from "node:fs";
import type { CheckReport } from "../../contract/check.ts";
import type { SystemView } from "../../contract/console/system.ts";
import { PLANNING_CONTRACT_VERSION } from "../../contract/planning.ts";
import type { StatusReport } from "../../contract/report.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { MIGRATIONS } from "../../gateways/state/schema.ts";
import type { Work } from "../../inbound/http/backend.ts";
import { runChecks } from "../check/run-checks.ts";
import { type SettingsPlace, settingsView } from "./settings-view.ts";
import { withMaskedAddresses } from "./support-bundle.ts";

export interface SystemParts extends SettingsPlace {
  readonly status: () => Promise<StatusReport>;
  /** ISO 8601. */
  readonly startedAt: string;
}

type SystemRoute = "getSystem" | "runChecks" | "getSupportBundle";

/** As many as a support bundle is read for. */
const MOST_LINES = 500;

export function systemWork(parts: SystemParts): Pick<Work, SystemRoute> {
  const { instance, live, signIns, status } = parts;
  const last = new Map<Lang, NonNullable<SystemView["lastChecks"]>>();
  let underWay: { readonly lang: Lang; readonly report: Promise<CheckReport> } | null = null;
  /** Whoever asks while checks run in the same language gets their result. */
  const check = async (lang: Lang): Promise<CheckReport> => {
    if (underWay === null || underWay.lang !== lang) {
      const report = runChecks(instance, { lang, settings: live.current(), memory: signIns });
      underWay = { lang, report };
    }
    const mine = underWay;
    try {
      const { checks } = await mine.report;
      last.set(lang, { at: new Date().toISOString(), checks });
      return { checks };
    } finally {
      if (underWay === mine) underWay = null;
    }
  };
  const facts = () => factsOf(parts);
  return {
    getSystem: async ({ lang }) => ({ ...facts(), lastChecks: last.get(lang) ?? null }),
    runChecks: ({ lang }) => check(lang),
    async getSupportBundle({ lang }) {
      const checks = last.get(lang)?.checks ?? (await check(lang)).checks;
      const { settings, credentials } = settingsView(parts, lang);
      return withMaskedAddresses({
        madeAt: new Date().toISOString(),
        system: facts(),
        settings: settings.map(({ key, value, source }) => ({ key, value, source })),
        credentials: credentials.map(({ source, state, expiresOn }) => ({ source, state, expiresOn })),
        status: await status(),
        checks,
        log: instance.log.kept.find({}, MOST_LINES).map((line) => JSON.stringify(line)),
      });
    },
  };
}

function factsOf({ instance, startedAt }: SystemParts): Omit<SystemView, "lastChecks"> {
  return {
    versions: {
      terminSync: ownVersion(),
      node: process.versions.node,
      sqlite: process.versions.sqlite ?? "",
      planningSchema: PLANNING_CONTRACT_VERSION,
      stateSchema: MIGRATIONS.length,
    },
    platform: `${process.platform} ${process.arch}`,
    startedAt,
    dataFolder: instance.dataFolder,
  };
}

function ownVersion(): string {
  const file = new URL("../../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
