// Who may do what in the console: each role may do what the ones before it may.

export const ROLES = ["viewer", "dispatcher", "admin"] as const;
export type Role = (typeof ROLES)[number];
