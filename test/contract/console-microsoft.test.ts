// "Sign in with Microsoft" at the console's door, with a Microsoft that answers as the test says: who gets a session, and who is told why not.
import assert from "node:assert/strict";
import { request } from "node:http";
import { type TestContext, test } from "node:test";
import type { SessionAnswer } from "../../src/contract/console/session.ts";
import { Fault } from "../../src/core/fault.ts";
import type { MicrosoftPerson } from "../../src/core/id-token.ts";
import { openConsoleGround, PASSWORD } from "../support/console-ground.ts";

const ANNA: MicrosoftPerson = { tenantId: "t", objectId: "anna", userName: "anna@firma.example" };
const BEGIN = "/api/v1/session/microsoft";

async function ground(t: TestContext) {
  const microsoft = {
    begun: 0,
    redirectUri: "",
    /** What comes of the next one that comes back. */
    outcome: ANNA as MicrosoftPerson | Fault,
    begin: async (redirectUri: string) => {
      microsoft.begun += 1;
      microsoft.redirectUri = redirectUri;
      const state = `state ${microsoft.begun}`;
      const attempt = { state, nonce: "n", verifier: "v", redirectUri, configuration: "{}" };
      return { address: `https://login.example/authorize?state=${encodeURIComponent(state)}`, attempt };
    },
    complete: async () => {
      if (microsoft.outcome instanceof Fault) throw microsoft.outcome;
      return microsoft.outcome;
    },
  };
  const console = await openConsoleGround(t, microsoft);
  await console.accounts.add(ANNA.userName, null, "dispatcher");
  const { url } = console.server;
  const visit = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`${url}${path}`, { redirect: "manual", headers });
    const cookies = answer.headers.getSetCookie();
    const cookie = (name: string) => cookies.find((one) => one.startsWith(`${name}=`)) ?? "";
    // Led on or not, every answer carries what every other one does.
    assert.match(answer.headers.get("content-security-policy") ?? "", /default-src 'none'/);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    return {
      status: answer.status,
      location: answer.headers.get("location"),
      cookie,
      text: await answer.text(),
    };
  };
  const begin = async () => {
    const begun = await visit(BEGIN);
    const held = begun.cookie("termin-sync-microsoft").split(";")[0] ?? "";
    return { ...begun, held, state: new URL(begun.location ?? "").searchParams.get("state") ?? "" };
  };
  const back = (state: string, held: string, more = "") =>
    visit(`${BEGIN}/back?code=c&state=${encodeURIComponent(state)}${more}`, { cookie: held });
  /** As the page asks once it is there. */
  const session = async (cookie: string, lang = "de") => {
    const headers = { cookie, "accept-language": lang };
    const answer = await fetch(`${url}/api/v1/session`, { headers });
    return { ...((await answer.json()) as SessionAnswer), cookies: answer.headers.getSetCookie() };
  };
  return { ...console, url, microsoft, visit, begin, back, session };
}

test("whoever comes back gets a new session in the role that an administrator gave, and both are noted", async (t) => {
  const { begin, back, session, microsoft, url, deeds } = await ground(t);
  const begun = await begin();
  assert.deepEqual([begun.status, microsoft.redirectUri], [302, `${url}${BEGIN}/back`]);
  assert.match(begun.location ?? "", /^https:\/\/login\.example\/authorize\?/);
  const given = begun.cookie("termin-sync-microsoft");
  for (const part of [/HttpOnly/, /SameSite=Lax/, /Path=\/api\/v1\/session(?:;|$)/, /Max-Age=600/])
    assert.match(given, part);
  const arrived = await back(begun.state, begun.held);
  assert.deepEqual([arrived.status, arrived.location], [302, "/"]);
  const cookie = arrived.cookie("termin-sync");
  for (const part of [/HttpOnly/, /SameSite=Strict/, /Path=\/(?:;|$)/]) assert.match(cookie, part);
  assert.match(arrived.cookie("termin-sync-microsoft"), /Max-Age=0|Expires=Thu, 01 Jan 1970/);
  const { account, refusal } = await session(cookie.split(";")[0] ?? "");
  assert.deepEqual([account?.name, account?.role, refusal], [ANNA.userName, "dispatcher", null]);
  assert.deepEqual(deeds, [
    { who: ANNA.userName, what: "signIn", detail: { address: "127.0.0.1", at: "Microsoft" } },
  ]);
});

test("a way back that was begun elsewhere, is used twice, or is made up opens nothing", async (t) => {
  const { begin, back, visit, session } = await ground(t);
  const [mine, yours] = [await begin(), await begin()];
  const tries = [
    await visit(`${BEGIN}/back?code=c&state=${encodeURIComponent(mine.state)}`),
    await back(mine.state, yours.held),
    await back("made up", mine.held),
    await back(mine.state, "termin-sync-microsoft=made-up"),
  ];
  const good = await begin();
  assert.notEqual((await back(good.state, good.held)).cookie("termin-sync"), "");
  tries.push(await back(good.state, good.held));
  for (const [index, one] of tries.entries()) {
    assert.deepEqual([one.status, one.location, one.cookie("termin-sync")], [302, "/", ""], `${index}`);
    const told = await session(one.cookie("termin-sync-microsoft").split(";")[0] ?? "");
    assert.deepEqual([told.account, told.refusal?.code], [null, "microsoftExpired"], `${index}`);
  }
});

test("why somebody does not come in is told once, in the language of the page, and to that browser alone", async (t) => {
  const { begin, back, session, microsoft, deeds } = await ground(t);
  microsoft.outcome = { ...ANNA, objectId: "bert", userName: "bert@firma.example" };
  const begun = await begin();
  const refused = await back(begun.state, begun.held);
  assert.deepEqual([refused.location, refused.cookie("termin-sync")], ["/", ""]);
  const held = refused.cookie("termin-sync-microsoft").split(";")[0] ?? "";
  assert.equal((await session("")).refusal, null);
  const told = await session(held, "en");
  assert.equal(told.refusal?.code, "microsoftAccountMissing");
  assert.match(told.refusal?.what ?? "", /^Microsoft knows you as bert@firma\.example, but/);
  assert.match(told.cookies[0] ?? "", /^termin-sync-microsoft=;/);
  assert.equal((await session(held)).refusal, null);
  const detail = { name: "bert@firma.example", address: "127.0.0.1", at: "Microsoft" };
  assert.deepEqual(deeds, [{ who: "", by: "nobody", what: "signInRefused", detail }]);
});

test("what goes wrong at Microsoft leads to the sign-in page too, also before anybody was sent there", async (t) => {
  const { begin, back, session, visit, microsoft } = await ground(t);
  microsoft.outcome = new Fault("refused", "microsoftRefused", { aadsts: "AADSTS50105" });
  const begun = await begin();
  const refused = await back(begun.state, begun.held);
  const { refusal } = await session(refused.cookie("termin-sync-microsoft").split(";")[0] ?? "");
  assert.match(refusal?.what ?? "", /AADSTS50105/);
  microsoft.begin = () =>
    Promise.reject(new Fault("unavailable", "microsoftUnreachable", { cause: "ETIMEDOUT" }));
  const gone = await visit(BEGIN);
  assert.deepEqual([gone.status, gone.location], [302, "/"]);
  const told = await session(gone.cookie("termin-sync-microsoft").split(";")[0] ?? "");
  assert.match(told.refusal?.what ?? "", /nicht erreichbar: ETIMEDOUT/);
});

test("nothing in a request says where anybody is sent", async (t) => {
  const { begin, back, visit, microsoft, url } = await ground(t);
  const elsewhere = "&redirect_uri=https://evil.example/&returnTo=//evil.example&next=https://evil.example";
  await visit(`${BEGIN}?${elsewhere}`);
  assert.equal(microsoft.redirectUri, `${url}${BEGIN}/back`);
  const begun = await begin();
  assert.equal((await back(begun.state, begun.held, elsewhere)).location, "/");
  // The own machine under another of its names is led to the one that Microsoft knows.
  const { port } = new URL(url);
  const located = await new Promise<string | undefined>((resolve, reject) => {
    request(`${url}${BEGIN}?${elsewhere}`, { headers: { host: `localhost:${port}` } }, (answer) => {
      answer.resume();
      resolve(answer.headers.location);
    })
      .on("error", reject)
      .end();
  });
  assert.equal(located, `${url}${BEGIN}`);
});

test("as a picture or a frame in a page elsewhere it does nothing", async (t) => {
  const { visit, microsoft } = await ground(t);
  for (const destination of ["image", "iframe", "empty"])
    for (const path of [BEGIN, `${BEGIN}/back?code=c&state=s`]) {
      const answer = await visit(path, { "sec-fetch-dest": destination, "sec-fetch-site": "cross-site" });
      assert.match(answer.text, /"code":"requestForeign"/);
      assert.equal(answer.cookie("termin-sync-microsoft"), "");
    }
  assert.equal(microsoft.begun, 0);
  assert.equal((await visit(BEGIN, { "sec-fetch-dest": "document" })).status, 302);
});

test("twenty in a row that lead to nothing are enough; a password still opens", async (t) => {
  const { begin, back, visit, session, microsoft, url } = await ground(t);
  for (let time = 0; time < 19; time++) await begin();
  const good = await begin();
  await back(good.state, good.held);
  for (let time = 0; time < 20; time++) await begin();
  const late = await visit(BEGIN);
  assert.deepEqual([late.location, microsoft.begun], ["/", 40]);
  const { refusal } = await session(late.cookie("termin-sync-microsoft").split(";")[0] ?? "");
  assert.equal(refusal?.code, "signInTooOften");
  const answer = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "die admin", password: PASSWORD }),
  });
  assert.equal(answer.status, 200);
});

test("where it is not switched on there are no such routes, and the page knows", async (t) => {
  const { server } = await openConsoleGround(t);
  for (const path of [BEGIN, `${BEGIN}/back?code=c&state=s`]) {
    const answer = await fetch(`${server.url}${path}`, { redirect: "manual" });
    assert.equal(answer.status, 404);
  }
  const answer = (await (await fetch(`${server.url}/api/v1/session`)).json()) as SessionAnswer;
  assert.equal(answer.microsoftSignIn, false);
});
