// An id token lets somebody in only where every claim is that of this sign-in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Fault } from "./fault.ts";
import { type Claims, type ExpectedToken, personOf } from "./id-token.ts";

const TENANT = "0f0e0d0c-0000-4000-8000-00000000c0de";
const CLIENT = "a1a2a3a4-0000-4000-8000-00000000c0de";
const ISSUER = `https://login.microsoftonline.com/${TENANT}/v2.0`;
const NOW = Date.UTC(2026, 10, 24, 8);

const expected: ExpectedToken = { issuer: ISSUER, clientId: CLIENT, nonce: "once", now: NOW };
const good: Claims = {
  iss: ISSUER,
  aud: CLIENT,
  exp: NOW / 1_000 + 3_600,
  iat: NOW / 1_000,
  nbf: NOW / 1_000,
  nonce: "once",
  oid: "00000000-0000-4000-8000-00000000a22a",
  tid: TENANT,
  preferred_username: "anna@firma.example",
  ver: "2.0",
};

function wrongClaim(claims: Claims, change: Partial<ExpectedToken> = {}): unknown {
  try {
    personOf(claims, { ...expected, ...change });
  } catch (thrown) {
    assert.ok(thrown instanceof Fault && thrown.code === "microsoftAnswerUntrue");
    return thrown.detail.claim;
  }
  return null;
}

test("a token that is meant for this sign-in names its person", () => {
  const person = {
    tenantId: TENANT,
    objectId: "00000000-0000-4000-8000-00000000a22a",
    userName: "anna@firma.example",
  };
  assert.deepEqual(personOf(good, expected), person);
  assert.deepEqual(personOf(good, { ...expected, clientId: CLIENT.toUpperCase() }), person);
});

test("each claim that is another one, missing, or of another kind is refused by its name", () => {
  const table: Readonly<Record<string, readonly unknown[]>> = {
    iss: ["https://login.microsoftonline.com/other/v2.0", `${ISSUER}/`, "", undefined],
    tid: ["00000000-0000-4000-8000-000000000000", "", undefined, 7],
    aud: ["00000003-0000-0000-c000-000000000000", [CLIENT], "", undefined],
    nonce: ["another", "", undefined, ["once"]],
    exp: [NOW / 1_000 - 301, String(NOW), Number.NaN, undefined],
    nbf: [NOW / 1_000 + 301, "0"],
    oid: ["", undefined, 7],
    preferred_username: [" ", undefined, null],
  };
  for (const [claim, values] of Object.entries(table))
    for (const value of values)
      assert.equal(wrongClaim({ ...good, [claim]: value }), claim, `${claim}: ${value}`);
});

test("clocks may differ by five minutes", () => {
  assert.equal(wrongClaim({ ...good, exp: NOW / 1_000 - 299, nbf: NOW / 1_000 + 299 }), null);
  assert.equal(wrongClaim({ ...good, nbf: undefined }), null);
});

test("the description of many tenants at once lets nobody in", () => {
  const template = "https://login.microsoftonline.com/{tenantid}/v2.0";
  assert.equal(wrongClaim(good, { issuer: template }), "iss");
  assert.equal(wrongClaim({ ...good, iss: template }, { issuer: template }), "tid");
});

test("an expectation that is empty is met by nothing", () => {
  assert.equal(wrongClaim({ ...good, nonce: "" }, { nonce: "" }), "nonce");
  assert.equal(wrongClaim({ ...good, aud: "" }, { clientId: "" }), "aud");
});
