// What Exchange makes of a body: it keeps HTML of its own making, whatever was sent. A text comes back as
// HTML, lines end in CRLF, active content is gone (GET event samples on learn.microsoft.com; and
// OutlookGoogleCalendarSync#2269 for what happens to those who compare raw HTML).

const TEXT_HEAD =
  '<html><head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n' +
  '<meta name="Generator" content="Microsoft Exchange Server">\r\n<!-- converted from text -->\r\n' +
  "<style><!-- .EmailQuote { margin-left: 1pt; padding-left: 4pt; border-left: #800000 2px solid; } -->" +
  '</style></head>\r\n<body>\r\n<font size="2"><span style="font-size:11pt;"><div class="PlainText">';
const TEXT_TAIL = "</div></span></font>\r\n</body>\r\n</html>\r\n";
const HTML_HEAD =
  '<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n</head>\r\n<body>\r\n';
const HTML_TAIL = "\r\n</body>\r\n</html>\r\n";

export function storeText(text: string): string {
  if (text === "") return "";
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => escapeHtml(line).replace(/^ /, "&nbsp;").replace(/ {2}/g, " &nbsp;"));
  return `${TEXT_HEAD}${lines.join("<br>\r\n")}${TEXT_TAIL}`;
}

export function storeHtml(html: string): string {
  if (html.trim() === "") return "";
  const whole = /<body[^>]*>([\s\S]*?)(?:<\/body>|$)/i.exec(html);
  const inner = sanitise(whole?.[1] ?? html).trim();
  const converted = /<!-- converted from text -->/.test(html);
  const text = inner.replace(/\r\n|\r|\n/g, "\r\n");
  if (converted) return `${TEXT_HEAD.slice(0, TEXT_HEAD.indexOf("<font"))}${text}\r\n</body>\r\n</html>\r\n`;
  return `${HTML_HEAD}${text}${HTML_TAIL}`;
}

function sanitise(html: string): string {
  return html
    .replace(/<(script|iframe|object|embed|form)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, "")
    .replace(/\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "")
    .replace(/\s(href|src)\s*=\s*("|')?\s*javascript:[^"'>\s]*("|')?/gi, "");
}

export function htmlToText(html: string): string {
  if (html === "") return "";
  return html
    .replace(/<head[\s\S]*?<\/head>|<!--[\s\S]*?-->|<(style|script)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/[ \t]*[\r\n]+[ \t]*/g, " ")
    .replace(/<br\s*\/?>[ \t]?/gi, "\r\n")
    .replace(/<li[^>]*>/gi, "* ")
    .replace(/<\/(td|th)>/gi, "\t")
    .replace(/[ \t]*<\/(p|div|tr|li|h[1-6]|ul|ol|table|blockquote)>[ \t]*/gi, "\r\n")
    .replace(/<[^>]*>/g, "")
    .replace(/[ \t]*\r\n/g, "\r\n")
    .replace(/&(#x?[0-9a-f]+|\w+);/gi, decodeEntity)
    .replace(/ \u00a0/g, "  ")
    .replace(/\u00a0/g, " ")
    .trim();
}

/** Up to 255 characters of text (the event resource, learn.microsoft.com). */
export function previewOf(html: string): string {
  const known = previews.get(html);
  if (known !== undefined) return known;
  const preview = htmlToText(html).slice(0, 255);
  if (previews.size > 20_000) previews.clear();
  previews.set(html, preview);
  return preview;
}

/** Lists show the same bodies again and again. */
const previews = new Map<string, string>();

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  euro: "€",
  ndash: "–",
  mdash: "—",
};

function decodeEntity(whole: string, name: string): string {
  if (name[0] !== "#") return ENTITIES[name] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
