// What happens around the edits: cycles and deaths, weather over the ports, time, people switched off, what is answered at the desk, and
// a memory that is lost.
import type { FaultCode, FaultKind } from "../../src/core/fault.ts";
import { asFault } from "../../src/core/fault.ts";
import { takeConflict } from "../../src/main/conflicts.ts";
import { undo } from "../../src/main/undo.ts";
import { emailOf } from "../scenario/world.ts";
import { checkCycle } from "./always.ts";
import { Dice } from "./dice.ts";
import { type Play, q } from "./play.ts";
import type { PortName } from "./storm.ts";
import { drawWhen, OUTLOOK, PLANNERS, type Turn } from "./turns.ts";

const person = (play: Play, dice: Dice) => dice.pick(play.people) ?? "Anna";

export const CYCLES: Readonly<Record<string, Turn>> = {
  async cycle(play) {
    const wasCalm = play.storm.isCalm;
    checkCycle(play, await play.cycle(), wasCalm);
    return () => "await world.cycle();";
  },
  async cycleOfOne(play, dice) {
    const who = person(play, dice);
    if (!isOn(play, who)) return null;
    const wasCalm = play.storm.isCalm;
    checkCycle(play, await play.cycle({ only: [who] }), wasCalm);
    return () => `await world.cycle({ only: [${q(who)}] });`;
  },
  async dyingCycle(play, dice) {
    const fate = { atCall: dice.between(1, 60), afterwards: dice.chance(0.5) };
    await play.dyingCycle(fate);
    checkCycle(play, null);
    return () => `await world.dyingCycle(${q(fate)});`;
  },
};

/** People go on working while the passes do. */
export const AMID: Readonly<Record<string, Turn>> = {
  async cycle(play, dice, number) {
    const wasCalm = play.storm.isCalm;
    const lines: (() => string)[] = [];
    for (let edit = dice.between(1, 4); edit > 0; edit--) {
      const turns: Readonly<Record<string, Turn>> = dice.chance(0.8) ? PLANNERS : OUTLOOK;
      const [name, afterCalls, own] = [
        dice.pick(Object.keys(turns)) ?? "plan",
        dice.between(5, 90),
        dice.seed(),
      ];
      play.storm.interrupt(afterCalls, async () => {
        const line = await turns[name]?.(play, new Dice(own), number + 1000 * edit);
        if (line) lines.push(() => `// Amid the cycle, at call ${afterCalls}: ${line()}`);
        if (line) play.tally.add("edit amid a cycle");
      });
    }
    const report = await play.cycle();
    play.storm.stopInterrupting();
    checkCycle(play, report, wasCalm);
    return () => ["await world.cycle();", ...lines.map((line) => line())].join("\n");
  },
};

type Blow = readonly [call: string, kind: FaultKind, code: FaultCode, afterwards: boolean];

function strike(port: PortName, blows: readonly [Blow, ...Blow[]]): Turn {
  return (play, dice) => {
    const [call, kind, code, afterwards] = dice.pick(blows);
    play.storm.order({ port, call, kind, code, afterwards });
    const when = afterwards ? "after its effect" : "before its effect";
    return () => `// The next call of ${port}.${call} fails with ${code}, ${when}.`;
  };
}

function strikeForLong(port: PortName, [call, kind, code, afterwards]: Blow, times: number): Turn {
  return (play) => {
    for (let time = 0; time < times; time++) play.storm.order({ port, call, kind, code, afterwards });
    return () => `// The next ${times} calls of ${port}.${call} fail with ${code}.`;
  };
}

const EVERY = ["changes", "look", "marks", "create", "update", "remove"] as const;
const WRITES = ["create", "update", "remove"] as const;
const blows = (
  calls: readonly string[],
  kind: FaultKind,
  code: FaultCode,
  afterwards: boolean,
): readonly [Blow, ...Blow[]] => calls.map((call): Blow => [call, kind, code, afterwards]) as [Blow];

/** Each seed draws which of these it has: many of few kinds find more than a little of everything. */
export const WEATHER: Readonly<Record<string, Turn>> = {
  throttled: strike("calendar", blows(EVERY, "unavailable", "graphThrottled", false)),
  unavailable: strike("calendar", blows(EVERY, "unavailable", "graphUnavailable", false)),
  answerLost: strike("calendar", blows(WRITES, "unavailable", "graphUnreachable", true)),
  unreadable: strike("calendar", blows(WRITES, "unavailable", "graphAnswerUnreadable", true)),
  stale: strike("calendar", blows(["update", "remove"], "stale", "eventChanged", false)),
  staleForLong: strikeForLong("calendar", ["update", "stale", "eventChanged", false], 5),
  /** Also when the event is looked back at: nobody can tell what became of it. */
  unreadableForLong: strikeForLong("calendar", ["create", "unavailable", "graphAnswerUnreadable", true], 4),
  refused: strike("calendar", blows(["create", "update"], "refused", "eventRefused", false)),
  /** The request is lost, and what it asked for is refused when it is asked again. */
  lostThenRefused(play) {
    const create = { port: "calendar", call: "create", afterwards: false } as const;
    play.storm.order({ ...create, kind: "unavailable", code: "graphUnreachable" });
    for (let time = 0; time < 2; time++)
      play.storm.order({ ...create, kind: "refused", code: "eventRefused" });
    return () => "// The next request to create an event is lost, and the two after it are refused.";
  },
  signIn: strike("calendar", blows(EVERY, "refused", "credentialsExpired", false)),
  busy: strike(
    "planning",
    blows(["changesAfter", "rows", "insert", "update", "remove"], "unavailable", "planningBusy", false),
  ),
  commitLost: strike(
    "planning",
    blows(["insert", "update", "remove"], "unavailable", "planningUnreachable", true),
  ),
  rowRefused: strike("planning", blows(["insert", "update"], "refused", "appointmentRefused", false)),
  rowChanged: strike("planning", blows(["update", "remove"], "stale", "appointmentChanged", false)),
  memoryFails: strike("state", blows(["announce", "record"], "unavailable", "stateUnreachable", false)),
  memoryAnswerLost: strike("state", blows(["announce", "record"], "unavailable", "stateUnreachable", true)),
  toldLate(play, dice) {
    const who = person(play, dice);
    play.storm.tellLate(emailOf(who));
    return () => `// What changed in ${who}'s calendar is visible one look later.`;
  },
  toldAgain(play, dice) {
    const [who, entries] = [person(play, dice), dice.between(1, 8)];
    play.storm.tellAgain(emailOf(who), entries);
    return () => `// ${who}'s calendar tells the last ${entries} changes again.`;
  },
  cursorExpires(play, dice) {
    const who = person(play, dice);
    play.tally.add("fault cursor expired");
    play.world.calendar.expireCursors(emailOf(who));
    return () => `world.calendar.expireCursors(${q(emailOf(who))});`;
  },
  mailbox(play, dice) {
    const who = person(play, dice);
    const code =
      play.mailboxesInTrouble.has(who) || dice.chance(0.2)
        ? null
        : dice.pick(["mailboxNotFound", "mailboxUnavailable", "mailboxForbidden"] as const);
    play.setTrouble(who, code);
    return () => `world.calendar.trouble(${q(emailOf(who))}, ${q(code)});`;
  },
};

function isOn(play: Play, who: string): boolean {
  const [row] = play.world.sql("select active from app_user where display_name = ?", who);
  return row?.active === 1;
}

/** What the desk answers to a person where it cannot do what was asked. */
function codeOf(thrown: unknown): string {
  const { kind, code } = asFault(thrown);
  if (kind === "broken") throw thrown;
  return code;
}

export const AROUND: Readonly<Record<string, Turn>> = {
  switch(play, dice) {
    const who = person(play, dice);
    const active = isOn(play, who) ? 0 : 1;
    play.world.sql("update app_user set active = ? where display_name = ?", active, who);
    return () => `world.sql("update app_user set active = ${active} where display_name = '${who}'");`;
  },
  wait(play, dice) {
    const minutes = dice.pick([2, 20, 90, 24 * 60, 3 * 24 * 60] as const);
    play.world.waitMinutes(minutes);
    return () => `world.waitMinutes(${minutes});`;
  },
  clockJumps(play, dice) {
    const minutes = dice.pick([-1, -60, -26 * 60, 26 * 60, 7 * 24 * 60] as const);
    play.tally.add(minutes < 0 ? "fault clock jumps back" : "fault clock jumps ahead");
    play.world.waitMinutes(minutes);
    return () => `world.waitMinutes(${minutes});`;
  },
  async answer(play, dice) {
    const [who, answer] = [person(play, dice), dice.pick(["confirm", "restore"] as const)];
    const held = await play.world.answerHeld(who, answer);
    if (held === 0) return null;
    if (answer === "confirm") play.missing.clear();
    play.tally.add(`desk ${answer}`, held);
    play.hasPutBack ||= answer === "restore";
    return () => `await world.answerHeld(${q(who)}, ${q(answer)});`;
  },
  async undo(play, dice) {
    const entry = dice.pick(await play.world.entries());
    if (entry === undefined) return null;
    const outcomes = await undo(play.world.ports, entry.id).then(
      ({ undone }) => undone.map(({ outcome, reason }) => reason ?? outcome),
      (thrown: unknown) => [codeOf(thrown)],
    );
    for (const outcome of outcomes) play.tally.add(`undo ${outcome}`);
    return () => `// The entry „${entry.reason}“ about „${entry.subject}“ is undone.`;
  },
  async takeConflict(play, dice) {
    const conflict = dice.pick(await play.world.ports.state.conflicts());
    if (conflict === undefined) return null;
    const side = dice.pick(["planning", "office365"] as const);
    const outcome = await takeConflict(play.world.ports, { id: conflict.id, side }).then(
      ({ changed }) => (changed ? "taken" : "taken already"),
      codeOf,
    );
    play.tally.add(`conflict ${outcome}`);
    play.ledger.answer(conflict.eventId, conflict.field);
    return () => `// In the conflict about ${conflict.field}, ${side} is taken.`;
  },
};

export const MEMORY: Readonly<Record<string, Turn>> = {
  backUp(play) {
    play.backup = play.world.backUpState();
    return () => "const backup = world.backUpState();";
  },
  backUpPlanning(play) {
    play.backupOfPlanning = play.world.backUpPlanning();
    return () => "const planning = world.backUpPlanning();";
  },
  /** Whoever plans in it before a cycle looks takes it as far as the old one had gone, or further. */
  async restorePlanning(play, dice, number) {
    if (play.backupOfPlanning === null) return null;
    play.tally.add("fault planning restored");
    await play.restorePlanning(play.backupOfPlanning);
    const lines = ["await world.restorePlanning(planning);"];
    for (let job = dice.between(0, 6); job > 0; job--) {
      const [who, subject, when] = [person(play, dice), `Nachtrag ${number}.${job}`, drawWhen(dice)];
      play.world.plan(subject, who, when);
      lines.push(`world.plan(${q(subject)}, ${q(who)}, ${q(when)});`);
    }
    return () => lines.join("\n");
  },
  async lose(play) {
    play.tally.add("fault memory lost");
    await play.loseState(null);
    // Put back after all, it knows an event outside of the window whose assignment has another one by now: decision 21.
    play.backup = null;
    return () => "await world.loseState();";
  },
  async restore(play) {
    if (play.backup === null) return null;
    play.tally.add("fault memory older");
    await play.loseState(play.backup);
    return () => "await world.loseState(backup);";
  },
};
