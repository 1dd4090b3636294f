// The state in a rehearsal: links, memories and what waits change as in a real cycle, but only here.
import type { AppointmentId, EventId, LinkId, UserId } from "../../core/model/ids.ts";
import type { Link } from "../../core/model/link.ts";
import type { ParticipantMemory, Recording, StatePort, WaitingItem } from "../ports/state.ts";

export class RehearsedState implements StatePort {
  readonly #real: StatePort;
  /** Null: forgotten. */
  readonly #links = new Map<LinkId, Link | null>();
  readonly #memories = new Map<UserId, ParticipantMemory>();
  /** Null: it waits no longer. */
  readonly #waiting = new Map<string, WaitingItem | null>();

  constructor(real: StatePort) {
    this.#real = real;
  }

  async memory(user: UserId): Promise<ParticipantMemory | null> {
    return this.#memories.get(user) ?? (await this.#real.memory(user));
  }

  async memories(): Promise<readonly ParticipantMemory[]> {
    const real = (await this.#real.memories()).filter(({ userId }) => !this.#memories.has(userId));
    return [...real, ...this.#memories.values()];
  }

  async linksByAppointment(user: UserId, ids: readonly AppointmentId[]): Promise<readonly Link[]> {
    const real = await this.#real.linksByAppointment(user, ids);
    return this.#over(real, (link) => link.userId === user && ids.includes(link.appointmentId));
  }

  async linksByEvent(user: UserId, ids: readonly EventId[]): Promise<readonly Link[]> {
    const real = await this.#real.linksByEvent(user, ids);
    return this.#over(real, (link) => link.userId === user && ids.includes(link.eventId));
  }

  async linksOfSeries(user: UserId, masters: readonly EventId[]): Promise<readonly Link[]> {
    const real = await this.#real.linksOfSeries(user, masters);
    const isOf = ({ seriesMasterId }: Link) => seriesMasterId !== null && masters.includes(seriesMasterId);
    return this.#over(real, (link) => link.userId === user && isOf(link));
  }

  async linksOfAppointments(ids: readonly AppointmentId[]): Promise<readonly Link[]> {
    const real = await this.#real.linksOfAppointments(ids);
    return this.#over(real, (link) => ids.includes(link.appointmentId));
  }

  async linksOfMeetings(keys: readonly string[]): Promise<readonly Link[]> {
    const real = await this.#real.linksOfMeetings(keys);
    return this.#over(real, ({ meetingKey }) => meetingKey !== null && keys.includes(meetingKey));
  }

  async everyLink(user: UserId): Promise<readonly Link[]> {
    return this.#over(await this.#real.everyLink(user), (link) => link.userId === user);
  }

  async countActiveLinks(user: UserId): Promise<number> {
    return (await this.everyLink(user)).filter(({ status }) => status === "active").length;
  }

  async record(recording: Recording): Promise<void> {
    // Asked first: from here on nobody comes in between.
    const real = await this.#real.everyWaiting();
    for (const id of recording.forgetLinks ?? []) this.#links.set(id, null);
    for (const link of recording.storeLinks ?? []) this.#links.set(link.id, link);
    const { memory } = recording;
    if (memory !== undefined) this.#memories.set(memory.userId, memory);
    const known = (item: WaitingItem) => this.#overWaiting(real).find((one) => keyOf(one) === keyOf(item));
    for (const item of recording.noLongerWaiting ?? [])
      if (known(item)?.attempts === item.attempts) this.#waiting.set(keyOf(item), null);
    for (const item of recording.waiting ?? []) this.#waiting.set(keyOf(item), item);
    for (const item of recording.lookAgain ?? [])
      this.#waiting.set(keyOf(item), lookedAtAgain(known(item), item));
  }

  async waiting(user: UserId): Promise<readonly WaitingItem[]> {
    return (await this.everyWaiting()).filter(({ userId }) => userId === user);
  }

  async everyWaiting(): Promise<readonly WaitingItem[]> {
    return this.#overWaiting(await this.#real.everyWaiting());
  }

  #overWaiting(all: readonly WaitingItem[]): readonly WaitingItem[] {
    const real = all.filter((item) => !this.#waiting.has(keyOf(item)));
    return [...real, ...[...this.#waiting.values()].filter((item) => item !== null)];
  }

  get generations(): StatePort["generations"] {
    return this.#real.generations;
  }

  untoldEvents: StatePort["untoldEvents"] = (user) => this.#real.untoldEvents(user);
  openIntents: StatePort["openIntents"] = (user) => this.#real.openIntents(user);
  conflicts: StatePort["conflicts"] = () => this.#real.conflicts();
  countConflicts: StatePort["countConflicts"] = () => this.#real.countConflicts();
  journal: StatePort["journal"] = (query) => this.#real.journal(query);
  delays: StatePort["delays"] = (since) => this.#real.delays(since);
  measuredDelays: StatePort["measuredDelays"] = (since) => this.#real.measuredDelays(since);
  writesByHour: StatePort["writesByHour"] = (since) => this.#real.writesByHour(since);
  passes: StatePort["passes"] = () => this.#real.passes();
  audits: StatePort["audits"] = () => this.#real.audits();
  paused: StatePort["paused"] = () => this.#real.paused();
  subscriptions: StatePort["subscriptions"] = () => this.#real.subscriptions();
  lastRun: StatePort["lastRun"] = () => this.#real.lastRun();

  // What nobody reads again in a rehearsal.
  async announce(): Promise<void> {}
  async answerHeld(): Promise<number> {
    return 0;
  }
  async trimJournal(): Promise<void> {}
  async recordPass(): Promise<void> {}
  async recordAudit(): Promise<void> {}
  async pause(): Promise<boolean> {
    return false;
  }
  async resume(): Promise<boolean> {
    return false;
  }
  async storeSubscription(): Promise<void> {}
  async forgetSubscription(): Promise<void> {}
  async recordRun(): Promise<void> {}
  async close(): Promise<void> {}

  /** What was read, with the pretended links in the place of the real ones. */
  #over(real: readonly Link[], isWanted: (link: Link) => boolean): readonly Link[] {
    const pretended = [...this.#links.values()].filter((link) => link !== null && isWanted(link));
    return [...real.filter(({ id }) => !this.#links.has(id)), ...pretended.filter((link) => link !== null)];
  }
}

function lookedAtAgain(known: WaitingItem | undefined, item: WaitingItem): WaitingItem {
  if (known === undefined) return item;
  if (known.kind === "held") return known;
  return { ...known, attempts: known.attempts + 1, retryAt: Math.min(known.retryAt, item.retryAt) };
}

function keyOf({ userId, appointmentId, eventId }: WaitingItem): string {
  return JSON.stringify([userId, appointmentId, eventId]);
}
