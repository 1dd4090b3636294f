// Which language a command speaks: --lang, else what the system is set to; English where that begins with `en`, else German.
import { LANGS, type Lang } from "../../core/sentences/lang.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Looks for itself instead of waiting for the parser: even a mistake in the arguments is told in the right language. */
export function chooseLang(args: readonly string[], environment: Environment): Lang {
  const given = args.flatMap((arg, index) => {
    if (arg === "--lang") return [args[index + 1] ?? ""];
    return arg.startsWith("--lang=") ? [arg.slice("--lang=".length)] : [];
  });
  const asked = LANGS.find((lang) => lang === given.at(-1));
  if (asked !== undefined) return asked;
  const system = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return /^en/i.test(system) ? "en" : "de";
}
