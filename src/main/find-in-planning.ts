// What a person names at the command line, found in planning: a user by login, an appointment by id.
import { findLogin } from "../core/find-login.ts";
import type { Appointment } from "../core/model/appointment.ts";
import type { AppointmentId } from "../core/model/ids.ts";
import type { User } from "../core/model/participant.ts";
import type { PlanningPort } from "../engine/ports/planning.ts";

/** Null where planning does not have the appointment, or cannot make sense of it. */
export async function readRow(
  planning: Pick<PlanningPort, "rows">,
  id: AppointmentId,
): Promise<Appointment | null> {
  const row = (await planning.rows([id])).get(id);
  return row?.kind === "readable" ? row.appointment : null;
}

/** Faults: `userUnknown`, with the nearest login. */
export async function findUser(planning: Pick<PlanningPort, "directory">, typed: string): Promise<User> {
  const { users } = await planning.directory();
  const login = findLogin(
    typed,
    users.map((user) => user.login),
  );
  return users.find((user) => user.login === login) as User;
}
