#!/usr/bin/env node
// The command line of the sandbox: reads options, starts, tells where things are, stops on Ctrl-C.
import { existsSync, readFileSync, statSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { CompanyError } from "./company/company.ts";
import { checkFault, type FaultRule } from "./control/faults.ts";
import { type Sandbox, type StartOptions, start } from "./start.ts";

interface Options {
  port: number;
  company?: string;
  data?: string;
  latency: number;
  faults?: string;
  seed: number;
  now?: number;
}

/** Wrong usage: one sentence, and exit code 2. */
class UsageError extends Error {}

function wholeNumber(most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value > most)
      throw new InvalidArgumentError(`It takes a whole number from 0 to ${most}.`);
    return value;
  };
}

function instant(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new InvalidArgumentError("It takes an instant, such as 2026-03-01T08:00:00Z.");
  return ms;
}

const program = new Command("microsoft365-sandbox")
  .description(
    "Entra ID and Microsoft Graph calendars, emulated: one HTTPS server with its own certificate authority.\n" +
      "Without --company there are three sample people to try things with.",
  )
  .addOption(
    new Option("--port <n>", "port to listen on; 0 takes a free one")
      .default(8443)
      .argParser(wholeNumber(65_535)),
  )
  .option("--company <file>", "JSON file with tenant, apps, users and their events or .ics files")
  .option("--data <dir>", "folder that keeps the certificates and all mailboxes over a restart")
  .addOption(new Option("--latency <ms>", "added to each request").default(0).argParser(wholeNumber(600_000)))
  .option("--faults <file>", "JSON file with faults to play, a list of rules")
  .addOption(new Option("--seed <n>", "same seed, same ids").default(1).argParser(wholeNumber(4_294_967_295)))
  .addOption(
    new Option("--now <instant>", "take this for the present, and go on from there").argParser(instant),
  )
  .addHelpText(
    "after",
    "\nThe company file, the faults and the control side at /sandbox/ are described in sandbox/README.md.\n" +
      "Example: microsoft365-sandbox --port 8443 --company company.json --data ./m365",
  )
  .allowExcessArguments(false)
  .exitOverride()
  .configureOutput({ outputError: () => {} });

function readFaults(file: string): FaultRule[] {
  let json: unknown;
  try {
    json = JSON.parse(readText(file, "faults file"));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The faults file ${file} is not valid JSON: ${(error as Error).message}.`);
  }
  if (!Array.isArray(json))
    throw new UsageError(`The faults file ${file} has to hold a list of rules, [{ … }].`);
  try {
    return json.map(checkFault);
  } catch (error) {
    throw new UsageError(`The faults file ${file} is wrong: ${(error as Error).message}`);
  }
}

function readText(file: string, what: string): string {
  if (!existsSync(file)) throw new UsageError(`There is no ${what} ${file}; check the path.`);
  if (statSync(file).isDirectory())
    throw new UsageError(`The ${what} ${file} is a folder; name the file in it.`);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`The ${what} ${file} can't be read: ${(error as Error).message}.`);
  }
}

function startOptions(options: Options): StartOptions {
  const { port, latency, seed, company, data, faults, now } = options;
  const wanted: StartOptions = { port, seed, latencyMs: latency };
  if (company !== undefined) {
    readText(company, "company file");
    wanted.company = company;
  }
  if (data !== undefined) {
    if (existsSync(data) && !statSync(data).isDirectory())
      throw new UsageError(`${data} is a file; --data takes a folder.`);
    wanted.data = data;
  }
  if (faults !== undefined) wanted.faults = readFaults(faults);
  if (now !== undefined) wanted.now = now;
  return wanted;
}

function explain(error: unknown, port: number): UsageError | null {
  if (error instanceof UsageError) return error;
  if (error instanceof CommanderError) return new UsageError(error.message.replace(/^error: /, ""));
  if (error instanceof CompanyError) return new UsageError(error.message);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    return new UsageError(`Port ${port} is in use; name another with --port, or --port 0 for a free one.`);
  }
  if (code === "EACCES" && path === undefined) {
    return new UsageError(`Port ${port} is not allowed for this account; name one above 1023 with --port.`);
  }
  if (path !== undefined)
    return new UsageError(`${path} can't be read or written: ${(error as Error).message}.`);
  return null;
}

function announce(sandbox: Sandbox, options: Options): void {
  const { control, core } = sandbox;
  for (const { user, source, item, outcome, reason } of control.loadReport.notes) {
    process.stderr.write(`${user}: ${source}: ${item}: ${outcome}: ${reason}\n`);
  }
  if (sandbox.restored && options.company !== undefined) {
    process.stderr.write(
      `The mailboxes of ${options.data} go on; ${options.company} was not read again. For a fresh start name another folder.\n`,
    );
  }
  const apps = [...core.directory.apps.values()];
  const lines = [
    `Microsoft 365 sandbox, ${core.world.mailboxes.size} mailboxes`,
    `  page        ${sandbox.url}/sandbox/`,
    `  Graph       ${sandbox.url}/v1.0`,
    `  authority   ${sandbox.url}`,
    `  CA file     ${sandbox.caFile}`,
    `  tenant id   ${sandbox.tenantId}`,
    ...apps.map((app) => `  client id   ${app.clientId}`),
  ];
  // Only the sample company's secret is no secret.
  if (options.company === undefined) lines.push(`  secret      ${apps[0]?.secrets[0]?.value ?? "none"}`);
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function main(): Promise<void> {
  let port = 0;
  try {
    program.parse();
    const options = program.opts<Options>();
    port = options.port;
    const sandbox = await start(startOptions(options));
    const stop = () => {
      sandbox.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`The sandbox could not store its mailboxes: ${(error as Error).message}\n`);
          process.exit(1);
        },
      );
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    announce(sandbox, options);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const usage = explain(error, port);
    if (!usage) throw error;
    process.stderr.write(`microsoft365-sandbox: ${usage.message}\n`);
    process.exitCode = 2;
  }
}

await main();
