// Holds a filter against what it speaks of before it is tried on anything: unknown names, and values of another type than
// their property's, are refused on an empty mailbox too. The sentences as in msgraph-sdk-javascript#43, #1657.
import { badRequest, notModelled } from "./errors.ts";
import { readDateTimeOffset, readInstant } from "./instants.ts";
import type { Filter, Literal, Operator } from "./odata-filter.ts";

export type EdmType = "Edm.String" | "Edm.Boolean" | "Edm.DateTimeOffset";

/** What can be filtered by: properties by their paths, and collections of things or of texts. */
export interface Filterable {
  /** What it is, for a refusal. */
  of: string;
  properties: Readonly<Record<string, EdmType>>;
  collections?: Readonly<Record<string, Filterable | "Edm.String">>;
}

export function checkFilter(filter: Filter, what: Filterable): void {
  switch (filter.kind) {
    case "and":
    case "or":
      checkFilter(filter.left, what);
      checkFilter(filter.right, what);
      break;
    case "not":
      checkFilter(filter.inner, what);
      break;
    case "any":
      checkFilter(filter.inner, membersOf(filter.collection, filter.variable, what));
      break;
    case "call":
      if (typeOf(filter.path, what) !== "Edm.String" || literalType(filter) !== "Edm.String") {
        throw badRequest(
          `Invalid filter clause: No function signature for the function with name '${filter.name}' matches the specified arguments.`,
        );
      }
      break;
    case "compare": {
      const [left, right] = [typeOf(filter.path, what), literalType(filter)];
      if (right !== null && right !== left) throw incompatible(left, right, filter.operator);
    }
  }
}

/** Inside any(), paths begin with the variable; a text is the variable itself. */
function membersOf(name: string, variable: string, { of, collections = {} }: Filterable): Filterable {
  const members = Object.hasOwn(collections, name) ? collections[name] : undefined;
  if (members === undefined) throw notModelled(`a filter on '${name}' of ${of}`);
  if (members === "Edm.String") return { of: name, properties: { [variable]: members } };
  const paths = Object.entries(members.properties).map(([path, type]) => [`${variable}/${path}`, type]);
  return { of: members.of, properties: Object.fromEntries(paths) };
}

export function typeOf(path: string, { of, properties }: Filterable): EdmType {
  const type = Object.hasOwn(properties, path) ? properties[path] : undefined;
  if (type === undefined) throw notModelled(`'${path}' in a filter or an order of ${of}`);
  return type;
}

/** Null goes with every type. */
function literalType({ value, isQuoted }: { value: Literal; isQuoted: boolean }): string | null {
  if (value === null) return null;
  if (isQuoted) return "Edm.String";
  if (typeof value === "boolean") return "Edm.Boolean";
  if (typeof value === "number") return "Edm.Int32";
  if (!/^\d/.test(value))
    throw badRequest(`Invalid filter clause: Could not find a property named '${value}'.`);
  // Without quotes a time has its offset; a date does without.
  if (readDateTimeOffset(value) !== null || (value.length === 10 && readInstant(value) !== null)) {
    return "Edm.DateTimeOffset";
  }
  throw badRequest(
    `Invalid filter clause: The DateTimeOffset text '${value}' should be in format 'yyyy-mm-ddThh:mm:ss('.'s+)?(zzzzzz)?' and each field value is within valid range.`,
  );
}

const OPERATORS: Record<Operator, string> = {
  eq: "Equal",
  ne: "NotEqual",
  gt: "GreaterThan",
  ge: "GreaterThanOrEqual",
  lt: "LessThan",
  le: "LessThanOrEqual",
};

function incompatible(left: string, right: string, operator: Operator) {
  return badRequest(
    `Invalid filter clause: A binary operator with incompatible types was detected. Found operand types '${left}' and '${right}' for operator kind '${OPERATORS[operator]}'.`,
  );
}
