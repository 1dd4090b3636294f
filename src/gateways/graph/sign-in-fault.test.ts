// What Entra ID says about a sign-in, in our words.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { signInFault } from "./sign-in-fault.ts";

const TENANT = "0f0e0d0c-0000-4000-8000-0000000000ca";
const CLIENT = "a1a2a3a4-0000-4000-8000-0000000000ca";

describe("signInFault", () => {
  const facts = {
    tenantId: TENANT,
    clientId: CLIENT,
    authorityHost: "https://login.example",
    usesCertificate: true,
  };
  const fault = (message: string) => signInFault(new Error(message), facts);

  it("goes by the number", () => {
    const codes: [number, string][] = [
      [7000215, "credentialsRefused"],
      [7000222, "credentialsExpired"],
      [700016, "clientUnknown"],
      [90002, "tenantUnknown"],
      [700027, "certificateRefused"],
      [50012, "certificateRefused"],
      [500133, "certificateRefused"],
      [90033, "signInUnavailable"],
      [90055, "signInUnavailable"],
    ];
    for (const [number, code] of codes) {
      assert.equal(fault(`400: AADSTS${number}: Something.`).code, code);
      assert.equal(fault(`AADSTS${number}`).detail.aadsts, `AADSTS${number}`);
    }
  });

  it("goes by OAuth's words where there is no number", () => {
    assert.equal(fault("invalid_client: no").code, "certificateRefused");
    assert.equal(
      signInFault(new Error("invalid_client: no"), { ...facts, usesCertificate: false }).code,
      "credentialsRefused",
    );
    assert.equal(fault("unauthorized_client").code, "clientUnknown");
    assert.equal(fault("invalid_tenant").code, "tenantUnknown");
    assert.equal(fault("AADSTS999999: new").kind, "refused");
    assert.equal(fault("socket hang up").code, "signInUnavailable");
    assert.equal(signInFault("nothing", facts).code, "signInUnavailable");
  });
});
