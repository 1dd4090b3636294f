// What planners and people in Outlook do in the story of the power cuts: enough for an initial sync, then edits on both sides, and
// again on the same appointments. No two sides edit the same field at a time, so every story has one end.
import type { World } from "../scenario/world.ts";

const MORNING = "2026-11-25 09:00-11:00";
const AFTERNOON = "2026-11-25 14:00-16:00";
const NEXT_DAY = "2026-11-26 08:00-10:00";
const LATER = "2026-12-02 08:00-10:00";

const FEW = [1, 2, 3, 4];

const planned = (world: World, subject: string) => world.appointmentOf(subject);

function beforeAll(world: World): void {
  for (const subject of ["Verschoben", "Gelöscht", "Getrennt", "Beides", "Aufgeräumt"])
    world.plan(subject, ["Anna", "Bernd"], MORNING);
  for (let number = 1; number <= 8; number++)
    world.plan(`Auftrag ${number}`, number % 2 === 0 ? "Anna" : "Bernd", NEXT_DAY);
  world.outlookAdd("Anna", "Eigener", AFTERNOON);
  for (const number of FEW) {
    world.outlookAdd("Bernd", `Vom Amt verlegt ${number}`, AFTERNOON);
    world.plan(`Von Anna verlegt ${number}`, "Anna", AFTERNOON);
  }
  world.outlookAdd("Anna", "Eigener, gelöscht", AFTERNOON);
  world.outlookMeet("Anna", ["Bernd"], "Besprechung", NEXT_DAY, 0);
}

function editAll(world: World): void {
  world.change(planned(world, "Verschoben"), { when: AFTERNOON });
  world.remove(planned(world, "Gelöscht"));
  world.unassign(planned(world, "Getrennt"), "Bernd");
  world.change(planned(world, "Beides"), { location: "Keller" });
  world.outlookEdit("Anna", world.eventOf("Anna", "Beides").id, { category: "Rot" });
  world.outlookDelete("Anna", world.eventOf("Anna", "Aufgeräumt").id);
  world.outlookEdit("Anna", world.eventOf("Anna", "Eigener").id, { when: NEXT_DAY });
  editFew(world, MORNING);
  world.outlookDelete("Anna", world.eventOf("Anna", "Eigener, gelöscht").id);
  world.outlookEdit("Anna", world.eventOf("Anna", "Besprechung").id, { when: AFTERNOON });
  world.plan("Neu", "Bernd", NEXT_DAY);
  world.outlookAdd("Bernd", "Neu in Outlook", MORNING);
}

/** On the side that would lose if it came to a conflict. */
function editFew(world: World, when: string): void {
  for (const number of FEW) {
    world.change(planned(world, `Vom Amt verlegt ${number}`), { when });
    world.outlookEdit("Anna", world.eventOf("Anna", `Von Anna verlegt ${number}`).id, { when });
  }
}

/** Whoever edited edits again: what was sent and not recorded must not look like somebody else's edit. */
function editAgain(world: World): void {
  world.change(planned(world, "Verschoben"), { when: LATER });
  editFew(world, LATER);
  world.outlookEdit("Anna", world.eventOf("Anna", "Eigener").id, { when: LATER });
  world.outlookEdit("Anna", world.eventOf("Anna", "Beides").id, { category: "Blau" });
  for (let number = 1; number <= 8; number++)
    world.change(planned(world, `Auftrag ${number}`), { location: `Ort ${number}` });
  world.outlookEdit("Bernd", world.eventOf("Bernd", "Neu in Outlook").id, { location: "Zu Hause" });
}

export const ROUNDS: readonly ((world: World) => void)[] = [beforeAll, editAll, editAgain];
