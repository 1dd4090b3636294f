// What every zone can do, whether named or defined in the file.

export interface Zone {
  readonly name: string;
  /**
   * Epoch milliseconds. An hour that happens twice is its first pass, one that the clocks jump over is read with the offset
   * from before the change (RFC 5545, section 3.3.5).
   */
  toInstant(wall: Temporal.PlainDateTime): number;
  /** True for wall time that the clocks jump over. */
  isSkipped(wall: Temporal.PlainDateTime): boolean;
}

/** A zone of Temporal's. Throws RangeError for an unknown name. */
export function namedZone(iana: string): Zone {
  return {
    name: iana,
    toInstant: (wall) => wall.toZonedDateTime(iana).epochMilliseconds,
    isSkipped: (wall) => !wall.toZonedDateTime(iana).toPlainDateTime().equals(wall),
  };
}

export const UTC = namedZone("UTC");
