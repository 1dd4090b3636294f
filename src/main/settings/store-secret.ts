// `secret set`: stores a client secret and notes that somebody did. A running service takes it up with its next sign-in.
import { SettingsHistory } from "../../gateways/settings/history.ts";
import type { SecretStored } from "../../inbound/cli/actions.ts";
import { historyFile, type Instance, makeDataFolder } from "../instance.ts";
import { secretStore } from "./credentials.ts";

export function storeSecretByHand(
  instance: Instance,
  secret: string,
  { expiresOn, place }: SecretStored,
): SecretStored {
  const { dataFolder, environment, clock } = instance;
  makeDataFolder(instance);
  secretStore(dataFolder, environment).store(secret, expiresOn, place);
  const at = new Date(clock.now()).toISOString();
  new SettingsHistory(historyFile(dataFolder)).add([
    { at, by: null, key: "clientSecret", before: null, after: "stored" },
  ]);
  return { expiresOn, place };
}
