// The overview: who is in step, and what needs attention.
import type { StatusReport } from "../report.ts";
import type { Routes } from "./route.ts";

export const STATUS_ROUTES = {
  getStatus: {
    method: "GET",
    path: "/status",
    role: "viewer",
    summary: "Who is in step, and what needs attention",
  },
} as const satisfies Routes;

export interface StatusExchanges {
  getStatus: { answer: StatusReport };
}
