// Mutants of the gateway to Microsoft Graph.
import type { Mutant } from "./mutant.ts";

export const GRAPH_MUTANTS: readonly Mutant[] = [
  {
    name: "If-Match is not sent",
    harm: "an edit made in Outlook at that moment is overwritten",
    file: "src/gateways/graph/update-event.ts",
    text: 'return expected === "" ? {} : { "If-Match": expected };',
    replacement: 'return expected === "" ? {} : {};',
  },
  {
    name: "a body is sent without its Teams part",
    harm: "the online meeting is switched off for everybody",
    file: "src/gateways/graph/update-event.ts",
    text: "if (!event.isOnlineMeeting)",
    replacement: "if (text !== null)",
  },
  {
    name: "the version is not compared before a deletion",
    harm: "an event that somebody just edited is deleted",
    file: "src/gateways/graph/remove-event.ts",
    text: "  if (versionOf(answer.json) !== expected)\n",
    replacement: '  if (versionOf(answer.json) === "")\n',
  },
  {
    name: "a 404 of a mailbox counts as a deleted event",
    harm: "a mailbox without a licence deletes the jobs of its owner",
    file: "src/gateways/graph/look-at-events.ts",
    text: "  if (answers.length > 0 && !answers.some(([, answer]) => isOk(answer))) await readCalendar(access, mailbox);\n",
    replacement: "",
  },
  {
    name: "any 404 is believed",
    harm: "a proxy's error page deletes jobs",
    file: "src/gateways/graph/mailbox-fault.ts",
    text: "return status === 404 && NOT_THERE.has(code);",
    replacement: "return status === 404;",
  },
  {
    name: "an event in another calendar counts as there",
    harm: "what was filed away stays on the board",
    file: "src/gateways/graph/look-at-events.ts",
    text: "looks.set(id, isHere.has(id) ? look : GONE);",
    replacement: "looks.set(id, isHere !== null ? look : GONE);",
  },
  {
    name: "an expired cursor is a bug",
    harm: "a mailbox whose cursor expired is never synchronised again",
    file: "src/gateways/graph/read-pages.ts",
    text: "const isExpired = answer.status === 410 || EXPIRED.test(answer.code) || (isLink && answer.status === 400);",
    replacement: "const isExpired = isLink && answer.status === 400;",
  },
  {
    name: "only the first page is read",
    harm: "in a full calendar most events are missing, and count as deleted",
    file: "src/gateways/graph/read-pages.ts",
    text: "if (next === undefined || next === null) return",
    replacement: "if (next === undefined || next === null || pages >= 0) return",
  },
  {
    name: "the transaction id is not sent",
    harm: "a lost answer doubles the appointment",
    file: "src/core/mapping/event-to-graph.ts",
    text: "    transactionId,\n",
    replacement: "",
  },
  {
    name: "our mark is not written",
    harm: "a lost state doubles every job that was renamed meanwhile",
    file: "src/core/mapping/event-to-graph.ts",
    text: "singleValueExtendedProperties: [{ id: MARK_PROPERTY, value: mark }],",
    replacement: "",
  },
  {
    name: "any bearer of the mark is our event",
    harm: "after a lost answer a person's copy is taken for the job",
    file: "src/gateways/graph/create-event.ts",
    text: "return bearers.find((one) => one.transactionId === transactionId) ?? oldest ?? null;",
    replacement: "return bearers.at(-1) ?? null;",
  },
];
