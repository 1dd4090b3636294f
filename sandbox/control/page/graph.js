// How the page talks to the sandbox: Graph's own language below graph/, and the control side.

async function call(method, url, body, headers = {}) {
  const init = { method, headers: { ...headers } };
  if (body !== undefined) {
    init.headers["content-type"] = "application/json";
    init.body = JSON.stringify(body);
  }
  const response = await fetch(url, init);
  const answer = await response.text();
  const json = answer === "" ? {} : JSON.parse(answer);
  if (!response.ok) throw new Error(json.error?.message ?? `${response.status}`);
  return json;
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
    this.headers = { prefer: `outlook.timezone="${user.timeZone}", outlook.body-content-type="text"` };
  }

  async view(from, to) {
    const query = `startDateTime=${from}T00:00:00Z&endDateTime=${to}T00:00:00Z&$top=1000`;
    const { value } = await call("GET", `${this.base}/calendarView?${query}`, undefined, this.headers);
    return value.map(readEvent);
  }

  async event(id) {
    return readEvent(await call("GET", this.#url(id), undefined, this.headers));
  }

  create(body) {
    return call("POST", `${this.base}/events`, body, this.headers);
  }

  change(id, body) {
    return call("PATCH", this.#url(id), body, this.headers);
  }

  remove(id) {
    return call("DELETE", this.#url(id));
  }

  answer(id, action) {
    return call("POST", `${this.#url(id)}/${action}`, { sendResponse: true });
  }

  moment(local) {
    return { dateTime: `${local}:00`, timeZone: this.user.timeZone };
  }

  #url(id) {
    return `${this.base}/events/${encodeURIComponent(id)}`;
  }
}

/** Graph's event with its wall times at hand. */
function readEvent(event) {
  return { ...event, from: event.start.dateTime.slice(0, 16), to: event.end.dateTime.slice(0, 16) };
}
