// A process is killed with SIGKILL at any instant: what it was told to be stored is stored, and its lease is free again.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { takeLease } from "../../src/gateways/state/lease.ts";
import { openState } from "../../src/gateways/state/open-state.ts";
import { realEntropy } from "../../src/gateways/system/entropy.ts";
import { ANNA_USER, activeLinks } from "./state-ground.ts";

const folder = mkdtempSync(join(tmpdir(), "state-death-"));
after(() => rmSync(folder, { recursive: true }));

const inUse = { name: "Fault", kind: "refused", code: "stateInUse" };

interface Victim {
  readonly child: ChildProcess;
  /** What it has told so far. */
  readonly told: () => readonly string[];
}

/** Starts a victim and waits until it has told `lines` lines. */
async function startVictim(file: string, lines: number): Promise<Victim> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "state-victim.ts"), file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  const told = () => output.split("\n").slice(0, -1);
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the victim ended with ${code}`)));
    child.stdout?.on("data", (data) => {
      output += String(data);
      if (told().length >= lines) resolve();
    });
  });
  return { child, told };
}

async function kill(victim: Victim): Promise<void> {
  const ended = once(victim.child, "close");
  victim.child.kill("SIGKILL");
  await ended;
  assert.equal(victim.child.signalCode, "SIGKILL");
}

describe("a killed process", () => {
  for (const lines of [1, 2, 7, 200]) {
    it(`has stored everything that it was told after ${lines} steps`, async () => {
      const file = join(folder, `${lines}.db`);
      const victim = await startVictim(file, lines);
      await kill(victim);
      const state = await openState({
        file,
        companyNumber: "01",
        clock: { now: () => 0 },
        entropy: realEntropy,
      });
      const links = new Set((await activeLinks(state)).map((link) => link.id));
      const open = new Set((await state.openIntents(ANNA_USER)).map((intent) => intent.id));
      const journal = new Set((await state.journal({})).map((entry) => entry.id));
      const told = new Set(victim.told());
      const count = [...told].filter((line) => line.startsWith("announced")).length;
      for (let number = 1; number <= count; number++) {
        const isRecorded = links.has(`link-${number}` as never);
        // All of a recording or nothing of it.
        assert.equal(journal.has(`entry-${number}`), isRecorded);
        assert.equal(open.has(`intent-${number}`), !isRecorded);
        if (told.has(`recorded ${number}`)) assert.ok(isRecorded);
      }
      // At most one step further than it could still tell.
      assert.ok(links.size + open.size <= count + 1);
      await state.close();
    });
  }

  it("has the lease while it lives, and loses it with its life", async () => {
    const file = join(folder, "lease.db");
    const victim = await startVictim(file, 1);
    assert.throws(() => takeLease(file), inUse);
    await kill(victim);
    const lease = takeLease(file);
    assert.throws(() => takeLease(file), inUse);
    lease.release();
    lease.release();
    takeLease(file).release();
  });
});

describe("a lease", () => {
  it("is one for each file, needs none in memory, and says where it cannot be", () => {
    const [first, second] = [takeLease(join(folder, "a.db")), takeLease(join(folder, "b.db"))];
    takeLease(":memory:").release();
    takeLease(":memory:").release();
    first.release();
    second.release();
    assert.throws(() => takeLease(join(folder, "nowhere", "a.db")), { code: "stateUnreachable" });
  });
});
