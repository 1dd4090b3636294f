// The few expressions in which SQLite differs from databases with types for ids and instants; the queries take them from here.
import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";

/** An id column without regard to case, also in tables that an ERP made without NOCASE. */
export function idOf(column: string): RawBuilder<string> {
  return sql<string>`${sql.ref(column)} collate nocase`;
}

/** True for every id of a JSON list, however long it is: one statement for all lengths. */
export function isAmong(column: string, list: Expression<string>): RawBuilder<SqlBool> {
  return sql<SqlBool>`${idOf(column)} in (select value from json_each(${list}))`;
}

/** True for every number of a JSON list. */
export function isListed(column: string, list: Expression<string>): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${list}))`;
}

/** A change as one text, which no other change has, not even one that a restored backup gives the same number. */
export const FINGERPRINT = sql<string>`changed_at || ' ' || kind || ' ' || appointment_id`;

/** The appointments of all changes after this one, in their order, as a JSON list. */
export function changedAfter(sequence: Expression<number | null>): RawBuilder<string> {
  return sql<string>`(select json_group_array(appointment_id order by seq) from appointment_change where seq > ${sequence})`;
}

/** The window's ends as they are compared: instants to the whole second, without their `Z`. */
export interface ComparedWindow {
  readonly from: Expression<string>;
  readonly to: Expression<string>;
  readonly startDate: Expression<string>;
  readonly endDate: Expression<string>;
}

/**
 * True only for a row that is certainly readable and certainly outside of the window; rows in any other spelling (another
 * offset, a space, nonsense) are left to the reader, which knows them all. SQLite's own date functions prove the spelling: a
 * text that they give back unchanged is a day that exists.
 */
export function surelyOutside({ from, to, startDate, endDate }: ComparedWindow): Expression<SqlBool> {
  return sql<SqlBool>`coalesce(case
    when a.all_day = 0 then
      ${canonical("a.starts_at")} and ${canonical("a.ends_at")} and a.starts_at <= a.ends_at
      and (substr(a.starts_at, 1, 19) >= ${to} or substr(a.ends_at, 1, 19) < ${from})
    when a.all_day = 1 then
      date(a.start_date) = a.start_date and date(a.end_date) = a.end_date and a.start_date < a.end_date
      and (a.start_date >= ${endDate} or a.end_date <= ${startDate})
    end, 0)`;
}

/** Whole seconds suffice: the window's ends are whole seconds, and what is not surely outside is looked at again. */
function canonical(column: string): RawBuilder<SqlBool> {
  const text = sql.ref(column);
  return sql<SqlBool>`(strftime('%Y-%m-%dT%H:%M:%S', ${text}) = substr(${text}, 1, 19) and substr(${text}, -1) = 'Z')`;
}
