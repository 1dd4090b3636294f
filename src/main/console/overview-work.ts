// The overview: the status in words, and the last 24 hours.
import type { OverviewAnswer, OverviewParticipant } from "../../contract/console/status.ts";
import type { ParticipantStatus, StatusReport } from "../../contract/report.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { attentionOf } from "../../core/sync/attention.ts";
import {
  type DelayMeasured,
  dayBegins,
  delaysBySide,
  hoursOfDay,
  type WritesOfHour,
} from "../../core/sync/last-day.ts";
import type { PlanningPort } from "../../engine/ports/planning.ts";
import type { StatePort } from "../../engine/ports/state.ts";
import type { Work } from "../../inbound/http/backend.ts";
import type { OpenPorts } from "../assemble.ts";
import { type Names, readNames } from "./people.ts";
import { toldReason } from "./told.ts";

export interface OverviewParts extends Pick<OpenPorts, "throttling"> {
  readonly planning: Pick<PlanningPort, "directory">;
  readonly state: Pick<StatePort, "measuredDelays" | "writesByHour">;
  readonly status: () => Promise<StatusReport>;
  /** Whether it is entered who signs in to Microsoft. */
  readonly isConnected: () => boolean;
  readonly now: () => number;
  /** Epoch milliseconds. */
  readonly nextLookAt: (login: string) => number | undefined;
  /** Epoch milliseconds when somebody was last seen not to be in step. */
  readonly troubleEndedAt: () => number;
}

interface Day {
  readonly readAt: number;
  readonly delays: readonly DelayMeasured[];
  readonly writes: readonly WritesOfHour[];
}

/** Of many open consoles each reads the overview at every change: the day behind is counted once for all of them. */
const DAY_LASTS_MS = 5_000;

export function overviewWork(parts: OverviewParts): Pick<Work, "getStatus" | "getOverview"> {
  let day: Promise<Day> | null = null;
  let readAt = 0;
  const theDay = () => {
    const now = parts.now();
    if (day === null || now - readAt >= DAY_LASTS_MS) {
      readAt = now;
      day = readDay(parts);
    }
    return day;
  };
  return {
    getStatus: () => parts.status(),
    async getOverview({ lang }) {
      const report = await parts.status();
      return overviewOf(parts, report, await theDay(), await readNames(parts.planning), lang);
    },
  };
}

async function readDay({ state, now }: OverviewParts): Promise<Day> {
  const since = new Date(dayBegins(now())).toISOString();
  const [delays, writes] = [await state.measuredDelays(since), await state.writesByHour(since)];
  return { readAt: now(), delays, writes };
}

function overviewOf(
  parts: OverviewParts,
  { participants }: StatusReport,
  { readAt, delays, writes }: Day,
  names: Names,
  lang: Lang,
): OverviewAnswer {
  const wanted = participants.filter(({ state }) => state !== "skipped");
  const isInStep = wanted.length > 0 && wanted.every(({ state }) => state === "inStep");
  const byLogin = Map.groupBy(delays, ({ login }) => login);
  const { refusedLastHour, paused, pausedUntil } = parts.throttling();
  return {
    inStepSince: isInStep ? instant(parts.troubleEndedAt()) : null,
    participants: participants.map((one) => ({
      ...told(one, names, lang),
      nextLookAt: instant(one.state === "skipped" ? null : parts.nextLookAt(one.user)),
      delays: delaysBySide(byLogin.get(one.user) ?? []),
    })),
    attention: attentionOf(participants, parts.isConnected()).map(({ reason, ...one }) => ({
      ...one,
      name: one.user === null ? null : names.nameOf(names.userNamed(one.user)),
      told: reason === null ? null : toldReason(reason, lang),
    })),
    delays: delaysBySide(delays),
    throttling: { refusedLastHour, paused, pausedUntil: instant(pausedUntil) },
    hours: hoursOfDay(readAt, writes, delays),
  };
}

function told(
  one: ParticipantStatus,
  names: Names,
  lang: Lang,
): Omit<OverviewParticipant, "nextLookAt" | "delays"> {
  const { user, email, state, reason, progress, remainingSeconds, lastPassAt, notifications } = one;
  return {
    user,
    name: names.nameOf(names.userNamed(user)) || user,
    email,
    state,
    told: reason === undefined ? null : toldReason(reason, lang),
    progress: progress ?? null,
    remainingSeconds: remainingSeconds ?? null,
    lastLookAt: lastPassAt,
    notices:
      notifications === undefined
        ? null
        : { state: notifications.state, heardAt: notifications.heardAt ?? null },
  };
}

function instant(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : new Date(ms).toISOString();
}
