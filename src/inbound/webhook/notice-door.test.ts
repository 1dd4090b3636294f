// The webhook's door over real HTTP: whom it believes, what it says, and what it never does.
import assert from "node:assert/strict";
import { request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, it } from "node:test";
import { noticeDoor } from "./notice-door.ts";
import { readNotices } from "./read-notices.ts";

const PATH = "/termin-sync/notices";
const STATE = "the secret of s-1";

describe("the webhook's door", () => {
  let isExpecting = false;
  const taken: object[] = [];
  let dropped = 0;
  const door = noticeDoor(PATH, {
    expectsHandshake: () => isExpecting,
    clientStateOf: (id) => (id === "s-1" ? STATE : null),
    take: (notice) => void taken.push(notice),
    drop: () => {
      dropped += 1;
    },
  });
  const server = createServer((request, response) => {
    if (!door(request, response)) response.writeHead(404).end("not mine");
  });
  let url = "";
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    isExpecting = false;
    taken.length = 0;
    dropped = 0;
  });

  const post = async (body: string, path = PATH, contentType = "application/json") => {
    const headers = { "content-type": contentType };
    const response = await fetch(`${url}${path}`, { method: "POST", headers, body });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const notice = (more: object = {}) => ({
    subscriptionId: "s-1",
    clientState: STATE,
    changeType: "updated",
    ...more,
  });
  const notices = (...value: unknown[]) => post(JSON.stringify({ value }));

  it("sends the token of an expected handshake back, decoded, as plain text and nothing that a browser would run", async () => {
    isExpecting = true;
    const token = "Validation: Testing client application reachability Request-Id: 1+2/ü%";
    const { status, text, headers } = await post(
      "",
      `${PATH}?validationToken=${encodeURIComponent(token)}`,
      "text/plain",
    );
    assert.deepEqual({ status, text }, { status: 200, text: token });
    assert.match(headers.get("content-type") ?? "", /^text\/plain/);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    const withPlus = await post("", `${PATH}?validationToken=Validation%3a+Testing`, "text/plain");
    assert.equal(withPlus.text, "Validation: Testing");
  });

  it("says nothing to a handshake that nobody expects, or whose token is no token", async () => {
    const greet = (token: string) =>
      post("", `${PATH}?validationToken=${encodeURIComponent(token)}`, "text/plain");
    assert.deepEqual([(await greet("token")).status, (await greet("token")).text], [202, ""]);
    isExpecting = true;
    for (const token of ["", "<script>alert(1)</script>", "a\r\nb", "x".repeat(1_001)])
      assert.deepEqual([(await greet(token)).status, (await greet(token)).text], [202, ""], token);
    assert.equal((await greet("x".repeat(1_000))).status, 200);
  });

  it("takes what carries the subscription's secret", async () => {
    const { status, text } = await notices(
      notice(),
      notice({ lifecycleEvent: "missed", changeType: undefined }),
    );
    assert.deepEqual({ status, text }, { status: 202, text: "" });
    assert.deepEqual(
      taken.map((one) => ({ ...one, clientState: "" })),
      [
        { subscriptionId: "s-1", clientState: "", lifecycleEvent: null },
        { subscriptionId: "s-1", clientState: "", lifecycleEvent: "missed" },
      ],
    );
    assert.equal(dropped, 0);
  });

  it("drops everything else, each item by itself, with the same answer", async () => {
    const forged = [
      notice({ clientState: "guessed" }),
      notice({ clientState: "" }),
      notice({ clientState: null }),
      notice({ clientState: `${STATE} ` }),
      notice({ subscriptionId: "s-2" }),
      notice({ subscriptionId: "s-2", clientState: "" }),
      notice({ subscriptionId: "__proto__", clientState: "" }),
      notice({ subscriptionId: 1 }),
      notice({ lifecycleEvent: {} }),
      notice({ clientState: STATE.padEnd(129) }),
      null,
      "notice",
      [],
    ];
    const { status, text } = await notices(...forged, notice());
    assert.deepEqual({ status, text }, { status: 202, text: "" });
    assert.equal(taken.length, 1);
    assert.equal(dropped, forged.length);
    for (const body of ["", "{", "null", "[]", '{"value":{}}', "é\u0000", '{"value":'.repeat(1_000)]) {
      assert.deepEqual((await post(body)).status, 202, body.slice(0, 20));
    }
    assert.equal(taken.length, 1);
  });

  it("refuses what is too long before it has read it, whether the length is told or not", async () => {
    const long = "x".repeat(400_001);
    assert.equal((await post(long)).status, 413);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = ask(`${url}${PATH}`, { method: "POST" }, (response) => resolve(response.statusCode));
      request.on("error", reject);
      request.write(long.slice(0, 300_000));
      request.write(long.slice(0, 200_000));
    });
    assert.equal(status, 413);
    assert.equal(taken.length + dropped, 0);
  });

  it("leaves other paths and methods to whoever is behind it", async () => {
    assert.equal((await post("{}", "/termin-sync/notices/")).status, 404);
    assert.equal((await post("{}", "/")).status, 404);
    assert.equal((await fetch(`${url}${PATH}`)).status, 404);
    assert.equal((await fetch(`${url}${PATH}?validationToken=x`)).status, 404);
  });

  it("answers hundreds of notices within milliseconds", async () => {
    const body = JSON.stringify({
      value: Array.from({ length: 400 }, () => notice({ resource: "x".repeat(200) })),
    });
    await post(body);
    const times: number[] = [];
    for (let round = 0; round < 100; round++) {
      const from = performance.now();
      assert.equal((await post(body)).status, 202);
      times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    assert.ok((times[98] ?? 0) < 200, `p99 ${times[98]} ms`);
  });
});

it("reads notices, and nothing into what is none", () => {
  assert.equal(readNotices("nonsense"), null);
  assert.deepEqual(readNotices('{"value":[]}'), []);
  assert.deepEqual(
    readNotices('{"value":[{"subscriptionId":"a","clientState":"b","lifecycleEvent":null}]}'),
    [{ subscriptionId: "a", clientState: "b", lifecycleEvent: null }],
  );
});
