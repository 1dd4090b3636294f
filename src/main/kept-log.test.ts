// The log's last lines: how many are kept, and what finds them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { KeptLog } from "./kept-log.ts";
import { openLog } from "./log.ts";

const LEVELS = { Default: "Verbose", Override: {} } as const;

function open() {
  const written: string[] = [];
  const log = openLog(LEVELS, { line: (line) => written.push(line), isTerminal: false, colour: false });
  return { log, written };
}

const messages = (log: KeptLog, filter: Parameters<KeptLog["find"]>[0]) =>
  log.find(filter, 100).map(({ message }) => message);

test("lines are found by level, category, person, appointment and text", () => {
  const { log } = open();
  log.debug("Graph", "one", { mailbox: "Anna@muster.example" });
  log.warning("Sync", "two", { user: "anna", appointmentId: "A-1" });
  log.error("Sync", "three", { user: "joanna", detail: { file: "C:\\data" } });
  const { kept } = log;
  assert.deepEqual(messages(kept, {}), ["one", "two", "three"]);
  assert.deepEqual(messages(kept, { level: "Warning" }), ["two", "three"]);
  assert.deepEqual(messages(kept, { category: "Graph" }), ["one"]);
  assert.deepEqual(messages(kept, { person: ["anna", "anna@muster.example"] }), ["one", "two"]);
  assert.deepEqual(messages(kept, { appointment: "a-1" }), ["two"]);
  assert.deepEqual(messages(kept, { text: "c:\\DATA" }), ["three"]);
  assert.deepEqual(messages(kept, { after: 2 }), ["three"]);
  assert.deepEqual(kept.find({}, 1)[0]?.message, "three");
});

test("what is kept is as redacted as what is written", () => {
  const { log, written } = open();
  log.information("Sync", "signed in", { token: "geheim", subject: "Heizung" });
  assert.doesNotMatch(written.join(), /geheim|Heizung/);
  assert.doesNotMatch(JSON.stringify(log.kept.find({}, 10)), /geheim|Heizung/);
});

test("of many lines the last 5,000 are kept, and the numbers go on", () => {
  const kept = new KeptLog();
  for (let number = 1; number <= 5_010; number++)
    kept.add(JSON.stringify({ time: `t${number}`, level: "Debug", message: `${number}` }));
  assert.equal(kept.since, "t11");
  assert.equal(kept.newest, 5_010);
  assert.equal(kept.find({}, 10_000).length, 5_000);
  assert.deepEqual(
    kept.find({ after: 5_008 }, 10).map(({ number, message }) => `${number} ${message}`),
    ["5009 5009", "5010 5010"],
  );
  // Whoever asks after a pause in which more was written than is kept gets what is left.
  assert.equal(kept.find({ after: 3 }, 10_000)[0]?.number, 11);
});

test("a line that is very long is cut, and can still be read", () => {
  const { log } = open();
  log.warning("Sync", "long", { detail: "x".repeat(20_000) });
  const [line] = log.kept.find({}, 1);
  assert.equal(line?.message, "long");
  assert.ok(JSON.stringify(line).length < 8_000);
});
