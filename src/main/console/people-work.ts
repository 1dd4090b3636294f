// Users and employees as the console's routes show and change them. Whether a user takes part is decided in core/participants.ts alone.
import { randomUUID } from "node:crypto";
import type { BoardEmployee } from "../../contract/console/appointments.ts";
import type { ConsoleUser, Participation, UserFields } from "../../contract/console/people.ts";
import type { ParticipantStatus, PauseReport, StatusReport } from "../../contract/report.ts";
import type { CompanySettings, SyncSettings } from "../../contract/settings.ts";
import { Fault } from "../../core/fault.ts";
import type { UserId } from "../../core/model/ids.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import { adviceOnReason } from "../../core/sentences/sentences.ts";
import type { TenantDirectoryPort } from "../../engine/ports/tenant-directory.ts";
import type { Ports } from "../../engine/ports.ts";
import type { Wishes } from "../../engine/wishes.ts";
import type { PlanningGateway } from "../../gateways/planning/open-planning.ts";
import type { EmployeeRecord, UserRecord } from "../../gateways/planning/people.ts";
import type { Work } from "../../inbound/http/backend.ts";
import { type PauseOrder, pause, resume } from "../paused.ts";
import { previewSync } from "./preview.ts";

export interface PeopleParts extends Ports {
  readonly planning: PlanningGateway;
  readonly tenant: TenantDirectoryPort;
  readonly wishes: Wishes;
  readonly status: () => Promise<StatusReport>;
  readonly settings: () => { readonly Company: CompanySettings; readonly Sync: SyncSettings };
  /** Keeps the passes away meanwhile: whoever is paused has none under way afterwards. */
  readonly alone: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

type PeopleRoute =
  | "listUsers"
  | "createUser"
  | "changeUser"
  | "lookNow"
  | "pauseUser"
  | "resumeUser"
  | "pauseEverybody"
  | "resumeEverybody"
  | "previewSync"
  | "createEmployee"
  | "changeEmployee"
  | "searchDirectory"
  | "checkMailbox";

/** As many as a person looks through. */
const MOST_ACCOUNTS = 50;

export function peopleWork(parts: PeopleParts): Pick<Work, PeopleRoute> {
  const { people } = parts.planning;
  const show = async (user: UserRecord, lang: Lang) => shown(user, (await parts.status()).participants, lang);
  const changed = <One>(one: One): One => {
    parts.wishes.readDirectory();
    return one;
  };
  const by = (work: typeof pause, user: string | null) => alone(parts, work, { user });
  return {
    async listUsers({ lang }) {
      const [users, planningDatabases] = [await people.users(), await people.planningDatabases()];
      const { participants } = await parts.status();
      return {
        users: users.map((one) => shown(one, participants, lang)).sort(byLogin),
        planningDatabases: [...planningDatabases],
      };
    },
    async createUser({ body: { id = randomUUID(), ...fields }, lang }) {
      return show(changed(await people.addUser(id.toLowerCase(), tidy(fields))), lang);
    },
    async changeUser({ params: { id }, body: { version, ...patch }, lang }) {
      return show(changed(await people.changeUser(id, version, tidy(patch))), lang);
    },
    async lookNow({ params: { id } }) {
      const user = await find(parts, id);
      const status = (await parts.status()).participants.find((one) => one.user === user.login);
      if (status === undefined || status.state === "skipped" || status.state === "paused")
        throw new Fault("refused", "notAParticipant", { user: user.login });
      parts.wishes.lookAt(user.id as UserId);
      return null;
    },
    pauseUser: async ({ params: { id } }) => by(pause, (await find(parts, id)).login),
    resumeUser: async ({ params: { id } }) => by(resume, (await find(parts, id)).login),
    pauseEverybody: () => by(pause, null),
    resumeEverybody: () => by(resume, null),
    previewSync: ({ body, lang }) => previewSync(parts, { ...body, ...tidy(body) }, lang),
    async createEmployee({ body: { id = randomUUID(), ...fields } }) {
      return withUsers(parts, changed(await people.addEmployee(id.toLowerCase(), tidy(fields))));
    },
    async changeEmployee({ params: { id }, body: { version, ...patch } }) {
      return withUsers(parts, changed(await people.changeEmployee(id, version, tidy(patch))));
    },
    async searchDirectory({ query: { search } }) {
      const { accounts, isCut } = await parts.tenant.search(search, MOST_ACCOUNTS);
      return { accounts: accounts.map((one) => ({ ...one })), isCut };
    },
    checkMailbox: async ({ query: { address } }) => ({ email: (await parts.tenant.mailbox(address)).email }),
  };
}

function alone(
  parts: PeopleParts,
  work: typeof pause | typeof resume,
  order: PauseOrder,
): Promise<PauseReport> {
  return parts.alone(() => work(parts, order));
}

/** Faults: `userUnknown`. */
async function find({ planning }: PeopleParts, id: string): Promise<UserRecord> {
  const user = (await planning.people.users()).find((one) => one.id === id);
  if (user === undefined) throw new Fault("refused", "userUnknown", { user: id });
  return user;
}

/** Texts without blanks around them; an empty one is none where there may be none. */
function tidy<Fields extends object>(fields: Fields): Fields {
  const entries = Object.entries(fields).map(([name, value]) => {
    if (typeof value !== "string") return [name, value];
    const text = value.trim();
    return [name, text === "" && OPTIONAL.includes(name) ? null : text];
  });
  return Object.fromEntries(entries) as Fields;
}
const OPTIONAL: readonly string[] = ["office365UserName", "office365Email", "personnelNumber"] satisfies (
  | keyof UserFields
  | keyof EmployeeRecord
)[];

function shown(user: UserRecord, participants: readonly ParticipantStatus[], lang: Lang): ConsoleUser {
  const status = participants.find((one) => one.user === user.login);
  return { ...user, participation: participationOf(user, status, lang) };
}

/** A user that was added this very moment may not be in the status yet. */
function participationOf(user: UserRecord, status: ParticipantStatus | undefined, lang: Lang): Participation {
  const reason = status?.reason ?? null;
  const advice = reason === null ? null : adviceOnReason(reason, lang, { user: user.login });
  return {
    state: status?.state ?? "waiting",
    reason,
    what: advice?.what ?? null,
    cure: advice?.cure ?? null,
    email: status?.email ?? "",
    lastPassAt: status?.lastPassAt ?? null,
    pausedSince: status?.pausedSince ?? null,
    progress: status?.progress ?? null,
  };
}

async function withUsers({ planning }: PeopleParts, employee: EmployeeRecord): Promise<BoardEmployee> {
  const users = (await planning.people.users()).filter(({ employeeId }) => employeeId === employee.id);
  return { ...employee, users: users.map(({ login }) => login) };
}

function byLogin(a: ConsoleUser, b: ConsoleUser): number {
  return a.login.localeCompare(b.login, "de");
}
