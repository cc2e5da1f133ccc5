import { expect, test } from 'vitest';
import { keyName } from './key-name.ts';

const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

test.each([
  ['?', { ...plain, key: '?', code: 'Slash', shiftKey: true }],
  ['J', { ...plain, key: 'j', code: 'KeyJ' }],
  // A Mac types ß for Alt S.
  ['Alt+S', { ...plain, key: 'ß', code: 'KeyS', altKey: true }],
  ['Alt+1', { ...plain, key: '¡', code: 'Digit1', altKey: true }],
  ['Alt+[', { ...plain, key: '“', code: 'BracketLeft', altKey: true }],
  ['Shift+F6', { ...plain, key: 'F6', code: 'F6', shiftKey: true }],
  ['Ctrl+Enter', { ...plain, key: 'Enter', code: 'Enter', ctrlKey: true }],
  // Hangul input: the letter key keeps its place.
  ['Meta+K', { ...plain, key: 'ㅏ', code: 'KeyK', metaKey: true }],
])('%s', (name, press) => {
  expect(keyName(press)).toBe(name);
});
