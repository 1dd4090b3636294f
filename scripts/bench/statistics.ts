// Medians and quantiles of what was measured; of nothing there are none.

/** Of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const rising = values.toSorted((a, b) => a - b);
  const middle = (rising.length - 1) / 2;
  return (at(rising, Math.floor(middle)) + at(rising, Math.ceil(middle))) / 2;
}

/** The smallest value that so many (above 0, at most 1) of all do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const rising = values.toSorted((a, b) => a - b);
  return at(rising, Math.ceil(rising.length * share) - 1);
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError("Nothing was measured.");
  return value;
}
