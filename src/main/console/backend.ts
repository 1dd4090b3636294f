// Everything that the console's door asks for, from the running service.
import type { StatusReport } from "../../contract/report.ts";
import type { Settings } from "../../contract/settings.ts";
import { asFault } from "../../core/fault.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";
import type { Log } from "../../engine/log.ts";
import type { MicrosoftSignInPort } from "../../engine/ports/microsoft-sign-in.ts";
import type { Backend } from "../../inbound/http/backend.ts";
import { type AccountParts, accountsWork } from "./accounts-work.ts";
import { boardWork } from "./board-work.ts";
import { daysWork } from "./days-work.ts";
import { type DecisionParts, decisionsWork } from "./decisions-work.ts";
import { listenTo } from "./live.ts";
import { type OverviewParts, overviewWork } from "./overview-work.ts";
import { type PeopleParts, peopleWork } from "./people-work.ts";
import { type ProtocolParts, protocolWork } from "./protocol-work.ts";
import { type SettingsParts, settingsMark, settingsWork } from "./settings-work.ts";
import type { BoardParts } from "./shown.ts";
import { type SystemParts, systemWork } from "./system-work.ts";
import { type WhyParts, whyWork } from "./why-work.ts";

export type BackendParts = BoardParts &
  PeopleParts &
  SettingsParts &
  SystemParts &
  WhyParts &
  DecisionParts &
  ProtocolParts &
  OverviewParts &
  AccountParts & {
    readonly status: () => Promise<StatusReport>;
    readonly log: Log;
    readonly sandboxUrl?: string;
    /** Null where people sign in with a password alone. */
    readonly microsoft: MicrosoftSignInPort | null;
    readonly settings: () => Pick<Settings, "Company" | "Sync" | "Board">;
  };

export function consoleBackend(parts: BackendParts): Backend {
  const { accounts, deeds, planning, status, log, sandboxUrl, microsoft } = parts;
  return {
    company: parts.settings().Company,
    sandboxUrl: sandboxUrl ?? null,
    accounts,
    microsoft,
    work: {
      ...boardWork(parts),
      ...daysWork(parts.settings),
      ...peopleWork(parts),
      ...settingsWork(parts),
      ...systemWork(parts),
      ...whyWork(parts),
      ...decisionsWork(parts),
      ...protocolWork(parts),
      ...overviewWork(parts),
      ...accountsWork(parts),
    },
    listen: listenTo({
      appointments: () => planning.latestChange(),
      status,
      people: async () => [await planning.people.users(), await planning.people.employees()],
      settings: settingsMark(parts),
      deeds: async () => deeds.head().number,
    }),
    record: (deed) => deeds.record(deed),
    onBroken: (fault) =>
      log.error("Console", "A request has failed.", { code: fault.code, detail: fault.detail }),
    async problem(lang) {
      try {
        // Whoever is paused says nothing about how the others fare.
        const wanted = (await status()).participants.filter(
          ({ state }) => state !== "skipped" && state !== "paused",
        );
        const failed = wanted.filter((one) => one.state === "failed");
        if (wanted.length === 0 || failed.length < wanted.length) return null;
        return failed[0]?.reason ?? "failed";
      } catch (thrown) {
        return adviceOnFault(asFault(thrown), lang).what;
      }
    },
  };
}
