// A person signs in at the sandbox's Entra ID through Microsoft's own library: whom it vouches for, and everything that can be wrong on the way.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import tls from "node:tls";
import { type Sandbox, start } from "../../sandbox/start.ts";
import type { MicrosoftBackQuery } from "../../src/contract/console/session.ts";
import { PersonSignIn, type PersonSignInSettings } from "../../src/gateways/graph/person-sign-in.ts";
import { faultOf } from "../../src/gateways/graph/scripted-graph.ts";
import { realEntropy } from "../../src/gateways/system/entropy.ts";
import { selfSigned } from "../conformance/certificate.ts";
import { SILENT } from "../support/samples.ts";

const TENANT = "0f0e0d0c-0000-4000-8000-0000000000cb";
const CLIENT = "a1a2a3a4-0000-4000-8000-0000000000cb";
const ANNA = "anna@firma.example";
const BACK = "http://127.0.0.1:8365/api/v1/session/microsoft/back";

describe("signing in with Microsoft", () => {
  let sandbox: Sandbox;
  let settings: PersonSignInSettings;
  const logged: { code?: string }[] = [];

  before(async () => {
    sandbox = await start({
      company: {
        tenantId: TENANT,
        domains: ["firma.example"],
        apps: [{ clientId: CLIENT, secrets: ["right"], redirectUris: [BACK] }],
        users: [{ userPrincipalName: ANNA, displayName: "Anna Berger" }],
      },
    });
    tls.setDefaultCACertificates([...tls.getCACertificates(), sandbox.caPem]);
    settings = {
      tenantId: TENANT,
      clientId: CLIENT,
      secret: "right",
      certificateFile: null,
      authorityHost: sandbox.url,
      clock: { now: Date.now, sleep: async () => undefined },
      entropy: realEntropy,
      log: { ...SILENT, warning: (_category, _message, detail) => void logged.push(detail ?? {}) },
    };
  });
  after(() => sandbox.stop());

  const signIn = (change: Partial<PersonSignInSettings> = {}) => new PersonSignIn({ ...settings, ...change });

  /** What Microsoft sends back with Anna, who has picked herself on its page. */
  async function picked(address: string): Promise<MicrosoftBackQuery> {
    const url = new URL(address);
    url.searchParams.delete("prompt");
    url.searchParams.set("login_hint", ANNA);
    const answer = await fetch(url, { redirect: "manual" });
    const location = answer.headers.get("location");
    assert.ok(location, await answer.text());
    return Object.fromEntries(new URL(location).searchParams);
  }

  async function wholeWay(change: Partial<PersonSignInSettings> = {}, turn = {}) {
    const one = signIn(change);
    const { address, attempt } = await one.begin(BACK);
    return one.complete(await picked(address), { ...attempt, ...turn });
  }

  it("sends a person to the tenant's own page, and learns who it was", async () => {
    const { address, attempt } = await signIn().begin(BACK);
    const url = new URL(address);
    assert.equal(`${url.origin}${url.pathname}`, `${sandbox.url}/${TENANT}/oauth2/v2.0/authorize`);
    const asked = (name: string) => url.searchParams.get(name);
    assert.deepEqual(
      [
        asked("redirect_uri"),
        asked("state"),
        asked("nonce"),
        asked("code_challenge_method"),
        asked("prompt"),
      ],
      [BACK, attempt.state, attempt.nonce, "S256", "select_account"],
    );
    assert.ok(!address.includes(attempt.verifier) && attempt.state !== attempt.nonce);
    const person = await signIn().complete(await picked(address), attempt);
    const { user } = sandbox.core.world.find(ANNA) ?? {};
    assert.deepEqual(person, { tenantId: TENANT, objectId: user?.id, userName: ANNA });
  });

  it("knows a tenant by its name too", async () => {
    assert.equal((await wholeWay({ tenantId: "firma.example" })).tenantId, TENANT);
  });

  it("tries the next credential where one is refused, with one and the same code, and tells which", async () => {
    const told: [string, readonly string[]][] = [];
    const credentials = ["wrong", "right"].map((secret) => ({ id: secret, secret, certificateFile: null }));
    const person = await wholeWay({
      identity: () => ({ tenantId: TENANT, clientId: CLIENT, credentials }),
      onSignedIn: (taken, refused) => told.push([taken, refused]),
    });
    assert.deepEqual([person.userName, told], [ANNA, [["right", ["wrong"]]]]);
  });

  it("signs in with a certificate", async () => {
    const own = await selfSigned("own");
    const clientId = "c1a2a3a4-0000-4000-8000-0000000000cb";
    sandbox.control.registerApp({ clientId, certificates: [own.cert], redirectUris: [BACK] });
    const folder = mkdtempSync(join(tmpdir(), "person-"));
    try {
      const certificateFile = join(folder, "app.pem");
      writeFileSync(certificateFile, `${own.cert}\n${own.key}`);
      assert.equal((await wholeWay({ clientId, secret: null, certificateFile })).userName, ANNA);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("believes only a token that was made for this attempt, and in time", async () => {
    const claimOf = async (...way: Parameters<typeof wholeWay>) =>
      (await faultOf(wholeWay(...way), "microsoftAnswerUntrue")).detail.claim;
    assert.equal(await claimOf({}, { nonce: "another" }), "nonce");
    const later = { now: () => Date.now() + 2 * 3_600_000, sleep: async () => undefined };
    assert.equal(await claimOf({ clock: later }), "exp");
    const elsewhere = JSON.stringify({ issuer: `${sandbox.url}/other/v2.0` });
    const one = signIn();
    const { address, attempt } = await one.begin(BACK);
    const configuration = JSON.stringify({ ...JSON.parse(attempt.configuration), ...JSON.parse(elsewhere) });
    const foreign = one.complete(await picked(address), { ...attempt, configuration });
    assert.equal((await faultOf(foreign, "microsoftAnswerUntrue")).detail.claim, "iss");
  });

  it("says what Microsoft refuses, with its number", async () => {
    const one = signIn();
    const { address, attempt } = await one.begin(BACK);
    const answer = await picked(address);
    const stolen = await faultOf(
      one.complete(answer, { ...attempt, verifier: "guessed" }),
      "microsoftRefused",
    );
    assert.deepEqual(stolen.detail, { aadsts: "AADSTS501481" });
    await one.complete(answer, attempt);
    const again = await faultOf(one.complete(answer, attempt), "microsoftRefused");
    assert.deepEqual(again.detail, { aadsts: "AADSTS54005" });
    const refuse = (answer: MicrosoftBackQuery) => one.complete(answer, attempt);
    const text = "AADSTS50105: The signed in user is not assigned to a role for the application.";
    const assigned = await faultOf(
      refuse({ error: "interaction_required", error_description: text }),
      "microsoftRefused",
    );
    assert.deepEqual(assigned.detail, { aadsts: "AADSTS50105" });
    await faultOf(refuse({ error: "access_denied", error_subcode: "cancel" }), "microsoftCancelled");
    await faultOf(
      refuse({ error: "access_denied", error_description: "AADSTS65004: User declined to consent." }),
      "microsoftCancelled",
    );
    await faultOf(refuse({ error: "temporarily_unavailable" }), "microsoftUnreachable");
    await faultOf(refuse({}), "microsoftRefused");
  });

  it("keeps the application's own trouble for the log", async () => {
    logged.length = 0;
    const wrong = await faultOf(wholeWay({ secret: "wrong" }), "microsoftNotSetUp");
    assert.deepEqual(wrong.detail, { aadsts: "AADSTS7000215" });
    const other = "b1a2a3a4-0000-4000-8000-0000000000cb";
    const unknown = await faultOf(signIn({ tenantId: other }).begin(BACK), "microsoftNotSetUp");
    assert.deepEqual(unknown.detail, { aadsts: "AADSTS90002" });
    const missing = await faultOf(
      wholeWay({ secret: null, certificateFile: "/nowhere/app.pem" }),
      "microsoftNotSetUp",
    );
    assert.deepEqual(missing.detail, {});
    assert.deepEqual(
      logged.map(({ code }) => code),
      ["credentialsRefused", "tenantUnknown", "certificateUnreadable"],
    );
  });

  it("tells soon that nobody answers, and follows nobody elsewhere", async () => {
    const gone = signIn({ authorityHost: "https://localhost:1" }).begin(BACK);
    assert.equal((await faultOf(gone, "microsoftUnreachable")).kind, "unavailable");
    const sockets = new Set<{ destroy(): void }>();
    const silent = createServer((socket) => sockets.add(socket)).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as { port: number };
    const began = performance.now();
    await faultOf(
      signIn({ authorityHost: `https://localhost:${port}`, patienceMs: 300 }).begin(BACK),
      "microsoftUnreachable",
    );
    assert.ok(performance.now() - began < 5_000);
    for (const socket of sockets) socket.destroy();
    silent.close();
    const one = signIn();
    const { address, attempt } = await one.begin(BACK);
    const answer = await picked(address);
    sandbox.control.addFault({
      path: "/token",
      status: 307,
      headers: { location: `${sandbox.url}/elsewhere` },
    });
    const before = sandbox.control.requests().length;
    await faultOf(one.complete(answer, attempt), "microsoftUnreachable");
    assert.equal(sandbox.control.requests().length, before + 1);
    sandbox.control.addFault({ path: "/token", status: 502, body: "<html>Bad gateway</html>" });
    await faultOf(one.complete(answer, attempt), "microsoftUnreachable");
    assert.equal((await one.complete(answer, attempt)).userName, ANNA);
  });
});
