// Who leads a meeting among colleagues, and when planning shows something else than that copy.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANNA, BERND, FIELDS, LINK, ROW } from "../../../test/support/samples.ts";
import type { LinkId } from "../model/ids.ts";
import type { Link } from "../model/link.ts";
import { unshownLeader } from "./leading.ts";

const MEETING = { ...ROW, origin: "office365", locked: true, lockedReason: "meeting" } as const;
const SHARED = { ...MEETING, employees: [ANNA, BERND] };
const GUEST: Link = { ...LINK, ownership: "meeting", isOrganizer: false };
const RED = { ...LINK.base, fields: { ...FIELDS, category: "Rot" } };

function bernds(link: Partial<Link> = {}): Link {
  return {
    ...GUEST,
    id: "bernds" as LinkId,
    employeeId: BERND,
    mailbox: "bernd@muster.example",
    ...link,
  };
}

test("the copy that leads is to be looked at where the row shows another one", () => {
  const anna = { ...GUEST, base: RED };
  assert.equal(unshownLeader(SHARED, [bernds(), anna]), anna);
  assert.equal(unshownLeader({ ...SHARED, fields: RED.fields }, [bernds(), anna]), null);
  const inSeries = { ...GUEST, seriesMasterId: "master" as Link["seriesMasterId"] };
  assert.equal(unshownLeader(SHARED, [bernds(), inSeries]), inSeries);
  const organizer = bernds({ isOrganizer: true, base: RED });
  assert.equal(unshownLeader(SHARED, [organizer, GUEST]), organizer);
});

test("what is not shown of a copy that does not lead, or has left the window, is as it should be", () => {
  assert.equal(unshownLeader(SHARED, [GUEST, bernds({ base: RED })]), null);
  assert.equal(unshownLeader(SHARED, [{ ...GUEST, base: RED, status: "archived" }, bernds()]), null);
  assert.equal(unshownLeader(ROW, [{ ...LINK, base: RED }]), null);
});

test("nobody leads yet while an employee on the row has no link", () => {
  assert.equal(unshownLeader(SHARED, [{ ...GUEST, base: RED }]), null);
});
