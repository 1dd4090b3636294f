// The console's door with real accounts in memory and work that only notes that it was reached.
import type { TestContext } from "node:test";
import type { NewDeed } from "../../src/contract/console/deeds.ts";
import { ROLES, type Role } from "../../src/contract/console/roles.ts";
import { ROUTES } from "../../src/contract/console/routes.ts";
import type { MicrosoftSignInPort } from "../../src/engine/ports/microsoft-sign-in.ts";
import { AccountStore } from "../../src/gateways/accounts/open-accounts.ts";
import type { Backend, Work } from "../../src/inbound/http/backend.ts";
import { type ConsoleServer, openConsole } from "../../src/inbound/http/open-console.ts";

export const PASSWORD = "vier kleine Dachdecker";

export interface ConsoleGround {
  readonly server: ConsoleServer;
  readonly accounts: AccountStore;
  /** Names of the routes whose work was reached. */
  readonly reached: string[];
  /** Who did what, as it was noted. */
  readonly deeds: NewDeed[];
  /** A cookie and the token that goes with it. */
  signedIn(role: Role): Promise<Readonly<Record<string, string>>>;
}

export async function openConsoleGround(
  t: TestContext,
  microsoft: MicrosoftSignInPort | null = null,
): Promise<ConsoleGround> {
  const accounts = new AccountStore({ file: ":memory:", now: Date.now });
  const reached: string[] = [];
  const deeds: NewDeed[] = [];
  const work = Object.fromEntries(
    Object.keys(ROUTES).map((name) => [
      name,
      async () => {
        reached.push(name);
        return {};
      },
    ]),
  ) as unknown as Work;
  const backend: Backend = {
    company: { Number: "01", Name: "Muster Haustechnik GmbH", TimeZone: "Europe/Berlin" },
    sandboxUrl: null,
    accounts,
    microsoft,
    work,
    listen: () => () => undefined,
    problem: async () => null,
    record: (deed) => void deeds.push(deed),
    onBroken: (fault) => {
      throw fault;
    },
  };
  const server = await openConsole("http://127.0.0.1:0", backend, true);
  t.after(async () => {
    await server.close();
    accounts.close();
  });
  for (const role of ROLES) await accounts.add(`die ${role}`, PASSWORD, role);
  return {
    server,
    accounts,
    reached,
    deeds,
    async signedIn(role) {
      const answer = await fetch(`${server.url}/api/v1/session`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: `die ${role}`, password: PASSWORD }),
      });
      const { account } = (await answer.json()) as { account: { csrf: string } };
      const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
      return { cookie, "x-csrf-token": account.csrf };
    },
  };
}
