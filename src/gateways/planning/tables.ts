// The tables as queries see them. Values are whatever an ERP stored: nothing here trusts a column's type.
import type {
  AppointmentChangeRow,
  AppointmentEmployeeRow,
  AppointmentRow,
  AppUserPlanningDatabaseRow,
  AppUserRow,
  CompanyRow,
  EmployeeRow,
  PlanningDatabaseRow,
} from "../../contract/planning.ts";

export type SqlValue = string | number | bigint | Uint8Array | null;

type Raw<Row> = { [Column in keyof Row]: SqlValue };

export type RawAppointment = Raw<AppointmentRow>;

export interface PlanningTables {
  company: Raw<CompanyRow>;
  employee: Raw<EmployeeRow>;
  app_user: Raw<AppUserRow>;
  planning_database: Raw<PlanningDatabaseRow>;
  app_user_planning_database: Raw<AppUserPlanningDatabaseRow>;
  appointment: RawAppointment;
  appointment_employee: Raw<AppointmentEmployeeRow>;
  appointment_change: Raw<AppointmentChangeRow>;
  /** Ours alone, one row: how far the feed was trimmed. */
  appointment_change_feed: { id: number; trimmed_through: number };
}
