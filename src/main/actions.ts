// Carries out what the command line asks for. Each command loads only what it needs: Microsoft's libraries and the sample company
// take a second to load, and `--help` shall not wait for them.
import type { InLangs } from "../core/sentences/lang.ts";
import type { Actions } from "../inbound/cli/actions.ts";
import { initialOnly } from "./initial-only.ts";
import { type Instance, openInstance } from "./instance.ts";
import type { Environment } from "./settings/read-settings.ts";

/** Told at the terminal only: whoever has the link becomes administrator. */
const SET_UP: InLangs = {
  de: "Noch hat niemand ein Konto für die Konsole. Dieser Link legt das erste an, einmal und binnen einer halben Stunde: {url}",
  en: "Nobody has an account for the console yet. This link makes the first one, once and within half an hour: {url}",
};

export function createActions(environment: Environment): Actions {
  let opened: Instance | null = null;
  const open = (...[common, watch]: Parameters<Actions["run"]>) => {
    opened ??= openInstance(common, watch, environment);
    return opened;
  };
  return {
    timeZone: (common, watch) => open(common, watch).settings.Company.TimeZone,
    async demo(common, options, watch) {
      const { runDemo } = await import("./demo.ts");
      return runDemo(common, options, watch, environment);
    },
    async run(common, watch) {
      const instance = open(common, watch);
      const { runService } = await import("./run-service.ts");
      return runService(instance, watch, {
        onProgress: initialOnly(watch.onProgress),
        onReady: ({ setUpUrl }) => {
          if (setUpUrl !== null) watch.tell(SET_UP[common.lang].replace("{url}", setUpUrl));
        },
      });
    },
    async sync(common, options, watch) {
      const instance = open(common, watch);
      const { syncOnce } = await import("./sync.ts");
      return syncOnce(instance, options, watch);
    },
    async audit(common, options, watch) {
      const instance = open(common, watch);
      const { auditOnce } = await import("./audit.ts");
      return auditOnce(instance, options, watch);
    },
    async status(common, watch) {
      const instance = open(common, watch);
      const { readStatus } = await import("./look.ts");
      return readStatus(instance);
    },
    async journal(common, filter, watch) {
      const instance = open(common, watch);
      const { readJournal } = await import("./look.ts");
      return readJournal(instance, filter);
    },
    async check(common, watch) {
      const instance = open(common, watch);
      const { runChecks } = await import("./check/run-checks.ts");
      return runChecks(instance, { lang: common.lang });
    },
    async storeSecret(common, { secret, expiresOn, place }, watch) {
      const instance = open(common, watch);
      const { storeSecretByHand } = await import("./settings/store-secret.ts");
      return storeSecretByHand(instance, secret, { expiresOn, place });
    },
    async importFile(common, options, watch) {
      const instance = open(common, watch);
      const { importFile } = await import("./import-file.ts");
      return importFile(instance, options);
    },
    async held(common, user, watch) {
      const instance = open(common, watch);
      const { readHeld } = await import("./look.ts");
      return readHeld(instance, user);
    },
    async release(common, options, watch) {
      const { atDesk } = await import("./desk.ts");
      return atDesk(open(common, watch), watch, "release", options);
    },
    async undo(common, entryOrRun, watch) {
      const { atDesk } = await import("./desk.ts");
      return atDesk(open(common, watch), watch, "undo", entryOrRun);
    },
    async conflicts(common, watch) {
      const { readConflicts } = await import("./look.ts");
      return readConflicts(open(common, watch));
    },
    async pause(common, options, watch) {
      const { atDesk } = await import("./desk.ts");
      return atDesk(open(common, watch), watch, "pause", options);
    },
    async resume(common, options, watch) {
      const { atDesk } = await import("./desk.ts");
      return atDesk(open(common, watch), watch, "resume", options);
    },
    async addAccount(common, options, watch) {
      const instance = open(common, watch);
      const { addAccount } = await import("./add-account.ts");
      return addAccount(instance, options);
    },
    async takeConflict(common, options, watch) {
      const { atDesk } = await import("./desk.ts");
      return atDesk(open(common, watch), watch, "takeConflict", options);
    },
  };
}
