// The two logs as tables, newest first: mails that would have been sent, and requests that came.
import { locale, text } from "./texts.js";
import { make } from "./week.js";

const SHOWN = 300;

export function drawMails(mails) {
  const rows = mails.slice(-SHOWN).reverse();
  drawTable("mails", ["time", "kind", "from", "to", "subject"], "noMails", rows, (mail) => {
    const row = make("tr");
    const kind = make("td");
    kind.append(make("span", "tag", text(mail.kind)));
    const answer = mail.response ? ` (${text(mail.response)})` : "";
    row.append(
      cell(clockTime(mail.at)),
      kind,
      cell(mail.from),
      cell(mail.to),
      cell(`${mail.subject}${answer}`),
    );
    return row;
  });
}

export function drawRequests(requests) {
  const rows = requests.slice(-SHOWN).reverse();
  drawTable(
    "requests",
    ["time", "method", "path", "status", "duration", "mailbox"],
    "noRequests",
    rows,
    (entry) => {
      const row = make(
        "tr",
        `${entry.status >= 400 || entry.status === 0 ? "bad" : ""} ${entry.batch ? "item" : ""}`,
      );
      const notes = [entry.code, entry.fault, entry.early ? text("early") : null].filter(Boolean);
      const status = entry.status === 0 ? text("reset") : String(entry.status);
      row.append(
        cell(clockTime(entry.at)),
        cell(entry.method, "method"),
        cell(readable(entry.url), "path"),
        cell([status, ...notes].join(" · "), "status"),
        cell(String(Math.round(entry.ms))),
        cell(entry.mailbox ?? ""),
      );
      return row;
    },
  );
}

/** Ids are long and say nothing to a person. */
function readable(url) {
  let plain = url;
  try {
    plain = decodeURIComponent(url);
  } catch {
    // Shown as it came.
  }
  return plain
    .replace(
      /AA[Mk]kA[^?&']{24,}?(?=\/(?:calendar|instances|accept|decline|tentativelyAccept|cancel)|[?&']|$)/g,
      (id) => `${id.slice(0, 5)}…${id.slice(-10)}`,
    )
    .replace(/(token=).{16,}/, "$1…");
}

function drawTable(id, heads, empty, rows, draw) {
  const head = make("tr");
  for (const name of heads) head.append(make("th", "", text(name)));
  const table = document.getElementById(id);
  table.replaceChildren(head, ...rows.map(draw));
  if (rows.length > 0) return;
  const nothing = make("td", "empty", text(empty));
  nothing.colSpan = heads.length;
  const row = make("tr");
  row.append(nothing);
  table.append(row);
}

function cell(content, className = "") {
  return make("td", className, content);
}

function clockTime(instant) {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "short", timeStyle: "medium" }).format(
    new Date(instant),
  );
}
