// What signing in takes.
import { Type } from "typebox";
import { matching } from "./matching.ts";
import { closed, text } from "./parts.ts";

const SignIn = Type.Object({ name: text(100), password: text(200) }, closed);
const SetUp = Type.Object({ ...SignIn.properties, link: text(100) }, closed);

/** Open: Microsoft may send along what we do not know. */
const MicrosoftBack = Type.Object({
  code: Type.Optional(text(8_000)),
  state: Type.Optional(text(200)),
  error: Type.Optional(text(200)),
  error_subcode: Type.Optional(text(200)),
  error_description: Type.Optional(text(8_000)),
});

export const SESSION_SCHEMAS = matching({
  getSession: {},
  signIn: { body: SignIn },
  signOut: {},
  setUp: { body: SetUp },
  beginMicrosoftSignIn: {},
  endMicrosoftSignIn: { query: MicrosoftBack },
});
