// Our marks: which requests ask for them, and servers that cannot tell.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { MARK_PROPERTY } from "../../core/mapping/event-to-graph.ts";
import type { AppointmentId, EventId, UserId } from "../../core/model/ids.ts";
import { writeMark } from "../../core/model/mark.ts";
import { ANNA, batches, faultOf, on, refusal, scriptedGraph } from "./scripted-graph.ts";

const MARK = { appointmentId: "job" as AppointmentId, userId: "anna" as UserId, generation: "g" };
const many = (count: number) => Array.from({ length: count }, (_, index) => `e${index}` as EventId);
const bearer = (id: string, value = writeMark(MARK)) => ({
  id,
  singleValueExtendedProperties: [{ id: MARK_PROPERTY, value }],
});

describe("readMarks", () => {
  it("asks for a few in one envelope, and takes a refused one for one without a mark", async () => {
    const graph = scriptedGraph(
      batches(({ path }) => {
        if (path.includes("/e1?")) return refusal(404, "ErrorItemNotFound");
        return { json: path.includes("/e2?") ? bearer("e2", "somebody else's") : bearer("e0") };
      }),
    );
    assert.deepEqual(await graph.calendar.marks(ANNA, many(3)), new Map([["e0", MARK]]));
    assert.equal(graph.sent.length, 1);
  });

  it("lists the bearers where many are asked for, page by page", async () => {
    const link = "https://graph.example:8443/v1.0/users/anna-id/events?$skip=1";
    const graph = scriptedGraph(
      on("GET", /\$skip=1/, { json: { value: [bearer("e7"), bearer("unasked")] } }),
      on("GET", /\/events\?/, { json: { value: [bearer("e1")], "@odata.nextLink": link } }),
    );
    assert.deepEqual([...(await graph.calendar.marks(ANNA, many(21))).keys()], ["e1", "e7"]);
    assert.ok(graph.sent[0]?.path.includes(`ep/id eq '${MARK_PROPERTY}' and startswith(ep/value, '2|')`));
    assert.ok(
      graph.sent[0]?.path.includes(`$expand=singleValueExtendedProperties($filter=id eq '${MARK_PROPERTY}')`),
    );
  });

  for (const status of [400, 500, 501]) {
    it(`goes on without marks where the server answers ${status}, and says so`, async () => {
      const graph = scriptedGraph(on("GET", /\/events\?/, refusal(status, "ErrorInvalidUrlQueryFilter")));
      assert.deepEqual(await graph.calendar.marks(ANNA, many(21)), new Map());
      assert.ok(graph.said.some((line) => line.includes("does not tell our marks")));
    });
  }

  it("waits for a server that is only unavailable: without marks things might be doubled", async () => {
    const graph = scriptedGraph(on("GET", /\/events\?/, refusal(503, "ServiceUnavailable")));
    await faultOf(graph.calendar.marks(ANNA, many(21)), "graphUnavailable");
  });
});
