// The log: pino behind the engine's interface, with the levels and categories of appsettings.json. In a terminal a readable line,
// elsewhere one JSON object per line.
import { pino } from "pino";
import type { LogLevel, Settings } from "../contract/settings.ts";
import type { Log, LogCategory } from "../engine/log.ts";
import { KeptLog } from "./kept-log.ts";
import { LOG_CATEGORIES } from "./settings/keys.ts";

const PINO_LEVELS = {
  Verbose: "trace",
  Debug: "debug",
  Information: "info",
  Warning: "warn",
  Error: "error",
  Fatal: "fatal",
} as const satisfies Record<LogLevel, string>;
const LEVEL_NAMES: Readonly<Record<string, LogLevel>> = Object.fromEntries(
  Object.entries(PINO_LEVELS).map(([name, level]) => [level, name as LogLevel]),
);

/** Whatever a caller passes by mistake: none of these reaches a log. */
const SECRETS = [
  "clientSecret",
  "secret",
  "token",
  "accessToken",
  "authorization",
  "Authorization",
  "password",
  "assertion",
  "clientState",
];
const CONTENTS = ["subject", "body", "notes", "location"];
const REDACTED = [...SECRETS, ...CONTENTS].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

export interface LogTarget {
  readonly line: (line: string) => void;
  readonly isTerminal: boolean;
  readonly colour: boolean;
}

export interface LiveLog extends Log {
  /** Levels of changed settings are taken up at once. */
  setLevels(levels: Settings["MinimumLevel"]): void;
  /** The last lines, for whoever looks into the console. */
  readonly kept: KeptLog;
}

export function openLog(levels: Settings["MinimumLevel"], target: LogTarget): LiveLog {
  const kept = new KeptLog();
  const write = (json: string) => {
    kept.add(json);
    target.line(target.isTerminal ? readable(json, target.colour) : json.trimEnd());
  };
  const root = pino(
    {
      level: "trace",
      base: null,
      messageKey: "message",
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: LEVEL_NAMES[label] ?? label }) },
      redact: { paths: REDACTED, censor: "…" },
    },
    { write },
  );
  const byCategory = new Map(
    LOG_CATEGORIES.map((category) => [category as LogCategory, root.child({ category })]),
  );
  const setLevels = ({ Default, Override }: Settings["MinimumLevel"]) => {
    for (const [category, logger] of byCategory) logger.level = PINO_LEVELS[Override[category] ?? Default];
  };
  setLevels(levels);
  const at =
    (level: "trace" | "debug" | "info" | "warn" | "error") =>
    (category: LogCategory, message: string, detail: object = {}) =>
      byCategory.get(category)?.[level](detail, message);
  return {
    verbose: at("trace"),
    debug: at("debug"),
    information: at("info"),
    warning: at("warn"),
    error: at("error"),
    setLevels,
    kept,
  };
}

const COLOURS: Readonly<Record<string, number>> = {
  Verbose: 90,
  Debug: 90,
  Information: 36,
  Warning: 33,
  Error: 31,
  Fatal: 31,
};

function readable(json: string, colour: boolean): string {
  const { level, time, category, message, ...detail } = JSON.parse(json) as Record<string, unknown>;
  const clock = new Date(String(time)).toLocaleTimeString("de-DE");
  const name = String(level);
  const shown = colour ? `\u001b[${COLOURS[name] ?? 0}m${name}\u001b[0m` : name;
  const more = Object.entries(detail).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  // A value from outside must not move the cursor.
  return [
    clock,
    shown,
    String(category),
    ...[String(message), ...more].map((part) => part.replace(/\p{Cc}+/gu, " ")),
  ].join(" ");
}
