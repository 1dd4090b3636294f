// Who is who, read in one piece for one answer: logins, names, and how each fares.

import type { UserId } from "../../core/model/ids.ts";
import type { Employee, User } from "../../core/model/participant.ts";
import type { PlanningPort } from "../../engine/ports/planning.ts";

export interface Names {
  readonly users: readonly User[];
  readonly employees: readonly Employee[];
  userOf(id: UserId): User | undefined;
  userNamed(login: string): User | undefined;
  /** What a person is called: the employee's name, else the user's. */
  nameOf(user: User | undefined): string;
}

export async function readNames(planning: Pick<PlanningPort, "directory">): Promise<Names> {
  const { users, employees } = await planning.directory();
  const byId = new Map(users.map((user) => [user.id, user]));
  const byLogin = new Map(users.map((user) => [user.login, user]));
  const employeeNames = new Map(employees.map(({ id, displayName }) => [id, displayName]));
  return {
    users,
    employees,
    userOf: (id) => byId.get(id),
    userNamed: (login) => byLogin.get(login),
    nameOf(user) {
      if (user === undefined) return "";
      const name = user.employeeId === null ? undefined : employeeNames.get(user.employeeId);
      return name || user.displayName || user.login;
    },
  };
}
