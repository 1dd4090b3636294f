// Every reason why a user is no participant, and the order of addresses for one who is.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EmployeeId, PlanningDatabaseId, UserId } from "./model/ids.ts";
import type { Directory, User } from "./model/participant.ts";
import { participationOf } from "./participants.ts";

const USER: User = {
  id: "u1" as UserId,
  login: "anna",
  displayName: "Anna Huber",
  employeeId: "e1" as EmployeeId,
  syncKind: "office365",
  office365UserName: "anna@muster.example",
  office365Email: "a.huber@muster.example",
  withoutPassword: true,
  active: true,
  planningDatabases: [],
};
const ONE = "p1" as PlanningDatabaseId;
const TWO = "p2" as PlanningDatabaseId;
/** Paused. */
const NOBODY: ReadonlySet<UserId> = new Set();

function directoryOf(
  users: readonly User[],
  planningDatabases: readonly PlanningDatabaseId[] = [ONE],
): Directory {
  const employees = [
    { id: "e1" as EmployeeId, displayName: "Anna Huber", active: true },
    { id: "e2" as EmployeeId, displayName: "Bernd Maier", active: false },
  ];
  return { users, employees, planningDatabases };
}

function reasonFor(change: Partial<User>, databases?: readonly PlanningDatabaseId[]): string {
  const [one] = participationOf(directoryOf([{ ...USER, ...change }], databases), NOBODY);
  assert.ok(one);
  return one.kind === "skipped" ? one.reason : one.kind;
}

test("a user who passes every check is a participant, its user name is tried before its e-mail", () => {
  const [one] = participationOf(directoryOf([USER]), NOBODY);
  assert.ok(one?.kind === "participant");
  assert.deepEqual(one.participant.addresses, ["anna@muster.example", "a.huber@muster.example"]);
});

test("each failing check has its own reason, the first one counts", () => {
  assert.equal(reasonFor({ active: false, syncKind: "none" }), "userInactive");
  assert.equal(reasonFor({ syncKind: "none" }), "syncKindNotOffice365");
  assert.equal(reasonFor({ syncKind: "exchange" }), "syncKindNotOffice365");
  assert.equal(reasonFor({ withoutPassword: false }), "withoutPasswordNotSet");
  assert.equal(reasonFor({ employeeId: null }), "noEmployee");
  assert.equal(reasonFor({ employeeId: "unknown" as EmployeeId }), "noEmployee");
  assert.equal(reasonFor({ employeeId: "e2" as EmployeeId }), "employeeInactive");
  assert.equal(reasonFor({ office365UserName: " ", office365Email: null }), "noEmail");
});

test("a user belongs to exactly one planning database", () => {
  assert.equal(reasonFor({ planningDatabases: [ONE, TWO] }, [ONE, TWO]), "severalPlanningDatabases");
  assert.equal(reasonFor({ planningDatabases: [] }, [ONE, TWO]), "severalPlanningDatabases");
  assert.equal(reasonFor({ planningDatabases: [ONE] }, [ONE, TWO]), "participant");
  assert.equal(reasonFor({ planningDatabases: [] }, []), "participant");
});

test("an e-mail alone is enough", () => {
  const [one] = participationOf(directoryOf([{ ...USER, office365UserName: null }]), NOBODY);
  assert.ok(one?.kind === "participant");
  assert.deepEqual(one.participant.addresses, ["a.huber@muster.example"]);
});

test("two users on one mailbox are both skipped, whoever else is there", () => {
  const other: User = {
    ...USER,
    id: "u2" as UserId,
    login: "berta",
    office365UserName: "ANNA@muster.example",
  };
  const third: User = {
    ...USER,
    id: "u3" as UserId,
    login: "carl",
    office365UserName: "carl@muster.example",
  };
  const judged = participationOf(directoryOf([third, other, USER]), NOBODY);
  assert.deepEqual(
    judged.map((one) => (one.kind === "skipped" ? `${one.login}: ${one.reason}` : one.participant.login)),
    ["anna: duplicateMailbox", "berta: duplicateMailbox", "carl"],
  );
});

test("whoever is paused is skipped for that alone; a mailbox named twice stays doubled, and what is missing is told first", () => {
  const paused = new Set([USER.id]);
  const reasons = (users: readonly User[]) =>
    participationOf(directoryOf(users), paused).map((one) =>
      one.kind === "skipped" ? one.reason : one.kind,
    );
  assert.deepEqual(reasons([USER]), ["paused"]);
  assert.deepEqual(reasons([{ ...USER, withoutPassword: false }]), ["withoutPasswordNotSet"]);
  const twin = { ...USER, id: "u2" as UserId, login: "bernd" };
  assert.deepEqual(reasons([USER, twin]), ["duplicateMailbox", "duplicateMailbox"]);
  const other = { ...twin, office365UserName: "bernd@muster.example", office365Email: null };
  assert.deepEqual(reasons([USER, other]), ["paused", "participant"]);
});
