import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TestDesk } from './testing/desk.ts';

/** What kubectl 1.35 said to the same commands, on a cluster served over HTTP. */
const folder = new URL('recorded/', import.meta.url);

test.each(readdirSync(folder))('%s', (name) => {
  const transcript = readFileSync(new URL(name, folder), 'utf8');
  expect(new TestDesk().play(transcript)).toBe(transcript);
});
