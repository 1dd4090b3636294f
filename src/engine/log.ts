// The log as the engine and the gateways need it; levels and categories are named as in the original guide.

export type LogCategory = "Sync" | "Graph" | "Sql" | "Planning" | "Http" | "Console";

/** `detail` holds ids, codes, counts and times: never a subject, a body, an address of a customer, a token or a secret. */
export interface Log {
  verbose(category: LogCategory, message: string, detail?: object): void;
  debug(category: LogCategory, message: string, detail?: object): void;
  information(category: LogCategory, message: string, detail?: object): void;
  warning(category: LogCategory, message: string, detail?: object): void;
  error(category: LogCategory, message: string, detail?: object): void;
}
