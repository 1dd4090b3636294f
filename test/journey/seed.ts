// The seed of a test that draws by chance: `--seed N` repeats one, otherwise each run draws its own and prints it.
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

export function seedGiven(): number {
  const { values } = parseArgs({ options: { seed: { type: "string" } }, strict: false });
  return typeof values.seed === "string" ? Number(values.seed) : randomInt(1_000_000);
}
