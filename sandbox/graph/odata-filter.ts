// Parses an OData $filter: comparisons, and/or/not, parentheses, contains/startswith, and any() over a
// collection. Only what is parsed is modelled; the rest is refused, not ignored.
import { badRequest, notModelled } from "./errors.ts";

export type Operator = "eq" | "ne" | "gt" | "ge" | "lt" | "le";
export type Literal = string | number | boolean | null;

const FUNCTIONS = ["contains", "startswith", "endswith"] as const;

export type Filter =
  | { kind: "and" | "or"; left: Filter; right: Filter }
  | { kind: "not"; inner: Filter }
  | { kind: "compare"; path: string; operator: Operator; value: Literal; isQuoted: boolean }
  | { kind: "call"; name: (typeof FUNCTIONS)[number]; path: string; value: Literal; isQuoted: boolean }
  | { kind: "any"; collection: string; variable: string; inner: Filter };

const TOKEN =
  /\s*(?:'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?(?![\w:-]))|([A-Za-z_@][\w./@]*|\d[\w:.+-]*)|([(),:]))/y;

interface Token {
  kind: "string" | "number" | "word" | "mark";
  text: string;
}

function tokens(source: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = source.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw badRequest(`Invalid filter clause: syntax error at position ${at} in '${source}'.`);
    if (match[1] !== undefined) found.push({ kind: "string", text: match[1].replaceAll("''", "'") });
    else if (match[2] !== undefined) found.push({ kind: "number", text: match[2] });
    else if (match[3] !== undefined) found.push({ kind: "word", text: match[3] });
    else found.push({ kind: "mark", text: match[4] ?? "" });
  }
  return found;
}

const COMPARE = ["eq", "ne", "gt", "ge", "lt", "le"];

/** OData services refuse deeper queries than this; and a recursive parser has to stop somewhere. */
const MOST_TERMS = 100;

class Parser {
  readonly #tokens: Token[];
  readonly #source: string;
  #at = 0;
  #terms = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokens(source);
  }

  whole(): Filter {
    const filter = this.#or();
    if (this.#at < this.#tokens.length) throw this.#error();
    return filter;
  }

  #or(): Filter {
    let left = this.#and();
    while (this.#word("or")) left = { kind: "or", left, right: this.#and() };
    return left;
  }

  #and(): Filter {
    let left = this.#term();
    while (this.#word("and")) left = { kind: "and", left, right: this.#term() };
    return left;
  }

  #term(): Filter {
    if (++this.#terms > MOST_TERMS) throw badRequest("The filter has too many nodes.");
    if (this.#word("not")) return { kind: "not", inner: this.#term() };
    if (this.#mark("(")) {
      const inner = this.#or();
      this.#expect(")");
      return inner;
    }
    const path = this.#take("word");
    const name = path.toLowerCase();
    if (this.#mark("(")) {
      if (/\/any$/.test(name)) return this.#any(path.slice(0, -4));
      const wanted = FUNCTIONS.find((each) => each === name);
      if (!wanted) throw notModelled(`the filter function '${path}'`);
      const inner = this.#take("word");
      this.#expect(",");
      const literal = this.#literal();
      this.#expect(")");
      return { kind: "call", name: wanted, path: inner, ...literal };
    }
    const operator = this.#take("word").toLowerCase();
    if (operator === "in" || operator === "has") throw notModelled(`the filter operator '${operator}'`);
    if (!COMPARE.includes(operator)) throw this.#error();
    return { kind: "compare", path, operator: operator as Operator, ...this.#literal() };
  }

  #any(collection: string): Filter {
    const variable = this.#take("word");
    this.#expect(":");
    const inner = this.#or();
    this.#expect(")");
    return { kind: "any", collection, variable, inner };
  }

  /** A text in quotes, or what is written without: a number, true, false, null, a date. */
  #literal(): { value: Literal; isQuoted: boolean } {
    const token = this.#tokens[this.#at++];
    if (!token || token.kind === "mark") throw this.#error();
    if (token.kind === "string") return { value: token.text, isQuoted: true };
    const words: Record<string, Literal> = { null: null, true: true, false: false };
    const word = Object.hasOwn(words, token.text) ? (words[token.text] ?? null) : token.text;
    return { value: token.kind === "number" ? Number(token.text) : word, isQuoted: false };
  }

  #take(kind: Token["kind"]): string {
    const token = this.#tokens[this.#at++];
    if (token?.kind !== kind) throw this.#error();
    return token.text;
  }

  #expect(text: string): void {
    if (!this.#mark(text)) throw this.#error();
  }

  #mark(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "mark" || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #word(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "word" || token.text.toLowerCase() !== text) return false;
    this.#at++;
    return true;
  }

  #error() {
    return badRequest(`Invalid filter clause: '${this.#source}'.`);
  }
}

export function parseFilter(source: string): Filter {
  return new Parser(source).whole();
}

/** How a filter reads the thing it is tried on. */
export interface Subject {
  /** A property by its path, which was checked before. Text compares without case. */
  property(path: string): Literal;
  /** The members of a collection, for any(). */
  members(collection: string): Subject[];
}

export function matches(filter: Filter, subject: Subject): boolean {
  switch (filter.kind) {
    case "and":
      return matches(filter.left, subject) && matches(filter.right, subject);
    case "or":
      return matches(filter.left, subject) || matches(filter.right, subject);
    case "not":
      return !matches(filter.inner, subject);
    case "any": {
      const { inner, variable } = filter;
      return subject.members(filter.collection).some((member) => matches(inner, below(variable, member)));
    }
    case "call": {
      const [text, part] = [fold(subject.property(filter.path)), fold(filter.value)];
      if (typeof text !== "string" || typeof part !== "string") return false;
      if (filter.name === "contains") return text.includes(part);
      return filter.name === "startswith" ? text.startsWith(part) : text.endsWith(part);
    }
    case "compare": {
      const value = subject.property(filter.path);
      // Ids, and with them the names of extended properties, differ by case; other text does not.
      if (IDS.test(filter.path)) return compare(value, filter.operator, filter.value);
      return compare(fold(value), filter.operator, fold(filter.value));
    }
  }
}

const IDS = /(^|\/)(id|uid|iCalUId)$/;

/** Inside any(), paths begin with the variable. */
function below(variable: string, member: Subject): Subject {
  return {
    property: (path) =>
      member.property(path.startsWith(`${variable}/`) ? path.slice(variable.length + 1) : path),
    members: (collection) => member.members(collection),
  };
}

function fold(value: Literal): Literal {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function compare(a: Literal, operator: Operator, b: Literal): boolean {
  if (operator === "eq") return a === b;
  if (operator === "ne") return a !== b;
  if (a === null || b === null) return false;
  switch (operator) {
    case "gt":
      return a > b;
    case "ge":
      return a >= b;
    case "lt":
      return a < b;
    case "le":
      return a <= b;
  }
}
