// What signing in takes.
import { Type } from "typebox";
import { matching } from "./matching.ts";
import { closed, text } from "./parts.ts";

const SignIn = Type.Object({ name: text(100), password: text(200) }, closed);
const SetUp = Type.Object({ ...SignIn.properties, link: text(100) }, closed);

export const SESSION_SCHEMAS = matching({
  getSession: {},
  signIn: { body: SignIn },
  signOut: {},
  setUp: { body: SetUp },
});
