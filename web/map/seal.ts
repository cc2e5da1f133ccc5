/** A data seal: 5 × 5 cells, mirrored left to right. Equal seals mean equal bytes. */
export type Seal = readonly (readonly boolean[])[];

const bitsNeeded = 15;

/**
 * The seal of a hash (hexadecimal digits): 15 of its bits fill the left three columns. Undefined
 * for '' (no data).
 */
export function sealOf(hash: string): Seal | undefined {
  if (hash === '') return undefined;
  const bits = spread(hash);
  return Array.from({ length: 5 }, (_, row) => {
    const left = [0, 1, 2].map((column) => ((bits >> (row * 3 + column)) & 1) === 1);
    return [...left, left[1] === true, left[0] === true];
  });
}

/** The set cells as one SVG path: a square of 5 `cell`s, its corner at `x`, `y`. */
export function sealPath(seal: Seal, x: number, y: number, cell: number): string {
  const cells = seal.flatMap((row, r) =>
    row.flatMap((set, c) =>
      set ? [`M${x + c * cell} ${y + r * cell}h${cell}v${cell}h${-cell}z`] : [],
    ),
  );
  return cells.join('');
}

/** Mixes all digits into as many bits as a seal has, so that near hashes look unlike. */
function spread(hash: string): number {
  let mixed = 0x811c9dc5;
  for (const digit of hash) mixed = Math.imul(mixed ^ digit.charCodeAt(0), 0x01000193) >>> 0;
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d) >>> 0;
  mixed ^= mixed >>> 12;
  const bits = mixed & ((1 << bitsNeeded) - 1);
  // Neither all nor nothing: those would read as a filled box or as "no data".
  return bits === 0 || bits === (1 << bitsNeeded) - 1 ? 0b010101010101010 : bits;
}
