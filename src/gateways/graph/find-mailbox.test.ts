// Finding a mailbox: through the directory, by its mail address, or without any right to the directory.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { faultOf, on, refusal, scriptedGraph } from "./scripted-graph.ts";

const USER = { id: "id-1", mail: "Anna@Firma.example", userPrincipalName: "anna.berger@firma.example" };
const UNKNOWN = refusal(404, "Request_ResourceNotFound");
const DENIED = refusal(403, "Authorization_RequestDenied");
const NOBODY = on("GET", /\/users\?\$filter/, { json: { value: [] } });

describe("with the directory", () => {
  it("takes the first address that exists, and knows all of its addresses", async () => {
    const graph = scriptedGraph(
      on("GET", /users\/x@/, UNKNOWN),
      NOBODY,
      on("GET", /users\/alias@/, { json: USER }),
    );
    const mailbox = await graph.calendar.findMailbox(["x@firma.example", " alias@firma.example "]);
    assert.deepEqual(mailbox, {
      id: "id-1",
      email: "Anna@Firma.example",
      addresses: ["anna@firma.example", "anna.berger@firma.example", "alias@firma.example"],
    });
    assert.equal(graph.calendar.requests(mailbox), 3);
    await graph.calendar.findMailbox(["alias@firma.example"]);
    assert.equal(graph.calendar.requests(mailbox), 4);
  });

  it("escapes what stands in an address", async () => {
    const graph = scriptedGraph(on("GET", /./, { json: { id: "id-1" } }));
    const mailbox = await graph.calendar.findMailbox(["gast_kunde.de#EXT#@firma.example"]);
    assert.ok(graph.sent[0]?.url.endsWith("/users/gast_kunde.de%23EXT%23%40firma.example"));
    assert.deepEqual(mailbox.addresses, ["gast_kunde.de#ext#@firma.example"]);
  });

  it("finds somebody by a mail address that is no principal name", async () => {
    const graph = scriptedGraph(
      on("GET", /users\/o'/, UNKNOWN),
      on("GET", /\/users\?\$filter=mail eq 'o''hara@firma\.example'$/, {
        json: { value: [{ ...USER, mail: "O'Hara@firma.example" }] },
      }),
    );
    assert.equal((await graph.calendar.findMailbox(["o'hara@firma.example"])).id, "id-1");
  });

  it("does not trust a server that ignores the filter", async () => {
    const graph = scriptedGraph(
      on("GET", /users\//, UNKNOWN),
      on("GET", /\/users\?/, { json: { value: [USER] } }),
    );
    await faultOf(graph.calendar.findMailbox(["x@firma.example"]), "mailboxNotFound");
    const without = scriptedGraph(
      on("GET", /users\//, UNKNOWN),
      on("GET", /\/users\?/, refusal(400, "BadRequest")),
    );
    await faultOf(without.calendar.findMailbox(["x@firma.example"]), "mailboxNotFound");
  });
});

describe("without the directory", () => {
  const denied = on("GET", /\/users\/[^/]*$/, DENIED);

  it("asks the calendar itself", async () => {
    const graph = scriptedGraph(
      denied,
      on("GET", /x@firma\.example\/calendar$/, refusal(404, "ErrorInvalidUser")),
      on("GET", /anna@firma\.example\/calendar$/, { json: { id: "cal" } }),
    );
    assert.deepEqual(
      await graph.calendar.findMailbox(["x@firma.example", "Anna@firma.example".toLowerCase()]),
      {
        id: "anna@firma.example",
        email: "anna@firma.example",
        addresses: ["anna@firma.example"],
      },
    );
  });

  it("tells the state of the mailbox", async () => {
    const states: [string, number, Parameters<typeof faultOf>[1]][] = [
      ["MailboxNotEnabledForRESTAPI", 404, "mailboxUnavailable"],
      ["ErrorAccessDenied", 403, "mailboxForbidden"],
      ["ErrorInvalidUser", 404, "mailboxNotFound"],
    ];
    for (const [code, status, fault] of states) {
      const graph = scriptedGraph(denied, on("GET", /calendar$/, refusal(status, code)));
      await faultOf(graph.calendar.findMailbox(["anna@firma.example"]), fault);
    }
  });
});
