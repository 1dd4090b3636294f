// Secrets, settings and their history at rest: what is sealed, what is refused, and what stays as it was.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { asFault } from "../../src/core/fault.ts";
import { SettingsHistory } from "../../src/gateways/settings/history.ts";
import { SecretStore } from "../../src/gateways/settings/open-secrets.ts";
import { seal, unseal } from "../../src/gateways/settings/sealing.ts";
import { changedText, stampOf, writeSettingsText } from "../../src/gateways/settings/settings-file.ts";

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "termin-sync-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

function ground(t: TestContext) {
  const [dataFolder, elsewhere] = [folderOf(t), folderOf(t)];
  const keyFile = join(elsewhere, "own", "key");
  const now = () => Date.parse("2026-11-24T10:00:00Z");
  const open = (place = { keyFile, dataFolder }) => new SecretStore({ ...place, now });
  return { dataFolder, keyFile, open, store: open() };
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return "none";
  } catch (thrown) {
    return asFault(thrown).code;
  }
};

test("a stored secret comes back, and stands nowhere in plain", (t) => {
  const { store, open, dataFolder, keyFile } = ground(t);
  assert.deepEqual(store.reveal(), []);
  const id = store.store("s3cr~et value", "2027-01-31", "first");
  assert.deepEqual(open().reveal(), [{ id, secret: "s3cr~et value" }]);
  assert.deepEqual(open().list(), [
    { id, expiresOn: "2027-01-31", storedAt: "2026-11-24T10:00:00.000Z", refusedAt: null },
  ]);
  for (const name of readdirSync(dataFolder))
    assert.doesNotMatch(readFileSync(join(dataFolder, name), "utf8"), /s3cr/);
  assert.equal(statSync(keyFile).mode & 0o777, 0o600);
  assert.equal(statSync(join(dataFolder, "secrets.json")).mode & 0o777, 0o600);
});

test("a second one stands beside the first, and becomes the first when the first was refused", (t) => {
  const { store } = ground(t);
  const old = store.store("old", null, "first");
  const next = store.store("next", null, "second");
  assert.deepEqual(
    store.reveal().map(({ secret }) => secret),
    ["old", "next"],
  );
  store.promote(next, [old]);
  assert.deepEqual(
    store.list().map(({ id, refusedAt }) => [id, refusedAt !== null]),
    [
      [next, false],
      [old, true],
    ],
  );
  const replaced = store.store("next, anew", null, "first");
  assert.deepEqual(
    store.reveal().map(({ secret }) => secret),
    ["next, anew", "old"],
  );
  store.remove(old);
  const third = store.store("third", null, "second");
  assert.deepEqual(
    store.list().map(({ id }) => id),
    [replaced, third],
  );
  store.setExpiry(third, "2028-02-29");
  store.remove(replaced);
  assert.deepEqual(
    store.list().map(({ id, expiresOn }) => [id, expiresOn]),
    [[third, "2028-02-29"]],
  );
  assert.equal(
    codeOf(() => store.remove(replaced)),
    "credentialUnknown",
  );
});

test("what others may read is refused, and so is a key that lies with the data", (t) => {
  const { store, open, dataFolder, keyFile } = ground(t);
  store.store("one", null, "first");
  for (const file of [keyFile, join(dataFolder, "secrets.json")]) {
    chmodSync(file, 0o640);
    assert.equal(
      codeOf(() => store.reveal()),
      "secretsUnsafe",
      file,
    );
    chmodSync(file, 0o600);
  }
  assert.equal(store.reveal().length, 1);
  const misplaced = open({ keyFile: join(dataFolder, "key"), dataFolder });
  assert.equal(
    codeOf(() => misplaced.reveal()),
    "keyFileMisplaced",
  );
});

test("another key, no key, or a sealed secret in another's place opens nothing", (t) => {
  const { store, dataFolder, keyFile } = ground(t);
  store.store("one", null, "first");
  store.store("two", null, "second");
  const file = join(dataFolder, "secrets.json");
  const content = JSON.parse(readFileSync(file, "utf8"));
  const [one, two] = content.secrets;
  writeFileSync(
    file,
    JSON.stringify({
      ...content,
      secrets: [
        { ...one, box: two.box },
        { ...two, box: one.box },
      ],
    }),
  );
  assert.equal(
    codeOf(() => store.reveal()),
    "secretsUnreadable",
  );
  writeFileSync(file, JSON.stringify(content));
  assert.equal(store.reveal().length, 2);
  writeFileSync(keyFile, `${Buffer.alloc(32, 7).toString("base64")}\n`);
  assert.equal(
    codeOf(() => store.reveal()),
    "secretsUnreadable",
  );
  rmSync(keyFile);
  assert.equal(
    codeOf(() => store.reveal()),
    "secretsUnreadable",
  );
  for (const broken of ["", "{", "[]", '{"format":2,"secrets":[]}']) {
    writeFileSync(file, broken);
    assert.equal(
      codeOf(() => store.list()),
      "secretsUnreadable",
      broken,
    );
  }
});

test("each seal has a nonce of its own, and holds name and version", () => {
  const key = Buffer.alloc(32, 1);
  const label = { name: "client-secret", version: 3 };
  const boxes = new Set(Array.from({ length: 100 }, () => seal(key, label, "same")));
  assert.equal(boxes.size, 100);
  const [box = ""] = boxes;
  assert.equal(unseal(key, label, box), "same");
  assert.equal(unseal(key, { ...label, version: 2 }, box), null);
  assert.equal(unseal(key, { ...label, name: "other" }, box), null);
  const bytes = Buffer.from(box, "base64");
  for (const at of bytes.keys()) {
    const bent = Buffer.from(bytes);
    bent[at] = (bent[at] ?? 0) ^ 1;
    assert.equal(unseal(key, label, bent.toString("base64")), null, `byte ${at}`);
    assert.equal(unseal(key, label, bytes.subarray(0, at).toString("base64")), null, `cut at ${at}`);
  }
});

const COMMENTED = `{
  // How often.
  "SyncJob": { "Interval": 300 }, // seconds
  /* The window. */
  "Sync": {
    "MonthsPast": 6,
    "Foreign": true,
  },
}
`;

test("a changed value leaves comments, order and foreign keys as they are", (t) => {
  const file = join(folderOf(t), "appsettings.json");
  writeFileSync(file, COMMENTED);
  chmodSync(file, 0o644);
  const text = changedText(file, [
    { key: "SyncJob.Interval", value: 120 },
    { key: "Sync.MonthsPast", value: undefined },
    { key: "Sync.DeletionGuard.Count", value: 20 },
  ]);
  assert.match(
    text,
    /\/\/ How often\.\n {2}"SyncJob": \{ "Interval": 120 \}, \/\/ seconds\n {2}\/\* The window/,
  );
  assert.doesNotMatch(text, /MonthsPast/);
  assert.match(text, /"Foreign": true,\s*"DeletionGuard": \{\s*"Count": 20\s*\}/);
  const stamp = stampOf(file);
  writeSettingsText(file, stamp, text);
  assert.equal(readFileSync(file, "utf8"), text);
  assert.equal(statSync(file).mode & 0o777, 0o644);
  assert.equal(
    codeOf(() => writeSettingsText(file, stamp, COMMENTED)),
    "settingsChanged",
  );
  assert.equal(readFileSync(file, "utf8"), text);
});

test("where there is no file one is made, and a folder that is not there is told", (t) => {
  const folder = folderOf(t);
  const file = join(folder, "appsettings.json");
  writeSettingsText(file, stampOf(file), changedText(file, [{ key: "Office365.TenantId", value: "x" }]));
  assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { Office365: { TenantId: "x" } });
  const nowhere = join(folder, "nowhere", "appsettings.json");
  assert.equal(
    codeOf(() => writeSettingsText(nowhere, stampOf(nowhere), "{}")),
    "settingsUnwritable",
  );
  assert.deepEqual(readdirSync(folder), ["appsettings.json"]);
});

test("the history is told newest first, without the line that a power cut left half written", (t) => {
  const file = join(folderOf(t), "history.jsonl");
  const history = new SettingsHistory(file);
  assert.deepEqual(history.list(10), []);
  const change = {
    at: "2026-11-24T10:00:00Z",
    by: "Chefin",
    key: "Sync.MonthsPast",
    before: "6",
    after: "3",
  };
  history.add([change, { ...change, key: "clientSecret", before: null, after: null }]);
  writeFileSync(file, '{"at":"2026', { flag: "a" });
  assert.deepEqual(
    history.list(10).map(({ key }) => key),
    ["clientSecret", "Sync.MonthsPast"],
  );
  assert.equal(statSync(file).mode & 0o777, 0o600);
});
