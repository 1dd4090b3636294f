// How the page talks to the sandbox: Graph's own language below graph/, and the control side.
import { text } from "./texts.js";

const PATIENCE_MS = 20_000;
/** What the week shows; the body is read once an event is opened. */
const SHOWN = [
  ..."id subject start end isAllDay location showAs sensitivity categories type seriesMasterId".split(" "),
  ..."isCancelled isOrganizer organizer attendees responseStatus isOnlineMeeting".split(" "),
];

/** What was refused, in the words of whoever refused it. */
class Refusal extends Error {
  constructor(status, { code = "", message = "" } = {}) {
    super(message || `HTTP ${status}`);
    this.code = code;
  }
}

/** Nothing came back. */
class NoAnswer extends Error {}

async function call(method, url, body, headers = {}) {
  const init = { method, headers: { ...headers }, signal: AbortSignal.timeout(PATIENCE_MS) };
  if (body !== undefined) {
    init.headers["content-type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  const response = await fetch(url, init).catch((cause) => {
    throw new NoAnswer("", { cause });
  });
  const answer = await response.text();
  const json = answer === "" ? {} : JSON.parse(answer);
  if (!response.ok) throw new Refusal(response.status, json.error);
  return json;
}

/** An error as a sentence for people, with Graph's own words behind it. */
export function inWords(error) {
  if (error instanceof NoAnswer) return text("noAnswer");
  if (!(error instanceof Refusal)) return text("broken", { error });
  const own = text(`error.${error.code}`);
  const graph = error.code ? `${error.message} (${error.code})` : error.message;
  return own === `error.${error.code}` ? text("refused", { graph }) : `${own} ${graph}`;
}

export const control = {
  read: (what) => call("GET", what),
  clear: (what) => call("DELETE", what),
};

/** The mailbox a person looks at, in the mailbox's own zone. */
export class MailboxClient {
  constructor(user) {
    this.user = user;
    this.base = `graph/users/${encodeURIComponent(user.id)}`;
    /** Where the week is read, and new events go: the default calendar until another is chosen. */
    this.calendarId = null;
    const zone = `outlook.timezone="${user.timeZone}"`;
    this.headers = { prefer: zone };
    this.textHeaders = { prefer: `${zone}, outlook.body-content-type="text"` };
  }

  async calendars() {
    const { value } = await call("GET", `${this.base}/calendars?$top=100`);
    return value;
  }

  async view(from, to) {
    const window = `startDateTime=${from}T00:00:00Z&endDateTime=${to}T00:00:00Z`;
    const url = `${this.#calendar()}/calendarView?${window}&$top=1000&$select=${SHOWN.join(",")}`;
    const { value } = await call("GET", url, undefined, this.headers);
    return value.map(readEvent);
  }

  /** The whole event: its body as text to edit, and as HTML to keep what a text can't hold. */
  async event(id) {
    const url = this.#url(id);
    const [event, { body }] = await Promise.all([
      call("GET", url, undefined, this.textHeaders),
      call("GET", `${url}?$select=body`, undefined, this.headers),
    ]);
    return { ...readEvent(event), html: body.content };
  }

  create(body) {
    return call("POST", `${this.#calendar()}/events`, body, this.headers);
  }

  change(id, body) {
    return call("PATCH", this.#url(id), body, this.headers);
  }

  remove(id) {
    return call("DELETE", this.#url(id));
  }

  /** `action`: accept, tentativelyAccept or decline. */
  answer(id, action, comment, sendResponse) {
    const body = comment && sendResponse ? { comment, sendResponse } : { sendResponse };
    return call("POST", `${this.#url(id)}/${action}`, body);
  }

  cancel(id, comment) {
    return call("POST", `${this.#url(id)}/cancel`, { comment });
  }

  moment(local) {
    return { dateTime: `${local}:00`, timeZone: this.user.timeZone };
  }

  #calendar() {
    return this.calendarId ? `${this.base}/calendars/${encodeURIComponent(this.calendarId)}` : this.base;
  }

  #url(id) {
    return `${this.base}/events/${encodeURIComponent(id)}`;
  }
}

/** Graph's event with its wall times at hand. */
function readEvent(event) {
  return { ...event, from: event.start.dateTime.slice(0, 16), to: event.end.dateTime.slice(0, 16) };
}
