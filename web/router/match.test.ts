import { expect, test } from 'vitest';
import { match } from './match.ts';

test.each([
  ['/', '/', {}],
  ['/j/:code', '/j/7K429M', { code: '7K429M' }],
  ['/j/:code', '/j/7K4%2029M/', { code: '7K4 29M' }],
  ['/c/:class/live/:assignment', '/c/7/live/zero', { class: '7', assignment: 'zero' }],
  ['/c/:class/live/:assignment', '/c/7/live', undefined],
  ['/c/:class/people', '/c/7/grades', undefined],
  ['/j/:code', '/j/%zz', { code: '%zz' }],
])('%s of %s', (pattern, path, expected) => {
  expect(match(pattern, path)).toEqual(expected);
});
