import { expect, test } from 'vitest';
import { sectionsOf } from './sections.ts';

test('a guide is split at headings that name a task', () => {
  const guide =
    'Hello.\n\n## 1. First {#one}\n\nDo it.\n\n## Aside\n\nMore.\n\n## 2. {#two}\nEnd.\n';
  const { intro, tasks } = sectionsOf(guide);
  expect(intro).toBe('Hello.');
  expect([...tasks]).toEqual([
    ['one', 'Do it.\n\n## Aside\n\nMore.'],
    ['two', 'End.'],
  ]);
});

test('a guide without such headings is all introduction', () => {
  expect(sectionsOf('## A\n\nB')).toEqual({ intro: '## A\n\nB', tasks: new Map() });
});
