// The sandbox's own side: loading, faults, logs, the command line.
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { start, startCore } from "../../sandbox/start.ts";
import { ANNA, BERND, company, event, NOW, path, raw, TENANT, tenant } from "./tenant.ts";

const folder = mkdtempSync(join(tmpdir(), "sandbox-control-"));
after(() => rmSync(folder, { recursive: true }));

describe("control side", () => {
  const world = tenant();
  async function control(method: string, what: string, body?: unknown) {
    const init: RequestInit = { method };
    if (body !== undefined) init.body = JSON.stringify(body);
    const response = await fetch(`${world.sandbox.url}/sandbox/${what}`, init);
    return { status: response.status, json: (await response.json()) as Record<string, never> };
  }
  const get = () => raw(world, "GET", `/users/${ANNA}/calendar`);
  const countEvents = async () =>
    (await world.graph.api(`/users/${ANNA}/events`).top(100).get()).value.length;

  // proof: any operation | a fault on the n-th matching request, so many times | sandbox: faults
  it("plays a fault on the n-th matching request, so many times", async () => {
    await control("POST", "faults", { path: "/calendar$", nth: 2, times: 2, status: 503, retryAfter: 0.5 });
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await get()).status);
    assert.deepEqual(statuses, [200, 503, 503, 200]);
    world.sandbox.control.clearFaults();
  });

  // proof: any operation | the connection is reset after the request was carried out | sandbox: faults
  it("carries out and loses the answer: the connection is reset after the commit", async () => {
    world.sandbox.control.addFault({ method: "POST", path: "/events", drop: true, afterCommit: true });
    const before = await countEvents();
    await assert.rejects(
      raw(world, "POST", `/users/${ANNA}/events`, {
        body: event("x", "2026-09-02T10:00", "2026-09-02T11:00"),
      }),
    );
    assert.equal(await countEvents(), before + 1);
  });

  // proof: any operation | reset before the commit, an error after it, a cut answer, a proxy's page, a delay | sandbox: faults
  it("resets before the commit, answers an error after it, cuts answers, plays a proxy, delays", async () => {
    const { control: levers } = world.sandbox;
    const before = await countEvents();
    const post = () =>
      raw(world, "POST", `/users/${ANNA}/events`, {
        body: event("x", "2026-09-02T10:00", "2026-09-02T11:00"),
      });
    levers.addFault({ method: "POST", drop: true });
    await assert.rejects(post());
    assert.equal(await countEvents(), before);
    levers.addFault({ method: "POST", status: 503, afterCommit: true });
    assert.equal((await post()).status, 503);
    assert.equal(await countEvents(), before + 1);
    levers.addFault({ path: "/calendar$", truncate: true });
    await assert.rejects(get());
    levers.addFault({ path: "/calendar$", status: 502, body: "<html>Bad gateway</html>" });
    await assert.rejects(get(), SyntaxError);
    levers.addFault({ path: "/calendar$", delayMs: 60 });
    const began = Date.now();
    assert.equal((await get()).status, 200);
    assert.ok(Date.now() - began >= 55);
    levers.clearFaults();
  });

  // proof: sandbox | wrong faults, levers and companies are refused with a sentence | sandbox: control side
  it("refuses wrong faults, levers and companies with a sentence", async () => {
    for (const [method, what, body, sentence] of [
      ["POST", "faults", { colour: 1 }, /no member 'colour'/],
      ["POST", "faults", { path: "x" }, /needs one of/],
      ["PATCH", "settings", { latency: 1 }, /no lever 'latency'/],
      ["POST", "load", { tenantId: "x", apps: [], users: [] }, /GUID/],
      [
        "POST",
        "load",
        { ...company(), users: [{ userPrincipalName: "a@b.c", timeZone: "Mars" }] },
        /timeZone 'Mars'/,
      ],
      [
        "POST",
        "load",
        { ...company(), users: [{ userPrincipalName: "a@b.c" }, { userPrincipalName: "A@b.c" }] },
        /both called/,
      ],
      ["POST", "clock", { now: "gestern" }, /The clock takes/],
      ["POST", "nonsense", {}, /no 'POST \/sandbox\/nonsense'/],
    ] as const) {
      const reply = await control(method, what, body);
      assert.ok(reply.status === 400 || reply.status === 404, what);
      assert.match(JSON.stringify(reply.json), sentence);
    }
    assert.ok(await countEvents(), "a refused load leaves everything as it was");
  });

  // proof: sandbox | a company is loaded, users and events are added, without mails | sandbox: control side
  it("loads and adds over HTTP, and writes no mail for it", async () => {
    const guest = { emailAddress: { address: BERND }, type: "required" };
    const events = [{ ...event("Geladen", "2026-09-02T10:00", "2026-09-02T11:00"), attendees: [guest] }];
    assert.equal(
      (await control("POST", "load", company([{ userPrincipalName: ANNA, events }]))).json.events,
      1,
    );
    const more = { users: [{ userPrincipalName: "neu@firma.example" }, { userPrincipalName: ANNA, events }] };
    const added = await control("POST", "add", more);
    assert.deepEqual([added.json.users, added.json.events], [1, 1]);
    assert.equal(await countEvents(), 2);
    assert.equal((await world.graph.api(`/users/${BERND}/events`).get()).value.length, 2);
    assert.deepEqual((await control("GET", "mails")).json.value, []);
  });

  // proof: sandbox | each request is logged with mailbox, status and code | sandbox: control side
  it("logs each request with mailbox, status and code", async () => {
    const since = world.sandbox.control.statistics().requests;
    await raw(world, "GET", path(ANNA, "garbage"));
    const { json } = await control("GET", `requests?since=${since}&mailbox=${ANNA}`);
    const [entry] = json.value as unknown as Record<string, unknown>[];
    assert.deepEqual([entry?.status, entry?.code, entry?.mailbox], [400, "ErrorInvalidIdMalformed", ANNA]);
  });

  // proof: sandbox | who asks again and again for the requests after the last one known misses none, however slow | sandbox: request log
  it("tells a poller of every request, also of one that others overtook", async () => {
    let end = () => {};
    const slow = new Promise<void>((resolve) => {
      end = resolve;
    });
    const core = startCore({ clock: { now: () => NOW, sleep: () => slow } });
    core.control.addFault({ path: "slow", delayMs: 1 });
    const ask = (query: string) =>
      core.handle({ method: "GET", url: `/${TENANT}/nowhere?${query}`, headers: {}, body: "" });
    let last = 0;
    const poll = () => {
      const entries = core.control.requests(last);
      last = entries.at(-1)?.id ?? last;
      return entries.map((each) => each.url.split("?")[1]);
    };
    const overtaken = ask("slow");
    await ask("quick");
    assert.deepEqual(poll(), ["quick"]);
    end();
    await overtaken;
    assert.deepEqual(poll(), ["slow"]);
    assert.deepEqual(poll(), []);
    assert.equal(core.control.statistics().requests, last);
  });

  // proof: any operation | all tokens expire on demand: 401 | sandbox: control side
  it("expires tokens on demand", async () => {
    assert.equal((await get()).status, 200);
    await control("POST", "expire-tokens");
    assert.equal((await get()).status, 401);
  });

  // proof: sandbox | the page, and Graph to the page without a token | sandbox: control side
  it("serves its page, and Graph to the page without a token", async () => {
    const page = await fetch(`${world.sandbox.url}/sandbox/`);
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-type") ?? "", /text\/html/);
    const html = await page.text();
    for (const [, file] of html.matchAll(/(?:src|href)="([^"#:]+)"/g)) {
      assert.equal((await fetch(`${world.sandbox.url}/sandbox/${file}`)).status, 200, file ?? "");
    }
    assert.equal((await fetch(`${world.sandbox.url}/sandbox/graph/users/${ANNA}/events`)).status, 200);
    assert.equal((await fetch(`${world.sandbox.url}/v1.0/users/${ANNA}/events`)).status, 401);
  });
});

describe("command line", () => {
  const script = new URL("../../sandbox/microsoft365-sandbox.ts", import.meta.url).pathname;
  const children: ChildProcess[] = [];
  after(() => {
    for (const child of children) child.kill("SIGKILL");
  });

  function run(
    args: string[],
    until?: RegExp,
    program = script,
  ): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      if (until?.test(out)) child.kill("SIGINT");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    return new Promise((resolve) => child.on("exit", (code) => resolve({ code, out, err })));
  }

  // proof: sandbox | it starts from a folder that holds the sandbox and its packages alone | sandbox: stands alone
  it("stands alone", async () => {
    const alone = join(folder, "alone");
    cpSync(new URL("../../sandbox/", import.meta.url).pathname, join(alone, "sandbox"), { recursive: true });
    symlinkSync(new URL("../../node_modules", import.meta.url).pathname, join(alone, "node_modules"));
    writeFileSync(join(alone, "package.json"), '{ "type": "module" }');
    const { code } = await run(
      ["--port", "0"],
      /secret .*\n/,
      join(alone, "sandbox/microsoft365-sandbox.ts"),
    );
    assert.equal(code, 0);
  });

  // proof: sandbox | the command line prints where things are, and stops on Ctrl-C | sandbox: command line
  it("prints where things are and stops cleanly on Ctrl-C", async () => {
    const { code, out } = await run(["--port", "0"], /secret .*\n/);
    assert.equal(code, 0);
    assert.match(out, /page +https:\/\/localhost:\d+\/sandbox\//);
    assert.match(out, /CA file +\S+ca\.pem/);
  });

  // proof: sandbox | wrong usage: one sentence, exit code 2 | sandbox: command line
  it("says in one sentence what is wrong, with exit code 2", async () => {
    const bad = join(folder, "bad.json");
    writeFileSync(bad, '{ "tenantId": 1 }');
    const busy = await start({});
    try {
      const cases: [string[], RegExp][] = [
        [["--bogus"], /unknown option '--bogus'/],
        [["--port", "x"], /whole number/],
        [["--company", "/nowhere.json"], /no company file \/nowhere\.json/],
        [["--company", bad], /tenantId has to be a text/],
        [["--faults", bad], /list of rules/],
        [["--port", String(busy.port)], /in use; name another with --port/],
      ];
      const results = await Promise.all(cases.map(([args]) => run(args)));
      for (const [i, { code, err }] of results.entries()) {
        assert.equal(code, 2, cases[i]?.[0].join(" ") ?? "");
        assert.match(err, cases[i]?.[1] ?? /never/);
        assert.equal(err.trim().split("\n").length, 1);
      }
    } finally {
      await busy.stop();
    }
  });
});
