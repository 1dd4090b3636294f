// Which passwords are refused because everybody tries them first, and which are not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countOfCommon, isCommon } from "./common-passwords.ts";
import { stemOf } from "./stem.ts";

const REFUSED = [
  "passwort1234",
  "Passw0rt2026!",
  "PasswortPasswort",
  "password123456",
  "P@$$w0rd!!!!!",
  "Sommer2026!!!!",
  "Willkommen2026",
  "Deutschland01",
  "Schalke04Schalke04",
  "123456789012",
  "qwertzuiop123",
  "1q2w3e4r5t6y",
  "asdfghjklöä12",
  "abcdefghijkl",
  "098765432109",
  "2026-12-24-2026",
  "Schmidt123456789",
  "müller!müller!",
  "unbelievable",
];

const TAKEN = [
  "vier kleine Dachdecker",
  "correct horse battery staple",
  "Rohrzange unter dem Dach",
  "gk3-wz8-pp1-tt6",
  "zwölf Schrauben im Kasten",
  "日本語のパスワードです!",
];

test("a common password is refused however it is decorated, several words in a row are taken", () => {
  assert.deepEqual(
    REFUSED.filter((one) => !isCommon(one)),
    [],
  );
  assert.deepEqual(
    TAKEN.filter((one) => isCommon(one)),
    [],
  );
});

test("the list holds at least 3,000", () => {
  assert.ok(countOfCommon() >= 3_000, String(countOfCommon()));
});

test("a stem is what remains without decoration", () => {
  assert.equal(stemOf("!!Passw0rt2026!"), "passwort");
  assert.equal(stemOf("MüllerMüller"), "mueller");
  assert.equal(stemOf("20262026"), "2026");
});
