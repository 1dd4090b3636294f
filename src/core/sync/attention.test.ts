// What needs a person, and what does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ParticipantStatus } from "../../contract/report.ts";
import { attentionOf } from "./attention.ts";

function status(user: string, changes: Partial<ParticipantStatus> = {}): ParticipantStatus {
  const quiet = { lastPassAt: null, held: 0, parked: 0, conflicts: 0 };
  return { user, email: `${user}@muster.example`, state: "inStep", ...quiet, ...changes };
}

const told = (...participants: ParticipantStatus[]) =>
  attentionOf(participants, true).map(({ kind, user, count, reason }) =>
    [kind, user, count, reason].join(" "),
  );

test("whoever is in step, was left out by choice, or is only slowed down needs nobody", () => {
  assert.deepEqual(
    told(
      status("anna"),
      status("bernd", { state: "skipped", reason: "syncKindNotOffice365" }),
      status("carl", { state: "failed", reason: "throttled" }),
      status("doris", { state: "initialSync" }),
    ),
    [],
  );
});

test("a connection that is not there is told once, also where nobody takes part yet", () => {
  const first = (participants: ParticipantStatus[]) => attentionOf(participants, false)[0];
  assert.deepEqual(first([]), { kind: "everybody", user: null, count: 0, reason: "notConnected" });
  const failing = status("anna", { state: "failed", reason: "notConnected" });
  assert.deepEqual(first([failing]), { kind: "everybody", user: null, count: 1, reason: "notConnected" });
  assert.equal(attentionOf([failing], false).length, 1);
});

test("what concerns everybody is told once, the rest person by person, decisions as one", () => {
  assert.deepEqual(
    told(
      status("anna", { state: "failed", reason: "credentialsRefused" }),
      status("bernd", { state: "failed", reason: "credentialsRefused" }),
      status("carl", { state: "failed", reason: "mailboxNotFound", parked: 2 }),
      status("doris", { state: "needsConfirmation", reason: "massDeletion", held: 12, conflicts: 1 }),
      status("emil", { state: "skipped", reason: "noEmail", parked: 1 }),
    ),
    [
      "everybody  2 credentialsRefused",
      "held  12 ",
      "participant carl 1 mailboxNotFound",
      "conflicts  1 ",
      "parked  3 ",
      "user emil 1 noEmail",
    ],
  );
});
