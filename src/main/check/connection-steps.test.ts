// The steps of a try, in the order in which they may fail.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault, type FaultCode } from "../../core/fault.ts";
import type { MailboxId } from "../../core/model/ids.ts";
import type { Probe } from "../../gateways/graph/probe.ts";
import { connectionSteps, permissionOf } from "./connection-steps.ts";

interface Play {
  reach?: FaultCode;
  signIn?: FaultCode;
  roles?: readonly string[];
  anna?: FaultCode;
  boss?: FaultCode;
}

async function outcomes({ reach, signIn, roles = ["Calendars.ReadWrite"], anna, boss }: Play) {
  const fail = (code: FaultCode | undefined) => {
    if (code !== undefined) throw new Fault("refused", code);
  };
  const probe: Probe = {
    async reach() {
      fail(reach);
      return { skewMs: 0 };
    },
    async signIn() {
      fail(signIn);
      return { roles };
    },
    async readCalendar([address = ""]) {
      fail(address === "anna@firma.de" ? anna : boss);
      return { id: address as MailboxId, email: address, addresses: [address] };
    },
  };
  const wanted = { mailbox: "anna@firma.de", forbiddenMailbox: "boss@firma.de" };
  const steps = await connectionSteps(probe, wanted, "en");
  for (const { outcome, sentence, cure } of steps) {
    assert.notEqual(sentence, "");
    if (outcome === "fail") assert.notEqual(cure, "");
  }
  return steps.map(({ step, outcome }) => `${step} ${outcome}`).join(", ");
}

test("each step tells by itself, and what comes after a failed one is not tried", async () => {
  const table: readonly [Play, string][] = [
    [
      { boss: "mailboxForbidden" },
      "reachable pass, signedIn pass, permission pass, mailbox pass, forbiddenMailbox pass",
    ],
    [{}, "reachable pass, signedIn pass, permission pass, mailbox pass, forbiddenMailbox fail"],
    [
      { boss: "mailboxNotFound" },
      "reachable pass, signedIn pass, permission pass, mailbox pass, forbiddenMailbox warn",
    ],
    [
      { reach: "signInUnavailable" },
      "reachable fail, signedIn skipped, permission skipped, mailbox skipped, forbiddenMailbox skipped",
    ],
    [
      { signIn: "credentialsRefused" },
      "reachable pass, signedIn fail, permission skipped, mailbox skipped, forbiddenMailbox skipped",
    ],
    [
      { anna: "mailboxForbidden", roles: [] },
      "reachable pass, signedIn pass, permission fail, mailbox fail, forbiddenMailbox skipped",
    ],
    [
      { anna: "mailboxNotFound" },
      "reachable pass, signedIn pass, permission pass, mailbox fail, forbiddenMailbox skipped",
    ],
    [
      { roles: [], boss: "mailboxForbidden" },
      "reachable pass, signedIn pass, permission pass, mailbox pass, forbiddenMailbox pass",
    ],
    [
      { boss: "graphUnreachable" },
      "reachable pass, signedIn pass, permission pass, mailbox pass, forbiddenMailbox fail",
    ],
  ];
  for (const [play, expected] of table) assert.equal(await outcomes(play), expected, JSON.stringify(play));
});

test("a permission that only reads is not enough, and one that Exchange grants shows in what can be read", () => {
  assert.equal(permissionOf(["Calendars.Read"], false, true).sentence, "permissionReadOnly");
  assert.equal(permissionOf(["Calendars.ReadWrite"], false, true).sentence, "permissionTenantWide");
  assert.equal(permissionOf([], false, true).sentence, "permissionScoped");
  assert.equal(permissionOf([], true, false).sentence, "permissionMissing");
});
