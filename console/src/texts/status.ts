// Texts of the overview.
import type { Texts } from "./area.ts";

export const STATUS = {
  participants: { de: "Teilnehmer", en: "Participants" },
  user: { de: "Benutzer", en: "User" },
  mailbox: { de: "Postfach", en: "Mailbox" },
  state: { de: "Zustand", en: "State" },
  lastLook: { de: "zuletzt geprüft", en: "last look" },
  allInStep: { de: "Alles ist synchron.", en: "Everything is in step." },
  someWaiting: {
    de: "{count} von {all} Teilnehmern sind noch nicht synchron.",
    en: "{count} of {all} participants are not yet in step.",
  },
  needsAttention: { de: "{count} Teilnehmer brauchen Sie.", en: "{count} participants need you." },
  delayToOutlook: { de: "Planung → Outlook", en: "Planning → Outlook" },
  delayToPlanning: { de: "Outlook → Planung", en: "Outlook → planning" },
  delayText: {
    de: "{p50} s im Mittel, {p95} s in 19 von 20 Fällen",
    en: "{p50} s in the middle, {p95} s for 19 in 20",
  },
  remaining: { de: "noch {time}", en: "{time} left" },
  state_waiting: { de: "wartet", en: "waiting" },
  state_initialSync: { de: "Erstabgleich", en: "initial sync" },
  state_inStep: { de: "synchron", en: "in step" },
  state_failed: { de: "gestört", en: "failing" },
  state_skipped: { de: "nicht dabei", en: "left out" },
  state_paused: { de: "pausiert", en: "paused" },
  state_needsConfirmation: { de: "braucht Bestätigung", en: "needs confirmation" },
} as const satisfies Texts;
