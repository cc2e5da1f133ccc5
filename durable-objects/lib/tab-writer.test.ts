import { describe, expect, test } from 'vitest';
import { alignTabs } from './tab-writer.ts';

const layout = { minWidth: 0, padding: 2 };

describe('alignTabs', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a\tb\nlong\tc', 'a     b\nlong  c'],
    // A line without the column ends the block.
    ['a\tb\nplain\nlong\tc', 'a  b\nplain\nlong  c'],
    ['a\tb\tc\nlong\td', 'a     b  c\nlong  d'],
    // The text after the last tab has no width.
    ['a\tvery long\nb\tc\td', 'a  very long\nb  c  d'],
    ['IP:\t\nName:\tx', 'IP:    \nName:  x'],
    ['가나\tx\na\ty', '가나  x\na   y'],
  ];
  test.each(cases)('%j', (text, aligned) => {
    expect(alignTabs(text, layout)).toBe(aligned);
  });
});

test('the least width includes the padding', () => {
  expect(alignTabs('a\tb', { minWidth: 6, padding: 3 })).toBe('a     b');
});
