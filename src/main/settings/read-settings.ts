// Puts the settings together: defaults, then the file, then the environment; every value checked, every unknown key told.
import { join, resolve } from "node:path";
import type { Settings } from "../../contract/settings.ts";
import { Fault } from "../../core/fault.ts";
import { nearestName } from "../../core/nearest-name.ts";
import type { Term } from "../../core/sentences/terms.ts";
import { KEYS, LOG_CATEGORIES, OVERRIDE, OVERRIDE_RULE, SECTIONS } from "./keys.ts";
import { parseSettings, readSettingsFile } from "./read-file.ts";
import { checkValue } from "./rules.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface UnknownKey {
  readonly key: string;
  readonly nearest: string | null;
  /** The settings file, or the environment variable. */
  readonly source: string;
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** Absolute. */
  readonly dataFolder: string;
  readonly file: string;
  /** False where there is none and everything came from the environment. */
  readonly fileRead: boolean;
  readonly unknownKeys: readonly UnknownKey[];
  /** For each key that somebody gave: the settings file, or the environment variable that comes before it. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface SettingsSource {
  readonly settings?: string | undefined;
  readonly data?: string | undefined;
  readonly environment: Environment;
  /** Instead of the file's content: what it would say. */
  readonly text?: string | undefined;
}

export const ENVIRONMENT_PREFIX = "TERMINSYNC__";

/** Reads only; nothing is made or written. Faults: `settingsMissing`, `settingsUnreadable`, `settingsInvalid`. */
export function readSettings({ settings, data, environment, text }: SettingsSource): LoadedSettings {
  const dataFolder = resolve(data ?? environment.TERMINSYNC_DATA ?? "data");
  const file = settings === undefined ? join(dataFolder, "appsettings.json") : resolve(settings);
  const content =
    text === undefined ? readSettingsFile(file) : parseSettings(text.replace(/^\uFEFF/, ""), file);
  const fromEnvironment = environmentEntries(environment);
  if (content === null && (settings !== undefined || fromEnvironment.length === 0)) {
    throw new Fault("refused", "settingsMissing", { file });
  }
  const collected = new Collected();
  for (const [key, value] of entriesOf(content ?? {}, "")) collected.add(key, value, file);
  for (const { name, key, text } of fromEnvironment) collected.addText(key, text, name);
  return {
    settings: collected.settings(),
    dataFolder,
    file,
    fileRead: content !== null,
    unknownKeys: collected.unknown,
    sources: collected.sources,
  };
}

/** `Sync.DeletionGuard.Count` and its value, for each value in the object. */
function entriesOf(object: Record<string, unknown>, prefix: string): [string, unknown][] {
  return Object.entries(object).flatMap(([name, value]) => {
    const key = prefix + name;
    const isSection = sectionOf(key) !== undefined;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isSection && isObject ? entriesOf(value as Record<string, unknown>, `${key}.`) : [[key, value]];
  });
}

function environmentEntries(environment: Environment): { name: string; key: string; text: string }[] {
  return Object.entries(environment).flatMap(([name, text]) =>
    name.toUpperCase().startsWith(ENVIRONMENT_PREFIX) && text !== undefined
      ? [{ name, key: name.slice(ENVIRONMENT_PREFIX.length).replaceAll("__", "."), text }]
      : [],
  );
}

function sectionOf(key: string): string | undefined {
  return [...SECTIONS].find((section) => section.toLowerCase() === key.toLowerCase());
}

class Collected {
  readonly unknown: UnknownKey[] = [];
  readonly sources = new Map<string, string>();
  readonly #values = new Map<string, unknown>(
    Object.entries(KEYS).map(([key, rule]) => [key, rule.fallback]),
  );
  readonly #levels: Record<string, string> = {};

  /** A value from the file, spelled as in the documentation. */
  add(key: string, value: unknown, source: string): void {
    const section = sectionOf(key);
    if (section !== undefined) {
      const allowed: Term = "anObject";
      throw new Fault("refused", "settingsInvalid", { key, value: JSON.stringify(value), allowed, source });
    }
    this.#take(key, () => value, source);
  }

  /** A text from the environment; upper and lower case do not matter there. */
  addText(key: string, text: string, source: string): void {
    const known = Object.keys(KEYS).find((one) => one.toLowerCase() === key.toLowerCase());
    this.#take(known ?? key, (rule) => rule.fromText(text), source);
  }

  #take(key: string, convert: (rule: typeof OVERRIDE_RULE) => unknown, source: string): void {
    const prefix = `${OVERRIDE}.`;
    if (key.toLowerCase().startsWith(prefix.toLowerCase())) {
      const value = convert(OVERRIDE_RULE);
      checkValue(key, value, OVERRIDE_RULE, source);
      this.#level(key.slice(prefix.length), String(value), source);
      return;
    }
    const rule = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (rule === undefined) {
      this.unknown.push({ key, nearest: nearestName(key, Object.keys(KEYS)), source });
      return;
    }
    const value = convert(rule);
    checkValue(key, value, rule, source);
    this.#values.set(key, value);
    this.sources.set(key, source);
  }

  #level(category: string, level: string, source: string): void {
    const known = LOG_CATEGORIES.find((one) => one.toLowerCase() === category.toLowerCase());
    if (known !== undefined) {
      this.#levels[known] = level;
      this.sources.set(`${OVERRIDE}.${known}`, source);
    } else {
      const nearest = nearestName(category, LOG_CATEGORIES);
      const key = `${OVERRIDE}.${category}`;
      this.unknown.push({ key, nearest: nearest === null ? null : `${OVERRIDE}.${nearest}`, source });
    }
  }

  settings(): Settings {
    const root: Record<string, unknown> = {};
    for (const [key, value] of this.#values) {
      const parts = key.split(".");
      const last = parts.pop() ?? key;
      let at = root;
      for (const part of parts) {
        at[part] ??= {};
        at = at[part] as Record<string, unknown>;
      }
      at[last] = value;
    }
    (root.MinimumLevel as Record<string, unknown>).Override = this.#levels;
    return root as unknown as Settings;
  }
}
