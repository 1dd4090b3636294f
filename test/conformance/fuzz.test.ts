// Random requests: whatever is asked, the sandbox answers as a server does, with a status and a readable body,
// and never breaks. In-process, seeded; a failure shows the smallest request that breaks it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { loadInto, startCore } from "../../sandbox/start.ts";
import { type RandomRequest, randomRequests, SERIES, SINGLE, WINDOW } from "./random-requests.ts";
import { ANNA, BERND, CLIENT, company, NOW, SECRET, TENANT } from "./tenant.ts";

/** A bug of the sandbox's own, as the server would report it, has this name. */
const BROKEN = "SandboxBroken";

const settings = { requestsPer10Minutes: 1e9, appRequestsPer10Seconds: 1e9 };
const form = new URLSearchParams({
  grant_type: "client_credentials",
  client_id: CLIENT,
  client_secret: SECRET,
  scope: "https://graph.microsoft.com/.default",
});

/** The same seed, the same ids: what random requests deleted is there again. */
async function freshWorld() {
  const core = startCore({ now: NOW, seed: 3, settings });
  loadInto(core, company([{ userPrincipalName: ANNA, events: [SINGLE, SERIES] }]));
  const signedIn = await core.handle({
    method: "POST",
    url: `/${TENANT}/oauth2/v2.0/token`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  });
  const authorization = `Bearer ${JSON.parse(signedIn.body).access_token}`;
  return (request: RandomRequest) =>
    core.handle({ ...request, headers: { ...request.headers, authorization } });
}

let send = await freshWorld();

async function get(user: string, tail: string) {
  const url = `/v1.0/users/${user}/calendarView${tail}`;
  return JSON.parse((await send({ method: "GET", url, headers: {}, body: "" })).body);
}

const targets: [string, string][] = [];
for (const user of [ANNA, BERND]) {
  const { value } = await get(user, `?${WINDOW}&$top=3`);
  for (const { id } of value) targets.push([user, id]);
  targets.push([user, value.at(-1).seriesMasterId]);
}
const link = new URL((await get(ANNA, `/delta?${WINDOW}`))["@odata.deltaLink"]).search.slice(1);
const { request, batch } = randomRequests(targets, link);
const seen = new Map<number, number>();
let sent = 0;

/** An answer that a client can make something of, and that does not confess a bug. */
async function tries(wanted: RandomRequest): Promise<void> {
  if (++sent % 50 === 0) send = await freshWorld();
  const answer = await send(wanted);
  seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
  assert.ok(answer.status >= 200 && answer.status < 600);
  const json = answer.body === "" ? {} : JSON.parse(answer.body);
  if (answer.status >= 400) assert.match(json.error.code, /^[A-Z]\w+$/);
  assert.notEqual(json.error?.code, BROKEN);
}

describe("random requests", () => {
  // proof: any operation | a random request is answered or refused by name, and breaks nothing | learn: errors
  it("are answered or refused, one by one", async () => {
    await fc.assert(fc.asyncProperty(request, tries), { numRuns: 6000, seed: 5 });
    // Otherwise they never came past the door.
    for (const status of [200, 201, 202, 204, 400, 404, 412, 501]) assert.ok(seen.has(status), `${status}`);
  });

  // proof: POST $batch | random batches are answered or refused as a whole | learn: json-batching
  it("are answered or refused in batches", async () => {
    await fc.assert(fc.asyncProperty(batch, tries), { numRuns: 200, seed: 5 });
  });
});
