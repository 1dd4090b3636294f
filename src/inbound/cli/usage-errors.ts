// Turns the parser's English complaints into faults of ours: one sentence in the reader's language, with the nearest name.
import { type Command, CommanderError } from "commander";
import { Fault } from "../../core/fault.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { type Details, fill } from "../../core/sentences/fill.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { MISTAKES } from "./texts.ts";

export function usageFault(
  mistake: keyof typeof MISTAKES,
  lang: Lang,
  details: Details,
  command = "",
): Fault {
  const message = fill(MISTAKES[mistake][lang], details);
  return new Fault("refused", "usage", command === "" ? { message } : { message, command });
}

/** Null where the parser only showed what was asked for (help, version). */
export function usageFaultOf(
  error: CommanderError,
  program: Command,
  args: readonly string[],
  lang: Lang,
): Fault | null {
  if (error.exitCode === 0) return null;
  const [name = "", other = ""] = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? "");
  const command = namedCommand(program, args);
  const details = { name: flagOf(name), other: flagOf(other) };
  const of = (mistake: keyof typeof MISTAKES, more: Details = {}) =>
    usageFault(mistake, lang, { ...details, ...more }, command && pathOf(command));
  switch (error.code) {
    case "commander.help":
      return of("noCommand");
    case "commander.unknownCommand":
      return of(
        "unknownCommand",
        near(
          name,
          program.commands.map((one) => one.name()),
        ),
      );
    case "commander.unknownOption":
      return of("unknownOption", near(name, flagsOf(program, command)));
    case "commander.missingArgument":
      return of("missingArgument", { name: name.toUpperCase() });
    case "commander.optionMissingArgument":
      return of("optionMissingArgument");
    case "commander.missingMandatoryOptionValue":
      return of("missingOption");
    case "commander.excessArguments":
      return command === undefined
        ? of("unknownCommand", { name: args[0] ?? "" })
        : of("excessArguments", { name: args.at(-1) ?? "" });
    case "commander.conflictingOption":
      return of("conflict");
    default:
      return new Fault("refused", "usage", {
        message: error.message.replace(/^error: /, "").replace(/\.$/, ""),
      });
  }
}

/** The innermost command that the arguments name, as `take` of `conflicts take`. */
function namedCommand(program: Command, args: readonly string[]): Command | undefined {
  const command = program.commands.find((one) => args.includes(one.name()));
  return command && (namedCommand(command, args) ?? command);
}

function pathOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name();
}

export function isCommanderError(thrown: unknown): thrown is CommanderError {
  return thrown instanceof CommanderError;
}

/** `-u, --user <login>` is shown as `--user`. */
function flagOf(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags;
}

function flagsOf(program: Command, command: Command | undefined): string[] {
  return [...program.options, ...(command?.options ?? [])].flatMap((option) => option.long ?? []);
}

function near(name: string, names: readonly string[]): Details {
  const nearest = nearestName(name, names);
  return nearest === null ? {} : { nearest };
}
