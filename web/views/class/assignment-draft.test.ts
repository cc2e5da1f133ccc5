import { expect, test } from 'vitest';
import { asked, emptyDraft } from './assignment-draft.ts';

const labTitle = { ko: '0까지 줄이기', en: 'Scale to zero' };

test.each([
  ['', ' ', undefined],
  [' 첫 실습 ', '', { ko: '첫 실습', en: 'Scale to zero' }],
  ['', 'Lab one', { ko: '0까지 줄이기', en: 'Lab one' }],
  ['첫 실습', 'Lab one', { ko: '첫 실습', en: 'Lab one' }],
])('titles %j and %j ask for %j', (titleKo, titleEn, title) => {
  expect(asked({ ...emptyDraft('zero'), titleKo, titleEn }, labTitle).title).toEqual(title);
});

test('dates left empty are none, dates given are in the reader’s time zone', () => {
  const draft = { ...emptyDraft('zero'), dueAt: '2026-11-24T23:59', latePercent: '2.5' };
  expect(asked(draft, labTitle)).toEqual({
    lab: 'zero',
    opensAt: null,
    dueAt: new Date(2026, 10, 24, 23, 59).getTime(),
    closesAt: null,
    policy: { latePercentPerDay: 2.5 },
  });
});
