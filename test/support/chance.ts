// Chance that repeats, for tests of the layers that may not know where chance comes from.

/** Numbers in (0, 1), the same for the same seed (above 0); Park and Miller's generator. */
export function fractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
