// The commands and their options, in the reader's language. Parsing only: each command calls one function of `runs`.
import { Command, Option } from "commander";
import { ROLES, type Role } from "../../contract/console/roles.ts";
import type { Side } from "../../contract/report.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { HELP, TITLES } from "./texts.ts";
import { usageFault } from "./usage-errors.ts";

/** Options of every command as the parser delivers them. */
export interface ParsedCommon {
  settings?: string;
  data?: string;
  now?: string;
  json?: boolean;
  lang?: string;
}

export interface Runs {
  demo(options: { employees?: number; appointments?: number; seed?: number; fresh?: boolean }): Promise<void>;
  run(options: object): Promise<void>;
  sync(options: { user: string[]; dryRun?: boolean }): Promise<void>;
  audit(options: { user: string[] }): Promise<void>;
  status(): Promise<void>;
  journal(options: { appointment?: string; user?: string; since?: string }): Promise<void>;
  check(): Promise<void>;
  storeSecret(options: { expires?: string; second?: boolean }): Promise<void>;
  importFile(file: string, options: { employee: string }): Promise<void>;
  hold(options: { user?: string }): Promise<void>;
  undo(entry: string): Promise<void>;
  pause(options: { user?: string }): Promise<void>;
  resume(options: { user?: string }): Promise<void>;
  conflicts(): Promise<void>;
  takeConflict(id: string, options: { side: Side }): Promise<void>;
  addAccount(name: string, options: { role: Role }): Promise<void>;
  release(options: { user: string; confirm?: boolean; restore?: boolean }): Promise<void>;
}

export function buildProgram(runs: Runs, lang: Lang, version: string): Command {
  const program = new Command("termin-sync");
  const say = (key: keyof typeof HELP) => HELP[key][lang];
  program.description(say("program")).version(version, "-V, --version", say("version"));
  addCommonOptions(program, lang);
  addSyncing(program, runs, lang);
  addLooking(program, runs, lang);
  addAnswering(program, runs, lang);
  addSetting(program, runs, lang);
  addAccounts(program, runs, lang);
  program.helpCommand(`help [${lang === "de" ? "befehl" : "command"}]`, say("helpCommand"));
  inLanguage(program, lang);
  return program;
}

function addCommonOptions(program: Command, lang: Lang): void {
  const file = lang === "de" ? "<datei>" : "<file>";
  const folder = lang === "de" ? "<ordner>" : "<folder>";
  program
    .option(`--settings ${file}`, HELP.settings[lang])
    .option(`--data ${folder}`, HELP.data[lang])
    .option("--json", HELP.json[lang])
    .addOption(
      new Option("--lang <de|en>", HELP.lang[lang]).argParser((value) => {
        if (value === "de" || value === "en") return value;
        throw usageFault("notALanguage", lang, { value });
      }),
    );
}

function addSyncing(program: Command, runs: Runs, lang: Lang): void {
  const number = (name: string, least: number, most: number) => (value: string) => {
    const parsed = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (parsed >= least && parsed <= most) return parsed;
    throw usageFault("notANumber", lang, { name, least, most, value }, "demo");
  };
  program
    .command("demo")
    .description(HELP.demo[lang])
    .option("--employees <n>", HELP.employees[lang], number("--employees", 1, 500))
    .option("--appointments <n>", HELP.appointments[lang], number("--appointments", 0, 5000))
    .option("--seed <n>", HELP.seed[lang], number("--seed", 0, 2 ** 31 - 1))
    .option("--fresh", HELP.fresh[lang])
    .action((options) => runs.demo(options));
  program
    .command("run")
    .description(HELP.run[lang])
    .addOption(nowOption(lang))
    .action((options) => runs.run(options));
  program
    .command("sync")
    .description(HELP.sync[lang])
    .option("--user <login>", HELP.user[lang], eachUser, [])
    .option("--dry-run", HELP.dryRun[lang])
    .addOption(nowOption(lang))
    .action((options) => runs.sync(options));
  program
    .command("audit")
    .description(HELP.audit[lang])
    .option("--user <login>", HELP.user[lang], eachUser, [])
    .addOption(nowOption(lang))
    .action((options) => runs.audit(options));
}

function addLooking(program: Command, runs: Runs, lang: Lang): void {
  program
    .command("status")
    .description(HELP.status[lang])
    .action(() => runs.status());
  program
    .command("journal")
    .description(HELP.journal[lang])
    .option("--appointment <id>", HELP.appointment[lang])
    .option("--user <login>", HELP.user[lang].replace(/ \(.*/, ""))
    .option("--since <t>", HELP.since[lang])
    .action((options) => runs.journal(options));
  program
    .command("check")
    .description(HELP.check[lang])
    .action(() => runs.check());
}

function addSetting(program: Command, runs: Runs, lang: Lang): void {
  const secret = program.command("secret").description(HELP.secret[lang]);
  secret
    .command("set")
    .description(HELP.secretSet[lang])
    .option(lang === "de" ? "--expires <tag>" : "--expires <day>", HELP.expires[lang])
    .option("--second", HELP.second[lang])
    .action((options) => runs.storeSecret(options));
}

function addAnswering(program: Command, runs: Runs, lang: Lang): void {
  program
    .command("import")
    .description(HELP.import[lang])
    .argument(lang === "de" ? "<datei>" : "<file>", HELP.file[lang])
    .requiredOption("--employee <id>", HELP.employee[lang])
    .addOption(nowOption(lang))
    .action((file: string, options) => runs.importFile(file, options));
  program
    .command("hold")
    .description(HELP.hold[lang])
    .option("--user <login>", HELP.oneUser[lang])
    .action((options) => runs.hold(options));
  program
    .command("release")
    .description(HELP.release[lang])
    .requiredOption("--user <login>", HELP.oneUser[lang])
    .addOption(new Option("--confirm", HELP.confirm[lang]).conflicts("restore"))
    .addOption(new Option("--restore", HELP.restore[lang]).conflicts("confirm"))
    .action((options) => runs.release(options));
  program
    .command("undo")
    .description(HELP.undo[lang])
    .argument(lang === "de" ? "<eintrag>" : "<entry>", HELP.entry[lang])
    .action((entry: string) => runs.undo(entry));
  program
    .command("pause")
    .description(HELP.pause[lang])
    .option("--user <login>", HELP.oneUserOrAll[lang])
    .action((options) => runs.pause(options));
  program
    .command("resume")
    .description(HELP.resume[lang])
    .option("--user <login>", HELP.oneUserOrAll[lang])
    .action((options) => runs.resume(options));
  const conflicts = program
    .command("conflicts")
    .description(HELP.conflicts[lang])
    .action(() => runs.conflicts());
  conflicts
    .command("take")
    .description(HELP.take[lang])
    .argument("<id>", HELP.conflict[lang])
    .addOption(new Option("--side <side>", HELP.side[lang]).makeOptionMandatory().argParser(sideOf(lang)))
    .action((id: string, options) => runs.takeConflict(id, options));
}

function addAccounts(program: Command, runs: Runs, lang: Lang): void {
  program
    .command("admin")
    .description(HELP.admin[lang])
    .command("add")
    .description(HELP.adminAdd[lang])
    .argument("<name>", HELP.accountName[lang])
    .addOption(
      new Option(`--role <${lang === "de" ? "rolle" : "role"}>`, HELP.role[lang])
        .default("admin")
        .argParser(roleOf(lang)),
    )
    .action((name: string, options) => runs.addAccount(name, options));
}

function roleOf(lang: Lang): (value: string) => Role {
  return (value) => {
    const role = ROLES.find((one) => one === value);
    if (role !== undefined) return role;
    throw usageFault("notARole", lang, { value, roles: ROLES.join(", ") }, "admin add");
  };
}

function eachUser(value: string, before: string[]): string[] {
  return [...before, value];
}

function sideOf(lang: Lang): (value: string) => Side {
  return (value) => {
    if (value === "planning" || value === "office365") return value;
    throw usageFault("notASide", lang, { value }, "conflicts take");
  };
}

function nowOption(lang: Lang): Option {
  return new Option(lang === "de" ? "--now <zeitpunkt>" : "--now <instant>", HELP.now[lang]);
}

/** With everything below it. */
function inLanguage(command: Command, lang: Lang): void {
  for (const below of command.commands) inLanguage(below, lang);
  command
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .showSuggestionAfterError(false)
    .helpOption("-h, --help", HELP.help[lang])
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => (lang === "de" ? (TITLES[title] ?? title) : title),
      styleUsage: (usage) =>
        lang === "de" ? usage.replace("[options]", "[optionen]").replace("[command]", "[befehl]") : usage,
      subcommandTerm: (one) => `${one.name()} ${one.usage()}`.replace(/\[options\] ?/, "").trim(),
    });
}
