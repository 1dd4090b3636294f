// Feeds the status page: who is in step, what was changed last and why, in the reader's language.
import type { StatusReport } from "../contract/report.ts";
import type { CompanySettings } from "../contract/settings.ts";
import { asFault } from "../core/fault.ts";
import { adviceOnFault } from "../core/sentences/sentences.ts";
import type { StatePort } from "../engine/ports/state.ts";
import type { PageSource } from "../inbound/http/page-model.ts";

export interface PageParts {
  readonly status: () => Promise<StatusReport>;
  readonly state: Pick<StatePort, "journal">;
  readonly company: CompanySettings;
  readonly sandboxUrl?: string;
}

const LAST_CHANGES = 30;

export function pageSource({ status, state, company, sandboxUrl }: PageParts): PageSource {
  return {
    company,
    sandboxUrl: sandboxUrl ?? null,
    status,
    changes: async () => (await state.journal({ limit: LAST_CHANGES })).toReversed(),
    async problem(lang) {
      try {
        const { participants } = await status();
        const wanted = participants.filter((one) => one.state !== "skipped");
        const failed = wanted.filter((one) => one.state === "failed");
        if (wanted.length === 0 || failed.length < wanted.length) return null;
        return failed[0]?.reason ?? "failed";
      } catch (thrown) {
        return adviceOnFault(asFault(thrown), lang).what;
      }
    },
  };
}
