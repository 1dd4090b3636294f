// Benchmarks (d) and (f) in real time: the service as a process, over mailboxes with 2,000 links each, first at rest and then with an edit for
// everybody. Creating a million events would take an hour, so a few of each mailbox are synchronised in earnest, and the other rows of both
// databases are copies of them under other ids: what the service remembers is as large as if all had been.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { uuid } from "./company.ts";
import { ProductProcess } from "./product-process.ts";
import { onGround } from "./real-initial-sync.ts";
import type { SandboxProcess } from "./sandbox-process.ts";

/** Synchronised in earnest, for each mailbox. */
const REAL = 4;
/** Until everybody was looked at once and the service has settled. */
const SETTLING_MS = 15_000;
const LONGEST_MS = 90_000;

export interface ServiceOrder {
  readonly people: number;
  /** For each mailbox. */
  readonly links: number;
  /** How long it is watched at rest; a minute is one look at each mailbox. */
  readonly restSeconds: number;
  readonly seed: number;
}

export interface ServiceRun extends ServiceOrder {
  /** At rest, in that time: to mailboxes, over HTTP, changes in mailboxes, and seconds of work. */
  readonly requests: number;
  readonly calls: number;
  readonly writes: number;
  readonly cpu: number;
  /** Bytes: at rest, and the most until everybody's edit had arrived. */
  readonly rss: number;
  readonly peakRss: number;
  /** Milliseconds until everybody's edit had arrived. */
  readonly edits: number;
  readonly violations: number;
  readonly refusals: number;
}

export function realService(order: ServiceOrder): Promise<ServiceRun> {
  const { people, restSeconds, seed } = order;
  const ground = { people, appointments: REAL, weather: null, seed } as const;
  return onGround(ground, async (folder, sandbox) => {
    // The second one reads its own writes back; the audit leaves nobody due for one while the service is watched.
    for (const args of [["sync"], ["sync"], ["audit"]]) await new ProductProcess(args, folder, sandbox).ended;
    fillUp(folder, order);
    const service = new ProductProcess(["run"], folder, sandbox);
    // Should it end by itself, nobody waits for its readings.
    const broken = service.ended.then(() => Promise.reject(new Error("The service has ended.")));
    broken.catch(() => undefined);
    const run = await Promise.race([watch(service, folder, sandbox, order), broken]);
    service.send("SIGTERM");
    await service.ended;
    if (run.requests < people * (restSeconds / 60) * 0.9)
      throw new Error(`Only ${run.requests} requests at rest.`);
    return run;
  });
}

async function watch(
  service: ProductProcess,
  folder: string,
  sandbox: SandboxProcess,
  order: ServiceOrder,
): Promise<ServiceRun> {
  await sleep(SETTLING_MS);
  const [began, before] = [await service.reading(), await sandbox.summary()];
  await sleep(order.restSeconds * 1000);
  const [rested, after] = [await service.reading(), await sandbox.summary()];
  const editedAt = performance.now();
  editEverybody(folder, order.people);
  while ((await sandbox.summary()).writes < after.writes + order.people) {
    if (performance.now() - editedAt > LONGEST_MS) throw new Error("The edits have not arrived.");
    await sleep(200);
  }
  const edits = performance.now() - editedAt;
  // Whatever follows from them.
  await sleep(5_000);
  const { peakRss } = await service.reading();
  const { violations, refusals } = await sandbox.summary();
  return {
    ...order,
    requests: after.requests - before.requests,
    calls: after.calls - before.calls,
    writes: after.writes - before.writes,
    cpu: rested.cpu - began.cpu,
    rss: rested.rss,
    peakRss,
    edits,
    violations,
    refusals,
  };
}

function editEverybody(folder: string, people: number): void {
  const planning = new DatabaseSync(join(folder, "planning.db"), { timeout: 10_000 });
  planning.exec("begin immediate");
  const update = planning.prepare("update appointment set subject = ? where id = ?");
  for (let person = 1; person <= people; person++) update.run(`Geändert ${person}`, uuid(3, person, 0));
  planning.exec("commit");
  planning.close();
}

/** Copies the rows of what was synchronised until there are so many for each mailbox; what the ERP's triggers note of it is taken back. */
function fillUp(folder: string, { people, links }: ServiceOrder): void {
  const planning = new DatabaseSync(join(folder, "planning.db"));
  const state = new DatabaseSync(join(folder, "state.db"));
  const feed = planning.prepare("select max(seq) as last from appointment_change").get()?.last as number;
  const numbers = `with recursive n(i) as (select ${REAL} union all select i + 1 from n where i < ${links - 1})`;
  const id = (column: string) => `substr(${column}, 1, 24) || printf('%012x', n.i)`;
  planning.exec("begin");
  copyRows(planning, "appointment", { id: id("source.id") }, `source.id like '%-000000000000'`, numbers);
  copyRows(
    planning,
    "appointment_employee",
    { appointment_id: id("source.appointment_id") },
    `source.appointment_id like '%-000000000000'`,
    numbers,
  );
  planning.prepare("delete from appointment_change where seq > ?").run(feed);
  planning.exec("commit; analyze");
  state.exec("begin");
  copyRows(
    state,
    "link",
    {
      id: "substr(source.id, 1, 24) || printf('%012x', n.i)",
      appointment_id: id("source.appointment_id"),
      event_id: "source.event_id || n.i",
    },
    `source.appointment_id like '%-000000000000'`,
    numbers,
  );
  state.exec("commit; analyze");
  const count = state.prepare("select count(*) as n from link").get()?.n;
  planning.close();
  state.close();
  if (count !== people * links) throw new Error(`${count} links instead of ${people * links}.`);
}

/** Each source row once for each number, with other values in these columns. */
function copyRows(
  database: DatabaseSync,
  table: string,
  others: Readonly<Record<string, string>>,
  where: string,
  numbers: string,
): void {
  const names = database
    .prepare(`select name from pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => String(name));
  const values = names.map((name) => others[name] ?? `source.${name}`);
  database.exec(
    `insert into ${table} (${names.join(", ")}) ${numbers}
     select ${values.join(", ")} from (select * from ${table} as source where ${where}) as source, n`,
  );
}
