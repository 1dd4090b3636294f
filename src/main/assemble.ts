// Puts the real gateways behind the engine's ports, as the settings say, and closes them again.

import type { SubscriptionPort } from "../engine/ports/subscriptions.ts";
import type { Ports } from "../engine/ports.ts";
import { type Office365, openOffice365 } from "../gateways/graph/create-calendar.ts";
import type { PlanningGateway } from "../gateways/planning/open-planning.ts";
import { realEntropy } from "../gateways/system/entropy.ts";
import type { Instance } from "./instance.ts";
import { openStores } from "./open-stores.ts";
import { findCredentials } from "./settings/credentials.ts";

export interface OpenPorts extends Ports {
  readonly planning: PlanningGateway;
  readonly subscriptions: SubscriptionPort;
  readonly throttling: Office365["throttling"];
  close(): Promise<void>;
}

/** Everything that a cycle needs. Credentials are found before anything is opened. */
export async function openPorts(instance: Instance, access: "write" | "look"): Promise<OpenPorts> {
  const { settings, dataFolder, environment, clock, log } = instance;
  const credentials = findCredentials(settings, dataFolder, environment);
  const stores = await openStores(instance, access);
  const { TenantId: tenantId, ClientId: clientId } = settings.Office365;
  const { AuthorityHost: authorityHost, GraphUrl: graphUrl } = settings.Office365;
  const { calendar, subscriptions, throttling } = openOffice365({
    office365: { tenantId, clientId, ...credentials, authorityHost, graphUrl },
    companyTimeZone: settings.Company.TimeZone,
    clock,
    entropy: realEntropy,
    log,
  });
  return { ...stores, calendar, subscriptions, throttling, clock, entropy: realEntropy, log };
}
