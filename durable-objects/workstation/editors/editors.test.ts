import { describe, expect, test } from 'vitest';
import { keysOf } from './keys.ts';
import { nano } from './nano.ts';
import type { Editor } from './program.ts';
import { vi } from './vi.ts';

const size = { columns: 60, rows: 8 };

/** Plays keys on a file; the text that was written last, or why there is none. */
function play<State>(editor: Editor<State>, text: string, typed: string): string {
  const state = editor.open('f', text, size);
  let file = '(not written)';
  for (const key of keysOf(typed)) {
    const { write, exit } = editor.press(state, key, size);
    if (write) {
      file = write.text;
      editor.written(state, undefined);
    }
    if (exit !== undefined) return exit === 0 ? file : `(exit ${exit})`;
  }
  return `(open) ${editor.screen(state, size).lines.at(-1)?.trim()}`;
}

const abc = 'one two\nthree\nfour\n';

describe('vi', () => {
  test.each([
    ['goes without a change', ':q\r', '(not written)'],
    [
      'does not lose a change',
      'x:q\r',
      '(open) E37: No write since last change (add ! to override)',
    ],
    ['loses it when told to', 'x:q!\r', '(not written)'],
    ['insert and append', 'ia\x1bAz\x1b:wq\r', 'aone twoz\nthree\nfour\n'],
    ['new lines', 'oA\rB\x03OC\x1b:x\r', 'one two\nA\nC\nB\nthree\nfour\n'],
    ['delete a word, a line, three characters', 'dwjdd3xZZ', 'two\nr\n'],
    ['counts and paste', '2ddp:wq\r', 'four\none two\nthree\n'],
    ['copy above', 'yyjP:wq\r', 'one two\none two\nthree\nfour\n'],
    ['change a word, to the end', 'cwX\x1bwCY\x1b:wq\r', 'X Y\nthree\nfour\n'],
    ['replace, join', 'rOJ:wq\r', 'One two three\nfour\n'],
    ['search, go to, undo', '/four\rx2GxuGA!\x1b:wq\r', 'one two\nthree\nour!\n'],
    ['substitute', ':%s/o/0/g\r:wq\r', '0ne tw0\nthree\nf0ur\n'],
    ['substitute in one line', ':s/t\\(.*\\)/x/\r:s/two/&&/\r:wq\r', 'one twotwo\nthree\nfour\n'],
    ['arrows while inserting', 'i\x1b[B\x1b[FX\x1b:wq\r', 'one two\nthreeX\nfour\n'],
    ['first and last line', 'Gddggdd:wq\r', 'three\n'],
    ['an unknown command', ':nope\r', '(open) E492: Not an editor command: nope'],
    ['a wide character is one', 'i한😀\x1bx:wq\r', '한one two\nthree\nfour\n'],
  ])('%s', (_title, typed, expected) => {
    expect(play(vi, abc, typed)).toBe(expected);
  });
});

describe('nano', () => {
  test.each([
    ['goes without a change', '\x18', '(not written)'],
    ['asks about a change', 'X\x18y\r', 'Xone two\nthree\nfour\n'],
    ['loses it when told to', 'X\x18n', '(not written)'],
    ['writes and goes', '\x05!\x0f\r\x18', 'one two!\nthree\nfour\n'],
    [
      'cuts and pastes lines',
      '\x0b\x0b\x15\x15\x0f\r\x18',
      'one two\nthree\none two\nthree\nfour\n',
    ],
    ['searches', '\x17four\rX\x0f\r\x18', 'one two\nthree\nXfour\n'],
    ['goes to a line', '\x1f2\rX\x0f\r\x18', 'one two\nXthree\nfour\n'],
    ['joins and breaks lines', '\x1b[B\x7f\x1b[C\r\x0f\r\x18', 'one twot\nhree\nfour\n'],
  ])('%s', (_title, typed, expected) => {
    expect(play(nano, abc, typed)).toBe(expected);
  });
});

test('the screen follows the cursor', () => {
  const text = Array.from({ length: 20 }, (_line, i) => `line ${i + 1}`).join('\n');
  const state = vi.open('f', text, size);
  for (const key of keysOf('15G')) vi.press(state, key, size);
  const { lines, row } = vi.screen(state, size);
  expect(lines.slice(0, 2)).toEqual(['line 9', 'line 10']);
  expect(row).toBe(6);
});
