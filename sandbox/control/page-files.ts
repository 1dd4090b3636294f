// The files of the sandbox's page: those of the folder beside this file, and no other, as they are.
import { readdirSync, readFileSync } from "node:fs";
import type { Reply } from "../exchange.ts";

const FOLDER = new URL("./page/", import.meta.url);
const TYPES: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};

/** What people write into their calendars is shown here: nothing of it may ever run, or load anything. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const names = new Set(readdirSync(FOLDER));
const read = new Map<string, string>();

export function pageFile(path: string): Reply | null {
  const name = path === "" ? "page.html" : path;
  if (!names.has(name)) return null;
  let text = read.get(name);
  if (text === undefined) {
    text = readFileSync(new URL(name, FOLDER), "utf8");
    read.set(name, text);
  }
  const type = TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain";
  const headers = {
    "content-type": `${type}; charset=utf-8`,
    "cache-control": "no-cache",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
  return { status: 200, headers, text };
}
