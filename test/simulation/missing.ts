// What a restored planning does not have although both sides had it: its events stay until a person says otherwise, however much was done
// in that planning before a cycle looked.
import type { AppointmentId, EventId } from "../../src/core/model/ids.ts";
import type { Link } from "../../src/core/model/link.ts";
import type { Ports } from "../../src/engine/ports.ts";

export class Missing {
  /** Events with the appointments they stand for. */
  readonly #events = new Map<EventId, AppointmentId>();
  readonly #deleted: EventId[] = [];

  /** `known` was in step before; whatever the restored planning does not have of it is missing. */
  async compare(known: readonly Link[], ports: Ports): Promise<void> {
    for (const { eventId, appointmentId } of known) this.#events.set(eventId, appointmentId);
    await this.look(ports);
  }

  /** What has come back into planning is missing no longer, also as a person's own. */
  async look({ planning, state }: Ports): Promise<void> {
    if (this.#events.size === 0) return;
    const users = (await state.memories()).map(({ userId }) => userId);
    const links = (await Promise.all(users.map((user) => state.everyLink(user)))).flat();
    const now = new Map(links.map(({ eventId, appointmentId }) => [eventId, appointmentId]));
    const rows = await planning.rows([...this.#events.values(), ...now.values()]);
    for (const [event, appointment] of this.#events)
      if (rows.has(appointment) || rows.has(now.get(event) ?? appointment)) this.#events.delete(event);
  }

  /** A person took it away, so that it would be somebody's new event if it came back. */
  forget(event: EventId): void {
    this.#events.delete(event);
  }

  /** A person has said that they may go, or nobody remembers what was agreed. */
  clear(): void {
    this.#events.clear();
  }

  /** The sync has deleted an event. */
  deleted(event: EventId): void {
    if (this.#events.has(event)) this.#deleted.push(event);
  }

  /** There must be none. */
  get deletedUnasked(): readonly EventId[] {
    return this.#deleted;
  }
}

/** Links whose rows stand as they were last agreed, as the participants' positions in planning know. */
export async function inStep({ planning, state }: Ports): Promise<readonly Link[]> {
  const known: Link[] = [];
  for (const { userId, planningPosition } of await state.memories()) {
    if (planningPosition === null || (await state.openIntents(userId)).length > 0) continue;
    const links = await state.everyLink(userId);
    const rows = await planning.rows(links.map(({ appointmentId }) => appointmentId));
    for (const link of links) {
      const row = rows.get(link.appointmentId)?.appointment;
      const isAgreed =
        row?.version === link.planningVersion && Number(row.version) <= planningPosition.sequence;
      if (isAgreed) known.push(link);
    }
  }
  return known;
}
