// Nothing goes unnoticed: what the sandbox does not play it refuses by name, in headers, query options and
// bodies alike; a client that relies on something else learns it here, not at a customer's.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ANNA, at, event, path, raw, tenant } from "./tenant.ts";

describe("what is not modelled", () => {
  const world = tenant();
  const body = () => ({ ...event("x", "2026-09-02T10:00", "2026-09-02T11:00") }) as Record<string, unknown>;
  const LIST = `/users/${ANNA}/events`;
  const codeOf = async (...call: [string, string, { body?: unknown; headers?: Record<string, string> }?]) =>
    (await raw(world, ...call)).json.error?.code;

  // proof: any operation | an unknown header is refused; what only carries the request is let through | sandbox: strictness
  it("refuses headers it does not read", async () => {
    for (const headers of [
      { "if-none-match": "*" },
      { "if-modified-since": "Tue, 01 Sep 2026 06:00:00 GMT" },
      { "x-http-method-override": "PATCH" },
      { range: "bytes=0-1" },
      { "if-match": "*" },
      { accept: "application/atom+xml" },
      { accept: "application/json;odata.metadata=full" },
    ] as Record<string, string>[]) {
      assert.equal(await codeOf("GET", LIST, { headers }), "SandboxNotModelled", JSON.stringify(headers));
    }
    const carried = { traceparent: "00-0-0-00", "x-ms-client-request-id": "1", sdkversion: "x", dnt: "1" };
    assert.equal((await raw(world, "GET", LIST, { headers: carried })).status, 200);
  });

  // proof: any operation | an unknown preference is refused | sandbox: strictness
  it("refuses preferences it does not read", async () => {
    for (const prefer of ["outlook.colour=red", "return=minimal", "odata.continue-on-error"]) {
      assert.equal(await codeOf("GET", LIST, { headers: { prefer } }), "SandboxNotModelled", prefer);
    }
  });

  // proof: any operation | an unknown query option or path is refused | sandbox: strictness
  it("refuses query options and paths it does not know", async () => {
    for (const target of [
      `${LIST}?$apply=x`,
      `${LIST}?$search=x`,
      `${LIST}?top=5`,
      `/users/${ANNA}/calendarView/delta?startDateTime=2026-09-01&endDateTime=2026-10-01&$count=true`,
      `${LIST}?$expand=attachments`,
      `${LIST}?$expand=exceptionOccurrences`,
      `${LIST}?$select=extensions`,
      `/users/${ANNA}/nonsense`,
      `/users/${ANNA}/events/delta`,
    ]) {
      assert.equal(await codeOf("GET", target), "SandboxNotModelled", target);
    }
  });

  // proof: POST events, PATCH events/{id} | an unknown member is refused, however deep | sandbox: strictness
  it("refuses members of a body it does not know, however deep", async () => {
    const made = (await raw(world, "POST", LIST, { body: body() })).json;
    const emailAddress = { address: "a@kunde.example" };
    const pattern = { type: "daily", interval: 1 };
    const range = { type: "noEnd", startDate: "2026-09-02" };
    for (const more of [
      { attachments: [] },
      { start: { ...at("2026-09-02T10:00"), offset: 1 } },
      { body: { contentType: "text", content: "x", encoding: "utf-8" } },
      { location: { displayName: "x", floor: 3 } },
      { location: { displayName: "x", address: { planet: "Erde" } } },
      { attendees: [{ emailAddress, role: "chair" }] },
      { attendees: [{ emailAddress: { ...emailAddress, type: "work" } }] },
      { recurrence: { pattern: { ...pattern, hour: 1 }, range } },
      { recurrence: { pattern, range: { ...range, count: 1 } } },
      { recurrence: { pattern, range, rules: [] } },
      { singleValueExtendedProperties: [{ id: "String {x} Name y", value: "z", kind: 1 }] },
    ]) {
      const name = JSON.stringify(more);
      assert.equal(await codeOf("POST", LIST, { body: { ...body(), ...more } }), "SandboxNotModelled", name);
      assert.equal(
        await codeOf("PATCH", path(ANNA, String(made.id)), { body: more }),
        "SandboxNotModelled",
        name,
      );
    }
  });

  // proof: POST events/{id}/accept, POST events/{id}/cancel | an unknown parameter is refused | sandbox: strictness
  it("refuses parameters of an action it does not know", async () => {
    const { id } = (await raw(world, "POST", LIST, { body: body() })).json;
    for (const action of ["accept", "cancel"]) {
      const target = path(ANNA, String(id), `/${action}`);
      assert.equal(await codeOf("POST", target, { body: { colour: 1 } }), "SandboxNotModelled", action);
    }
  });

  // proof: POST $batch | an unknown member of an item is refused, and an item is as strict as a request | sandbox: strictness
  it("is as strict inside a batch", async () => {
    const item = { id: "1", method: "GET", url: LIST };
    assert.equal(
      (await raw(world, "POST", "/$batch", { body: { requests: [{ ...item, priority: 1 }] } })).status,
      400,
    );
    const requests = [{ ...item, headers: { "If-None-Match": "*" } }];
    const { responses } = (await raw(world, "POST", "/$batch", { body: { requests } })).json as unknown as {
      responses: { body: { error: { code: string } } }[];
    };
    assert.equal(responses[0]?.body.error.code, "SandboxNotModelled");
  });

  // proof: POST $batch, GET events | a filter with too many nodes is refused, however long its url | learn: json-batching; sandbox: strictness
  it("refuses a filter that is nested without end", async () => {
    const requests = [
      { id: "1", method: "GET", url: `${LIST}?$filter=${"not ".repeat(50_000)}isAllDay eq true` },
    ];
    const { responses } = (await raw(world, "POST", "/$batch", { body: { requests } })).json as unknown as {
      responses: { status: number }[];
    };
    assert.equal(responses[0]?.status, 400);
  });

  // proof: POST events | a value of the wrong type is refused by its name | learn: errors; observed: UnableToDeserializePostBody, RequestBodyRead
  it("names the property whose value is of the wrong type", async () => {
    for (const [more, name] of [
      [{ isAllDay: "yes" }, "isAllDay"],
      [{ reminderMinutesBeforeStart: 1.5 }, "reminderMinutesBeforeStart"],
      [{ reminderMinutesBeforeStart: 3e9 }, "reminderMinutesBeforeStart"],
      [{ categories: "Rot" }, "categories"],
      [{ location: "Lager" }, "location"],
      [{ location: { coordinates: { latitude: "49" } } }, "location.coordinates.latitude"],
      [
        { recurrence: { pattern: { type: "daily", interval: "1" }, range: {} } },
        "recurrence.pattern.interval",
      ],
      [{ recurrence: { pattern: { daysOfWeek: "monday" }, range: {} } }, "recurrence.pattern.daysOfWeek"],
    ] as const) {
      const reply = await raw(world, "POST", LIST, { body: { ...body(), ...more } });
      assert.equal(reply.status, 400, name);
      assert.match(String(reply.json.error?.message), new RegExp(`'${name}'`));
    }
  });

  // proof: POST events | a day that no month has is no date | sandbox: strictness
  it("takes no 30 February for a day", async () => {
    for (const dateTime of ["2026-02-30T10:00:00", "2026-04-31", "2026-09-02T24:00:00"]) {
      const reply = await raw(world, "POST", LIST, { body: { ...body(), start: at(dateTime) } });
      assert.equal(reply.json.error?.code, "ErrorInvalidRequest", dateTime);
    }
  });
});
