// What must not leave the house in a support bundle.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SupportBundle } from "../../contract/console/system.ts";
import { withMaskedAddresses } from "./support-bundle.ts";

test("addresses are masked wherever they stand, also within a line of the log", () => {
  const log = ['{"mailbox":"anna.ärmel+x@firma.de","message":"an (bob@sub.firma.de), ok"}'];
  const bundle = { log, status: { participants: [{ email: "carl@firma.de" }] } } as unknown as SupportBundle;
  const text = JSON.stringify(withMaskedAddresses(bundle));
  assert.doesNotMatch(text, /anna|ärmel|bob@|carl/);
  assert.match(text, /a…@firma\.de/);
  assert.match(text, /\(b…@sub\.firma\.de\)/);
});
