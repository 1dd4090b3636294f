// An ERP and people in Outlook at work while the service runs, stops and dies: edits by chance, and a ledger of what has to have
// become of each at the end. An ERP writes plain SQL, people write through a Graph client of their own.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Dice } from "../../src/main/sample-company/dice.ts";
import type { BothSides, Person } from "./both-sides.ts";

type Side = "planning" | "office365";
type Field = "time" | "location";

/** What is done to an appointment in the whole story: one kind of thing, so that its end is known. */
type Role = "edited" | "deletedInErp" | "deletedInOutlook" | "reassigned";

interface Item {
  /** Planned: the appointment's id. Somebody's own: its subject, which only it has. */
  readonly name: string;
  readonly origin: Side;
  readonly role: Role;
  /** Whose Outlook it is edited in. */
  readonly owner: Person;
  isGone: boolean;
}

interface Edit {
  readonly item: Item;
  readonly field: Field;
  readonly side: Side;
}

/** The last value that each side gave a field. */
type Values = Partial<Record<Side, string>>;

const MINUTES = 45;

export class Edits {
  readonly #sides: BothSides;
  readonly #dice: Dice;
  readonly #items = new Map<string, Item>();
  readonly #ledger = new Map<string, { edit: Edit; values: Values }>();
  #last: Edit | null = null;
  #count = 0;
  made = 0;

  constructor(sides: BothSides, dice: Dice) {
    this.#sides = sides;
    this.#dice = dice;
  }

  /** One turn of the ERP or of a person. */
  async turn(): Promise<void> {
    const turns = [
      () => this.#addInOutlook(),
      () => this.#plan(),
      () => this.#touchPlanned(),
      () => this.#touchPlanned(),
      () => this.#touchPlanned(),
      () => this.#touchOwn(),
      () => this.#touchOwn(),
    ];
    if (await this.#dice.pick(turns)()) this.made += 1;
  }

  /** Whoever edited last changes their mind: the hardest case if the sync was just writing it. */
  async again(): Promise<void> {
    if (this.#last !== null && !this.#last.item.isGone) await this.#edit(this.#last);
  }

  async #plan(): Promise<boolean> {
    const id = randomUUID();
    const owner = this.#dice.pick(this.#sides.people);
    const { from, until } = this.#time();
    this.#sides.sql(
      [
        "insert into appointment (id, subject, starts_at, ends_at) values (?, ?, ?, ?)",
        id,
        `Auftrag ${++this.#count}`,
        from,
        until,
      ],
      ["insert into appointment_employee (appointment_id, employee_id) values (?, ?)", id, owner.employee],
    );
    this.#items.set(id, { name: id, origin: "planning", role: "edited", owner, isGone: false });
    return true;
  }

  async #addInOutlook(): Promise<boolean> {
    const owner = this.#dice.pick(this.#sides.people);
    const subject = `Eigener ${++this.#count}`;
    const { from, until } = this.#time();
    await this.#sides.outlook("POST", `${owner.mail}/events`, { subject, ...graphTime(from, until) });
    const role = this.#dice.pick(["edited", "edited", "edited", "deletedInErp", "deletedInOutlook"] as const);
    this.#items.set(subject, { name: subject, origin: "office365", role, owner, isGone: false });
    return true;
  }

  async #touchPlanned(): Promise<boolean> {
    const rows = this.#sides.sql<{ id: string; mail: string }>(
      `select appointment.id, min(office365_email) as mail from appointment
        join appointment_employee on appointment_id = appointment.id join app_user using (employee_id)
        where origin = 'planning' and trashed_at is null and not all_day group by appointment.id order by appointment.id`,
    );
    const { id, mail } = this.#dice.pick(rows);
    const isShared = this.#sides.eventsOf(id).length !== 1;
    let item = this.#items.get(id);
    if (item === undefined) {
      const owner = this.#sides.people.find((person) => person.mail === mail);
      assert.ok(owner);
      const roles = ["edited", "edited", "deletedInErp", "deletedInOutlook", "reassigned"] as const;
      const role = isShared ? "edited" : this.#dice.pick(roles);
      item = { name: id, origin: "planning", role, owner, isGone: false };
      this.#items.set(id, item);
    }
    return this.#touch(item);
  }

  async #touchOwn(): Promise<boolean> {
    const own = [...this.#items.values()].filter(({ origin, isGone }) => origin === "office365" && !isGone);
    return own.length > 0 && this.#touch(this.#dice.pick(own));
  }

  async #touch(item: Item): Promise<boolean> {
    switch (item.role) {
      case "edited":
        return this.#edit(this.#newEdit(item));
      case "deletedInErp":
        return this.#deleteInErp(item);
      case "deletedInOutlook":
        return this.#deleteInOutlook(item);
      case "reassigned":
        return this.#reassign(item);
    }
  }

  /** A field is edited on one side alone in the whole story, or is a bone of contention from the beginning. */
  #newEdit(item: Item): Edit {
    const field = this.#dice.pick(["time", "location"] as const);
    const known = this.#ledger.get(keyOf({ item, field }));
    const side = this.#dice.pick(["planning", "office365"] as const);
    if (known === undefined || this.#dice.chance(0.1)) return { item, field, side };
    return { item, field, side: known.edit.side };
  }

  async #edit(edit: Edit): Promise<boolean> {
    const { item, field, side } = edit;
    const { from, until } = this.#time();
    const place = `Ort ${++this.#count}`;
    const row = this.#rowOf(item);
    if (side === "planning") {
      if (row === null) return false;
      const [set, ...values] =
        field === "time"
          ? (["starts_at = ?, ends_at = ?", from, until] as const)
          : (["location = ?", place] as const);
      this.#sides.sql([`update appointment set ${set} where id = ?`, ...values, row]);
    } else {
      const event = await this.#eventOf(item);
      const change = field === "time" ? graphTime(from, until) : { location: { displayName: place } };
      const path = `${item.owner.mail}/events/${encodeURIComponent(event ?? "")}`;
      if (event === null || (await this.#sides.outlook("PATCH", path, change)) === null) return false;
    }
    const { values } = this.#ledger.get(keyOf(edit)) ?? { values: {} };
    this.#ledger.set(keyOf(edit), { edit, values: { ...values, [side]: field === "time" ? from : place } });
    this.#last = edit;
    return true;
  }

  async #deleteInErp(item: Item): Promise<boolean> {
    const row = this.#rowOf(item);
    if (row === null) return false;
    this.#sides.sql(["delete from appointment where id = ?", row]);
    item.isGone = true;
    return true;
  }

  async #deleteInOutlook(item: Item): Promise<boolean> {
    const event = await this.#eventOf(item);
    if (event === null) return false;
    await this.#sides.outlook("DELETE", `${item.owner.mail}/events/${encodeURIComponent(event)}`);
    item.isGone = true;
    return true;
  }

  /** To somebody who never had it; once. */
  async #reassign(item: Item): Promise<boolean> {
    const others = this.#sides.people.filter(({ employee }) => employee !== item.owner.employee);
    const { employee } = this.#dice.pick(others);
    this.#sides.sql(
      ["delete from appointment_employee where appointment_id = ?", item.name],
      ["insert into appointment_employee (appointment_id, employee_id) values (?, ?)", item.name, employee],
    );
    const owner = others.find((other) => other.employee === employee) ?? item.owner;
    this.#items.set(item.name, { ...item, role: "edited", owner });
    return true;
  }

  #rowOf({ name, origin }: Item): string | null {
    const column = origin === "planning" ? "id" : "subject";
    const sql = `select id from appointment where ${column} = ? and trashed_at is null`;
    return this.#sides.sql<{ id: string }>([sql, name])[0]?.id ?? null;
  }

  async #eventOf({ name, origin, owner }: Item): Promise<string | null> {
    if (origin === "planning")
      return this.#sides.eventsOf(name).find(({ mail }) => mail === owner.mail)?.id ?? null;
    const path = `${owner.mail}/events?$filter=${encodeURIComponent(`subject eq '${name}'`)}`;
    const found = await this.#sides.outlook<{ value: { id: string }[] }>("GET", path);
    return found?.value[0]?.id ?? null;
  }

  /** Within the next weeks, and never the same twice. */
  #time(): { from: string; until: string } {
    const minute = ++this.#count;
    const day = Temporal.Now.instant()
      .round("hour")
      .add({ hours: 24 * this.#dice.between(1, 60) });
    const start = day.add({ minutes: minute % 60 });
    return { from: start.toString(), until: start.add({ minutes: MINUTES }).toString() };
  }

  /** At rest: every edit is there or was overruled and stands in the journal, and what was deleted stayed so. */
  assertNothingLost(journal: string): void {
    for (const item of this.#items.values()) {
      const row = this.#rowOf(item);
      assert.equal(row === null, item.isGone, `${item.name} (${item.role})`);
    }
    for (const { edit, values } of this.#ledger.values()) {
      if (edit.item.isGone) continue;
      const [row] = this.#sides.sql<{ starts_at: string; location: string }>([
        "select starts_at, location from appointment where id = ?",
        this.#rowOf(edit.item) ?? "",
      ]);
      const value = edit.field === "time" ? row?.starts_at : row?.location;
      const wanted = Object.values(values);
      assert.ok(wanted.includes(value ?? ""), `${keyOf(edit)} is ${value}, of ${JSON.stringify(values)}`);
      for (const other of wanted)
        assert.ok(other === value || journal.includes(other), `${keyOf(edit)}: ${other} left no trace`);
    }
  }
}

function keyOf({ item, field }: Pick<Edit, "item" | "field">): string {
  return `${field} of ${item.name}`;
}

function graphTime(from: string, until: string): object {
  const utc = (instant: string) => ({ dateTime: instant.replace("Z", ""), timeZone: "UTC" });
  return { start: utc(from), end: utc(until) };
}
