// Faults as a client meets them: in a file from the start, at one mailbox, inside a batch, on a link of delta;
// and the clock. The plain cases are in control.test.ts.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, describe, it } from "node:test";
import { ANNA, BERND, event, raw, refusal, tenant, trust } from "./tenant.ts";

describe("faults", () => {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-faults-"));
  after(() => rmSync(folder, { recursive: true }));
  const world = tenant({ faults: [{ path: "/calendar$", mailbox: BERND, status: 503, retryAfter: 0.5 }] });
  afterEach(() => world.sandbox.control.clearFaults());
  const get = (user: string) => raw(world, "GET", `/users/${user}/calendar`);
  const batch = (requests: unknown[]) => raw(world, "POST", "/$batch", { body: { requests } });
  const post = (id: string) => ({
    id,
    method: "POST",
    url: `/users/${ANNA}/events`,
    headers: { "Content-Type": "application/json" },
    body: event(`Nr. ${id}`, "2026-09-02T10:00", "2026-09-02T11:00"),
  });

  // proof: any operation | a fault from the start, for one mailbox alone, with a Retry-After that has a fraction | sandbox: --faults
  it("hits one mailbox alone, from the start", async () => {
    assert.equal((await get(ANNA)).status, 200);
    const refused = await get(BERND);
    assert.deepEqual([refused.status, refused.headers.get("retry-after")], [503, "0.5"]);
    assert.equal((await get(BERND)).status, 200);
  });

  // proof: POST $batch | a fault at one item leaves the others alone | sandbox: faults
  it("hits one item of a batch, before or after it was carried out", async () => {
    const { control } = world.sandbox;
    control.addFault({ method: "POST", path: "^/users/.*/events$", nth: 2, status: 503, afterCommit: true });
    control.addFault({ method: "POST", path: "^/users/.*/events$", nth: 3, status: 504 });
    const { responses } = (await batch([post("1"), post("2"), post("3")])).json as unknown as {
      responses: { id: string; status: number }[];
    };
    const statuses = new Map(responses.map((each) => [each.id, each.status]));
    assert.deepEqual([statuses.get("1"), statuses.get("2"), statuses.get("3")], [201, 503, 504]);
    const { value } = await world.graph.api(`/users/${ANNA}/events`).orderby("subject").get();
    assert.deepEqual(
      value.map((each: { subject: string }) => each.subject),
      ["Nr. 1", "Nr. 2"],
    );
  });

  // proof: POST $batch | the connection is reset after the items were carried out | sandbox: faults
  it("loses the answer of a whole batch, not its work", async () => {
    world.sandbox.control.addFault({ path: "batch$", drop: true, afterCommit: true });
    await assert.rejects(batch([post("verloren")]));
    const found = await world.graph.api(`/users/${ANNA}/events`).filter("subject eq 'Nr. verloren'").get();
    assert.equal(found.value.length, 1);
  });

  // proof: GET calendarView/delta | 410 on demand for a skiptoken alone, or a deltatoken alone | sandbox: faults
  it("answers 410 to one kind of delta link and not to the other", async () => {
    const first = `/users/${ANNA}/calendarView/delta?startDateTime=2026-09-01&endDateTime=2026-10-01`;
    const read = (link: string) => world.graph.api(link).header("Prefer", "odata.maxpagesize=1").get();
    const { "@odata.nextLink": next } = await read(first);
    world.sandbox.control.addFault({ path: "skiptoken", status: 410 });
    const error = await refusal(read(next));
    assert.deepEqual([error.statusCode, error.code], [410, "SyncStateNotFound"]);
    let page = await read(next);
    while (page["@odata.nextLink"]) page = await read(page["@odata.nextLink"]);
    world.sandbox.control.addFault({ path: "deltatoken", status: 410, code: "syncStateNotFound" });
    assert.equal((await refusal(read(page["@odata.deltaLink"]))).code, "syncStateNotFound");
    assert.deepEqual((await read(page["@odata.deltaLink"])).value, []);
  });

  // proof: any operation | the clock set and advanced: tokens age, written times follow | sandbox: POST /sandbox/clock
  it("has a clock that can be set: what is written bears its time, and tokens grow old", async () => {
    const clock = (body: object) =>
      fetch(`${world.sandbox.url}/sandbox/clock`, { method: "POST", body: JSON.stringify(body) });
    await clock({ now: "2026-09-01T06:30:00Z" });
    const { createdDateTime } = await world.graph.api(`/users/${ANNA}/events`).post(post("x").body);
    assert.match(createdDateTime, /^2026-09-01T06:30:0/);
    assert.equal((await get(ANNA)).status, 200);
    await clock({ advanceSeconds: 7200 });
    const late = await get(ANNA);
    assert.deepEqual([late.status, late.json.error?.code], [401, "InvalidAuthenticationToken"]);
  });

  // proof: any operation | faults are read from a file | sandbox: --faults
  it("reads faults from a file", async () => {
    const file = join(folder, "faults.json");
    writeFileSync(
      file,
      JSON.stringify([{ name: "proxy", path: "/token$", status: 502, body: "<html>Proxy</html>" }]),
    );
    const script = new URL("../../sandbox/microsoft365-sandbox.ts", import.meta.url).pathname;
    const child = spawn(process.execPath, [script, "--port", "0", "--faults", file], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      let out = "";
      for await (const chunk of child.stdout) {
        out += chunk;
        if (/secret/.test(out)) break;
      }
      trust(readFileSync(/CA file +(\S+)/.exec(out)?.[1] ?? "", "utf8"));
      const token = await fetch(`${/authority +(\S+)/.exec(out)?.[1]}/x/oauth2/v2.0/token`, {
        method: "POST",
      });
      assert.deepEqual([token.status, await token.text()], [502, "<html>Proxy</html>"]);
    } finally {
      child.kill("SIGKILL");
    }
  });
});
