// The company that is there without a file: three people, enough to try things at once.
import type { Company } from "./company.ts";

export function defaultCompany(nowMs: number): Company {
  const day = (offset: number, time: string) => ({
    dateTime: `${new Date(nowMs + offset * 86_400_000).toISOString().slice(0, 10)}T${time}:00`,
    timeZone: "Europe/Berlin",
  });
  return {
    tenantId: "5a7db0c5-0000-4000-8000-000000000365",
    domains: ["sandbox.example"],
    apps: [
      {
        clientId: "c11e47a9-0000-4000-8000-000000000365",
        displayName: "Sandbox client",
        secrets: ["sandbox-secret"],
      },
    ],
    users: [
      {
        userPrincipalName: "anna.berger@sandbox.example",
        displayName: "Anna Berger",
        events: [
          {
            subject: "Zahnarzt",
            start: day(1, "08:00"),
            end: day(1, "09:00"),
            showAs: "oof",
            sensitivity: "private",
          },
          {
            subject: "Teambesprechung",
            body: { contentType: "text", content: "Wochenplan und offene Aufträge." },
            start: day(1, "10:00"),
            end: day(1, "10:45"),
            location: { displayName: "Besprechungsraum" },
            attendees: [{ emailAddress: { name: "Jonas Keller", address: "jonas.keller@sandbox.example" } }],
          },
        ],
      },
      { userPrincipalName: "jonas.keller@sandbox.example", displayName: "Jonas Keller" },
      {
        userPrincipalName: "office@sandbox.example",
        displayName: "Office",
        locale: "en-GB",
        timeZone: "GMT Standard Time",
      },
    ],
  };
}
