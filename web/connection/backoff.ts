const firstMs = 1000;
// A class that loses its network should not have to wait long once it is back.
const longestMs = 20_000;

/**
 * How long to wait before the next try, in ms. `failures` is how many tries failed in a row and
 * `chance` is from 0 to 1: a whole class must not come back in the same moment.
 */
export function retryDelay(failures: number, chance: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** failures);
  return Math.round(full * (0.5 + chance / 2));
}
