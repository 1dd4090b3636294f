// The API's own description: valid OpenAPI, and every route of the table in it, with who may use it and what comes back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import type { Route } from "../../src/contract/console/route.ts";
import { ROUTES, type RouteName } from "../../src/contract/console/routes.ts";
import DESCRIBED from "../../src/inbound/http/answers.json" with { type: "json" };
import { answerProblems, routeOf } from "../support/answers.ts";
import { openConsoleGround } from "../support/console-ground.ts";

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly requestBody?: object;
  readonly parameters?: readonly { name: string; in: string }[];
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, object>> }>>;
}
interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

test("the description is valid OpenAPI, and names every route of the table and no other", async (t) => {
  const { server } = await openConsoleGround(t);
  const answer = await fetch(`${server.url}/api/v1/openapi.json`);
  const description = (await answer.json()) as Description;
  assert.match(description.openapi, /^3\.1/);
  const { valid, errors } = await new Validator().validate(
    structuredClone(description) as unknown as Parameters<Validator["validate"]>[0],
  );
  assert.equal(valid, true, JSON.stringify(errors));
  const described = Object.values(description.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  assert.deepEqual(described.toSorted(), Object.keys(ROUTES).toSorted());
  for (const [name, { method, path, role, leadsOn }] of Object.entries(ROUTES) as [string, Route][]) {
    const operation = description.paths[path]?.[method.toLowerCase()];
    assert.ok(operation, name);
    assert.ok(operation.summary.length > 5, name);
    assert.equal(operation.security?.length ?? 0, role === null ? 0 : 2, name);
    const given = (operation.parameters ?? []).filter((one) => one.in === "path").map((one) => one.name);
    assert.deepEqual(
      given,
      [...path.matchAll(/\{(\w+)\}/g)].map(([, key]) => key),
      name,
    );
    const statuses = Object.keys(operation.responses);
    const answer = operation.responses[200]?.content?.["application/json"] as { schema: object } | undefined;
    assert.deepEqual(answer?.schema ?? { type: "null" }, DESCRIBED.answers[name as RouteName], name);
    assert.equal(statuses.includes(leadsOn ? "302" : "204"), answer === undefined, name);
    for (const status of ["400", "401", "403", "429", "default"])
      assert.ok(operation.responses[status]?.content?.["application/problem+json"], `${name} ${status}`);
  }
});

test("an answer that is not as described is found: a member too few, too many, of another kind", () => {
  const session = {
    company: "Muster Haustechnik GmbH",
    timeZone: "Europe/Berlin",
    account: { name: "Chefin", role: "admin", csrf: "x" },
    needsSetUp: false,
    microsoftSignIn: false,
    refusal: null,
    sandboxUrl: null,
  };
  assert.deepEqual(answerProblems("getSession", session), []);
  const { company: _, ...without } = session;
  for (const wrong of [
    without,
    { ...session, colour: "red" },
    { ...session, timeZone: null },
    { ...session, account: { ...session.account, role: "owner" } },
  ])
    assert.ok(answerProblems("getSession", wrong).length > 0, JSON.stringify(wrong));
  assert.equal(routeOf("GET", "http://localhost/api/v1/appointments/changes?since=1"), "listChanges");
  assert.equal(routeOf("GET", "http://localhost/api/v1/appointments/5"), "getAppointment");
  assert.equal(routeOf("GET", "http://localhost/appointments/5"), null);
});
