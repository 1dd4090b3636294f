// Kysely writes each statement once; after that only its values change. Building and compiling it anew at every call took ten times as
// long as SQLite took to run it.
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from "kysely";
import type { PlanningTables, SqlValue } from "./tables.ts";

/** Writes statements and runs none. */
export type Writer = Kysely<PlanningTables>;

export const writer: Writer = new Kysely<PlanningTables>({
  dialect: {
    createDriver: () => new DummyDriver(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  },
});

/** A transaction that is under way. */
export interface Transaction {
  execute(text: string, values: readonly SqlValue[]): Promise<Outcome>;
}

export interface Outcome {
  readonly rows: readonly unknown[];
  /** Rows that were written. */
  readonly changed: number;
}

/** Stands in a statement for each of the values that a call will bring. */
export type Given<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> };

class Slot {
  readonly name: PropertyKey;

  constructor(name: PropertyKey) {
    this.name = name;
  }
}

const slots = new Proxy({}, { get: (_, name) => sql.val(new Slot(name)) });

/** A statement with its values left open, to be run as often as one likes. */
export function statement<Row, Values extends Readonly<Record<string, SqlValue>> = Record<never, never>>(
  write: (db: Writer, given: Given<Values>) => Compilable<Row>,
): (tx: Transaction, values: Values) => Promise<readonly Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (tx, values) => {
    compiled ??= write(writer, slots as Given<Values>).compile();
    const filled = compiled.parameters.map((value) =>
      value instanceof Slot ? (values[value.name as string] as SqlValue) : (value as SqlValue),
    );
    return (await tx.execute(compiled.sql, filled)).rows as readonly Row[];
  };
}

/** A statement that is written for this call alone. */
export async function once(tx: Transaction, query: Compilable): Promise<Outcome> {
  const { sql: text, parameters } = query.compile();
  return tx.execute(text, parameters as readonly SqlValue[]);
}
