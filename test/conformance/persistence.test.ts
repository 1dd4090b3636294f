// What a sandbox keeps: over a restart, over sudden death, and what one seed gives.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, describe, it } from "node:test";
import { setTimeout } from "node:timers/promises";
import { loadInto, type Sandbox, start, startCore } from "../../sandbox/start.ts";
import {
  ANNA,
  CLIENT,
  clientFor,
  company,
  credentialFor,
  event,
  NOW,
  path,
  SECRET,
  TENANT,
  trust,
} from "./tenant.ts";

const folder = mkdtempSync(join(tmpdir(), "sandbox-kept-"));
after(() => rmSync(folder, { recursive: true }));

describe("persistence and determinism", () => {
  // proof: sandbox | mailboxes, tokens and the certificate authority outlive a restart | sandbox: --data
  it("keeps mailboxes, tokens and the authority over a restart with the same --data", async () => {
    const data = join(folder, "data");
    const first = await start({ company: company(), data, now: NOW, seed: 5 });
    trust(first.caPem);
    const credential = credentialFor(first);
    const made = await clientFor(first, credential)
      .api(`/users/${ANNA}/events`)
      .post(event("Bleibt", "2026-09-02T10:00", "2026-09-02T11:00"));
    const delta = `/users/${ANNA}/calendarView/delta?startDateTime=2026-09-01&endDateTime=2026-10-01`;
    const link: string = (await clientFor(first, credential).api(delta).get())["@odata.deltaLink"];
    await first.stop();
    // Until the client has noticed that its idle connections are closed.
    await setTimeout(50);
    const second = await start({ data, port: first.port });
    try {
      assert.equal(second.caPem, first.caPem);
      const graph = clientFor(second, credential);
      assert.equal((await graph.api(path(ANNA, made.id)).get()).subject, "Bleibt");
      assert.deepEqual((await graph.api(link).get()).value, []);
      const next = await graph
        .api(`/users/${ANNA}/events`)
        .post(event("Neu", "2026-09-02T10:00", "2026-09-02T11:00"));
      assert.notEqual(next.id, made.id);
    } finally {
      await second.stop();
    }
  });

  // proof: sandbox | a file in which events have no history yet is read, and delta goes on | sandbox: --data
  it("goes on with mailboxes that an older sandbox has kept", async () => {
    const data = join(folder, "older");
    const first = await start({ company: company(), data, now: NOW, seed: 6 });
    trust(first.caPem);
    const credential = credentialFor(first);
    const graph = clientFor(first, credential);
    const events = `/users/${ANNA}/events`;
    const kept = await graph.api(events).post(event("Alt", "2026-09-02T10:00", "2026-09-02T11:00"));
    const gone = await graph.api(events).post(event("Fort", "2026-09-02T10:00", "2026-09-02T11:00"));
    const delta = `/users/${ANNA}/calendarView/delta?startDateTime=2026-09-01&endDateTime=2026-10-01`;
    const link: string = (await graph.api(delta).get())["@odata.deltaLink"];
    await graph.api(path(ANNA, gone.id)).delete();
    await first.stop();
    const database = new DatabaseSync(join(data, "world.db"));
    database.exec("update item set json = json_remove(json, '$.stretches', '$.ownChanges')");
    database.close();
    await setTimeout(50);
    const second = await start({ data, port: first.port });
    try {
      const again = clientFor(second, credential);
      await again.api(path(ANNA, kept.id)).patch({ subject: "Älter" });
      const { value } = await again.api(link).get();
      assert.deepEqual(
        value.map((item: { id: string; subject?: string }) => [item.id, item.subject]),
        [
          [gone.id, undefined],
          [kept.id, "Älter"],
        ],
      );
    } finally {
      await second.stop();
    }
  });

  // proof: sandbox | whatever was answered outlives a sudden death | sandbox: --data
  it("forgets nothing that it answered when it is killed", async () => {
    const data = join(folder, "killed");
    const file = join(folder, "company.json");
    writeFileSync(file, JSON.stringify(company()));
    const script = new URL("../../sandbox/microsoft365-sandbox.ts", import.meta.url).pathname;
    const options = ["--port", "0", "--company", file, "--data", data, "--now", new Date(NOW).toISOString()];
    const child = spawn(process.execPath, [script, ...options], { stdio: ["ignore", "pipe", "inherit"] });
    const [announced] = (await once(child.stdout, "data")) as [Buffer];
    const url = /(https:\S+)\/sandbox\//.exec(String(announced))?.[1] ?? "";
    trust(readFileSync(join(data, "ca.pem"), "utf8"));
    const graph = clientFor({ url }, credentialFor({ url }));
    const made = await graph
      .api(`/users/${ANNA}/events`)
      .post(event("Bleibt", "2026-09-02T10:00", "2026-09-02T11:00"));
    await graph.api(path(ANNA, made.id)).patch({ subject: "Bleibt auch" });
    child.kill("SIGKILL");
    await once(child, "exit");
    const second = await start({ data });
    try {
      assert.equal(second.restored, true);
      assert.equal(second.core.world.find(ANNA)?.event(made.id)?.fields.subject, "Bleibt auch");
    } finally {
      await second.stop();
    }
  });

  // proof: sandbox | a company that is loaded anew replaces the old one on disk too | sandbox: --data
  it("a company that is loaded anew takes the place of the old one, on disk too", async () => {
    const data = join(folder, "anew");
    const first = await start({ company: company(), data });
    first.control.load(company());
    const events = (sandbox: Sandbox) =>
      [...(sandbox.core.world.find(ANNA)?.events() ?? [])].map(({ id }) => id);
    const before = events(first);
    await first.stop();
    const second = await start({ data });
    try {
      assert.deepEqual(events(second), before);
    } finally {
      await second.stop();
    }
  });

  // proof: sandbox | no temporary folder is left behind | sandbox: start()
  it("leaves no temporary folder behind", async () => {
    const sandbox = await start({ company: company() });
    assert.ok(existsSync(sandbox.caFile));
    await sandbox.stop();
    assert.ok(!existsSync(sandbox.caFile));
  });

  // proof: any operation | the same calls under the same seed give the same bytes, on virtual time | sandbox: --seed
  it("answers the same in-process calls with the same bytes under one seed, on virtual time", async () => {
    const run = async (seed: number) => {
      let now = NOW;
      const clock = {
        now: () => now,
        sleep: async (ms: number) => {
          now += ms;
        },
      };
      const core = startCore({ seed, clock, latencyMs: 120 });
      loadInto(core, company());
      const form = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: CLIENT,
        client_secret: SECRET,
        scope: "https://graph.microsoft.com/.default",
      });
      const token = await core.handle({
        method: "POST",
        url: `/${TENANT}/oauth2/v2.0/token`,
        headers: {},
        body: String(form),
      });
      const headers = {
        authorization: `Bearer ${JSON.parse(token.body).access_token}`,
        "content-type": "application/json",
      };
      const body = JSON.stringify(event("x", "2026-09-02T10:00", "2026-09-02T11:00"));
      const made = await core.handle({ method: "POST", url: `/v1.0/users/${ANNA}/events`, headers, body });
      assert.equal(made.status, 201);
      assert.equal(now, NOW + 120);
      return made.body;
    };
    assert.equal(await run(9), await run(9));
    assert.notEqual(await run(9), await run(10));
  });
});
