// Differences planted at random in random worlds, behind the back of every cursor: the audit finds all of them and no others, and the
// cycles after it repair them.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Link } from "../../src/core/model/link.ts";
import { audit, told, unnoticedInOutlook, unnoticedInPlanning, userOf } from "../scenario/unnoticed.ts";
import { emailOf, type World } from "../scenario/world.ts";
import { Dice } from "./dice.ts";
import { PLAIN, randomWorld } from "./random-world.ts";
import { PEOPLE } from "./story.ts";

const SEEDS = 16;

/** An assignment that nobody shares and nothing hides, so that what a planted difference shows as is plain. */
interface Spot {
  readonly person: string;
  readonly link: Link;
  readonly subject: string;
}

async function spots(world: World): Promise<Spot[]> {
  const links: Spot[] = [];
  for (const person of PEOPLE) {
    const inOutlook = new Map(world.calendar.events(emailOf(person)).map((event) => [event.id, event]));
    for (const link of await world.ports.state.everyLink(await userOf(world, person))) {
      const subject = inOutlook.get(link.eventId)?.fields.subject;
      const isPlain = link.ownership !== "meeting" && !link.base.fields.private && subject !== undefined;
      if (isPlain) links.push({ person, link, subject });
    }
  }
  const count = (one: Spot) =>
    links.filter(
      (other) => other.subject === one.subject || other.link.appointmentId === one.link.appointmentId,
    );
  return links.filter((one) => one.link.base.fields.subject === one.subject && count(one).length === 1);
}

/** Plants one difference; returns the line that the audit has to tell. */
async function plant(world: World, { person, link, subject }: Spot, kind: number, number: number) {
  const user = person.toLowerCase();
  const inOutlook = (work: () => void) => unnoticedInOutlook(world, person, work);
  const inPlanning = (work: () => void) => unnoticedInPlanning(world, work);
  switch (kind) {
    case 0:
      await inOutlook(() => world.outlookEdit(person, link.eventId, { location: `Planted ${number}` }));
      return `${user} fieldsDiffer ${subject} location readAgain`;
    case 1:
      inPlanning(() => world.change(link.appointmentId, { location: `Planted ${number}` }));
      return `${user} fieldsDiffer ${subject} location readAgain`;
    case 2:
      await inOutlook(() => world.outlookDelete(person, link.eventId));
      return `${user} missingInOutlook ${subject} readAgain`;
    case 3:
      inPlanning(() => world.remove(link.appointmentId));
      return `${user} missingInPlanning ${subject} readAgain`;
    case 4:
      await world.ports.state.record({ forgetLinks: [link.id] });
      return `${user} notLinked ${subject} readAgain`;
    case 5:
      await inOutlook(() => world.outlookAdd(person, `Planted ${number}`, "2026-12-02 06:00-06:30"));
      return `${user} missingInPlanning Planted ${number} readAgain`;
    case 6:
      inPlanning(() => world.plan(`Planted ${number}`, person, "2026-12-02 06:00-06:30"));
      return `${user} missingInOutlook Planted ${number} readAgain`;
    case 7:
      await inOutlook(() => world.outlookDelete(person, link.eventId));
      inPlanning(() => world.remove(link.appointmentId));
      return `${user} linkToNothing ${subject} readAgain`;
    default:
      await world.ports.state.record({
        storeLinks: [
          { ...link, base: { ...link.base, fields: { ...link.base.fields, subject: "damaged" } } },
        ],
      });
      return null;
  }
}

let everPlanted = 0;

for (let seed = 1; seed <= SEEDS; seed++) {
  test(`seed ${seed}: all that was planted, and no other`, async () => {
    await using world = (await randomWorld(seed, 60, PLAIN)).world;
    const dice = new Dice(seed);
    const waiting = told(await audit(world));
    const expected: string[] = [];
    for (const [number, spot] of (await spots(world)).entries()) {
      if (dice.chance(0.3)) continue;
      const line = await plant(world, spot, dice.between(0, 8), number);
      if (line !== null) expected.push(line);
    }
    everPlanted += expected.length;
    assert.deepEqual(told(await audit(world)), [...waiting, ...expected].sort());
    for (let round = 0; round < 2; round++) await world.cycle();
    assert.deepEqual(told(await audit(world)), waiting, "not repaired");
  });
}

test("the worlds were large enough", () => {
  assert.ok(everPlanted > 80, `only ${everPlanted} differences were planted`);
});
