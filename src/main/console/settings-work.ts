// The routes of "Konfiguration": settings are written into their file, secrets into the store, and who did it is noted.
import { resolve } from "node:path";
import type { ConnectionTest, SettingsChange, SettingsEntry } from "../../contract/console/settings.ts";
import { asFault, Fault } from "../../core/fault.ts";
import type { Term } from "../../core/sentences/terms.ts";
import { everybody } from "../../engine/everybody.ts";
import type { PlanningPort } from "../../engine/ports/planning.ts";
import type { StatePort } from "../../engine/ports/state.ts";
import type { Wishes } from "../../engine/wishes.ts";
import { type RecordedChange, SettingsHistory } from "../../gateways/settings/history.ts";
import { changedText, stampOf, writeSettingsText } from "../../gateways/settings/settings-file.ts";
import type { Work } from "../../inbound/http/backend.ts";
import { connectionSteps } from "../check/connection-steps.ts";
import { probeWith } from "../check/run-checks.ts";
import { historyFile } from "../instance.ts";
import { type Credential, checkedCertificate, credentialsOf, secretStore } from "../settings/credentials.ts";
import { credentialsNow, readText, type SettingsPlace, settingsView, valueAt } from "./settings-view.ts";

export interface SettingsParts extends SettingsPlace {
  readonly planning: Pick<PlanningPort, "directory">;
  readonly state: Pick<StatePort, "paused">;
  readonly wishes: Wishes;
}

type SettingsRoute =
  | "getSettings"
  | "changeSettings"
  | "listSettingsChanges"
  | "testConnection"
  | "storeSecret"
  | "changeSecretExpiry"
  | "removeSecret";

/** What a person scrolls through. */
const MOST_LISTED = 500;

export function settingsWork(parts: SettingsParts): Pick<Work, SettingsRoute> {
  const { instance } = parts;
  const { dataFolder, environment } = instance;
  const history = new SettingsHistory(historyFile(dataFolder));
  const store = () => secretStore(dataFolder, environment);
  const note = (by: string, changes: readonly Omit<RecordedChange, "at" | "by">[]) => {
    const at = new Date(instance.clock.now()).toISOString();
    try {
      history.add(changes.map((one) => ({ ...one, at, by })));
    } catch (thrown) {
      // What was changed stays changed; that its record is missing has to be known.
      const fault = asFault(thrown);
      instance.log.error("Console", "A change of the settings could not be noted.", { code: fault.code });
    }
  };
  /** Whoever could not sign in waits with growing pauses, and is to see at once that it works now. */
  const tryAgain = async () => {
    parts.live.lookAgain();
    parts.wishes.readDirectory();
    for (const one of await everybody(parts))
      if (one.kind === "participant") parts.wishes.lookAt(one.participant.userId);
  };
  return {
    getSettings: async ({ lang }) => settingsView(parts, lang),
    async changeSettings({ body, account, lang }) {
      const changed = change(parts, body);
      note(account.name, changed);
      if (changed.some(({ key }) => key.startsWith("Office365."))) await tryAgain();
      else parts.live.lookAgain();
      return settingsView(parts, lang);
    },
    listSettingsChanges: async () => ({ changes: history.list(MOST_LISTED) as SettingsEntry[] }),
    async testConnection({ body, lang }) {
      const { mailbox, forbiddenMailbox, tenantId, clientId } = body;
      const { AuthorityHost, GraphUrl, NotificationUrl } = instance.settings.Office365;
      const office365 = { TenantId: tenantId, ClientId: clientId, AuthorityHost, GraphUrl, NotificationUrl };
      const probe = probeWith(instance, office365, credentialsFor(parts, body));
      return { steps: await connectionSteps(probe, { mailbox, forbiddenMailbox }, lang) };
    },
    async storeSecret({ body: { secret, expiresOn, place }, account, lang }) {
      store().store(secret, requireDay(expiresOn), place);
      note(account.name, [{ key: "clientSecret", before: null, after: "stored" }]);
      await tryAgain();
      return settingsView(parts, lang);
    },
    async changeSecretExpiry({ params: { id }, body: { expiresOn }, account, lang }) {
      const before = store()
        .list()
        .find((one) => one.id === id)?.expiresOn;
      store().setExpiry(id, requireDay(expiresOn));
      note(account.name, [{ key: "clientSecret", before: before ?? "expiry", after: expiresOn ?? "expiry" }]);
      return settingsView(parts, lang);
    },
    async removeSecret({ params: { id }, account, lang }) {
      store().remove(id);
      note(account.name, [{ key: "clientSecret", before: null, after: "removed" }]);
      return settingsView(parts, lang);
    },
  };
}

/** Another one than before: somebody changed a setting or a secret. */
export function settingsMark(parts: SettingsParts): () => Promise<unknown> {
  return async () => {
    const { credentials, trouble } = credentialsNow(parts, parts.live.current(), parts.signIns);
    return [stampOf(parts.instance.file), credentials, trouble?.code];
  };
}

/** Returns what really changed. Faults: `settingsChanged`, `settingFixed`, `settingsInvalid`, `certificateUnreadable`, `settingsUnwritable`. */
function change(
  parts: SettingsParts,
  { stamp, changes }: SettingsChange,
): readonly Omit<RecordedChange, "at" | "by">[] {
  const { instance } = parts;
  const { settings } = settingsView(parts, "en");
  const wanted = changes.flatMap(({ key, value }) => {
    const now = settings.find((one) => one.key === key);
    const isSame = value === null ? now?.source === "default" : now?.source === "file" && now.value === value;
    if (now === undefined || isSame) return [];
    if (!now.isEditable)
      throw new Fault("refused", "settingFixed", { key, source: now.variable ?? instance.file });
    if ((key === "Office365.TenantId" || key === "Office365.ClientId") && String(value ?? "").trim() === "") {
      const allowed: Term = "entraId";
      throw new Fault("refused", "settingsInvalid", { key, value: '""', allowed });
    }
    if (key === "Office365.CertificateFile" && value !== null)
      checkedCertificate(resolve(instance.dataFolder, String(value)));
    return [{ key, value, before: now.source === "default" ? null : now.value }];
  });
  if (wanted.length === 0) return [];
  const text = changedText(
    instance.file,
    wanted.map(({ key, value }) => ({ key, value: value ?? undefined })),
  );
  const next = readText(instance, text).settings;
  writeSettingsText(instance.file, stamp, text);
  return wanted.map(({ key, value, before }) => ({
    key,
    before: before === null ? null : String(before),
    after: value === null ? null : String(valueAt(next, key)),
  }));
}

/** What was typed in comes first; without it what is stored, all of it or one alone. */
function credentialsFor(
  { instance: { dataFolder, environment }, live }: SettingsParts,
  { secret, certificateFile, credential }: ConnectionTest,
): readonly Pick<Credential, "id" | "secret" | "certificateFile">[] {
  if (secret !== null) return [{ id: "typed", secret, certificateFile: null }];
  if (certificateFile !== null) {
    const file = checkedCertificate(resolve(dataFolder, certificateFile));
    return [{ id: "typed", secret: null, certificateFile: file }];
  }
  const all = credentialsOf(live.current().Office365.CertificateFile, dataFolder, environment);
  if (credential === null) return all;
  const one = all.filter(({ id }) => id === credential);
  if (one.length === 0) throw new Fault("refused", "credentialUnknown");
  return one;
}

/** The schema knows its form; whether there is such a day shows here. Faults: `requestInvalid`. */
function requireDay(day: string | null): string | null {
  if (day === null) return null;
  try {
    return Temporal.PlainDate.from(day, { overflow: "reject" }).toString();
  } catch (thrown) {
    throw new Fault("refused", "requestInvalid", { cause: day }, { cause: thrown });
  }
}
