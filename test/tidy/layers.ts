// Which folder may import from which: the arrow is the alphabet, and two rooms behind one wall do not know each other.
import { posix } from "node:path";
import type { SourceFile } from "./source-files.ts";

/** Layers of src, each with the layers it may import from (itself included). */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contract: ["contract"],
  core: ["contract", "core"],
  engine: ["contract", "core", "engine"],
  gateways: ["contract", "core", "engine", "gateways"],
  inbound: ["contract", "core", "engine", "inbound"],
  main: ["contract", "core", "engine", "gateways", "inbound", "main"],
};
const BLIND_ROOMS = new Set(["gateways", "inbound"]);
const WITHOUT_PACKAGES = new Set(["contract", "core", "engine"]);

export function layerProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((target) => {
      const problem = target.startsWith(".") ? pathProblem(file, target) : packageProblem(file, target);
      return problem === null ? [] : [`${file.path}: imports ${target}: ${problem}`];
    }),
  );
}

function pathProblem(file: SourceFile, target: string): string | null {
  const from = file.path.split("/");
  const to = posix.join(posix.dirname(file.path), target).split("/");
  if (from[0] === "sandbox" && to[0] !== "sandbox") return "the sandbox knows nothing of the product";
  if (from[0] === "console") return consoleProblem(file, from, to);
  if (from[0] !== "src") return null;
  if (to[0] === "sandbox") return from[1] === "main" ? null : "only src/main may start the sandbox";
  if (file.path.endsWith(".test.ts") && to[0] === "test" && to[1] === "support") return null;
  if (to[0] !== "src") return "src imports nothing from outside of src";
  return srcProblem(from, to);
}

function consoleProblem(
  file: SourceFile,
  [, , room]: readonly string[],
  to: readonly string[],
): string | null {
  if (to[0] === "console")
    return to[2] === "views" && room !== "views" && room !== "App.svelte"
      ? "only the frame knows the views"
      : null;
  if (file.path.endsWith(".test.ts") && to[0] === "test" && to[1] === "support") return null;
  return to[0] === "src" && to[1] === "contract" ? null : "the console knows only src/contract";
}

function srcProblem(from: readonly string[], to: readonly string[]): string | null {
  const [, layer = "", room] = from;
  const [, otherLayer = "", otherRoom] = to;
  const allowed = MAY_IMPORT[layer];
  if (allowed === undefined) return `src/${layer} is no layer`;
  if (!allowed.includes(otherLayer)) return `${layer} may import only from ${allowed.join(", ")}`;
  if (layer === otherLayer && BLIND_ROOMS.has(layer) && room !== otherRoom)
    return `the rooms of ${layer} are blind to each other`;
  return null;
}

function packageProblem(file: SourceFile, target: string): string | null {
  const [top, layer = ""] = file.path.split("/");
  if (top === "console") return browserProblem(file, target);
  if (top !== "src" || !WITHOUT_PACKAGES.has(layer)) return null;
  const isTest = file.path.endsWith(".test.ts");
  if (isTest && (target.startsWith("node:") || target === "fast-check")) return null;
  return target.startsWith("node:") ? `${layer} has no node: module` : `${layer} has no package`;
}

/** What a browser is given. */
function browserProblem({ path }: SourceFile, target: string): string | null {
  if (!target.startsWith("node:") || !path.startsWith("console/src/") || path.endsWith(".test.ts"))
    return null;
  return "a browser has no node: module";
}
