import { describe, expect, test } from 'vitest';
import { ago, dateTime, duration, initials, minutes, points } from './format.ts';

const s = 1000;
const m = 60 * s;
const h = 60 * m;

describe('durations', () => {
  test.each([
    [0, '0초', '0 s'],
    [-5 * s, '0초', '0 s'],
    [18 * s, '18초', '18 s'],
    [4 * m + 12 * s, '4분 12초', '4 m 12 s'],
    [5 * m, '5분', '5 m'],
    [h + 30 * s, '1시간', '1 h'],
    [26 * h, '1일 2시간', '1 d 2 h'],
  ])('%d ms', (ms, ko, en) => {
    expect([duration(ms, 'ko'), duration(ms, 'en')]).toEqual([ko, en]);
  });

  test('dense places show whole minutes', () => {
    expect([minutes(24 * m + 59 * s, 'ko'), minutes(0, 'en')]).toEqual(['24분', '0m']);
  });

  test.each([
    [59 * s, '지금', 'now'],
    [61 * s, '1분 전', '1 m ago'],
    [3 * h, '3시간 전', '3 h ago'],
    [50 * h, '2일 전', '2 d ago'],
  ])('ago %d ms', (ms, ko, en) => {
    expect([ago(ms, 'ko'), ago(ms, 'en')]).toEqual([ko, en]);
  });
});

test('dates are written in the order of the language; today is a word', () => {
  const due = new Date(2026, 10, 24, 23, 59).getTime();
  const now = new Date(2026, 10, 20, 10, 0).getTime();
  expect(dateTime(due, 'ko', now)).toBe('11월 24일 (화) 23:59');
  expect(dateTime(due, 'en', now)).toBe('Tue 24 Nov, 23:59');
  expect(dateTime(due, 'ko', due)).toBe('오늘 23:59');
});

test('points keep at most one decimal', () => {
  expect([points(10), points(7.25), points(0.1 + 0.2)]).toEqual(['10', '7.3', '0.3']);
});

test.each([
  ['박서연', '서연'],
  ['Amelia Hart', 'AH'],
  ['noah', 'N'],
  ['민', '민'],
])('initials of %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
