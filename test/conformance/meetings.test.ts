// Meetings: copies, updates, answers, cancellations, mails, Teams; through the official Graph client.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Attendee, Event } from "@microsoft/microsoft-graph-types";
import { ANNA, at, BERND, CLARA, event, path, refusal, tenant } from "./tenant.ts";

const guest = (address: string): Attendee => ({ emailAddress: { address, name: address }, type: "required" });

describe("meetings", () => {
  const world = tenant();
  const mails = () => world.sandbox.control.mails();
  let seen = 0;
  const newMails = () => {
    const fresh = mails().filter((each) => each.id > seen);
    seen = mails().at(-1)?.id ?? seen;
    return fresh.map(({ kind, from, to }) => `${kind} ${from} > ${to}`);
  };
  const invite = (attendees: Attendee[], more: Event = {}): Promise<Event> =>
    world.graph
      .api(`/users/${ANNA}/events`)
      .post(event("Baubesprechung", "2026-09-02T10:00", "2026-09-02T11:00", { attendees, ...more }));
  async function copyOf(made: Event, user = BERND): Promise<Event | undefined> {
    const found = await world.graph.api(`/users/${user}/events`).filter(`iCalUId eq '${made.iCalUId}'`).get();
    return found.value[0];
  }

  it("puts a copy into each attendee's calendar, with an id of its own (observed live)", async () => {
    newMails();
    const made = await invite([guest(BERND), guest("extern@kunde.example")]);
    const copy = await copyOf(made);
    assert.notEqual(copy?.id, made.id);
    assert.equal(copy?.isOrganizer, false);
    assert.equal(copy?.organizer?.emailAddress?.address, ANNA);
    assert.equal(copy?.responseStatus?.response, "notResponded");
    // The organizer stands among the attendees of a copy, not of the original.
    assert.ok(copy?.attendees?.some((each) => each.emailAddress?.address === ANNA));
    assert.ok(!made.attendees?.some((each) => each.emailAddress?.address === ANNA));
    assert.deepEqual(newMails(), [
      `invitation ${ANNA} > ${BERND}`,
      `invitation ${ANNA} > extern@kunde.example`,
    ]);
  });

  it("overwrites a local change with the organizer's update, and mails it (observed live)", async () => {
    const made = await invite([guest(BERND)]);
    const copy = await copyOf(made);
    const local: Event = await world.graph
      .api(path(BERND, copy?.id))
      .patch({ subject: "Meins", categories: ["Rot"] });
    assert.equal(local.subject, "Meins");
    newMails();
    await world.graph
      .api(path(ANNA, made.id))
      .patch({ subject: "Verlegt", start: at("2026-09-03T10:00"), end: at("2026-09-03T11:00") });
    const after = await copyOf(made);
    assert.equal(after?.subject, "Verlegt");
    assert.equal(after?.start?.dateTime, "2026-09-03T08:00:00.0000000");
    assert.deepEqual(after?.categories, ["Rot"], "personal properties stay");
    assert.deepEqual(newMails(), [`update ${ANNA} > ${BERND}`]);
  });

  it("mails only those concerned when only attendees change (event-update)", async () => {
    const made = await invite([guest(BERND)]);
    newMails();
    await world.graph.api(path(ANNA, made.id)).patch({ attendees: [guest(CLARA)] });
    assert.deepEqual(newMails(), [`invitation ${ANNA} > ${CLARA}`, `cancellation ${ANNA} > ${BERND}`]);
    assert.equal((await copyOf(made))?.isCancelled, true);
  });

  it("mails nobody for personal properties", async () => {
    const made = await invite([guest(BERND)]);
    newMails();
    await world.graph
      .api(path(ANNA, made.id))
      .patch({ categories: ["Blau"], showAs: "free", isReminderOn: false });
    assert.deepEqual(newMails(), []);
  });

  for (const [action, answer] of [
    ["accept", "accepted"],
    ["tentativelyAccept", "tentativelyAccepted"],
  ] as const) {
    it(`brings the answer of ${action} to the organizer (event-accept)`, async () => {
      const made = await invite([guest(BERND)]);
      const copy = await copyOf(made);
      newMails();
      await world.graph.api(path(BERND, copy?.id, `/${action}`)).post({ comment: "ja", sendResponse: true });
      assert.equal((await copyOf(made))?.responseStatus?.response, answer);
      const original: Event = await world.graph.api(path(ANNA, made.id)).get();
      assert.equal(original.attendees?.[0]?.status?.response, answer);
      assert.deepEqual(newMails(), [`response ${BERND} > ${ANNA}`]);
    });
  }

  it("takes a declined meeting out of the calendar (event-decline)", async () => {
    const made = await invite([guest(BERND)]);
    const copy = await copyOf(made);
    newMails();
    await world.graph.api(path(BERND, copy?.id, "/decline")).post({ sendResponse: false });
    assert.equal((await refusal(world.graph.api(path(BERND, copy?.id)).get())).statusCode, 404);
    assert.equal((await world.graph.api(path(ANNA, made.id)).get()).attendees[0].status.response, "declined");
    assert.deepEqual(newMails(), []);
  });

  it("refuses answering one's own meeting, and cancelling somebody else's (event-cancel)", async () => {
    const made = await invite([guest(BERND)]);
    const copy = await copyOf(made);
    const own = await refusal(world.graph.api(path(ANNA, made.id, "/accept")).post({}));
    assert.deepEqual([own.statusCode, own.code], [400, "ErrorInvalidRequest"]);
    const other = await refusal(world.graph.api(path(BERND, copy?.id, "/cancel")).post({}));
    assert.match(other.message, /You need to be an organizer to cancel a meeting/);
  });

  for (const how of ["delete", "cancel"] as const) {
    it(`marks the copies when the organizer's event is gone by ${how} (event-delete: sends cancellations)`, async () => {
      const made = await invite([guest(BERND)]);
      newMails();
      if (how === "delete") await world.graph.api(path(ANNA, made.id)).delete();
      else await world.graph.api(path(ANNA, made.id, "/cancel")).post({ comment: "fällt aus" });
      const copy = await copyOf(made);
      assert.equal(copy?.isCancelled, true);
      assert.match(copy?.subject ?? "", /^Canceled: /);
      assert.deepEqual(newMails(), [`cancellation ${ANNA} > ${BERND}`]);
    });
  }

  it("removes a deleted copy from the own calendar only", async () => {
    const made = await invite([guest(BERND)]);
    const copy = await copyOf(made);
    await world.graph.api(path(BERND, copy?.id)).delete();
    assert.equal(await copyOf(made), undefined);
    assert.ok(await world.graph.api(path(ANNA, made.id)).get());
  });

  it("gives a Teams meeting its link and its block in the body (outlook-calendar-online-meetings)", async () => {
    const made = await invite([guest(BERND)], {
      isOnlineMeeting: true,
      onlineMeetingProvider: "teamsForBusiness",
      body: { contentType: "text", content: "Tagesordnung" },
    });
    assert.match(made.onlineMeeting?.joinUrl ?? "", /^https:\/\/teams\.microsoft\.com\/l\/meetup-join\//);
    assert.ok(made.body?.content?.includes(made.onlineMeeting?.joinUrl ?? "none"));
    assert.match(made.body?.content ?? "", /_{80}/);
    assert.match(made.bodyPreview ?? "", /^Tagesordnung/);
    assert.equal((await copyOf(made))?.onlineMeeting?.joinUrl, made.onlineMeeting?.joinUrl);
  });

  it("loses the meeting when a body without the block is patched, not otherwise (event-update; microsoft-graph-docs#18056)", async () => {
    const made = await invite([], { isOnlineMeeting: true, onlineMeetingProvider: "teamsForBusiness" });
    const renamed: Event = await world.graph
      .api(path(ANNA, made.id))
      .patch({ subject: "Neu", isOnlineMeeting: false });
    assert.equal(renamed.onlineMeeting?.joinUrl, made.onlineMeeting?.joinUrl);
    const kept = { contentType: "html" as const, content: `<p>Oben</p>${made.body?.content}` };
    const edited: Event = await world.graph.api(path(ANNA, made.id)).patch({ body: kept });
    assert.equal(edited.onlineMeeting?.joinUrl, made.onlineMeeting?.joinUrl);
    const lost: Event = await world.graph
      .api(path(ANNA, made.id))
      .patch({ body: { contentType: "text", content: "weg" } });
    assert.equal(lost.onlineMeeting, null);
    assert.equal(lost.isOnlineMeeting, false);
  });

  it("ignores a Teams request silently where the provider is not allowed (observed live)", async () => {
    world.sandbox.control.settings({ onlineMeetingProviders: [] });
    const made = await invite([], { isOnlineMeeting: true, onlineMeetingProvider: "teamsForBusiness" });
    world.sandbox.control.settings({ onlineMeetingProviders: ["teamsForBusiness"] });
    assert.equal(made.isOnlineMeeting, false);
    assert.equal(made.onlineMeeting, null);
  });
});
