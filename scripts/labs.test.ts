import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { labNames, rehearseFolder, schemaFiles } from './labs.ts';
import { root } from './paths.ts';

describe.each(labNames())('lab %s', (name) => {
  test('its solution, its mistakes and its guides', () => {
    const rehearsals = rehearseFolder(name);
    expect(
      rehearsals.flatMap((one) => one.complaints.map((text) => `${one.name}: ${text}`)),
    ).toEqual([]);
    expect(rehearsals.map((one) => one.name)).toContain('solution');
    expect(rehearsals.length, 'with mistakes').toBeGreaterThanOrEqual(3);
  }, 120_000);
});

test.each(schemaFiles())('%s is up to date (npm run labs writes it)', (path, schema) => {
  const written: unknown = JSON.parse(readFileSync(join(root, path), 'utf8'));
  expect(written).toEqual(JSON.parse(JSON.stringify(schema)));
});
