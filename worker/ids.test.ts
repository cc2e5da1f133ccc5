import { expect, test } from 'vitest';
import { hashToken, newId, newJoinCode, newToken, normalJoinCode, tokensMatch } from './ids.ts';

test('ids, tokens and codes have their length and alphabet, and differ', () => {
  for (const [make, pattern] of [
    [newId, /^[0-9a-hjkmnp-tv-z]{10}$/],
    [newToken, /^[0-9a-hjkmnp-tv-z]{32}$/],
    [newJoinCode, /^[A-HJKMNP-TV-Z2-9]{6}$/],
  ] as const) {
    const made = Array.from({ length: 50 }, make);
    expect(made.filter((text) => !pattern.test(text))).toEqual([]);
    expect(new Set(made).size).toBe(50);
  }
});

test('a code is the same however it is typed', () => {
  expect(normalJoinCode(' ab2-c d9\n')).toBe('AB2CD9');
});

test('a token is stored as its SHA-256', async () => {
  const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await hashToken('abc')).toBe(hash);
  expect(await tokensMatch('abc', 'abc')).toBe(true);
  expect(await tokensMatch('abc', 'abd')).toBe(false);
});
