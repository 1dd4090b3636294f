// The tenant's directory through the real gateway, on the sandbox: who is found, what paging and odd names do, and what is told where the
// application may not read it.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import tls from "node:tls";
import { type Sandbox, start } from "../../sandbox/start.ts";
import type { TenantDirectoryPort } from "../../src/engine/ports/tenant-directory.ts";
import { openOffice365 } from "../../src/gateways/graph/create-calendar.ts";
import { seededEntropy } from "../../src/gateways/system/entropy.ts";
import { SILENT } from "../support/samples.ts";
import { HASTY } from "./graph-calendar-stage.ts";

const TENANT = "0f0e0d0c-0000-4000-8000-0000000000cb";
const CLIENT = "a1a2a3a4-0000-4000-8000-0000000000cb";
const at = (name: string) => `${name}@firma.example`;

const PEOPLE = [
  { userPrincipalName: at("anna"), displayName: "Anna Berger", mail: at("a.berger") },
  { userPrincipalName: at("bernd"), displayName: "Bernd Huber" },
  { userPrincipalName: at("clara"), displayName: "Clara Anders", mail: null },
  { userPrincipalName: at("quote"), displayName: 'Rolf "Rohr" Zange \\ Söhne' },
  { userPrincipalName: at("frei"), displayName: "Ohne Lizenz", state: "unlicensed" as const },
  { userPrincipalName: at("zu"), displayName: "Verbotenes Postfach", state: "forbidden" as const },
];

interface Stage {
  readonly sandbox: Sandbox;
  readonly tenant: TenantDirectoryPort;
}

async function open(t: TestContext, roles?: string[]): Promise<Stage> {
  const apps = [
    { clientId: CLIENT, displayName: "termin-sync", secrets: ["secret"], ...(roles && { roles }) },
  ];
  const sandbox = await start({ company: { tenantId: TENANT, apps, users: PEOPLE }, seed: 7 });
  t.after(() => sandbox.stop());
  tls.setDefaultCACertificates([...tls.getCACertificates(), sandbox.caPem]);
  const { tenant } = openOffice365({
    office365: {
      tenantId: TENANT,
      clientId: CLIENT,
      secret: "secret",
      certificateFile: null,
      authorityHost: sandbox.url,
      graphUrl: sandbox.url,
    },
    companyTimeZone: "Europe/Berlin",
    clock: HASTY,
    entropy: seededEntropy(1),
    log: SILENT,
  });
  return { sandbox, tenant };
}

async function found({ tenant }: Stage, text: string, most = 50): Promise<string[]> {
  return (await tenant.search(text, most)).accounts.map(({ displayName }) => displayName);
}

test("accounts are found by name, address and user name, sorted, with what a person picks by", async (t) => {
  const stage = await open(t);
  assert.deepEqual(await stage.tenant.search("an", 10), {
    accounts: [
      { displayName: "Anna Berger", userName: at("anna"), email: at("a.berger") },
      { displayName: "Clara Anders", userName: at("clara"), email: null },
    ],
    isCut: false,
  });
  assert.deepEqual(await found(stage, "a.ber"), ["Anna Berger"], "by mail");
  assert.deepEqual(await found(stage, " bernd@ "), ["Bernd Huber"], "by user name");
  assert.deepEqual(await found(stage, "nobody"), []);
  assert.equal((await found(stage, "")).length, PEOPLE.length, "all of them");
});

test("signs that mean something to a search are only signs", async (t) => {
  const stage = await open(t);
  for (const text of ['"Rohr"', "\\ Söhne", 'Rolf "Rohr" Zange \\']) {
    assert.deepEqual(await found(stage, text), ['Rolf "Rohr" Zange \\ Söhne'], text);
  }
  for (const text of ['" OR "displayName:a', "&$top=1", "#", "%22", "a' or 1 eq 1"])
    assert.deepEqual(await found(stage, text), [], text);
});

test("no more than was asked for, and it is told that there are more", async (t) => {
  const stage = await open(t);
  assert.deepEqual((await stage.tenant.search("", 2)).isCut, true);
  assert.deepEqual(await found(stage, "", 2), ["Anna Berger", "Bernd Huber"]);
  assert.equal((await stage.tenant.search("", PEOPLE.length)).isCut, false);
});

test("an application without the permission is told so; the mailbox itself can be asked all the same", async (t) => {
  const stage = await open(t, ["Calendars.ReadWrite"]);
  await assert.rejects(stage.tenant.search("an", 10), { kind: "refused", code: "directoryForbidden" });
  assert.equal((await stage.tenant.mailbox(at("anna"))).email, at("anna"));
  await assert.rejects(stage.tenant.mailbox(at("nobody")), { code: "mailboxNotFound" });
});

test("a mailbox is asked: one that is there, unknown, unlicensed, forbidden", async (t) => {
  const stage = await open(t);
  assert.equal((await stage.tenant.mailbox(at("a.berger"))).email, at("a.berger"));
  await assert.rejects(stage.tenant.mailbox(at("nobody")), { code: "mailboxNotFound" });
  await assert.rejects(stage.tenant.mailbox(at("frei")), { code: "mailboxUnavailable" });
  await assert.rejects(stage.tenant.mailbox(at("zu")), { code: "mailboxForbidden" });
});

test("a busy directory is waited for, and one that stays busy is no fault of ours", async (t) => {
  const stage = await open(t);
  stage.sandbox.control.addFault({ method: "GET", path: "/users", status: 429, times: 1 });
  assert.deepEqual(await found(stage, "bernd"), ["Bernd Huber"]);
  stage.sandbox.control.addFault({ method: "GET", path: "/users", status: 503, times: 1000 });
  await assert.rejects(stage.tenant.search("bernd", 10), { kind: "unavailable" });
});
