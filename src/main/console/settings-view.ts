// Every setting as the console shows it: its value now, where it comes from, what it accepts, and whether the running service has it already.
import {
  SETTING_KEYS,
  type SettingKey,
  type SettingShape,
  type SettingsView,
  type SettingValue,
  type SettingView,
} from "../../contract/console/settings.ts";
import { LOG_LEVELS, type Settings } from "../../contract/settings.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { adviceOnFault } from "../../core/sentences/sentences.ts";
import { stampOfText, textOf } from "../../gateways/settings/settings-file.ts";
import type { Instance } from "../instance.ts";
import { effectOf, type LiveSettings } from "../live-settings.ts";
import { todayIn } from "../settings/days.ts";
import { KEYS, OVERRIDE } from "../settings/keys.ts";
import { knownCredentials, type SignInMemory } from "../settings/known-credentials.ts";
import { type LoadedSettings, readSettings } from "../settings/read-settings.ts";

export interface SettingsPlace {
  readonly instance: Instance;
  readonly live: LiveSettings;
  readonly signIns: SignInMemory;
}

/** The client secret goes there: whoever may only use the console must not be able to send it elsewhere. */
const ONLY_IN_FILE: ReadonlySet<SettingKey> = new Set(["Office365.AuthorityHost", "Office365.GraphUrl"]);

/** Faults: `settingsUnreadable`, `settingsInvalid`, where somebody spoilt the file meanwhile. */
export function settingsView(place: SettingsPlace, lang: Lang): SettingsView {
  const { instance, live, signIns } = place;
  const text = textOf(instance.file);
  const loaded = readText(instance, text);
  const running = live.current();
  const { credentials, trouble } = credentialsNow(place, loaded.settings, signIns);
  return {
    stamp: stampOfText(text),
    file: instance.file,
    settings: SETTING_KEYS.map((key) => viewOf(key, loaded, running)),
    credentials: [...credentials],
    storeProblem: trouble === null ? null : sentence(adviceOnFault(trouble, lang)),
  };
}

/** As at start: the same rules, the same environment. */
export function readText({ file, dataFolder, environment }: Instance, text: string): LoadedSettings {
  return readSettings({ settings: file, data: dataFolder, environment, text: text === "" ? "{}" : text });
}

export function credentialsNow(
  { instance: { dataFolder, environment, clock } }: SettingsPlace,
  { Office365, Company }: Settings,
  signIns: SignInMemory,
) {
  const today = todayIn(Company.TimeZone, clock.now());
  return knownCredentials(Office365, { dataFolder, environment, today }, signIns);
}

function viewOf(key: SettingKey, loaded: LoadedSettings, running: Settings): SettingView {
  const value = valueAt(loaded.settings, key);
  const source = loaded.sources.get(key);
  const isGivenOutside = source !== undefined && source !== loaded.file;
  return {
    key,
    value,
    fallback: (KEYS[key]?.fallback ?? null) as SettingValue,
    shape: shapeOf(key),
    source: source === undefined ? "default" : isGivenOutside ? "environment" : "file",
    variable: isGivenOutside ? source : null,
    isEditable: !isGivenOutside && !ONLY_IN_FILE.has(key),
    effect: effectOf(key, running),
    isPending: effectOf(key, running) === "restart" && value !== valueAt(running, key),
  };
}

function shapeOf(key: SettingKey): SettingShape {
  return KEYS[key]?.shape ?? { kind: "oneOf", values: [...LOG_LEVELS] };
}

export function valueAt(settings: Settings, key: SettingKey): SettingValue {
  if (key.startsWith(`${OVERRIDE}.`))
    return settings.MinimumLevel.Override[key.slice(OVERRIDE.length + 1)] ?? null;
  const found = key
    .split(".")
    .reduce<unknown>((at, part) => (at as Readonly<Record<string, unknown>>)[part], settings);
  return (found ?? null) as SettingValue;
}

function sentence({ what, cure }: { readonly what: string; readonly cure: string }): string {
  return `${what} ${cure}`;
}
