// The files of the sandbox's page, read once and sent as they are.
import { readFileSync } from "node:fs";
import type { Reply } from "../exchange.ts";

const TYPES: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};
const FILES = new Set([
  "page.html",
  "page.css",
  "page.js",
  "week.js",
  "dialog.js",
  "drag.js",
  "logs.js",
  "graph.js",
  "texts.js",
  "times.js",
]);
const read = new Map<string, string>();

export function pageFile(path: string): Reply | null {
  const name = path === "" ? "page.html" : path;
  if (!FILES.has(name)) return null;
  let text = read.get(name);
  if (text === undefined) {
    text = readFileSync(new URL(`./page/${name}`, import.meta.url), "utf8");
    read.set(name, text);
  }
  const type = TYPES[name.split(".").at(-1) ?? ""] ?? "text/plain";
  const headers = {
    "content-type": `${type}; charset=utf-8`,
    "cache-control": "no-cache",
    "content-security-policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'self'",
  };
  return { status: 200, headers, text };
}
