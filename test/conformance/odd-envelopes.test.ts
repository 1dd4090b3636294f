// What is odd around calendars: batches, subscriptions, the token endpoint and the sandbox's own control side. Each is refused by
// name, and breaks nothing.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { ANNA, CLIENT, raw, SECRET, TENANT, tenant } from "./tenant.ts";

describe("odd envelopes", () => {
  const world = tenant();
  afterEach(async () => assert.equal((await raw(world, "GET", "/users")).status, 200, "it goes on"));
  const json = { "content-type": "application/json" };

  // proof: POST $batch | an envelope that is no JSON, has further members, headers or options, or is over 4 MB: refused as a whole | learn: json-batching; sandbox: strictness
  it("is as strict with the envelope of a batch as with a request", async () => {
    const requests = [{ id: "1", method: "GET", url: `/users/${ANNA}/calendar` }];
    const text = JSON.stringify({ requests });
    const send = async (options: { text: string; headers?: Record<string, string> }, target = "/$batch") => {
      const answer = await raw(world, "POST", target, options);
      return `${answer.status} ${answer.json.error?.code}`;
    };
    assert.equal(await send({ text, headers: json }), "200 undefined");
    assert.equal(await send({ text }), "400 BadRequest");
    assert.equal(await send({ text, headers: { "content-type": "text/plain" } }), "400 BadRequest");
    for (const wrong of ["", "{", "null", "[]", "{}", '{"requests":{}}', `{"x":1,${text.slice(1)}`]) {
      assert.equal(await send({ text: wrong, headers: json }), "400 BadRequest", wrong);
    }
    assert.equal(await send({ text, headers: json }, "/$batch?x=1"), "501 SandboxNotModelled");
    for (const headers of [{ "if-match": "*" }, { prefer: "x=y" }] as Record<string, string>[]) {
      assert.equal(await send({ text, headers: { ...json, ...headers } }), "501 SandboxNotModelled");
    }
    const large = { text: " ".repeat(5_000_000) + text, headers: json };
    assert.equal(await send(large), "413 RequestEntityTooLarge");
    assert.equal((await raw(world, "GET", "/$batch")).json.error?.code, "BadRequest");
  });

  // proof: POST $batch | an item that is none, with headers that are no texts, a token of its own, a body of GET | sandbox: strictness
  it("is strict with the items of a batch", async () => {
    const item = { id: "1", method: "GET", url: `/users/${ANNA}/calendar` };
    const refusalOf = async (each: unknown) => {
      const { json: answer } = await raw(world, "POST", "/$batch", { body: { requests: [each] } });
      const [inner] = (answer.responses ?? []) as unknown as { status: number; body: typeof answer }[];
      return inner ? `in it ${inner.status} ${inner.body.error?.code}` : String(answer.error?.code);
    };
    for (const each of [
      ...[null, "x", [], 5, {}, { ...item, id: 1 }, { ...item, id: "" }, { ...item, url: null }],
      ...[
        { ...item, headers: [] },
        { ...item, headers: null },
        { ...item, headers: { Prefer: 5 } },
      ],
      ...[
        { ...item, dependsOn: "1" },
        { ...item, dependsOn: null },
        { ...item, atomicityGroup: "g" },
      ],
      ...[
        { ...item, url: "https://graph.microsoft.com/v1.0/users" },
        { ...item, url: "$batch" },
      ],
    ]) {
      assert.equal(await refusalOf(each), "BadRequest", JSON.stringify(each));
    }
    const authorised = { ...item, headers: { Authorization: "Bearer x" } };
    assert.equal(await refusalOf(authorised), "SandboxNotModelled");
    const typed = { "Content-Type": "application/json" };
    assert.equal(
      await refusalOf({ ...item, headers: typed, body: { a: 1 } }),
      "in it 501 SandboxNotModelled",
    );
    for (const body of ["x", 0, false, Buffer.from("{}").toString("base64")]) {
      const post = { ...item, method: "POST", url: `/users/${ANNA}/events`, headers: typed, body };
      assert.equal(await refusalOf(post), "in it 400 RequestBodyRead", String(body));
    }
    for (const url of ["", "//evil.example/users", "/v1.0/users", "/%24batch"]) {
      assert.equal(await refusalOf({ ...item, url }), "in it 404 SandboxNotModelled", url);
    }
    assert.equal(await refusalOf({ ...item, method: "BREW" }), "in it 405 SandboxNotModelled");
  });

  // proof: POST subscriptions | an expiry without time or offset, or of a day that no month has, a malformed resource, an unknown TLS version: 400, 404 | learn: resources/subscription; sandbox: strictness
  it("reads subscriptions to the letter", async () => {
    const right = {
      changeType: "updated",
      notificationUrl: "https://localhost:1/x",
      resource: `users/${ANNA}/events`,
      expirationDateTime: "2026-09-02T06:00:00Z",
    };
    const refusalOf = async (change: object) => {
      const answer = await raw(world, "POST", "/subscriptions", { body: { ...right, ...change } });
      return `${answer.status} ${answer.json.error?.code}`;
    };
    for (const expirationDateTime of [
      ...["morgen", "2027", "2026-09-03", "2026-09-02T06:00:00", "2026-09-31T00:00:00Z", 5, true],
    ]) {
      assert.equal(
        await refusalOf({ expirationDateTime }),
        "400 RequestBodyRead",
        String(expirationDateTime),
      );
    }
    assert.equal(await refusalOf({ resource: "users/%zz/events" }), "404 ExtensionError");
    assert.equal(await refusalOf({ latestSupportedTlsVersion: "v9" }), "400 ValidationError");
    assert.equal(await refusalOf({ notificationUrl: "/x" }), "400 ValidationError");
  });

  // proof: POST {tenant}/oauth2/v2.0/token | a parameter given twice: AADSTS9000411; another type of body has no parameters; names that are badly encoded are unknown | observed: azure-sdk-for-java#31733; learn: reference-error-codes
  it("reads the form of the token endpoint to the letter", async () => {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: CLIENT,
      client_secret: SECRET,
      scope: "https://graph.microsoft.com/.default",
    }).toString();
    const codeOf = async (body: string, headers: Record<string, string> = {}, tenantId = TENANT) => {
      const type = { "content-type": "application/x-www-form-urlencoded" };
      const url = `${world.sandbox.url}/${tenantId}/oauth2/v2.0/token`;
      const response = await fetch(url, { method: "POST", headers: { ...type, ...headers }, body });
      return ((await response.json()) as { error_codes?: number[] }).error_codes?.[0];
    };
    assert.equal(await codeOf(form), undefined);
    assert.equal(await codeOf(`${form}&client_id=x`), 9000411);
    assert.equal(await codeOf(form, json), 900144);
    assert.equal(await codeOf(form, {}, "%zz"), 90002);
    const badBasic = `Basic ${Buffer.from("%zz:%zz").toString("base64")}`;
    assert.equal(await codeOf(form, { authorization: badBasic }), 700016);
  });

  // proof: sandbox | odd values on the control side are refused, and cannot break the sandbox: faults that are no HTTP, apps that are none, levers and clocks without end | sandbox: control side
  it("refuses on its control side what would break it", async () => {
    for (const [method, target, body] of [
      ["POST", "faults", { status: 99 }],
      ["POST", "faults", { status: 1000 }],
      ["POST", "faults", { status: 200, headers: { "x y": "z" } }],
      ["POST", "faults", { status: 200, headers: { x: "\n" } }],
      ["POST", "faults", { path: "(", status: 500 }],
      ["POST", "apps", {}],
      ["POST", "apps", { clientId: 5 }],
      ["POST", "apps", { clientId: CLIENT, colour: 1 }],
      ["POST", "clock", { advanceSeconds: 1e300 }],
      ["POST", "clock", { now: "-000001-01-01T00:00:00Z" }],
      ["PATCH", "settings", { latencyMs: -1 }],
      ["PATCH", "mailboxes/%zz", {}],
      ["POST", "touch", {}],
      ["GET", "requests?since=x", undefined],
    ] as const) {
      const answer = await raw(world, method, `${world.sandbox.url}/sandbox/${target}`, { body });
      assert.equal(
        `${answer.status} ${answer.json.error?.code}`,
        "400 SandboxControl",
        `${method} ${target}`,
      );
    }
    const endless = { text: '{"latencyMs":1e999}', headers: json };
    assert.equal((await raw(world, "PATCH", `${world.sandbox.url}/sandbox/settings`, endless)).status, 400);
  });
});
