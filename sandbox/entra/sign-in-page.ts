// What a person sees of Entra ID: the accounts to pick from, or why there is no signing in. Plain pages without scripts.
import { createHash } from "node:crypto";
import type { Reply } from "../exchange.ts";

export interface PickableAccount {
  readonly name: string;
  readonly userName: string;
  /** Where the person goes by picking it. */
  readonly address: string;
}

const STYLE = `
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #f2f2f2; color: #1b1b1b; font: 15px/1.4 "Segoe UI", system-ui, sans-serif; }
main { box-sizing: border-box; width: min(27.5rem, 100vw); padding: 2.75rem; background: #fff; box-shadow: 0 2px 6px #0003; }
.brand { margin: 0 0 1rem; color: #595959; font-weight: 600; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
ul { list-style: none; margin: 0 -2.75rem 1rem; padding: 0; }
li a { display: block; padding: .75rem 2.75rem; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
li a:hover { background: #e6e6e6; }
li a:focus-visible, .cancel:focus-visible { outline: 2px solid #0067b8; outline-offset: -2px; }
li small { display: block; color: #595959; font-size: .87rem; }
.cancel { display: inline-block; padding: .4rem 1.5rem; color: inherit; background: #ccc; text-decoration: none; }
@media (prefers-color-scheme: dark) {
  body { background: #1b1b1b; color: #f5f5f5; }
  main { background: #2b2b2b; }
  .brand, li small { color: #c8c8c8; }
  li a:hover { background: #3d3d3d; }
  li a:focus-visible, .cancel:focus-visible { outline-color: #6cb8f6; }
  .cancel { background: #4d4d4d; }
}`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function accountPage(app: string, accounts: readonly PickableAccount[], cancel: string): Reply {
  const items = accounts.map(
    ({ name, userName, address }) =>
      `<li><a href="${escaped(address)}">${escaped(name)}<small>${escaped(userName)}</small></a></li>`,
  );
  return page(
    200,
    `<h1>Pick an account</h1><p>to continue to ${escaped(app)}</p><ul>${items.join("")}</ul><a class="cancel" href="${escaped(cancel)}">Cancel</a>`,
  );
}

export function refusalPage(status: number, message: string): Reply {
  return page(
    status,
    `<h1>Sign in</h1><p>Sorry, but we’re having trouble signing you in.</p><p>${escaped(message)}</p>`,
  );
}

function page(status: number, content: string): Reply {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store, no-cache",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in to your account</title><style>${STYLE}</style>`;
  const text = `<!doctype html><html lang="en"><head>${head}</head><body><main><p class="brand">Microsoft 365 sandbox</p>${content}</main></body></html>`;
  return { status, headers, text };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
