// What OpenAPI says beside the shapes that requests are checked against: who may use a route, how one signs in, and what comes back.
import type { FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import type { Route } from "../../contract/console/route.ts";
import { ROUTES, type RouteName } from "../../contract/console/routes.ts";
import ANSWERS from "./answers.json" with { type: "json" };

const PROBLEM = {
  type: "object",
  description: "RFC 9457; the codes are those of docs/errors.md",
  required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { type: "string", const: "about:blank" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "What to do, in the language asked for" },
    code: { type: "string" },
  },
} as const;

const REFUSALS: Readonly<Record<string, string>> = {
  400: "Out of shape",
  401: "Nobody is signed in, or name or password is wrong",
  403: "The role does not suffice, or the request comes from a page elsewhere",
  429: "Too often",
};

const REFUSED = {
  ...Object.fromEntries(
    Object.entries(REFUSALS).map(([status, description]) => [status, problem(description)]),
  ),
  default: problem("Refused, with a code and a way out"),
};

export function describedApi(base: string): NonNullable<FastifyDynamicSwaggerOptions["openapi"]> {
  return {
    // Of this version on, schemas are plain JSON schema: a member may be null.
    openapi: "3.1.0",
    info: {
      title: "termin-sync",
      version: "1",
      description:
        "People sign in with a session cookie, and send its token as x-csrf-token with every change; programs send a bearer token that was made in the console.",
    },
    servers: [{ url: base }],
    components: {
      schemas: ANSWERS.schemas as Readonly<Record<string, object>>,
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "termin-sync" },
        program: { type: "http", scheme: "bearer" },
      },
    },
  };
}

/** What the schemas of requests do not say. */
export function described<Schema extends object, Url extends string>({
  schema,
  url,
}: {
  schema: Schema | undefined;
  url: Url;
}): { schema: Schema; url: Url } {
  const name = (schema as { operationId?: string } | undefined)?.operationId as RouteName | undefined;
  if (schema === undefined || name === undefined) return { schema: (schema ?? {}) as Schema, url };
  const { role, path } = ROUTES[name] as Route;
  const access =
    role === null ? {} : { description: `At least ${role}.`, security: [{ session: [] }, { program: [] }] };
  return { schema: { ...schema, tags: [path.split("/")[1]], ...access }, url };
}

interface Described {
  readonly paths?: Readonly<Record<string, object | undefined>> | undefined;
}

/** For the description alone: what comes back is not cut to its schema. */
export function withAnswers<Document extends Described>(document: Document): Document {
  for (const methods of Object.values(document.paths ?? {}))
    for (const operation of Object.values(methods ?? {}) as { operationId: RouteName; responses: object }[])
      operation.responses = { ...done(operation.operationId), ...REFUSED };
  return document;
}

function done(name: RouteName): object {
  if ((ROUTES[name] as Route).leadsOn) return { 302: { description: "Leads on" } };
  const schema: object = ANSWERS.answers[name];
  if ("type" in schema && schema.type === "null") return { 204: { description: "Done" } };
  return { 200: { description: "Done", content: { "application/json": { schema } } } };
}

function problem(description: string) {
  return { description, content: { "application/problem+json": { schema: PROBLEM } } };
}
