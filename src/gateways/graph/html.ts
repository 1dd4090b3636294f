// Bodies in HTML: reading them where a server ignores the wish for text, and writing notes around a join part that has to stay.
import { convert } from "html-to-text";

/** Plain text in lines as a person sees them; a link as `text<address>`, as Exchange itself writes it. */
export function htmlToText(html: string): string {
  return convert(html, {
    wordwrap: false,
    selectors: [
      {
        selector: "a",
        options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["<", ">"], noAnchorUrl: true },
      },
      { selector: "img", format: "skip" },
      { selector: "p", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({
        selector,
        options: { uppercase: false, leadingLineBreaks: 1, trailingLineBreaks: 1 },
      })),
    ],
  });
}

/**
 * A body with `text` as its notes and the join part of `html` kept to the letter below them. Text that stood after the join part
 * counts as notes too, so it is not kept a second time.
 */
export function bodyAroundJoinPart(html: string, text: string, joinUrl: string | null): string {
  const part = joinPartOf(html, joinUrl);
  const kept = part === null ? "" : `<br>\r\n${part}\r\n`;
  return `<html><body>\r\n<div>${textToHtml(text)}</div>\r\n${kept}</body></html>`;
}

export function textToHtml(text: string): string {
  return escapeHtml(text)
    .replace(/\r\n?/g, "\n")
    .replace(/^ | (?= )/gm, "&nbsp;")
    .replaceAll("\n", "<br>\r\n");
}

/** Null where the body holds none. */
export function joinPartOf(html: string, joinUrl: string | null): string | null {
  const inner = /<body[^>]*>([\s\S]*?)(?:<\/body>|$)/i.exec(html)?.[1] ?? html;
  const link = positionOfLink(inner, joinUrl);
  if (link < 0) return null;
  const frames = [...inner.matchAll(/_{10,}/g)];
  const first = frames.findLast((frame) => frame.index < link);
  const last = frames.find((frame) => frame.index > link);
  if (first !== undefined && last !== undefined)
    return inner.slice(elementStart(inner, first.index), elementEnd(inner, last.index, last[0].length));
  const start = first === undefined ? lineStart(inner, link) : elementStart(inner, first.index);
  return `<div>${inner.slice(start, lineEnd(inner, link))}</div>`;
}

function positionOfLink(html: string, joinUrl: string | null): number {
  for (const text of joinUrl === null ? [] : [joinUrl, escapeHtml(joinUrl)]) {
    const position = html.indexOf(text);
    if (position >= 0) return position;
  }
  return html.search(/https:\/\/teams\.(?:microsoft|live)\.com\/(?:l\/meetup-join|meet)\//i);
}

const OPENING = /(?:<(?!br\b|hr\b|img\b|body\b)[a-z][^<>]*>\s*)+$/i;

/** Back over the tags that open immediately before a frame line. */
function elementStart(html: string, position: number): number {
  return OPENING.exec(html.slice(0, position))?.index ?? position;
}

/** On over as many closing tags as opened immediately before the frame line. */
function elementEnd(html: string, position: number, length: number): number {
  const opened = OPENING.exec(html.slice(0, position))?.[0].match(/<[a-z]/gi)?.length ?? 0;
  const after = position + length;
  const closing = new RegExp(`^(?:\\s*</[a-z][^<>]*>){0,${opened}}`, "i").exec(html.slice(after));
  return after + (closing?.[0].length ?? 0);
}

const LINE_EDGE = /<\/?(?:p|div|td|tr|table|li|ul|ol|h[1-6]|blockquote|body)\b[^<>]*>|<(?:br|hr)\b[^<>]*>/gi;

function lineStart(html: string, position: number): number {
  const edge = [...html.slice(0, position).matchAll(LINE_EDGE)].at(-1);
  return edge === undefined ? 0 : edge.index + edge[0].length;
}

function lineEnd(html: string, position: number): number {
  const edge = html.slice(position).search(LINE_EDGE);
  return edge < 0 ? html.length : position + edge;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
