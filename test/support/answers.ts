// Holds what the API answered against its own description: nothing missing, nothing that the description does not tell.
import { Compile } from "typebox/schema";
import type { Route } from "../../src/contract/console/route.ts";
import { ROUTES, type RouteName } from "../../src/contract/console/routes.ts";
import DESCRIBED from "../../src/inbound/http/answers.json" with { type: "json" };

const BASE = "/api/v1";

/** Fixed paths first, as the server has it. */
const PATHS = (Object.entries(ROUTES) as [RouteName, Route][])
  .toSorted(([, a], [, b]) => Number(a.path.includes("{")) - Number(b.path.includes("{")))
  .map(([name, { method, path }]) => ({
    name,
    method,
    path: new RegExp(`^${BASE}${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));

/** Null: none of the table. */
export function routeOf(method: string, url: string): RouteName | null {
  const { pathname } = new URL(url);
  return PATHS.find((one) => one.method === method && one.path.test(pathname))?.name ?? null;
}

/** What is wrong with that answer: the place in it and why. */
export function answerProblems(name: RouteName, answer: unknown): readonly string[] {
  const [, errors] = validators(name).Errors(answer);
  return errors.map(({ instancePath, message }) => `${name} answers ${instancePath || "/"}: ${message}`);
}

const validators = memoised((name: RouteName) =>
  Compile(closed({ ...DESCRIBED.answers[name], components: { schemas: DESCRIBED.schemas } }) as object),
);

function memoised<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}

/** Objects with named members have no others. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isObject = inner.type === "object" && "properties" in inner && !("additionalProperties" in inner);
  return isObject ? { ...inner, additionalProperties: false } : inner;
}
