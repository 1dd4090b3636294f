// What a person has entered and not saved yet, on top of the settings as they were when they began. Somebody else's change in between is told,
// and never written over.
import type {
  SettingKey,
  SettingsView,
  SettingValue,
  SettingView,
} from "../../../src/contract/console/settings.ts";
import { ask } from "../api/client.ts";
import { text } from "../texts/texts.svelte.ts";

export class SettingsDraft {
  /** What the entries are made upon. */
  base = $state.raw<SettingsView | null>(null);
  /** As they stand now, where somebody else has changed them. */
  newer = $state.raw<SettingsView | null>(null);
  /** Null: back to the default. A whole number that is none yet is a text. */
  #entered = $state<Partial<Record<SettingKey, SettingValue>>>({});

  /** What was just read: shown at once, unless there is something to lose. */
  hear(view: SettingsView): void {
    if (this.base === null || this.count === 0 || view.stamp === this.base.stamp) {
      this.base = view;
      this.newer = null;
    } else this.newer = view;
  }

  get count(): number {
    return Object.keys(this.#entered).length;
  }

  setting(key: SettingKey): SettingView | undefined {
    return this.base?.settings.find((one) => one.key === key);
  }

  /** As the field shows it. */
  shown(key: SettingKey): SettingValue {
    const setting = this.setting(key);
    const entered = this.#entered[key];
    if (entered === undefined) return setting?.value ?? null;
    return entered ?? setting?.fallback ?? null;
  }

  enter(key: SettingKey, value: SettingValue): void {
    const setting = this.setting(key);
    const isAsBefore = value === null ? setting?.source === "default" : setting?.value === value;
    if (isAsBefore) delete this.#entered[key];
    else this.#entered[key] = value;
  }

  /** A sentence, or empty. */
  wrong(key: SettingKey): string {
    const [shape, value] = [this.setting(key)?.shape, this.shown(key)];
    if (this.#entered[key] === undefined || shape === undefined) return "";
    if (shape.kind === "whole") {
      const { least, most } = shape;
      const fits = typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
      return fits ? "" : text("outOfRange", { least, most });
    }
    const isMissing = shape.kind === "text" && !shape.mayBeEmpty && String(value ?? "").trim() === "";
    return isMissing && key !== "Company.Name" ? text("textMissing") : "";
  }

  get isWrong(): boolean {
    return Object.keys(this.#entered).some((key) => this.wrong(key as SettingKey) !== "");
  }

  discard(): void {
    this.#entered = {};
    this.takeNewer();
  }

  /** Goes on from how they stand now; what was entered stays where it still differs. */
  takeNewer(): void {
    if (this.newer === null) return;
    this.base = this.newer;
    this.newer = null;
    for (const [key, value] of Object.entries(this.#entered)) this.enter(key as SettingKey, value);
  }

  /** True where some of it waits for a restart. */
  async save(): Promise<boolean> {
    const changes = Object.entries(this.#entered).map(([key, value]) => ({
      key: key as SettingKey,
      value: value ?? null,
    }));
    const stamp = this.base?.stamp ?? "";
    const view = await ask("changeSettings", { body: { stamp, changes } });
    const changed = new Set(changes.map(({ key }) => key));
    this.#entered = {};
    this.newer = null;
    this.base = view;
    return view.settings.some(({ key, isPending }) => isPending && changed.has(key));
  }
}
