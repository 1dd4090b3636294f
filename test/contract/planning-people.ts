// Users and employees as an administrator changes them: what is written, what is refused, and whoever comes second is told.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { UserFields } from "../../src/contract/console/people.ts";
import { ANNA, BERND } from "../support/samples.ts";
import { CARLA, type OpenGround } from "./planning-ground.ts";

const ID = "00000000-0000-4000-8000-00000000aa01";
const OTHER = "00000000-0000-4000-8000-00000000aa02";
const DATABASE = "00000000-0000-4000-8000-00000000db01";
const SECOND = "00000000-0000-4000-8000-00000000db02";
const FIELDS: UserFields = {
  login: "anna",
  displayName: "Anna Huber",
  employeeId: ANNA,
  planningDatabases: [DATABASE],
  syncKind: "office365",
  office365UserName: "anna@firma.example",
  office365Email: null,
  withoutPassword: true,
  active: true,
};
const refused = (code: string) => ({ name: "Fault", kind: "refused", code });
const stale = (code: string) => ({ name: "Fault", kind: "stale", code });

async function withDatabases(open: OpenGround) {
  const ground = await open();
  const planningDatabases = [DATABASE, SECOND].map((id) => ({ id, name: `Planung ${id.slice(-1)}` }));
  await ground.port.importRows({ planningDatabases });
  return ground;
}

export function planningPeopleSuite(name: string, open: OpenGround): void {
  describe(`users and employees on ${name}`, () => {
    it("adds a user once, gives it back whole, and the sync sees it", async () => {
      await using ground = await withDatabases(open);
      const { people } = ground.port;
      const added = await people.addUser(ID, FIELDS);
      const { version, ...rest } = added;
      assert.deepEqual(rest, { id: ID, ...FIELDS });
      assert.deepEqual(await people.addUser(ID, { ...FIELDS, login: "other" }), added);
      assert.deepEqual(await people.users(), [{ ...rest, version }]);
      const [seen] = (await ground.port.directory()).users;
      assert.deepEqual(seen, { id: ID, ...FIELDS });
      assert.deepEqual(await people.planningDatabases(), [
        { id: DATABASE, name: "Planung 1" },
        { id: SECOND, name: "Planung 2" },
      ]);
    });

    it("changes only what a patch names, each field both ways", async () => {
      await using ground = await withDatabases(open);
      const { people } = ground.port;
      let user = await people.addUser(ID, FIELDS);
      const patches: Partial<UserFields>[] = [
        { login: "huber" },
        { displayName: "" },
        { employeeId: null },
        { employeeId: BERND },
        { planningDatabases: [] },
        { planningDatabases: [DATABASE, SECOND] },
        { syncKind: "none" },
        { syncKind: "exchange" },
        { office365UserName: null, office365Email: "a@firma.example" },
        { withoutPassword: false },
        { active: false },
        {},
      ];
      for (const patch of patches) {
        const after = await people.changeUser(ID, user.version, patch);
        assert.deepEqual(
          { ...after, version: "" },
          { ...user, ...patch, version: "" },
          JSON.stringify(patch),
        );
        assert.equal(after.version === user.version, Object.keys(patch).length === 0);
        user = after;
      }
    });

    it("tells whoever comes second, also after the ERP's own hand, and overwrites nothing", async () => {
      await using ground = await withDatabases(open);
      const { people } = ground.port;
      const { version } = await people.addUser(ID, FIELDS);
      await people.changeUser(ID, version, { displayName: "Anna Maier" });
      await assert.rejects(people.changeUser(ID, version, { displayName: "Zweite" }), stale("userChanged"));
      const [first] = await people.users();
      ground.erp.prepare("delete from app_user_planning_database where app_user_id = ?").run(ID);
      const late = people.changeUser(ID, first?.version ?? "", { displayName: "Dritte" });
      await assert.rejects(late, stale("userChanged"));
      assert.equal((await people.users())[0]?.displayName, "Anna Maier");
      const anna = (await people.employees()).find(({ id }) => id === ANNA);
      await people.changeEmployee(ANNA, anna?.version ?? "", { active: false });
      await assert.rejects(
        people.changeEmployee(ANNA, anna?.version ?? "", { name: "Zweite" }),
        stale("employeeChanged"),
      );
    });

    it("refuses what makes no sense, and writes nothing of it", async () => {
      await using ground = await withDatabases(open);
      const { people } = ground.port;
      const { version } = await people.addUser(ID, FIELDS);
      await assert.rejects(people.addUser(OTHER, { ...FIELDS, login: "ANNA" }), refused("loginTaken"));
      const unknown = "00000000-0000-4000-8000-0000000000ff";
      for (const [patch, code] of [
        [{ employeeId: unknown }, "employeeUnknown"],
        [{ planningDatabases: [DATABASE, unknown], displayName: "x" }, "planningDatabaseUnknown"],
      ] as const)
        await assert.rejects(
          people.changeUser(ID, version, { ...patch } as Partial<UserFields>),
          refused(code),
        );
      await assert.rejects(people.changeUser(OTHER, version, {}), refused("userUnknown"));
      await assert.rejects(people.changeEmployee(unknown, version, {}), refused("employeeUnknown"));
      assert.deepEqual(
        (await people.users()).map((user) => user.version),
        [version],
      );
      // Its own login in another case is no other user's.
      assert.equal((await people.changeUser(ID, version, { login: "Anna" })).login, "Anna");
    });

    it("adds and changes employees", async () => {
      await using ground = await withDatabases(open);
      const { people } = ground.port;
      const fields = { name: "Dora Ernst", personnelNumber: "104", colour: "#1f77b4", active: true };
      const added = await people.addEmployee(OTHER, fields);
      assert.deepEqual({ ...added, version: "" }, { id: OTHER, ...fields, version: "" });
      assert.deepEqual(await people.addEmployee(OTHER, { ...fields, name: "x" }), added);
      const patch = { personnelNumber: null, colour: null, active: false };
      const after = await people.changeEmployee(OTHER, added.version, patch);
      assert.deepEqual({ ...after, version: "" }, { ...added, ...patch, version: "" });
      assert.deepEqual(
        (await people.employees()).map(({ id }) => id).sort(),
        [ANNA, BERND, CARLA, OTHER].sort(),
      );
    });

    it("knows a row whose id an ERP wrote in capitals, and tells an ERP's own refusal as one of a person", async () => {
      await using ground = await withDatabases(open);
      const { erp, port } = ground;
      erp.prepare("insert into app_user (id, login) values (?, 'erp')").run(ID.toUpperCase());
      const [user] = await port.people.users();
      assert.equal(user?.id, ID);
      const after = await port.people.changeUser(ID, user?.version ?? "", { planningDatabases: [SECOND] });
      assert.deepEqual(after.planningDatabases, [SECOND]);
      erp.exec(`create trigger erp_rule before update on app_user when new.active = 0
        begin select raise(abort, 'still on duty'); end`);
      const switchedOff = port.people.changeUser(ID, after.version, { active: false });
      await assert.rejects(switchedOff, refused("personRefused"));
    });
  });
}
