// What the routes ask of the rest of the program; src/main carries it out.

import type { NewDeed } from "../../contract/console/deeds.ts";
import type { Exchanges, RouteName, Topic } from "../../contract/console/routes.ts";
import type { CompanySettings } from "../../contract/settings.ts";
import type { Fault } from "../../core/fault.ts";
import type { Lang } from "../../core/sentences/lang.ts";
import type { MicrosoftSignInPort } from "../../engine/ports/microsoft-sign-in.ts";
import type { Account, Accounts } from "./accounts.ts";

type Part<Name extends RouteName, Key extends string> = Exchanges[Name] extends { [K in Key]: infer Value }
  ? Value
  : undefined;

/** A request that was let in and found well-formed. */
export interface Asked<Name extends RouteName> {
  readonly params: Part<Name, "params">;
  readonly query: Part<Name, "query">;
  readonly body: Part<Name, "body">;
  readonly account: Account;
  readonly lang: Lang;
}

export type AnswerOf<Name extends RouteName> = Exchanges[Name]["answer"];

/** Routes that concern the session itself are the door's own. */
export type SessionRoute =
  | "getSession"
  | "signIn"
  | "signOut"
  | "beginMicrosoftSignIn"
  | "endMicrosoftSignIn"
  | "setUp"
  | "getOwnAccount"
  | "changeOwnPassword"
  | "endOwnSession"
  | "endOtherSessions";

export type Work = {
  readonly [Name in Exclude<RouteName, SessionRoute>]: (asked: Asked<Name>) => Promise<AnswerOf<Name>>;
};

export interface Backend {
  readonly company: CompanySettings;
  readonly sandboxUrl: string | null;
  readonly accounts: Accounts;
  /** Null where people sign in with a password alone. */
  readonly microsoft: MicrosoftSignInPort | null;
  readonly work: Work;
  /** Calls back when something changed, until it is ended. */
  listen(onChange: (topic: Topic) => void): () => void;
  /** Null while the service does its work; otherwise why not. */
  problem(lang: Lang): Promise<string | null>;
  /** Who did what: kept for good. */
  record(deed: NewDeed): void;
  /** A fault of ours, for the log. */
  onBroken(fault: Fault): void;
}
