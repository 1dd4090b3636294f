// Everything that the console's door asks for, from the running service.
import type { StatusReport } from "../../contract/report.ts";
import { asFault } from "../../core/fault.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";
import type { Log } from "../../engine/log.ts";
import type { Accounts } from "../../inbound/http/accounts.ts";
import type { Backend } from "../../inbound/http/backend.ts";
import { type BoardParts, boardWork } from "./board-work.ts";
import { listenTo } from "./live.ts";
import { type SettingsParts, settingsMark, settingsWork } from "./settings-work.ts";
import { type SystemParts, systemWork } from "./system-work.ts";

export interface BackendParts extends BoardParts, SettingsParts, SystemParts {
  readonly accounts: Accounts;
  readonly status: () => Promise<StatusReport>;
  readonly log: Log;
  readonly sandboxUrl?: string;
}

export function consoleBackend(parts: BackendParts): Backend {
  const { accounts, status, log, sandboxUrl } = parts;
  return {
    company: parts.settings().Company,
    sandboxUrl: sandboxUrl ?? null,
    accounts,
    work: {
      ...boardWork(parts),
      getStatus: () => status(),
      ...settingsWork(parts),
      ...systemWork(parts),
    },
    listen: listenTo(parts.planning, status, settingsMark(parts)),
    onBroken: (fault) =>
      log.error("Console", "A request has failed.", { code: fault.code, detail: fault.detail }),
    async problem(lang) {
      try {
        const wanted = (await status()).participants.filter((one) => one.state !== "skipped");
        const failed = wanted.filter((one) => one.state === "failed");
        if (wanted.length === 0 || failed.length < wanted.length) return null;
        return failed[0]?.reason ?? "failed";
      } catch (thrown) {
        return adviceOnFault(asFault(thrown), lang).what;
      }
    },
  };
}
