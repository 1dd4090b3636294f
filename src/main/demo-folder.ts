// What the demo keeps in its folder: how the company was made, and settings that the other commands find there.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEMO_WINDOW } from "./sample-company/sample-company.ts";

export interface DemoMemory {
  readonly employees: number;
  readonly appointments?: number;
  readonly seed: number;
  /** Epoch milliseconds: the present that the company was planned around. */
  readonly plannedAt: number;
  /** The sandbox's: kept, because the calendars' cursors name it. */
  readonly port: number;
}

const FILE = "demo.json";

/** Null where no demo was here yet. */
export function readDemoMemory(folder: string): DemoMemory | null {
  try {
    const memory = JSON.parse(readFileSync(join(folder, FILE), "utf8")) as DemoMemory;
    return typeof memory.seed === "number" && typeof memory.port === "number" ? memory : null;
  } catch {
    return null;
  }
}

export function writeDemoMemory(folder: string, memory: DemoMemory): void {
  writeFileSync(join(folder, FILE), `${JSON.stringify(memory, null, 2)}\n`);
}

/** So that `termin-sync status --data data/demo` and its like work beside the demo. */
export function writeDemoSettings(
  folder: string,
  { url }: { readonly url: string },
  tenantId: string,
  clientId: string,
): void {
  const settings = {
    MinimumLevel: { Default: "Warning" },
    Company: { Number: "01", Name: "Muster Haustechnik GmbH", TimeZone: "Europe/Berlin" },
    Sync: { MonthsPast: DEMO_WINDOW.monthsPast, MonthsFuture: DEMO_WINDOW.monthsFuture },
    Board: { Holidays: "DE-BY-KATH" },
    Office365: { TenantId: tenantId, ClientId: clientId, AuthorityHost: url, GraphUrl: url },
    Console: { MicrosoftSignIn: true },
  };
  const comment = "// Written by termin-sync demo at every start; the Microsoft 365 in it is the sandbox.";
  writeFileSync(join(folder, "appsettings.json"), `${comment}\n${JSON.stringify(settings, null, 2)}\n`);
}
