// What the routes of settings take.
import { Type } from "typebox";
import { SETTING_KEYS } from "../../../contract/console/settings.ts";
import { matching } from "./matching.ts";
import { ById, closed, Day, text } from "./parts.ts";

const OptionalDay = Type.Union([Day, Type.Null()]);
/** Microsoft's are 40 characters; a line break in it is a mistake of copying. */
const Secret = Type.String({ minLength: 8, maxLength: 500, pattern: "^\\S(?:.*\\S)?$" });
const FileName = Type.String({ minLength: 1, maxLength: 1_000 });
const Address = Type.String({ minLength: 3, maxLength: 320, pattern: "^[^\\s@]+@[^\\s@]+$" });

const Change = Type.Object(
  {
    stamp: text(100),
    changes: Type.Array(
      Type.Object(
        {
          key: Type.Enum([...SETTING_KEYS]),
          value: Type.Union([text(1_000), Type.Number(), Type.Boolean(), Type.Null()]),
        },
        closed,
      ),
      { minItems: 1, maxItems: 100 },
    ),
  },
  closed,
);
const Test = Type.Object(
  {
    tenantId: text(100),
    clientId: text(100),
    secret: Type.Union([Secret, Type.Null()]),
    certificateFile: Type.Union([FileName, Type.Null()]),
    credential: Type.Union([text(100), Type.Null()]),
    mailbox: Address,
    forbiddenMailbox: Type.Union([Address, Type.Null()]),
  },
  closed,
);
const NewSecret = Type.Object(
  { secret: Secret, expiresOn: OptionalDay, place: Type.Enum(["first", "second"]) },
  closed,
);

export const SETTINGS_SCHEMAS = matching({
  getSettings: {},
  changeSettings: { body: Change },
  listSettingsChanges: {},
  testConnection: { body: Test },
  storeSecret: { body: NewSecret },
  changeSecretExpiry: { params: ById, body: Type.Object({ expiresOn: OptionalDay }, closed) },
  removeSecret: { params: ById },
});
