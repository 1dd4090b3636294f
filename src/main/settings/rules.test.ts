// What a setting accepts, where that is more than a list or a range.
import assert from "node:assert/strict";
import { test } from "node:test";
import { publicAddress } from "./rules.ts";

const ACCEPTED = [
  "https://planung.muster.de/termin-sync/notices",
  "https://planung.muster.de:8443/n",
  "https://planung.muster.de",
  "https://203.0.113.7/notices",
  "https://172.32.0.1/notices",
  "https://100.128.0.1/notices",
  "https://[2001:db8::1]/notices",
  "http://127.0.0.1:8365/notices",
  "http://localhost:8365/notices",
  "http://[::1]:8365/notices",
];

const REFUSED = [
  "",
  "planung.muster.de/notices",
  "http://planung.muster.de/notices",
  "ftp://planung.muster.de/notices",
  "https://user:secret@planung.muster.de/notices",
  "https://planung.muster.de/notices?key=1",
  "https://planung.muster.de/notices?",
  "https://planung.muster.de/notices#x",
  "https://server/notices",
  "https://server.local/notices",
  "https://planung.firma.lan/notices",
  "https://planung.internal./notices",
  "https://localhost/notices",
  "https://127.0.0.1/notices",
  "https://0x7f000001/notices",
  "https://10.0.0.8/notices",
  "https://172.16.0.1/notices",
  "https://172.31.255.255/notices",
  "https://192.168.2.10/notices",
  "https://169.254.169.254/notices",
  "https://100.64.0.1/notices",
  "https://[::1]/notices",
  "https://[fd00::1]/notices",
  "https://[fe80::1]/notices",
  "https://[::ffff:192.168.2.10]/notices",
];

test("an address for Microsoft's notices is one that Microsoft can reach, or this very machine for trying", () => {
  const rule = publicAddress("");
  assert.deepEqual(
    ACCEPTED.filter((value) => !rule.accepts(value)),
    [],
  );
  assert.deepEqual(
    REFUSED.filter((value) => rule.accepts(value)),
    [],
  );
});
