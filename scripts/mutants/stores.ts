// Mutants of the planning database and of the state store.
import type { Mutant } from "./mutant.ts";

export const STORE_MUTANTS: readonly Mutant[] = [
  {
    name: "rows are written whatever their version",
    harm: "what a dispatcher typed at that moment is overwritten",
    file: "src/gateways/planning/mutations.ts",
    text: "  if ((await versionOf(tx, id)) !== expected)\n",
    replacement: "  if ((await versionOf(tx, id)) === null)\n",
  },
  {
    name: "a change feed that was trimmed counts as whole",
    harm: "whoever was away misses what the planners did",
    file: "src/gateways/planning/queries.ts",
    text: "restored || position.sequence < trimmed;",
    replacement: "restored;",
  },
  {
    name: "an insert that is repeated overwrites",
    harm: "a row that somebody edited since is set back",
    file: "src/gateways/planning/mutations.ts",
    text: "  if (existing !== null) return existing;\n",
    replacement: "  if (existing !== null) await REMOVE(tx, { id: row.id });\n",
  },
  {
    name: "a commit that fails is told as done",
    harm: "after a full disk writes were never announced, and are doubled",
    file: "src/gateways/state/group-commit.ts",
    text: "for (const { reject } of queue) reject(cause);",
    replacement: "for (const { resolve } of queue) resolve();",
  },
  {
    name: "something is told as stored before the disk has it",
    harm: "after a power cut a create is sent a second time",
    file: "src/gateways/state/group-commit.ts",
    text: "if (committed.length > 0) await this.#makeSafe();",
    replacement: "if (committed.length > 0) void this.#makeSafe();",
  },
  {
    name: "part of a group that fails takes effect",
    harm: "links are stored for writes that were not",
    file: "src/gateways/state/database.ts",
    text: 'if (this.#database.isTransaction) this.#prepare("rollback").run();',
    replacement: 'if (this.#database.isTransaction) this.#prepare("commit").run();',
  },
  {
    name: "links are stored before those that end are forgotten",
    harm: "a new link in the place of an old one is lost, and its appointment doubled",
    file: "src/gateways/state/open-state.ts",
    text: "  for (const id of recording.forgetLinks ?? []) forgetLink(database, id);\n  for (const link of recording.storeLinks ?? []) storeLink(database, link);\n",
    replacement:
      "  for (const link of recording.storeLinks ?? []) storeLink(database, link);\n  for (const id of recording.forgetLinks ?? []) forgetLink(database, id);\n",
  },
  {
    name: "settled announcements stay open",
    harm: "an old write is taken for a new one after each start",
    file: "src/gateways/state/open-state.ts",
    text: 'database.run("delete from intent where id = ?", id);',
    replacement: "void id;",
  },
  {
    name: "a memory counts what it has made only while it is open",
    harm: "after each start people's own copies are taken for what an older memory knows nothing of, and asked about",
    file: "src/gateways/state/open-state.ts",
    text: '          generations.keep(intent.linkAfter?.generation ?? "");\n',
    replacement: "",
  },
];
