// The two logs, newest first: requests that came, and mails that Microsoft would have sent.
import { byId, icon, make } from "./elements.js";
import { locale, text } from "./texts.js";

/** More are only in the sandbox's own log. */
const MOST = 300;

const mails = { list: byId("mails"), empty: byId("no-mails"), draw: mailRow };
const requests = { list: byId("requests"), empty: byId("no-requests"), draw: requestRow };
const shown = { mails: [], requests: [] };
let zone = "UTC";

/** Times stand in the zone of the mailbox in view, as everything on the page. */
export function showTimesIn(iana) {
  if (zone === iana) return;
  zone = iana;
  redrawLogs();
}

export function addMails(news) {
  add(mails, "mails", news);
}

export function addRequests(news) {
  add(requests, "requests", news);
}

/** In another language, or for another choice of entries that is about to come. */
export function redrawLogs({ isEmpty = false } = {}) {
  for (const [log, name] of [
    [mails, "mails"],
    [requests, "requests"],
  ]) {
    add(log, name, { isWhole: true, entries: isEmpty ? [] : shown[name] });
  }
}

export function showStatistics({ requests: all, peakConcurrency, throttled, violations }) {
  const parts = [text("statistics", { all: all.toLocaleString(locale()), peakConcurrency })];
  if (throttled > 0) parts.push(text("throttled", { throttled }));
  if (violations > 0) parts.push(text("violations", { violations }));
  byId("statistics").textContent = parts.join(" · ");
}

function add(log, name, { isWhole, entries }) {
  if (isWhole) {
    log.list.replaceChildren();
    shown[name] = [];
  }
  if (entries.length > 0) {
    shown[name] = [...shown[name], ...entries].slice(-MOST);
    const { scrollTop } = log.list;
    const before = log.list.scrollHeight;
    log.list.prepend(...entries.slice(-MOST).reverse().map(log.draw));
    while (log.list.childElementCount > MOST) log.list.lastElementChild.remove();
    // Who reads further down keeps the place.
    if (scrollTop > 0) log.list.scrollTop = scrollTop + log.list.scrollHeight - before;
  }
  log.empty.hidden = shown[name].length > 0;
}

function requestRow(entry) {
  const isBad = entry.status >= 400 || entry.status === 0;
  const status = entry.status === 0 ? text("reset") : String(entry.status);
  const marks = [
    entry.fault && make("span", "tag warning", entry.fault),
    entry.early && make("span", "tag warning", text("early")),
    entry.code && make("span", "tag", entry.code),
  ].filter(Boolean);
  const summary = make(
    "summary",
    "",
    make("span", `method ${entry.method.toLowerCase()}`, entry.method),
    make("span", "path", shortPath(entry)),
    make("span", isBad ? "status bad" : "status", status),
    make("span", "meta", `${clockTime(entry.at)} · ${entry.mailbox ?? text("noMailbox")}`),
    make("span", "meta ms", `${Math.round(entry.ms)} ms`),
    marks.length > 0 ? make("span", "marks", ...marks) : null,
  );
  const details = make("details", "", summary);
  details.addEventListener("toggle", () => details.append(requestDetails(entry)), { once: true });
  return make("li", entry.batch ? "request item" : "request", details);
}

function requestDetails(entry) {
  const rows = [
    ["path", plain(entry.url)],
    ["requestId", entry.requestId],
    ["clientRequestId", entry.clientRequestId],
    ["inBatch", entry.batch],
  ];
  const list = make("dl");
  for (const [name, value] of rows)
    if (value) list.append(make("dt", "", text(name)), make("dd", "", String(value)));
  return list;
}

function mailRow(mail) {
  const answer = mail.response ? `${text(`attendee.${mail.response}`)}: ` : "";
  const kind = make("span", `tag ${mail.kind}`, text(`mail.${mail.kind}`));
  const row = make("li", "mail");
  row.append(
    make("div", "line", kind, make("span", "meta", clockTime(mail.at))),
    make("b", "subject", `${answer}${mail.subject || text("noSubject")}`),
    make("span", "meta", mail.from, icon("arrow"), mail.to),
  );
  if (mail.comment) row.append(make("q", "", mail.comment));
  return row;
}

/** Ids are long and say nothing to a person, and the mailbox stands below; the details have it in full. */
function shortPath({ url, mailbox }) {
  const short = url
    .replace(/^\/v1\.0/, "")
    .replace(/^\/users\/[^/?]+(?=[/?])/, mailbox ? "…" : "$&")
    .replace(/AA(?:MkA|kALg)(?:[A-Za-z0-9+/=_-]|%2[BF]|%3D){24,}/gi, (id) => {
      const end = decodeURIComponent(id);
      return `${id.slice(0, 4)}…${encodeURIComponent(end.slice(-9, -4))}`;
    })
    .replace(/(token=)[^&]{16,}/, "$1…");
  return plain(short);
}

function plain(url) {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

function clockTime(instant) {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "medium", timeZone: zone }).format(new Date(instant));
}
