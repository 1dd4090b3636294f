// The directory: users, their list with paging, filter, search and order.
// learn.microsoft.com/graph/api/user-list, user-get, graph/aad-advanced-queries
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { User } from "@microsoft/microsoft-graph-types";
import { ANNA, BERND, CLARA, company, raw, refusal, tenant } from "./tenant.ts";

const EVENTUAL = { ConsistencyLevel: "eventual" };
const ALIAS = "bernd.huber@firma.example";

describe("directory", () => {
  const world = tenant({
    company: company([
      { userPrincipalName: ANNA, displayName: "Anna Berger", jobTitle: "Meisterin" },
      { userPrincipalName: BERND, displayName: "Bernd Huber", mail: ALIAS, accountEnabled: false },
      { userPrincipalName: CLARA, displayName: "Clara Anders", mail: null, department: "Büro" },
      { userPrincipalName: "weg@firma.example", state: "gone" },
    ]),
  });
  const names = (json: unknown) => (json as { value: User[] }).value.map((user) => user.userPrincipalName);
  const list = (query: string, headers: Record<string, string> = {}) =>
    world.graph.api(`/users${query}`).headers(headers).get();
  const refused = async (query: string, headers: Record<string, string> = {}) => {
    const { statusCode, code } = await refusal(list(query, headers));
    return [statusCode, code];
  };

  // proof: GET users/{user} | by id or user principal name, whatever the case; the default properties | learn: user-get
  it("finds a user by id and by name", async () => {
    const anna: User = await world.graph.api(`/users/${ANNA.toUpperCase()}`).get();
    assert.deepEqual(Object.keys(anna).sort(), [
      "@odata.context",
      ..."businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation".split(" "),
      ..."preferredLanguage surname userPrincipalName".split(" "),
    ]);
    assert.equal((await world.graph.api(`/users/${anna.id}`).get()).displayName, "Anna Berger");
    assert.equal((await world.graph.api(`/users('${ANNA}')`).get()).id, anna.id);
  });

  // proof: GET users/{user} | a mail address that is no user principal name, an unknown and a deleted user: 404 Request_ResourceNotFound | learn: user-get; observed in many reports
  it("does not find a user by mail address, nor one who is gone", async () => {
    for (const key of [ALIAS, "nobody@firma.example", "weg@firma.example"]) {
      const error = await refusal(world.graph.api(`/users/${key}`).get());
      assert.deepEqual([error.statusCode, error.code], [404, "Request_ResourceNotFound"], key);
    }
    assert.deepEqual(names(await list(`?$filter=mail eq '${ALIAS}'`)), [BERND]);
  });

  // proof: GET users/{user} | $select; unknown properties: SandboxNotModelled | learn: user-get; sandbox: strictness
  it("gives the selected properties and no others", async () => {
    const clara = await world.graph.api(`/users/${CLARA}`).select("department,accountEnabled").get();
    delete clara["@odata.context"];
    assert.deepEqual(clara, { department: "Büro", accountEnabled: true });
    assert.deepEqual(await refused("?$select=signInActivity"), [501, "SandboxNotModelled"]);
  });

  // proof: GET users | $top from 1 to 999, nextLink with $skiptoken until the end, without those who are gone | learn: user-list, paging
  it("pages", async () => {
    const first = await list("?$top=2&$select=userPrincipalName");
    assert.deepEqual(names(first), [ANNA, BERND]);
    const next = await world.graph.api(first["@odata.nextLink"]).get();
    assert.deepEqual(names(next), [CLARA]);
    assert.deepEqual(Object.keys(next.value[0]), ["userPrincipalName"]);
    assert.equal(next["@odata.nextLink"], undefined);
    for (const top of [0, 1000]) assert.equal((await refused(`?$top=${top}`))[0], 400);
    assert.deepEqual(await refused("?$skiptoken=garbage"), [400, "Directory_ExpiredPageToken"]);
    assert.deepEqual(await refused("?$skip=1"), [501, "SandboxNotModelled"]);
  });

  // proof: GET users | $filter with eq, startswith, and, or, in either case of the text | learn: aad-advanced-queries
  it("filters", async () => {
    const cases: [string, string[]][] = [
      [`userPrincipalName eq '${ANNA.toUpperCase()}'`, [ANNA]],
      ["startswith(displayName,'an')", [ANNA]],
      ["accountEnabled eq false", [BERND]],
      ["startswith(displayName,'b') or department eq 'Büro'", [BERND, CLARA]],
      ["mail eq null", [CLARA]],
    ];
    for (const [filter, found] of cases) {
      assert.deepEqual(names(await list(`?$filter=${encodeURIComponent(filter)}`)), found, filter);
    }
  });

  // proof: GET users | ne, not, endswith and $orderby beside $filter need ConsistencyLevel: eventual and $count=true, else 400 Request_UnsupportedQuery | learn: aad-advanced-queries; observed: microsoft-graph-docs#22101
  it("asks for the advanced query parameters where a filter needs them", async () => {
    const advanced = [
      "$filter=accountEnabled ne true",
      "$filter=not(accountEnabled eq true)",
      `$filter=endswith(mail,'huber@firma.example')`,
      "$filter=startswith(userPrincipalName,'bernd')&$orderby=displayName",
    ];
    for (const query of advanced) {
      assert.deepEqual(await refused(`?${query}`), [400, "Request_UnsupportedQuery"], query);
      assert.deepEqual(await refused(`?${query}&$count=true`), [400, "Request_UnsupportedQuery"], query);
      assert.deepEqual(await refused(`?${query}`, EVENTUAL), [400, "Request_UnsupportedQuery"], query);
      assert.deepEqual(names(await list(`?${query}&$count=true`, EVENTUAL)), [BERND], query);
    }
    const contains = "?$filter=contains(displayName,'a')&$count=true";
    assert.deepEqual(await refused(contains, EVENTUAL), [400, "Request_UnsupportedQuery"]);
    for (const query of ["$filter=id in ('1')", "$filter=city eq 'x'", "$orderby=mail", "$expand=manager"]) {
      assert.deepEqual(await refused(`?${query}`), [501, "SandboxNotModelled"], query);
    }
  });

  // proof: GET users | $search by beginnings of a name's words and of addresses, with OR and escapes, sorted and counted beside it, only with ConsistencyLevel: eventual, else 400 Request_UnsupportedQuery | learn: search-query-parameter, aad-advanced-queries
  it("searches", async () => {
    const search = (text: string) => `?$search=${encodeURIComponent(text)}`;
    assert.deepEqual(names(await list(search('"displayName:an"'), EVENTUAL)), [ANNA, CLARA]);
    assert.deepEqual(names(await list(search('"displayName:hub" OR "mail:anna"'), EVENTUAL)), [ANNA, BERND]);
    assert.deepEqual(names(await list(search('"displayName:and cla"'), EVENTUAL)), [CLARA]);
    assert.deepEqual(names(await list(search('"mail:firma"'), EVENTUAL)), [], "not inside an address");
    assert.deepEqual(names(await list(search('"displayName:a\\"b \\\\ OR c"'), EVENTUAL)), []);
    const sorted = `${search('"displayName:a"')}&$orderby=displayName desc&$top=1&$select=displayName`;
    const first = await list(`${sorted}&$count=true`, EVENTUAL);
    assert.deepEqual([first.value, first["@odata.count"]], [[{ displayName: "Clara Anders" }], 2]);
    const next = await world.graph.api(first["@odata.nextLink"]).headers(EVENTUAL).get();
    assert.deepEqual(next.value, [{ displayName: "Anna Berger" }]);
    assert.deepEqual(await refused(sorted, EVENTUAL), [400, "Request_UnsupportedQuery"]);
    for (const text of ['"displayName:a', '"displayName:a" "mail:b"', '"displayName:a" OR', 'OR "mail:b"'])
      assert.deepEqual(await refused(search(text), EVENTUAL), [400, "BadRequest"], text);
    assert.deepEqual(await refused(search('"mail:a" AND "mail:b"'), EVENTUAL), [501, "SandboxNotModelled"]);
    assert.deepEqual(await refused(search('"displayName:an"')), [400, "Request_UnsupportedQuery"]);
    assert.deepEqual(await refused(search("anna"), EVENTUAL), [400, "BadRequest"]);
    assert.deepEqual(await refused(search('"city:x"'), EVENTUAL), [501, "SandboxNotModelled"]);
  });

  // proof: GET users | $orderby displayName or userPrincipalName | learn: user-list
  it("orders", async () => {
    assert.deepEqual(names(await list("?$orderby=displayName desc")), [CLARA, BERND, ANNA]);
    assert.deepEqual(names(await list("?$orderby=userPrincipalName&$top=2")), [ANNA, BERND]);
  });

  // proof: GET users | $count=true counts with ConsistencyLevel: eventual, and is left out without | learn: aad-advanced-queries; observed: microsoft-graph-docs-contrib#3370
  // proof: GET users/$count | the bare number as text; without the header 400 Request_BadRequest | learn: user-list; observed: microsoft-graph-docs-contrib#2716
  it("counts", async () => {
    assert.equal((await list("?$count=true&$top=1", EVENTUAL))["@odata.count"], 3);
    assert.equal((await list("?$count=true&$top=1"))["@odata.count"], undefined);
    const token = await world.credential.getToken("https://graph.microsoft.com/.default");
    const count = (headers: Record<string, string>) =>
      fetch(`${world.sandbox.url}/v1.0/users/$count?$filter=accountEnabled%20ne%20false`, {
        headers: { authorization: `Bearer ${token.token}`, ...headers },
      });
    const reply = await count(EVENTUAL);
    assert.match(reply.headers.get("content-type") ?? "", /^text\/plain/);
    assert.equal(await reply.text(), "2");
    assert.equal((await count({})).status, 400);
  });

  // proof: GET users/{user} | what the sandbox does not play below a user, and every other method: SandboxNotModelled | sandbox: strictness
  it("says what it does not model", async () => {
    const unknown: [string, string, number][] = [
      ["GET", `/users/${ANNA}/manager`, 404],
      ["GET", `/users/${ANNA}/messages`, 404],
      ["PATCH", `/users/${ANNA}`, 405],
      ["POST", "/users", 405],
      ["GET", "/users/delta/x", 404],
      ["GET", "/groups", 404],
      ["PATCH", `/users/${ANNA}/mailboxSettings`, 405],
      ["POST", `/users/${ANNA}/calendars`, 405],
      ["PATCH", `/users/${ANNA}/calendar`, 405],
      ["GET", `/users/${ANNA}/calendarGroups`, 404],
    ];
    for (const [method, path, status] of unknown) {
      const reply = await raw(world, method, path, method === "GET" ? {} : { body: {} });
      assert.deepEqual([reply.status, reply.json.error?.code], [status, "SandboxNotModelled"], path);
    }
    const beta = await fetch(`${world.sandbox.url}/beta/users`);
    assert.equal(((await beta.json()) as { error: { code: string } }).error.code, "SandboxNotModelled");
  });
});
