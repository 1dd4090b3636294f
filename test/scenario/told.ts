// The service with somebody who tells: Microsoft's notices, played. A world with the pacemaker and the keeper of subscriptions on its clock; notices
// come by hand, through the desk that the door uses.
import type { NoticeState } from "../../src/contract/report.ts";
import type { MailboxId, UserId } from "../../src/core/model/ids.ts";
import { participationOf } from "../../src/core/participants.ts";
import { type Rhythm, serve } from "../../src/engine/pacemaker.ts";
import type { Clock } from "../../src/engine/ports/clock.ts";
import { SubscriptionKeeper } from "../../src/engine/subscriptions/keeper.ts";
import { NoticeBoard, WAITS } from "../../src/engine/subscriptions/notice-board.ts";
import { MemorySubscriptions } from "../../src/gateways/memory/subscriptions.ts";
import { SYNC } from "../support/samples.ts";
import { ZONE } from "./when.ts";
import type { World } from "./world.ts";

export const MINUTE = 60_000;
export const ADDRESS = "https://planung.muster.example/termin-sync/notices";

const RHYTHM: Rhythm = {
  planningMs: 2_000,
  activeMs: 15_000,
  activeForMs: MINUTE,
  workingMs: MINUTE,
  restMs: 10 * MINUTE,
  directoryMs: 30_000,
};

export class Told {
  readonly world: World;
  readonly microsoft: MemorySubscriptions;
  /** When each look for news began. */
  readonly looks: number[] = [];
  readonly warnings: string[] = [];
  board: NoticeBoard;
  keeper: SubscriptionKeeper;

  constructor(world: World, url: string | null = ADDRESS) {
    this.world = world;
    this.microsoft = new MemorySubscriptions(world.ports.clock);
    this.board = new NoticeBoard(world.ports.clock, WAITS);
    this.keeper = this.#newKeeper(url);
  }

  /** Another process in the place of the one before. */
  restart(url: string | null = ADDRESS): void {
    this.board = new NoticeBoard(this.world.ports.clock, WAITS);
    this.keeper = this.#newKeeper(url);
  }

  #newKeeper(url: string | null): SubscriptionKeeper {
    const { clock, entropy, state } = this.world.ports;
    const silent = () => undefined;
    const warning = (_: string, message: string) => void this.warnings.push(message);
    const log = { verbose: silent, debug: silent, information: silent, warning, error: silent };
    return new SubscriptionKeeper(
      { clock, entropy, state, log, subscriptions: this.microsoft },
      this.board,
      url,
    );
  }

  /** The service for so long; every pause in it takes `pauseMs`. `onPause` is what happens in the world meanwhile. */
  async serve(minutes: number, onPause: () => unknown = () => undefined, pauseMs = 10_000): Promise<void> {
    const { world } = this;
    const end = world.ports.clock.now() + minutes * MINUTE;
    const ending = new AbortController();
    const clock: Clock = {
      now: () => world.ports.clock.now(),
      sleep: async () => {
        await this.keeper.tend(ending.signal);
        for (let turn = 0; turn < 100; turn++) await new Promise(setImmediate);
        world.waitMinutes(pauseMs / MINUTE);
        await onPause();
        if (clock.now() >= end) ending.abort();
      },
    };
    await serve(
      { ...world.ports, calendar: this.#watched(), clock },
      {
        settings: () => ({
          company: { Number: "01", Name: "Muster", TimeZone: ZONE },
          sync: SYNC,
          rhythm: RHYTHM,
        }),
        hints: this.board,
        onProgress: () => undefined,
        signal: ending.signal,
      },
    );
  }

  #watched() {
    const { calendar, clock } = this.world.ports;
    return new Proxy(calendar, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...asked: unknown[]) => {
          if (name === "changes" && asked[2] !== null) this.looks.push(clock.now());
          return member.apply(target, asked);
        };
      },
    });
  }

  /** Only the keeper, for so many days; it is looked at every hour. */
  async days(days: number): Promise<void> {
    await this.tellWho();
    for (let hour = 0; hour < days * 24; hour++) {
      await this.keeper.tend(new AbortController().signal);
      this.world.waitMinutes(60);
    }
  }

  async tend(times = 1): Promise<void> {
    await this.tellWho();
    for (let time = 0; time < times; time++) {
      await this.keeper.tend(new AbortController().signal);
      this.world.waitMinutes(0.2);
    }
  }

  /** As the pacemaker does it. */
  async tellWho(): Promise<void> {
    const everybody = participationOf(await this.world.ports.planning.directory(), new Set());
    this.board.attend(everybody.flatMap((one) => (one.kind === "participant" ? [one.participant] : [])));
  }

  /** Microsoft tells of a change, or of something else; what does not carry the secret would not come this far. */
  async tell(person: string, lifecycleEvent: string | null = null): Promise<void> {
    const mailbox = await this.mailboxOf(person);
    const one = this.microsoft.all.find((each) => each.mailbox === mailbox);
    if (one !== undefined && this.board.clientStateOf(one.id) === one.clientState)
      this.board.take({ subscriptionId: one.id, lifecycleEvent });
  }

  async mailboxOf(person: string): Promise<MailboxId | null> {
    return (await this.world.ports.state.memory(await this.userOf(person)))?.mailbox?.id ?? null;
  }

  async userOf(person: string): Promise<UserId> {
    const { users } = await this.world.ports.planning.directory();
    const user = users.find(({ login }) => login === person.toLowerCase());
    if (user === undefined) throw new Error(`There is no ${person}.`);
    return user.id;
  }

  async stateOf(person: string): Promise<NoticeState | null> {
    return this.board.statusOf(await this.userOf(person))?.state ?? null;
  }

  callsOf(call: "create" | "renew" | "end" | "list"): number {
    return this.microsoft.calls.filter((one) => one === call).length;
  }
}
