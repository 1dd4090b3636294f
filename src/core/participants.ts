// Which users are participants, and why the others are not. Whether a mailbox answers is found out later, by asking it.
import type { SkipReason } from "../contract/reasons.ts";
import type { UserId } from "./model/ids.ts";
import type { Directory, Participant, Participation, User } from "./model/participant.ts";

/**
 * Judges every user, in the order of their logins. The first reason that applies is told; `paused` those whom somebody has paused, and
 * it counts last: a mailbox that two users name stays doubled whichever of them is paused.
 */
export function participationOf(directory: Directory, paused: ReadonlySet<UserId>): readonly Participation[] {
  const judged = directory.users.map((user) => judge(user, directory));
  const doubled = doubledMailboxes(
    judged.flatMap((one) => (one.kind === "participant" ? [one.participant] : [])),
  );
  return judged
    .map((one) => {
      if (one.kind === "skipped") return one;
      const { userId, login } = one.participant;
      if (doubled.has(userId)) return skipped(login, "duplicateMailbox");
      return paused.has(userId) ? skipped(login, "paused") : one;
    })
    .sort((a, b) => compareText(loginOf(a), loginOf(b)));
}

function judge(user: User, directory: Directory): Participation {
  const reason = skipReason(user, directory);
  if (reason !== null) return skipped(user.login, reason);
  const addresses = [user.office365UserName, user.office365Email]
    .map((address) => address?.trim() ?? "")
    .filter(
      (address, index, all) =>
        address !== "" && all.findIndex((other) => sameAddress(other, address)) === index,
    );
  if (user.employeeId === null || addresses.length === 0) return skipped(user.login, "noEmail");
  const { id, login, displayName, employeeId } = user;
  return { kind: "participant", participant: { userId: id, login, displayName, employeeId, addresses } };
}

function skipReason(user: User, directory: Directory): SkipReason | null {
  if (!user.active) return "userInactive";
  if (user.syncKind !== "office365") return "syncKindNotOffice365";
  if (!user.withoutPassword) return "withoutPasswordNotSet";
  const employee = directory.employees.find((one) => one.id === user.employeeId);
  if (employee === undefined) return "noEmployee";
  if (!employee.active) return "employeeInactive";
  return planningDatabaseReason(user, directory);
}

/** A user without rows belongs to the only planning database; with more than one, nobody can know which is meant. */
function planningDatabaseReason(user: User, directory: Directory): SkipReason | null {
  const isAmbiguous = user.planningDatabases.length === 0 && directory.planningDatabases.length > 1;
  return user.planningDatabases.length > 1 || isAmbiguous ? "severalPlanningDatabases" : null;
}

/** Users that name the same mailbox: nobody can know who is meant, so none of them is synchronised. */
function doubledMailboxes(participants: readonly Participant[]): ReadonlySet<UserId> {
  const doubled = new Set<UserId>();
  const owners = new Map<string, UserId>();
  for (const { userId, addresses } of participants) {
    const address = (addresses[0] ?? "").toLowerCase();
    const owner = owners.get(address);
    if (owner === undefined) owners.set(address, userId);
    else doubled.add(owner).add(userId);
  }
  return doubled;
}

function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function skipped(login: string, reason: SkipReason): Participation {
  return { kind: "skipped", login, reason };
}

function loginOf(one: Participation): string {
  return one.kind === "participant" ? one.participant.login : one.login;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
