// How Microsoft's change notifications fare, in a few lines for all calendars together.
import type { NoticeState, NoticeStatus } from "../../contract/report.ts";
import { FAULT_CODES, Fault, type FaultCode } from "../fault.ts";
import { fill } from "./fill.ts";
import type { InLangs, Lang } from "./lang.ts";
import { adviceOnFault } from "./sentences.ts";

const SUMMARY: InLangs = {
  de: "Änderungen meldet Microsoft für {told} von {count} Kalendern; was nicht gemeldet wird, findet die regelmäßige Abfrage.",
  en: "Microsoft tells of changes in {told} of {count} calendars; what it does not tell, polling finds.",
};

const SILENT: InLangs = {
  de: "{users}: Änderungen wurden gefunden, die niemand gemeldet hatte; die Meldungen sind neu bestellt und seither nicht angekommen.",
  en: "{users}: changes were found that nobody had told of; notifications were asked for anew, and none has come since.",
};

export interface UserNotices {
  readonly user: string;
  readonly notifications?: NoticeStatus;
}

/** Nothing where there are no notifications. */
export function noticeSentences(everybody: readonly UserNotices[], lang: Lang): readonly string[] {
  const all = everybody.flatMap(({ user, notifications }) =>
    notifications === undefined ? [] : [{ user, ...notifications }],
  );
  if (all.length === 0) return [];
  const usersIn = (...states: readonly NoticeState[]) => all.filter(({ state }) => states.includes(state));
  const told = usersIn("arriving", "subscribed").length;
  const silent = usersIn("silent").map(({ user }) => user);
  const refused = Map.groupBy(usersIn("refused"), ({ reason }) => reason);
  return [
    fill(SUMMARY[lang], { told, count: all.length }),
    ...(silent.length === 0 ? [] : [fill(SILENT[lang], { users: silent.join(", ") })]),
    ...[...refused].map(([reason, ones]) => {
      const { what, cure } = adviceOnFault(new Fault("refused", codeOf(reason)), lang);
      return `${ones.map(({ user }) => user).join(", ")}: ${what} ${cure} [${reason}]`;
    }),
  ];
}

function codeOf(reason: string | undefined): FaultCode {
  return FAULT_CODES.find((code) => code === reason) ?? "internal";
}
