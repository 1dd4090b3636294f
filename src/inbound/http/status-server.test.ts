// The status page's server: for this machine alone, with a door beside the page that is open to others.
import assert from "node:assert/strict";
import { type OutgoingHttpHeaders, request } from "node:http";
import { test } from "node:test";
import type { PageSource } from "./page-model.ts";
import { openStatusServer } from "./status-server.ts";

const SOURCE: PageSource = {
  company: { Number: "01", Name: "Muster", TimeZone: "Europe/Berlin" },
  sandboxUrl: null,
  status: async () => ({ service: { running: true }, participants: [] }),
  changes: async () => [],
  problem: async () => null,
};

/** With headers that `fetch` would not send. */
function ask(url: string, path: string, headers: OutgoingHttpHeaders = {}, method = "GET"): Promise<number> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

test("the page is for this machine: neither under a foreign name, nor through a proxy", async () => {
  const server = await openStatusServer("http://127.0.0.1:0", SOURCE, false, (one, response) => {
    if (one.url !== "/notices") return false;
    response.writeHead(202).end();
    return true;
  });
  try {
    const { url } = server;
    for (const path of ["/", "/api/status", "/healthz"]) {
      assert.equal(await ask(url, path), 200);
      assert.equal(await ask(url, path, { host: "planung.example" }), 421);
      for (const name of ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"])
        assert.equal(await ask(url, path, { [name]: "203.0.113.7" }), 421, name);
    }
    assert.equal(await ask(url, "/", {}, "POST"), 405);
    assert.equal(
      await ask(url, "/notices", { host: "planung.example", "x-forwarded-for": "203.0.113.7" }, "POST"),
      202,
    );
  } finally {
    await server.close();
  }
});
