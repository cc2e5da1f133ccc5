import { expect, test } from 'vitest';
import { readLab } from './lab-texts.ts';

const yaml = `
id: demo
version: 2
title: { ko: 제목, en: Title }
nodes: 3
tasks:
- id: one
  title: { ko: 하나, en: One }
  short: { ko: 일, en: '1st' }
  points: 15
  checks: [{ id: secret, cel: 'a == b' }]
  hints: [{ cost: 2, text: { ko: 힌트, en: Hint } }, { text: { ko: 힌트, en: Hint } }]
- id: two
  title: { ko: 둘, en: Two }
  points: 10
`;
const guides = { 'guide.ko.md': '# 제목', 'guide.en.md': '# Title' };

test('a lab tells its texts, and neither its checks nor its hints', () => {
  const lab = readLab('demo', { files: { 'lab.yaml': yaml, ...guides } });
  expect(lab).toMatchObject({ version: 2, points: 25, minutes: 30, guide: { ko: '# 제목' } });
  expect(lab.tasks.map(({ short }) => short)).toEqual([{ ko: '일', en: '1st' }, undefined]);
  expect(lab.tasks[0]?.hints).toEqual([{ cost: 2 }, { cost: 0 }]);
  expect(JSON.stringify(lab)).not.toMatch(/secret|힌트/);
});

test.each([
  ['other', yaml, guides, 'id is demo, not other'],
  ['demo', yaml, {}, 'labs/demo has no guide.ko.md'],
  ['demo', yaml.replace('points: 15', 'points: many'), guides, 'tasks[0].points'],
  ['demo', yaml.replace('en: Title', 'fr: Titre'), guides, 'title.en'],
])('what is wrong with a lab is named: %#', (name, text, more, message) => {
  expect(() => readLab(name, { files: { 'lab.yaml': text, ...more } })).toThrow(message);
});
