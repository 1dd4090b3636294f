// The PEM file that signs in instead of a secret.
import { readFile } from "node:fs/promises";
import { Fault } from "../../core/fault.ts";
import { causeOf } from "./sign-in-fault.ts";

/** Certificate and private key, as they stand in the file. Faults: `certificateUnreadable`. */
export async function readCertificate(file: string): Promise<string> {
  let pem: string;
  try {
    pem = await readFile(file, "utf8");
  } catch (thrown) {
    throw new Fault("refused", "certificateUnreadable", { file, cause: causeOf(thrown) });
  }
  if (!pem.includes("BEGIN CERTIFICATE") || !pem.includes("PRIVATE KEY"))
    throw new Fault("refused", "certificateUnreadable", { file, cause: "PEM" });
  return pem;
}
