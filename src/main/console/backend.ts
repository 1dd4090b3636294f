// Everything that the console's door asks for, from the running service.
import type { StatusReport } from "../../contract/report.ts";
import type { Settings } from "../../contract/settings.ts";
import { asFault } from "../../core/fault.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";
import type { Log } from "../../engine/log.ts";
import type { Accounts } from "../../inbound/http/accounts.ts";
import type { Backend } from "../../inbound/http/backend.ts";
import { boardWork } from "./board-work.ts";
import { daysWork } from "./days-work.ts";
import { listenTo } from "./live.ts";
import type { BoardParts } from "./shown.ts";

export interface BackendParts extends BoardParts {
  readonly accounts: Accounts;
  readonly status: () => Promise<StatusReport>;
  readonly log: Log;
  readonly sandboxUrl?: string;
  readonly settings: () => Pick<Settings, "Company" | "Sync" | "Board">;
}

export function consoleBackend(parts: BackendParts): Backend {
  const { accounts, status, log, sandboxUrl } = parts;
  return {
    company: parts.settings().Company,
    sandboxUrl: sandboxUrl ?? null,
    accounts,
    work: { ...boardWork(parts), ...daysWork(parts.settings), getStatus: () => status() },
    listen: listenTo(parts.planning, status),
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
