// Which user somebody means who types a login.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findLogin } from "./find-login.ts";

test("a login is found whether in capitals or not, as typed first, and never guessed", () => {
  assert.equal(findLogin("ABauer", ["abauer", "meder"]), "abauer");
  assert.equal(findLogin("ABAUER", ["abauer", "ABAUER"]), "ABAUER");
  assert.throws(() => findLogin("Abauer", ["abauer", "ABAUER"]), { code: "userUnknown" });
  assert.throws(() => findLogin("abaur", ["abauer", "meder"]), {
    code: "userUnknown",
    detail: { user: "abaur", nearest: "abauer" },
  });
  assert.throws(() => findLogin("somebody", []), { code: "userUnknown", detail: { user: "somebody" } });
});
