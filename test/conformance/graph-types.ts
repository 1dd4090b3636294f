// Microsoft's published types, read from the declarations of @microsoft/microsoft-graph-types, and a check of a JSON value
// against one of them: every property has to exist there and be of its kind.
import { readFileSync } from "node:fs";

interface Shape {
  base: string | null;
  properties: Map<string, string>;
}

const declarations = readFileSync(
  new URL("../../node_modules/@microsoft/microsoft-graph-types/microsoft-graph.d.ts", import.meta.url),
  "utf8",
).replaceAll("\r\n", "\n");

/** Returned by Graph, and documented or observed, though its published types lack them. */
const BEYOND: Record<string, string> = {
  "Event.uid": "string",
  "Event.occurrenceId": "NullableOption<string>",
  "PublicInnerError.date": "string",
  "PublicInnerError.request-id": "string",
  "PublicInnerError.client-request-id": "string",
};

const shapes = new Map<string, Shape>();
const values = new Map<string, Set<string>>();

// The file is regular: each property stands on one line, each union of texts ends with a semicolon.
for (const [, name = "", base, body = ""] of declarations.matchAll(
  /^export interface (\w+)(?: extends (\w+))? \{(?:\}|\n([\s\S]*?)^\})/gm,
)) {
  const found = [...body.matchAll(/^ {4}(\w+)\?: (.+);$/gm)];
  const properties = new Map(found.map(([, property = "", type = ""]) => [property, type]));
  shapes.set(name, { base: base ?? null, properties });
}
for (const [, name = "", union = ""] of declarations.matchAll(
  /^export type (\w+) =\s*((?:\s*\|?\s*"[^"]*")+);/gm,
)) {
  values.set(name, new Set([...union.matchAll(/"([^"]*)"/g)].map(([, value = ""]) => value)));
}

/** What of the value is not as published; each line begins with `path`. */
export function shapeProblems(value: unknown, type: string, path: string): string[] {
  const inner = /^NullableOption<(.*)>$/.exec(type)?.[1];
  if (inner !== undefined) return value === null ? [] : shapeProblems(value, inner, path);
  if (type === "any") return [];
  if (value === null) return [`${path} is null, but ${type} is not nullable`];
  const item = /^(.*)\[\]$/.exec(type)?.[1];
  if (item !== undefined) {
    if (!Array.isArray(value)) return [`${path} is no list of ${item}`];
    return value.flatMap((each, i) => shapeProblems(each, item, `${path}[${i}]`));
  }
  if (["string", "number", "boolean"].includes(type)) {
    return typeof value === type ? [] : [`${path} is no ${type}: ${JSON.stringify(value)}`];
  }
  const allowed = values.get(type);
  if (allowed) return allowed.has(String(value)) ? [] : [`${path} is no ${type}: ${JSON.stringify(value)}`];
  if (!shapes.has(type)) throw new Error(`There is no published type '${type}'.`);
  if (typeof value !== "object" || Array.isArray(value)) return [`${path} is no ${type}`];
  return Object.entries(value).flatMap(([name, each]) => {
    // Annotations are no properties.
    if (name.includes("@")) return [];
    const expected = typeOf(type, name);
    return expected === undefined
      ? [`${path}.${name} is no property of ${type}`]
      : shapeProblems(each, expected, `${path}.${name}`);
  });
}

function typeOf(type: string, property: string): string | undefined {
  const shape = shapes.get(type);
  const own = shape?.properties.get(property) ?? BEYOND[`${type}.${property}`];
  return own ?? (shape?.base ? typeOf(shape.base, property) : undefined);
}
