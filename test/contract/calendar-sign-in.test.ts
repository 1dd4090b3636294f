// Signing in at the sandbox's Entra ID through Microsoft's own library, and at authorities that are wrong, silent or not there.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import tls from "node:tls";
import { type Sandbox, start } from "../../sandbox/start.ts";
import { faultOf } from "../../src/gateways/graph/scripted-graph.ts";
import { SignIn, type SignInSettings } from "../../src/gateways/graph/sign-in.ts";
import { selfSigned } from "../conformance/certificate.ts";
import { SILENT } from "../support/samples.ts";

const TENANT = "0f0e0d0c-0000-4000-8000-0000000000ca";
const CLIENT = "a1a2a3a4-0000-4000-8000-0000000000ca";

describe("signing in", () => {
  let sandbox: Sandbox;
  let settings: SignInSettings;

  before(async () => {
    const secrets = ["right", { value: "old", expiresAt: "2020-01-01T00:00:00Z" }];
    sandbox = await start({
      company: { tenantId: TENANT, apps: [{ clientId: CLIENT, secrets }], users: [] },
    });
    tls.setDefaultCACertificates([...tls.getCACertificates(), sandbox.caPem]);
    settings = {
      tenantId: TENANT,
      clientId: CLIENT,
      secret: "right",
      certificateFile: null,
      authorityHost: sandbox.url,
      scope: `${sandbox.url}/.default`,
      log: SILENT,
    };
  });
  after(() => sandbox.stop());

  const signIn = (change: Partial<SignInSettings> = {}) => new SignIn({ ...settings, ...change });

  it("gets a token, keeps it, and gets another one when it was refused", async () => {
    const one = signIn();
    const [first, same] = await Promise.all([one.token(), one.token()]);
    assert.equal(first, same);
    assert.equal(await one.token("another"), first);
    assert.notEqual(await one.token(first), first);
  });

  it("does not use an older token again after a refusal", async () => {
    const young = signIn();
    const first = await young.token();
    young.doubt(first);
    assert.equal(await young.token(), first);
    const old = signIn({ trustMs: -1 });
    const second = await old.token();
    old.doubt("another");
    assert.equal(await old.token(), second);
    old.doubt(second);
    assert.notEqual(await old.token(), second);
  });

  it("says which of the settings is wrong", async () => {
    const other = "b1a2a3a4-0000-4000-8000-0000000000ca";
    const wrong = await faultOf(signIn({ secret: "wrong" }).token(), "credentialsRefused");
    assert.deepEqual(wrong.detail, { aadsts: "AADSTS7000215", client: CLIENT });
    await faultOf(signIn({ secret: "old" }).token(), "credentialsExpired");
    await faultOf(signIn({ clientId: other }).token(), "clientUnknown");
    await faultOf(signIn({ tenantId: other }).token(), "tenantUnknown");
    await faultOf(signIn({ tenantId: "not a tenant!" }).token(), "tenantUnknown");
    await faultOf(signIn({ secret: "" }).token(), "secretMissing");
    await faultOf(signIn({ certificateFile: "/nowhere.pem" }).token(), "certificateUnreadable");
    await faultOf(signIn({ certificateFile: import.meta.filename }).token(), "certificateUnreadable");
  });

  it("tries the next credential where one is refused, keeps to the one that served, and tells which", async () => {
    const told: [string, readonly string[]][] = [];
    const of = (id: string, secret: string) => ({ id, secret, certificateFile: null });
    let credentials = [of("a", "wrong"), of("b", "old"), of("c", "right")];
    const one = signIn({
      identity: () => ({ tenantId: TENANT, clientId: CLIENT, credentials }),
      onSignedIn: (taken, refused) => told.push([taken, refused]),
    });
    const first = await one.token();
    assert.deepEqual(told, [["c", ["a", "b"]]]);
    await one.token(first);
    credentials = [of("a", "wrong"), of("b", "old")];
    const refused = await faultOf(one.token(await one.token()), "credentialsRefused");
    assert.equal(refused.detail.aadsts, "AADSTS7000215");
    credentials = [];
    await faultOf(one.token(), "secretMissing");
  });

  it("asks the tenant that is entered by then", async () => {
    let tenantId = "not a tenant!";
    const credentials = [{ id: "only", secret: "right", certificateFile: null }];
    const one = signIn({ identity: () => ({ tenantId, clientId: CLIENT, credentials }) });
    const unknown = await faultOf(one.token(), "tenantUnknown");
    assert.equal(unknown.detail.tenant, tenantId);
    tenantId = TENANT;
    await one.token();
    tenantId = "another tenant!";
    await faultOf(one.token(await one.token()), "tenantUnknown");
  });

  it("does not try the next credential where the application itself is unknown", async () => {
    let tries = 0;
    const credentials = ["first", "second"].map((id) => ({ id, secret: id, certificateFile: null }));
    const getToken = async () => {
      tries += 1;
      throw new Error("AADSTS700016: unknown application");
    };
    const one = signIn({
      identity: () => ({ tenantId: TENANT, clientId: CLIENT, credentials }),
      credential: () => ({ getToken }),
    });
    await faultOf(one.token(), "clientUnknown");
    assert.equal(tries, 1);
  });

  it("signs in with a certificate, and says that it was not the right one", async () => {
    const [own, foreign] = await Promise.all([selfSigned("own"), selfSigned("foreign")]);
    const clientId = "c1a2a3a4-0000-4000-8000-0000000000ca";
    sandbox.control.registerApp({ clientId, certificates: [own.cert] });
    const folder = mkdtempSync(join(tmpdir(), "sign-in-"));
    try {
      const certificateFile = join(folder, "app.pem");
      writeFileSync(certificateFile, `${own.cert}\n${own.key}`);
      assert.ok(await signIn({ clientId, secret: null, certificateFile }).token());
      writeFileSync(certificateFile, `${foreign.cert}\n${foreign.key}`);
      const refused = await faultOf(
        signIn({ clientId, secret: null, certificateFile }).token(),
        "certificateRefused",
      );
      assert.match(String(refused.detail.aadsts), /^AADSTS(?:700027|50012|700021)$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("falls back to Graph's public name where an authority knows no other", async () => {
    assert.ok(await signIn({ scope: "https://graph.somewhere.example/.default" }).token());
  });

  it("tells soon that nobody answers", async () => {
    const fault = await faultOf(
      signIn({ authorityHost: "https://localhost:1" }).token(),
      "signInUnavailable",
    );
    assert.equal(fault.kind, "unavailable");
    assert.equal(fault.detail.host, "localhost:1");
  });

  it("does not wait for an authority that only listens", async () => {
    const sockets = new Set<{ destroy(): void }>();
    const silent = createServer((socket) => sockets.add(socket)).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as { port: number };
    const before = performance.now();
    const waiting = signIn({ authorityHost: `https://localhost:${port}`, patienceMs: 300 });
    await faultOf(waiting.token(), "signInUnavailable");
    assert.ok(performance.now() - before < 5_000);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
});
