// The sandbox's own certificate authority, and the server certificate it signs for this machine.
import "reflect-metadata";
import type { webcrypto } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;

export interface ServerCertificate {
  key: string;
  cert: string;
  caPem: string;
  caFile: string;
}

interface Stored {
  ca: string;
  cert: string;
  key: string;
}

/** Takes what lies in the folder if it is good for another 30 days, else makes a new authority there. */
export async function serverCertificate(folder: string): Promise<ServerCertificate> {
  mkdirSync(folder, { recursive: true });
  const caFile = join(folder, "ca.pem");
  const file = join(folder, "server.json");
  const stored = readStored(file) ?? (await create(file));
  writeAtomically(caFile, stored.ca);
  return { key: stored.key, cert: stored.cert, caPem: stored.ca, caFile };
}

function readStored(file: string): Stored | null {
  if (!existsSync(file)) return null;
  try {
    const stored = JSON.parse(readFileSync(file, "utf8")) as Stored;
    const until = [stored.ca, stored.cert].map((pem) => new x509.X509Certificate(pem).notAfter.getTime());
    return Math.min(...until) > Date.now() + 30 * DAY_MS ? stored : null;
  } catch {
    return null;
  }
}

async function create(file: string): Promise<Stored> {
  x509.cryptoProvider.set(crypto);
  const [caKeys, serverKeys] = await Promise.all([newKeys(), newKeys()]);
  const notBefore = new Date(Date.now() - DAY_MS);
  // Each authority has a name of its own, so that two of them in one trust store are not mixed up.
  const name = `CN=Microsoft 365 sandbox CA ${crypto.randomUUID().slice(0, 8)}`;
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name,
    notBefore,
    notAfter: new Date(Date.now() + 3650 * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const server = await x509.X509CertificateGenerator.create({
    subject: "CN=localhost",
    issuer: name,
    notBefore,
    // 825 days: the most that Apple's platforms accept.
    notAfter: new Date(Date.now() + 820 * DAY_MS),
    signingKey: caKeys.privateKey,
    publicKey: serverKeys.publicKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: "localhost" },
        { type: "ip", value: "127.0.0.1" },
        { type: "ip", value: "::1" },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const stored: Stored = {
    ca: ca.toString("pem"),
    cert: server.toString("pem"),
    key: await privateKeyPem(serverKeys.privateKey),
  };
  writeAtomically(file, JSON.stringify(stored, null, 2), 0o600);
  return stored;
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]) as Promise<webcrypto.CryptoKeyPair>;
}

async function privateKeyPem(key: CryptoKey): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join("\n")}\n-----END PRIVATE KEY-----\n`;
}

export function writeAtomically(file: string, text: string, mode = 0o644): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode });
  renameSync(draft, file);
}
