// Puts the real gateways behind the engine's ports, as the settings say, and closes them again.

import type { Settings } from "../contract/settings.ts";
import type { MicrosoftSignInPort } from "../engine/ports/microsoft-sign-in.ts";
import type { SubscriptionPort } from "../engine/ports/subscriptions.ts";
import type { TenantDirectoryPort } from "../engine/ports/tenant-directory.ts";
import type { Ports } from "../engine/ports.ts";
import { type Office365, openOffice365 } from "../gateways/graph/create-calendar.ts";
import type { PlanningGateway } from "../gateways/planning/open-planning.ts";
import { realEntropy } from "../gateways/system/entropy.ts";
import type { Instance } from "./instance.ts";
import { openStores } from "./open-stores.ts";
import { connectionOf, findCredentials, secretStore } from "./settings/credentials.ts";
import { SignInMemory } from "./settings/known-credentials.ts";

export interface OpenPorts extends Ports {
  readonly planning: PlanningGateway;
  readonly subscriptions: SubscriptionPort;
  readonly tenant: TenantDirectoryPort;
  readonly personSignIn: MicrosoftSignInPort;
  readonly signIns: SignInMemory;
  readonly throttling: Office365["throttling"];
  close(): Promise<void>;
}

/** Everything that one command needs. Credentials are found before anything is opened. */
export async function openPorts(instance: Instance, access: "write" | "look"): Promise<OpenPorts> {
  findCredentials(instance.settings, instance.dataFolder, instance.environment);
  return openLivePorts(instance, access, () => instance.settings);
}

/** Everything that a cycle needs. The connection is looked up whenever a token is due: what was entered or changed meanwhile counts. */
export async function openLivePorts(
  instance: Instance,
  access: "write" | "look",
  current: () => Settings,
): Promise<OpenPorts> {
  const { settings, dataFolder, environment, clock, log } = instance;
  const signIns = new SignInMemory();
  const stores = await openStores(instance, access);
  const { TenantId: tenantId, AuthorityHost: authorityHost, GraphUrl: graphUrl } = settings.Office365;
  const { calendar, ...office365 } = openOffice365({
    office365: {
      tenantId,
      clientId: settings.Office365.ClientId,
      secret: null,
      certificateFile: null,
      authorityHost,
      graphUrl,
      identity: () => connectionOf(current(), dataFolder, environment),
      onSignedIn: (taken, refused) => {
        signIns.onSignedIn(taken, refused);
        if (refused.length === 0) return;
        log.warning("Graph", "Microsoft refused a credential and took the next one.", { taken, refused });
        const isStored = (id: string) => id.startsWith("client-secret-");
        if (isStored(taken)) secretStore(dataFolder, environment).promote(taken, refused.filter(isStored));
      },
    },
    companyTimeZone: settings.Company.TimeZone,
    clock,
    entropy: realEntropy,
    log,
  });
  const ports = { ...stores, ...office365, calendar, signIns };
  return { ...ports, clock, entropy: realEntropy, log };
}
