// Holds schemas against the contract at type check: what a schema lets in is what the contract says, no more and no less.
import type { Static, TSchema } from "typebox";
import type { Exchanges, RouteName } from "../../../contract/console/routes.ts";

type Exactly<Schema, Value> = Schema extends TSchema
  ? [Static<Schema>, Value] extends [Value, Static<Schema>]
    ? Schema
    : never
  : never;

type Checked<Given, Exchange> = {
  readonly [Part in keyof Given]: Part extends keyof Exchange ? Exactly<Given[Part], Exchange[Part]> : never;
} & { readonly [Part in Exclude<keyof Exchange, "answer">]: TSchema };

export function matching<
  Given extends {
    readonly [Name in keyof Given]: Name extends RouteName ? Checked<Given[Name], Exchanges[Name]> : never;
  },
>(schemas: Given): Given {
  return schemas;
}
