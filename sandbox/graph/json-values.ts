// Reads values out of a JSON body: of the right type, or refused by name; and no member goes unnoticed.
import { notDeserialisable, notModelled } from "./errors.ts";

export type JsonObject = Record<string, unknown>;

export function text(value: unknown, name: string): string {
  if (typeof value !== "string") throw notDeserialisable(name);
  return value;
}

export function boolean(value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw notDeserialisable(name);
  return value;
}

/** An Int32 of Graph's schema. */
export function int32(value: unknown, name: string): number {
  if (typeof value !== "number" || (value | 0) !== value) throw notDeserialisable(name);
  return value;
}

export function list(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw notDeserialisable(name);
  return value;
}

/** With `members` no other ones are taken; annotations such as `@odata.type` are. */
export function object(value: unknown, name: string, members?: readonly string[]): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw notDeserialisable(name);
  const unknown = members && Object.keys(value).find((key) => !members.includes(key) && !isAnnotation(key));
  if (unknown !== undefined) throw notModelled(`the member '${unknown}' of '${name}'`);
  return value as JsonObject;
}

export function isAnnotation(key: string): boolean {
  return key.startsWith("@odata.");
}
