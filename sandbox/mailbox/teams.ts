// The Teams part of an event: the join link, and the block of text that Outlook appends to the body.
// Whoever writes a body without that block switches the meeting off (event-update, learn.microsoft.com).
import type { Entropy } from "../entropy.ts";
import { escapeHtml, storeHtml } from "./body.ts";

const LINE = "_".repeat(80);

export function newJoinUrl(entropy: Entropy, tenantId: string): string {
  const thread = `19:meeting_${entropy.letters(48)}@thread.v2`;
  const context = JSON.stringify({ Tid: tenantId, Oid: entropy.uuid() });
  return `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(thread)}/0?context=${encodeURIComponent(context)}`;
}

export function withTeamsBlock(html: string, joinUrl: string): string {
  const block =
    `<div style="width:100%"><span style="white-space:nowrap; color:#5F5F5F">${LINE}</span></div>\r\n` +
    '<div class="me-email-text" lang="en-US">\r\n<div><span style="font-size:24px">Microsoft Teams</span></div>\r\n' +
    `<div><a class="me-email-headline" href="${escapeHtml(joinUrl)}" target="_blank" rel="noreferrer noopener">Join the meeting now</a></div>\r\n` +
    `</div>\r\n<div style="width:100%"><span style="white-space:nowrap; color:#5F5F5F">${LINE}</span></div>`;
  const whole = html === "" ? storeHtml(block) : html;
  return html === "" ? whole : whole.replace(/\r\n<\/body>/, `\r\n<br>\r\n${block}\r\n</body>`);
}

export function hasTeamsBlock(html: string, joinUrl: string): boolean {
  return html.includes(joinUrl) || html.includes(escapeHtml(joinUrl));
}
