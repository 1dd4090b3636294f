// Differences that no cycle notices, planted behind the back of every cursor; and the audit that has to find them.
import assert from "node:assert/strict";
import type { AuditReport, Difference } from "../../src/contract/audit.ts";
import type { UserId } from "../../src/core/model/ids.ts";
import type { Link } from "../../src/core/model/link.ts";
import { windowAt } from "../../src/core/time/window.ts";
import { auditEverybody } from "../../src/engine/audit-everybody.ts";
import { SYNC } from "../support/samples.ts";
import { ZONE } from "./when.ts";
import type { World } from "./world.ts";

/** The planners' change that the change feed loses. */
export function unnoticedInPlanning<Result>(world: World, work: () => Result): Result {
  const [feed] = world.sql(
    "select coalesce((select max(seq) from appointment_change), (select trimmed_through from appointment_change_feed), 0) as seq",
  );
  const result = work();
  world.sql("delete from appointment_change where seq > ?", Number(feed?.seq));
  return result;
}

/** A change in Outlook that delta loses: the cursor moves past it, and nobody was told. */
export async function unnoticedInOutlook(world: World, person: string, work: () => void): Promise<void> {
  work();
  const { calendar, state, clock } = world.ports;
  const memory = await state.memory(await userOf(world, person));
  assert.ok(memory?.mailbox && memory.calendarCursor);
  const window = windowAt(clock.now(), ZONE, SYNC.MonthsPast, SYNC.MonthsFuture);
  const { cursor } = await calendar.changes(memory.mailbox, window, memory.calendarCursor);
  await state.record({ memory: { ...memory, calendarCursor: cursor } });
}

/** Of these people, or of everybody. */
export function audit(
  world: World,
  people?: readonly string[],
  signal = new AbortController().signal,
): Promise<AuditReport> {
  return auditEverybody(world.ports, {
    company: { Number: "01", Name: "Muster Haustechnik GmbH", TimeZone: ZONE },
    sync: world.sync,
    logins: people?.map((person) => person.toLowerCase()) ?? null,
    signal,
  });
}

/** Each difference as `anna fieldsDiffer Heizung location readAgain`. */
export function told({ participants }: AuditReport): string[] {
  const line = (user: string, { kind, subject, fields, prospect }: Difference) =>
    [user, kind, subject ?? "–", ...(fields ?? []).map(({ field }) => field), prospect].join(" ");
  for (const one of participants) assert.equal(one.outcome, "ok", `${one.user}: ${one.reason}`);
  return participants.flatMap(({ user, differences }) => differences.map((one) => line(user, one))).sort();
}

export async function userOf(world: World, person: string): Promise<UserId> {
  const { users } = await world.ports.planning.directory();
  const user = users.find(({ login }) => login === person.toLowerCase());
  assert.ok(user);
  return user.id;
}

export async function linkOf(world: World, person: string, appointment: string): Promise<Link> {
  const links = await world.ports.state.everyLink(await userOf(world, person));
  const link = links.find(({ appointmentId }) => appointmentId === appointment);
  assert.ok(link, `${person} has no link with ${appointment}`);
  return link;
}
