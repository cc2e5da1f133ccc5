import { expect, test } from 'vitest';
import { manifestKinds } from './manifest.ts';

test.each([
  ['', ''],
  ['x: 1', ''],
  ['apiVersion: apps/v1\nkind: StatefulSet\nspec: {}', 'apps/v1 StatefulSet'],
  ['kind: Service\n---\nkind: StatefulSet\n  kind: Nested', 'Service · StatefulSet'],
])('%j', (text, expected) => {
  expect(manifestKinds(text)).toBe(expected);
});
