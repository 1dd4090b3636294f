// Requests that nobody means to send and somebody sends all the same: each meets a refusal by name, as Graph's or as the
// sandbox's own, and breaks nothing. Over HTTPS; the random ones are in fuzz.test.ts.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { ANNA, at, event, path, raw, tenant } from "./tenant.ts";

const LIST = `/users/${ANNA}/events`;
const VIEW = `/users/${ANNA}/calendarView`;
const MARK = "String {00020329-0000-0000-C000-000000000046} Name x";
const JSON_TYPE = { "content-type": "application/json" };
const NEW = JSON.stringify(event("x", "2026-09-02T10:00", "2026-09-02T11:00"));

describe("odd requests", () => {
  const world = tenant();
  afterEach(async () => assert.equal((await raw(world, "GET", "/users")).status, 200, "it goes on"));

  type Options = { text?: string; headers?: Record<string, string> };
  const meets = async (refused: string, method: string, target: string, options: Options = {}) => {
    const { status, json } = await raw(world, method, target, options);
    const what = `${method} ${target.slice(0, 120)} ${JSON.stringify(options).slice(0, 120)}`;
    assert.equal(`${status} ${json.error?.code}`, refused, what);
    return String(json.error?.message);
  };
  const encoded = (options: string) => options.replace(/(?<==)[^&]*/g, encodeURIComponent);

  // proof: GET events, GET users | an option that is empty, given twice or of another type: 400 BadRequest | sandbox: strictness
  it("refuses options that say nothing, or nothing that their type has", async () => {
    for (const options of [
      ...["$filter=", "$orderby=", "$select=", "$expand=", "$top=", "$skip=", "$count="],
      ...["$top=0", "$top=-1", "$top=1001", "$top=9999", "$top=1.5", "$top=1e2", "$top=0x10", "$top= 5"],
      ...["$skip=-1", "$skip=0x1", "$skip=99999999999", "$count=maybe", "$count=TRUE", "$top=1&$top=1"],
      ...["$select=nonsense", "$select=*", "$select=subject,,id", "$select=Subject", "$orderby=subject up"],
    ]) {
      await meets("400 BadRequest", "GET", `${LIST}?${encoded(options)}`);
    }
    await meets("400 BadRequest", "GET", `${LIST}?$select=%E4`);
    for (const options of ["$top=0", "$top=1000", "$count=maybe", "$select="]) {
      await meets("400 BadRequest", "GET", `/users?${options}`);
    }
    const strong = { headers: { consistencylevel: "strong" } };
    await meets("501 SandboxNotModelled", "GET", "/users", strong);
  });

  // proof: GET events, GET users | unknown names in $filter and $orderby, though there is nothing to try them on | sandbox: strictness
  it("knows what can be filtered by, with an empty mailbox too", async () => {
    for (const options of [
      ...["$filter=nonsense eq 1", "$filter=isAllDay eq false or nonsense eq 1", "$orderby=nonsense"],
      ...["$filter=locations/any(l:l eq 'x')", "$filter=categories/all(c:c eq 'x')", "$filter=type in ('a')"],
      `$filter=singleValueExtendedProperties/any(p:q/id eq '${MARK}')`,
      `$filter=singleValueExtendedProperties/any(p:p/kind eq 'x')`,
    ]) {
      await meets("501 SandboxNotModelled", "GET", `${LIST}?${encoded(options)}`);
    }
    await meets(
      "501 SandboxNotModelled",
      "GET",
      `/users?${encoded("$filter=displayName eq 'x' or nonsense eq 1")}`,
    );
  });

  // proof: GET events, GET users | a value of another type than its property's in $filter: 400 BadRequest; in quotes a time may lack its offset, without it may not | observed: msgraph-sdk-javascript#43, #1657; microsoft-graph-docs#5033
  it("holds values against the types of their properties", async () => {
    const said = (filter: string, list = LIST) =>
      meets("400 BadRequest", "GET", `${list}?${encoded(`$filter=${filter}`)}`);
    assert.match(await said("isAllDay eq 'x'"), /'Edm\.Boolean' and 'Edm\.String' for operator kind 'Equal'/);
    assert.match(
      await said("lastModifiedDateTime ge '2026-09-01'"),
      /'Edm\.DateTimeOffset' and 'Edm\.String'/,
    );
    assert.match(await said("start/dateTime ge 2026-09-01"), /'Edm\.String' and 'Edm\.DateTimeOffset'/);
    assert.match(await said("lastModifiedDateTime ge 2026-09-01T00:00:00"), /should be in format/);
    for (const filter of ["subject gt 5", "subject eq x", "contains(isAllDay,'x')", "contains(subject,5)"]) {
      await said(filter);
    }
    for (const text of ["5", "heute", "2026-02-30", "1. September 2026"])
      await said(`start/dateTime ge '${text}'`);
    await said("accountEnabled eq 'true'", "/users");
    for (const filter of [
      "start/dateTime ge '2026-09-01 07:00:00' and isAllDay ne null",
      "lastModifiedDateTime ge 2026-09-01 and createdDateTime lt 2026-09-01T08:00:00.1234567+02:00",
      "categories/any(c:c eq 'x') or seriesMasterId eq null",
    ]) {
      const { status } = await raw(world, "GET", `${LIST}?${encoded(`$filter=${filter}`)}`);
      assert.equal(status, 200, filter);
    }
  });

  // proof: GET calendarView | a window that is no date and time, such as 30 February, or whose plus sign is not encoded: 400 ErrorInvalidParameter | learn: calendar-list-calendarview; sandbox: strictness
  it("takes a window of real instants alone", async () => {
    const end = "endDateTime=2026-10-01T00:00:00Z";
    for (const start of ["", "heute", "2026", "2026-9-1", "2026-02-30T00:00:00Z", "2026-09-01T24:30:00Z"]) {
      await meets("400 ErrorInvalidParameter", "GET", `${VIEW}?startDateTime=${start}&${end}`);
    }
    for (const start of ["2026-09-01%2010:00", "2026-09-01T10:00:00+02:00", "2026-11-01"]) {
      await meets("400 ErrorInvalidParameter", "GET", `${VIEW}?startDateTime=${start}&${end}`);
    }
    await meets("501 SandboxNotModelled", "GET", `${VIEW}?STARTDATETIME=2026-09-01&${end}`);
    const both = `${VIEW}/delta?$deltatoken=x&$skiptoken=y`;
    assert.match(await meets("400 BadRequest", "GET", both), /one token/);
  });

  // proof: any operation | ids that are none, segments that begin with $, methods that a path does not have | observed: odoo/odoo#148011; sandbox: strictness
  it("tells an id from what is none", async () => {
    for (const id of ["%00", "%zz", "%E4", "%2e%2e%2fx", "x".repeat(5000), "%F0%9F%98%80"]) {
      await meets("400 ErrorInvalidIdMalformed", "GET", `${LIST}/${id}`);
    }
    for (const tail of ["/events/$count", "/events/$value", "/calendars/$count", "/calendarView/$count"]) {
      await meets("404 SandboxNotModelled", "GET", `/users/${ANNA}${tail}`);
    }
    const { id } = (await raw(world, "POST", LIST, { body: JSON.parse(NEW) })).json;
    await meets("404 SandboxNotModelled", "GET", path(ANNA, String(id), "/attachments"));
    await meets("404 ErrorInvalidUser", "GET", "/users/%zz/events");
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS"]) {
      await meets("405 SandboxNotModelled", method, LIST);
    }
    await meets("405 SandboxNotModelled", "POST", path(ANNA, String(id)), { text: "{}", headers: JSON_TYPE });
    await meets("501 SandboxNotModelled", "DELETE", path(ANNA, String(id)), {
      text: "{}",
      headers: JSON_TYPE,
    });
  });

  // proof: POST events | a body without its type, in another type or charset, cut, nested too deep or over 4 MB in bytes | observed: nodejs-connect-rest-sample#53; sandbox: strictness
  it("reads JSON alone, and not too much of it", async () => {
    await meets("400 BadRequest", "POST", LIST, { text: NEW });
    for (const type of [
      ...[
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "application/json-patch+json",
      ],
      ...["application/json; charset=utf-16", "application/json;odata=x;charset=iso-8859-1"],
    ]) {
      await meets("415 UnsupportedMediaType", "POST", LIST, { text: NEW, headers: { "content-type": type } });
    }
    const deep = `{"@odata.x":${"[".repeat(50_000)}${"]".repeat(50_000)},"transactionId":"t",${NEW.slice(1)}`;
    for (const text of [
      "{",
      '{"subject":"x",}',
      "{'subject':'x'}",
      '{"reminderMinutesBeforeStart":NaN}',
      deep,
    ]) {
      await meets("400 BadRequest", "POST", LIST, { text, headers: JSON_TYPE });
    }
    for (const text of ["", " ", "[]", "null", '"x"', "5", '{"start":null}']) {
      await meets("400 RequestBodyRead", "POST", LIST, { text, headers: JSON_TYPE });
    }
    const large = { text: `{"subject":"${"ä".repeat(2_500_000)}"}`, headers: JSON_TYPE };
    await meets("413 RequestEntityTooLarge", "POST", LIST, large);
    const headers = { "content-type": 'Application/JSON; odata.metadata=minimal; charset="UTF-8"' };
    assert.equal((await raw(world, "POST", LIST, { text: NEW, headers })).status, 201);
  });

  // proof: any operation | of a body that is far too large the server keeps no more than it needs to refuse it | sandbox: strictness
  it("does not choke on a body without end", async () => {
    const { core } = world.sandbox;
    const handle = core.handle.bind(core);
    let longest = 0;
    core.handle = (request) => {
      longest = Math.max(longest, request.body.length);
      return handle(request);
    };
    const text = "x".repeat(40_000_000);
    await meets("413 RequestEntityTooLarge", "POST", LIST, { text, headers: JSON_TYPE });
    core.handle = handle;
    assert.ok(longest > 4_194_304 && longest <= 16_777_216, `${longest} bytes were kept`);
  });

  // proof: any operation | of a preference that is given twice the first counts; sizes are digits | RFC 7240, 2; sandbox: strictness
  it("takes preferences as they are meant, and If-Match in one form", async () => {
    const prefer = 'outlook.timezone="Europe/Berlin", , OUTLOOK.TIMEZONE="UTC"';
    const { headers } = await raw(world, "GET", LIST, { headers: { prefer } });
    assert.equal(headers.get("preference-applied"), 'outlook.timezone="Europe/Berlin"');
    for (const size of ["0", "-1", "1e3", "0x10", "x", ""]) {
      const sized = { headers: { prefer: `odata.maxpagesize=${size}` } };
      await meets("400 ErrorInvalidParameter", "GET", LIST, sized);
    }
    for (const zone of ["Nirgends", '"', '"UTC"; x=1', "+01:00"]) {
      const zoned = { headers: { prefer: `outlook.timezone=${zone}` } };
      await meets("400 TimeZoneNotSupportedException", "GET", LIST, zoned);
    }
    await meets("400 BadRequest", "GET", LIST, { headers: { prefer: "=UTC" } });
    const { id } = (await raw(world, "POST", LIST, { body: JSON.parse(NEW) })).json;
    for (const etag of ["abc", "W/abc", 'W/"a", W/"b"', 'W/"a"x']) {
      const match = { text: "{}", headers: { ...JSON_TYPE, "if-match": etag } };
      await meets("501 SandboxNotModelled", "PATCH", path(ANNA, String(id)), match);
    }
  });

  // proof: POST users/{user}/calendar/getSchedule | times that are none, unknown members: 400, SandboxNotModelled | sandbox: strictness
  it("reads the times of getSchedule as those of events", async () => {
    const asked = (startTime: object) => {
      const endTime = at("2026-09-03T00:00:00");
      return { text: JSON.stringify({ schedules: [ANNA], startTime, endTime }), headers: JSON_TYPE };
    };
    const target = `/users/${ANNA}/calendar/getSchedule`;
    for (const dateTime of ["2026-02-30T00:00:00", "2026-09-02T00:00:00garbage", "heute"]) {
      await meets("400 ErrorInvalidRequest", "POST", target, asked(at(dateTime)));
    }
    await meets("501 SandboxNotModelled", "POST", target, asked({ ...at("2026-09-02T00:00:00"), x: 1 }));
  });
});
