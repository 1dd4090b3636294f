// The console's door, route by route: who is let in, what has to come with a change, and what every answer carries.
import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { ROLES, type Role } from "../../src/contract/console/roles.ts";
import type { Route } from "../../src/contract/console/route.ts";
import { ROUTES } from "../../src/contract/console/routes.ts";
import { type ConsoleGround, openConsoleGround, PASSWORD } from "../support/console-ground.ts";

const LINES = Object.entries(ROUTES) as [string, Route][];

/** Whatever the shape: who is not let in is told so before anything else is looked at. */
async function ask(
  { server }: ConsoleGround,
  { method, path }: Route,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; code: string | null; headers: Headers }> {
  const answer = await fetch(`${server.url}/api/v1${path.replaceAll(/\{\w+\}/g, "x")}`, { method, headers });
  const body = (await answer.text()) || "null";
  const { code = null } = (JSON.parse(body) ?? {}) as { code?: string };
  return { status: answer.status, code, headers: answer.headers };
}

const REFUSALS = ["notSignedIn", "roleMissing", "requestForeign"];

test("each route lets in exactly the roles of its line, and nobody else", async (t) => {
  const ground = await openConsoleGround(t);
  assert.ok(LINES.length > 10);
  const sessions = new Map<Role, Readonly<Record<string, string>>>();
  for (const role of ROLES) sessions.set(role, await ground.signedIn(role));
  for (const [name, route] of LINES) {
    if (route.role === null) continue;
    assert.equal((await ask(ground, route, {})).code, "notSignedIn", name);
    for (const role of ROLES) {
      // Whoever has signed out needs another session.
      const session = route.path === "/session" ? await ground.signedIn(role) : sessions.get(role);
      const { code } = await ask(ground, route, session ?? {});
      const isEnough: boolean = ROLES.indexOf(role) >= ROLES.indexOf(route.role);
      assert.equal(code === "roleMissing", !isEnough, `${name} as ${role}: ${code}`);
    }
  }
});

test("each route that changes something refuses a page elsewhere, and a cookie without its token", async (t) => {
  const ground = await openConsoleGround(t);
  const first = await ground.signedIn("admin");
  for (const [name, route] of LINES.filter(([, { method }]) => method !== "GET")) {
    // Whoever has signed out needs another session.
    const session = route.path === "/session" ? await ground.signedIn("admin") : first;
    const elsewhere = { ...session, "sec-fetch-site": "cross-site" };
    assert.equal((await ask(ground, route, elsewhere)).code, "requestForeign", name);
    const foreign = { ...session, origin: "https://elsewhere.example" };
    assert.equal((await ask(ground, route, foreign)).code, "requestForeign", name);
    if (route.role === null) continue;
    const { cookie = "" } = session;
    assert.equal((await ask(ground, route, { cookie })).code, "requestForeign", name);
    const stale = { cookie, "x-csrf-token": "not this one" };
    assert.equal((await ask(ground, route, stale)).code, "requestForeign", name);
    const { code } = await ask(ground, route, session);
    assert.ok(code === null || !REFUSALS.includes(code), `${name}: ${code}`);
  }
});

test("every answer forbids frames, foreign scripts, sniffing and keeping: routes, pages, files, refusals", async (t) => {
  const ground = await openConsoleGround(t);
  const session = await ground.signedIn("viewer");
  const check = (headers: Headers, name: string, isKept = false) => {
    assert.match(
      headers.get("content-security-policy") ?? "",
      /default-src 'none'.*frame-ancestors 'none'/,
      name,
    );
    assert.doesNotMatch(headers.get("content-security-policy") ?? "", /unsafe/, name);
    assert.equal(headers.get("x-content-type-options"), "nosniff", name);
    assert.match(headers.get("cache-control") ?? "", isKept ? /immutable/ : /^no-store$/, name);
    assert.equal(headers.get("referrer-policy"), "no-referrer", name);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", name);
  };
  for (const [name, route] of LINES) {
    check((await ask(ground, route, {})).headers, name);
    if (route.path !== "/session") check((await ask(ground, route, session)).headers, `${name}, signed in`);
  }
  const page = await fetch(`${ground.server.url}/`);
  const asset = /src="([^"]*assets[^"]+)"/.exec(await page.text())?.[1] ?? "";
  assert.match(asset, /^\/assets\//);
  for (const path of [
    "/",
    "/board",
    "/no/such/page",
    "/icon.svg",
    "/healthz",
    "/api/v1/openapi.json",
    "/api/v1/none",
    "/x.js",
  ])
    check((await fetch(`${ground.server.url}${path}`)).headers, path);
  check((await fetch(`${ground.server.url}${asset}`)).headers, asset, true);
  const ending = new AbortController();
  const live = await fetch(`${ground.server.url}/api/v1/events`, { headers: session, signal: ending.signal });
  check(live.headers, "/events");
  ending.abort();
});

test("what succeeded is noted with who did it, by the route's name, and nothing secret with it", async (t) => {
  const ground = await openConsoleGround(t);
  const session = await ground.signedIn("admin");
  const body = { name: "Neu", role: "viewer", password: "fünf große Rohrzangen" };
  const answer = await fetch(`${ground.server.url}/api/v1/accounts`, {
    method: "POST",
    headers: { ...session, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200);
  await fetch(`${ground.server.url}/api/v1/accounts/Neu`, { method: "DELETE", headers: session });
  await fetch(`${ground.server.url}/api/v1/accounts/Neu/password`, { method: "PUT", headers: session });
  const { token } = ground.accounts.addProgram("ERP", "admin");
  await fetch(`${ground.server.url}/api/v1/programs/x`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${token}` },
  });
  assert.deepEqual(ground.deeds, [
    { who: "die admin", what: "signIn", detail: { address: "127.0.0.1" } },
    { who: "die admin", by: "person", what: "addAccount", detail: { name: "Neu", role: "viewer" } },
    { who: "die admin", by: "person", what: "removeAccount", detail: { id: "Neu" } },
    { who: "ERP", by: "program", what: "removeProgram", detail: { id: "x" } },
  ]);
});

test("signing in gives a new session, and the former one ends", async (t) => {
  const ground = await openConsoleGround(t);
  const planted = await ground.signedIn("viewer");
  const answer = await fetch(`${ground.server.url}/api/v1/session`, {
    method: "POST",
    headers: { cookie: planted.cookie ?? "", "content-type": "application/json" },
    body: JSON.stringify({ name: "die admin", password: PASSWORD }),
  });
  const cookie = answer.headers.getSetCookie()[0] ?? "";
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Strict/);
  assert.notEqual(cookie.split(";")[0], planted.cookie);
  const me: Route = { method: "GET", path: "/me", role: "viewer", summary: "" };
  assert.equal((await ask(ground, me, planted)).code, "notSignedIn");
});

test("a name that means something else to JavaScript is refused", async (t) => {
  const ground = await openConsoleGround(t);
  const session = await ground.signedIn("admin");
  for (const body of [
    '{"__proto__":{"role":"admin"},"name":"x"}',
    '{"constructor":{"prototype":{"role":"admin"}}}',
  ]) {
    const answer = await fetch(`${ground.server.url}/api/v1/programs`, {
      method: "POST",
      headers: { ...session, "content-type": "application/json" },
      body,
    });
    assert.equal(((await answer.json()) as { code: string }).code, "requestInvalid", body);
  }
  const large = await fetch(`${ground.server.url}/api/v1/programs`, {
    method: "POST",
    headers: { ...session, "content-type": "application/json" },
    body: JSON.stringify({ name: "x".repeat(1_100_000), role: "viewer" }),
  });
  assert.equal(large.status, 400);
});

test("another host name, and what a proxy has handed on, is refused", async (t) => {
  const { server } = await openConsoleGround(t);
  const statusOf = (headers: Readonly<Record<string, string>>) =>
    new Promise<number>((resolve, reject) => {
      request(`${server.url}/healthz`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      })
        .on("error", reject)
        .end();
    });
  assert.equal(await statusOf({}), 200);
  assert.equal(await statusOf({ host: "elsewhere.example" }), 421);
  assert.equal(await statusOf({ "x-forwarded-for": "203.0.113.7" }), 421);
});

test("a set-up link makes the first account, once", async (t) => {
  const { server, accounts } = await openConsoleGround(t);
  assert.equal(accounts.newSetUpLink(), null);
  const answer = await fetch(`${server.url}/api/v1/set-up`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ link: "guessed", name: "Eve", password: "vier kleine Dachdecker" }),
  });
  assert.equal(((await answer.json()) as { code: string }).code, "setUpLinkInvalid");
});

test("guessing a password comes to an end", async (t) => {
  const ground = await openConsoleGround(t);
  const { server } = ground;
  const codes: string[] = [];
  for (let time = 0; time < 6; time++) {
    const answer = await fetch(`${server.url}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "die admin", password: `guess ${time}` }),
    });
    codes.push(((await answer.json()) as { code: string }).code);
  }
  const refused = ground.deeds.filter(({ what }) => what === "signInRefused");
  assert.deepEqual([refused.length, refused[0]?.who], [5, "die admin"]);
  assert.deepEqual(codes, [...Array(5).fill("signInRefused"), "signInTooOften"]);
});

test("what is out of shape is refused with a sentence, in the language that was asked for", async (t) => {
  const ground = await openConsoleGround(t);
  const session = await ground.signedIn("dispatcher");
  const answer = await fetch(`${ground.server.url}/api/v1/appointments`, {
    method: "POST",
    headers: { ...session, "content-type": "application/json", "accept-language": "en" },
    body: JSON.stringify({
      subject: "x",
      time: { kind: "timed", start: "yesterday", end: "today" },
      employees: [],
    }),
  });
  assert.equal(answer.status, 400);
  assert.equal(answer.headers.get("content-type"), "application/problem+json; charset=utf-8");
  const problem = (await answer.json()) as { code: string; title: string };
  assert.equal(problem.code, "requestInvalid");
  assert.match(problem.title, /cannot be understood/);
  assert.deepEqual(ground.reached, []);
});
