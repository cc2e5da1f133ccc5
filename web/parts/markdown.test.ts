import { expect, test } from 'vitest';
import { blocksOf, inlinesOf } from './markdown.ts';

test.each([
  ['plain', [{ is: 'text', text: 'plain' }]],
  [
    '`web-1`을 보세요',
    [
      { is: 'code', text: 'web-1' },
      { is: 'text', text: '을 보세요' },
    ],
  ],
  ['**now**', [{ is: 'strong', text: 'now' }]],
  ['[docs](https://k8s.io/a)', [{ is: 'link', text: 'docs', href: 'https://k8s.io/a' }]],
  ['[x](javascript:alert(1))', [{ is: 'text', text: '[x](javascript:alert(1))' }]],
  ['a < b & c', [{ is: 'text', text: 'a < b & c' }]],
])('inline: %s', (text, expected) => {
  expect(inlinesOf(text)).toEqual(expected);
});

test('blocks end where the next begins', () => {
  const source = [
    '## Title',
    'one',
    'two',
    '- a',
    '  more',
    '- b',
    '',
    '```yaml',
    'kind: Pod',
    '',
    'x: 1',
    '```',
    '1. first',
    '> said',
  ].join('\n');
  expect(blocksOf(source).map(({ is }) => is)).toEqual([
    'heading',
    'paragraph',
    'list',
    'code',
    'list',
    'quote',
  ]);
  expect(blocksOf(source)[2]).toMatchObject({
    ordered: false,
    items: [[{ text: 'a more' }], [{ text: 'b' }]],
  });
  expect(blocksOf(source)[3]).toEqual({ is: 'code', language: 'yaml', text: 'kind: Pod\n\nx: 1' });
});

test('a fence that is never closed takes the rest', () => {
  expect(blocksOf('```\na\nb')).toEqual([{ is: 'code', language: '', text: 'a\nb' }]);
});
