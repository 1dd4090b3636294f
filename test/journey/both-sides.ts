// Both sides of a running company as strangers see them: planning through an SQL client, the calendars through another client of
// Graph. Knows nothing of the product's memory, so that it can judge the product.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Event } from "@microsoft/microsoft-graph-types";
import { windowAt } from "../../src/core/time/window.ts";
import { type Ground, marksOf } from "./ground.ts";

type Value = string | number | null;

export interface Person {
  readonly login: string;
  readonly employee: string;
  readonly mail: string;
}

export class BothSides {
  readonly #ground: Ground;
  readonly people: readonly Person[];

  constructor(ground: Ground) {
    this.#ground = ground;
    this.people = this.sql<Person>(
      `select login, employee_id as employee, office365_email as mail from app_user
        where sync_kind = 'office365' and employee_id is not null order by login`,
    );
  }

  /** One transaction of the ERP; what the last statement returns. */
  sql<Row>(...statements: (string | readonly [sql: string, ...values: Value[]])[]): Row[] {
    const database = new DatabaseSync(join(this.#ground.folder, "planning.db"), { timeout: 10_000 });
    try {
      database.exec("begin immediate");
      let rows: unknown[] = [];
      for (const statement of statements) {
        const [sql, ...values] = [statement].flat() as [string, ...Value[]];
        rows = database.prepare(sql).all(...values);
      }
      database.exec("commit");
      return rows as Row[];
    } finally {
      database.close();
    }
  }

  /** A call of Graph's as a person's Outlook makes it; null where the event is not there (any more). */
  async outlook<Json>(method: string, path: string, body: object = {}): Promise<Json | null> {
    const url = `/sandbox/graph/users/${path}`;
    const request =
      method === "GET" || method === "DELETE"
        ? { method, url, headers: {}, body: "" }
        : { method, url, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const answer = await this.#ground.sandbox.core.handle(request);
    if (answer.status === 404) return null;
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.body}`);
    return (answer.body === "" ? {} : JSON.parse(answer.body)) as Json;
  }

  /** The person's default calendar in the window that the settings name, series resolved. */
  async #calendarView(mail: string): Promise<Event[]> {
    const { start, end } = windowAt(Date.now(), "Europe/Berlin", 2, 3);
    const events: Event[] = [];
    let path: string | undefined = `${mail}/calendarView?startDateTime=${start}&endDateTime=${end}&$top=200`;
    while (path !== undefined) {
      const page: { value: Event[]; "@odata.nextLink"?: string } | null = await this.outlook("GET", path);
      events.push(...(page?.value ?? []));
      path = page?.["@odata.nextLink"]?.split("/users/")[1];
    }
    return events;
  }

  /** What a person has on the board and in Outlook, each as `subject | from - to | location`. */
  async linesOf({ employee, mail }: Person): Promise<{ board: string[]; outlook: string[] }> {
    const rows = this.sql<Record<string, string>>([
      `select subject, coalesce(starts_at, start_date) as "from", coalesce(ends_at, end_date) as until, location
        from appointment join appointment_employee on appointment_id = appointment.id
        where employee_id = ? and trashed_at is null`,
      employee,
    ]);
    const events = await this.#calendarView(mail);
    return {
      board: rows.map(
        ({ subject, from, until, location }) => `${subject} | ${from} - ${until} | ${location}`,
      ),
      outlook: events
        .filter(({ isCancelled, responseStatus }) => !isCancelled && responseStatus?.response !== "declined")
        .map((event) => this.#asOnBoard(mail, event)),
    };
  }

  /** Of a private event of one's own the board shows the word Privat; of a planned one it knows the text. */
  #asOnBoard(mail: string, { id, subject, location, start, end, isAllDay, sensitivity }: Event): string {
    const length = isAllDay ? 10 : 19;
    const at = (moment: Event["start"]) =>
      `${moment?.dateTime?.slice(0, length) ?? ""}${isAllDay ? "" : "Z"}`;
    const isHidden = sensitivity === "private" && this.#marksOf(mail, id ?? "").length === 0;
    const place = isHidden ? "" : (location?.displayName ?? "");
    return `${isHidden ? "Privat" : subject} | ${at(start)} - ${at(end)} | ${place}`;
  }

  #marksOf(mail: string, id: string): string[] {
    return Object.values(this.#ground.sandbox.core.world.find(mail)?.event(id)?.extended ?? {});
  }

  /** The events that the sync made for an appointment, in the order of their owners. */
  eventsOf(appointment: string): { mail: string; id: string }[] {
    return this.people.flatMap(({ mail }) =>
      [...(this.#ground.sandbox.core.world.find(mail)?.events() ?? [])]
        .filter(({ extended }) => Object.values(extended).some((mark) => mark.includes(appointment)))
        .map(({ id }) => ({ mail, id })),
    );
  }

  /** Each assignment has exactly one event and each event one assignment, with the same content; nothing was made twice. */
  async assertAgreement(): Promise<void> {
    for (const person of this.people) {
      const { board, outlook } = await this.linesOf(person);
      assert.deepEqual(board.sort(), outlook.sort(), `${person.login}: board and Outlook`);
    }
    const marks = marksOf(this.#ground.sandbox);
    assert.equal(new Set(marks).size, marks.length, "a mark is on two events");
    const transactions = [...this.#ground.sandbox.core.world.mailboxes.values()].flatMap((mailbox) =>
      [...mailbox.events()].flatMap(({ transactionId }) => transactionId ?? []),
    );
    assert.equal(new Set(transactions).size, transactions.length, "a transaction made two events");
    const planned = this.sql<{ assignment: string }>(
      `select appointment_id || '|' || app_user.id as assignment from appointment_employee
        join appointment on appointment.id = appointment_id join app_user using (employee_id)
        where origin = 'planning' and trashed_at is null and sync_kind = 'office365'`,
    ).map(({ assignment }) => assignment);
    const marked = marks.map((mark) => mark.split("|").slice(1, 3).join("|"));
    assert.deepEqual(marked.sort(), planned.sort(), "our events and the planned assignments");
  }

  /** Whatever a write of anybody's would change. */
  traces(): string {
    const [feed] = this.sql<{ seq: number }>(
      `select coalesce((select max(seq) from appointment_change), (select trimmed_through from appointment_change_feed))
        as seq`,
    );
    const calendars = [...this.#ground.sandbox.core.world.mailboxes.values()].map(({ seq }) => seq);
    return JSON.stringify([feed?.seq, calendars]);
  }
}
