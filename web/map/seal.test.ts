import { describe, expect, test } from 'vitest';
import { sealOf, sealPath } from './seal.ts';

const rows = (hash: string): string[] | undefined =>
  sealOf(hash)?.map((row) => row.map((set) => (set ? '#' : '.')).join(''));

describe('a data seal', () => {
  test('is the same for the same hash, and of its fixed form', () => {
    expect(rows('00000000000000a1')).toEqual(rows('00000000000000a1'));
    expect(rows('00000000000000a1')).toMatchInlineSnapshot(`
      [
        ".....",
        ".###.",
        "#####",
        ".#.#.",
        "#####",
      ]
    `);
  });

  test('is mirrored left to right', () => {
    for (const row of sealOf('3f0c6d527b1e4d0a') ?? []) expect(row).toEqual([...row].reverse());
  });

  test('tells near hashes apart, and is never all or nothing', () => {
    const hashes = Array.from({ length: 64 }, (_, i) => i.toString(16).padStart(16, '0'));
    const seals = hashes.map((hash) => (rows(hash) ?? []).join('/'));
    expect(new Set(seals).size).toBeGreaterThan(60);
    expect(seals.every((seal) => seal.includes('#') && seal.includes('.'))).toBe(true);
  });

  test('of no data is none', () => {
    expect(sealOf('')).toBeUndefined();
  });

  test('is drawn as one square per cell', () => {
    const seal = [[true, false, true]];
    expect(sealPath(seal, 10, 20, 4)).toBe('M10 20h4v4h-4zM18 20h4v4h-4z');
  });
});
