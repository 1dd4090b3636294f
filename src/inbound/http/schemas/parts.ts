// Shapes that several routes use.
import { Type } from "typebox";

export const text = (most: number) => Type.String({ maxLength: most });
export const optionalText = (most: number) => Type.Union([text(most), Type.Null()]);
export const Instant = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,3})?Z$" });
export const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
export const Id = Type.String({ minLength: 1, maxLength: 100 });

/** Whatever the contract does not know is refused. */
export const closed = { additionalProperties: false } as const;
export const ById = Type.Object({ id: Id }, closed);
