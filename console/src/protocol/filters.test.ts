// From the address to the question.
import assert from "node:assert/strict";
import { test } from "node:test";
import { journalSearch, logSearch } from "./filters.ts";

const ZONE = "Europe/Berlin";
const search = (query: string) => journalSearch(new URLSearchParams(query), ZONE);

test("days are the company's, the last one with all its hours", () => {
  assert.deepEqual(search("from=2026-11-24&to=2026-11-24"), {
    from: "2026-11-23T23:00:00Z",
    to: "2026-11-24T23:00:00Z",
  });
  assert.deepEqual(search("to=2026-12-31"), { to: "2026-12-31T23:00:00Z" });
});

test("what somebody typed into the address is taken only where it means something", () => {
  assert.deepEqual(search("side=moon&action=explode&from=yesterday&to=2026-99-99&text="), {});
  assert.deepEqual(search("side=planning&action=trash&text=Ölheizung&user=anna&reason=meeting."), {
    side: "planning",
    action: "trash",
    text: "Ölheizung",
    user: "anna",
    reason: "meeting.",
  });
  assert.deepEqual(logSearch(new URLSearchParams("level=Loud&category=Graph&text=x")), {
    category: "Graph",
    text: "x",
  });
});
