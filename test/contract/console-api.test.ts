// The API's own description: valid OpenAPI, and every route of the table in it, with who may use it and what comes back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import type { Route } from "../../src/contract/console/route.ts";
import { ROUTES } from "../../src/contract/console/routes.ts";
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
  for (const [name, { method, path, role }] of Object.entries(ROUTES) as [string, Route][]) {
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
    assert.ok(statuses.includes("2XX"), name);
    for (const status of ["400", "401", "403", "429", "default"])
      assert.ok(operation.responses[status]?.content?.["application/problem+json"], `${name} ${status}`);
  }
});
