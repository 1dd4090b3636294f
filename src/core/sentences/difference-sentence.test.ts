// Every difference is told in both languages, with its values and what becomes of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DIFFERENCE_KINDS, type Difference, PROSPECTS } from "../../contract/audit.ts";
import { differenceSentence, whenText } from "./difference-sentence.ts";

const ZONE = "Europe/Berlin";
const DIFFERENCE: Difference = {
  kind: "fieldsDiffer",
  prospect: "readAgain",
  reason: "planned.changed.same",
  subject: "Heizung",
  time: { kind: "timed", start: "2026-11-25T08:00:00Z", end: "2026-11-25T10:00:00Z" },
  fields: [
    { field: "location", planning: "Landshut", office365: "Altdorf" },
    { field: "locked", planning: false, office365: true },
  ],
};

test("what differs, why no cycle saw it, and the rule that repairs it", () => {
  assert.equal(
    differenceSentence(DIFFERENCE, "de", ZONE, "anna"),
    "Auf beiden Seiten, aber verschieden (Ort: Planung Landshut, Outlook Altdorf; Sperre). Kein Durchlauf hätte es bemerkt; der nächste liest beide Seiten von Anfang an. In der Planung angelegt, in der Planung geändert, in Outlook unverändert: nach Outlook übernommen.",
  );
  assert.equal(
    differenceSentence({ ...DIFFERENCE, kind: "missingInOutlook", fields: [] }, "en", ZONE, "anna"),
    "In planning, but not in Outlook. No cycle would have noticed; the next one reads both sides from the start. Created in planning, changed in planning, unchanged in Outlook: taken over to Outlook.",
  );
  assert.equal(whenText(DIFFERENCE.time, "en", ZONE), "Wed 25/11, 09:00–11:00");
  assert.equal(whenText(null, "en", ZONE), "");
});

test("what waits says why and what to do", () => {
  const held: Difference = { ...DIFFERENCE, prospect: "waiting", reason: "massDeletion", fields: [] };
  assert.match(differenceSentence(held, "en", ZONE, "anna"), /It waits: .* release --user anna --confirm/);
  assert.match(
    differenceSentence({ ...held, reason: "invalidTime" }, "de", ZONE, "anna"),
    /Wartet: .* Berichtigen Sie/,
  );
  // The next pass will set it aside: no cell, but a reason.
  assert.match(
    differenceSentence({ ...held, prospect: "readAgain", reason: "ambiguousMatch" }, "en", ZONE, "anna"),
    /from the start\. Several events could be this appointment/,
  );
});

test("each kind with each prospect has a sentence in both languages, without a gap", () => {
  for (const kind of DIFFERENCE_KINDS)
    for (const prospect of PROSPECTS)
      for (const lang of ["de", "en"] as const) {
        const reason = prospect === "waiting" ? "originalMissing" : "solo.same.deleted";
        const sentence = differenceSentence({ ...DIFFERENCE, kind, prospect, reason }, lang, ZONE, "anna");
        assert.match(sentence, /^[A-Z].*\.$/);
        assert.doesNotMatch(sentence, /[{}?]|undefined/);
      }
});
