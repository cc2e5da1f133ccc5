import { expect, test } from 'vitest';
import { parseMessage } from './parse.ts';

test.each([
  ['{"type":"run","terminal":"t1","line":"ls"}', true],
  ['{"type":"check","id":1}', true],
  ['{"type":"run","terminal":"t1"}', false],
  ['{"type":"skip","id":1,"by":"5"}', false],
  ['{"type":"toString"}', false],
  ['{"type":', false],
  ['[]', false],
  ['null', false],
])('%s is a message: %s', (text, isMessage) => {
  expect(parseMessage(text) !== undefined).toBe(isMessage);
});
