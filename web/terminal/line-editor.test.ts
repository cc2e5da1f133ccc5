import { describe, expect, test } from 'vitest';
import { isIncomplete } from './incomplete.ts';
import { keysOf } from './keys.ts';
import {
  accept,
  commonStart,
  completeWith,
  emptyLine,
  insert,
  type LineState,
  press,
  textOf,
} from './line-editor.ts';
import { position, redraw } from './line-screen.ts';
import { cells } from './width.ts';

function typed(data: string, line: LineState = emptyLine): LineState {
  return keysOf(data).reduce(press, line);
}

/** The line with a | where the cursor is. */
function shown(line: LineState): string {
  return [...line.text.slice(0, line.cursor), '|', ...line.text.slice(line.cursor)].join('');
}

const left = '\x1b[D';
const home = '\x01';
const end = '\x1b[F';

describe('editing', () => {
  test.each([
    ['abc', 'abc|'],
    [`abc${left}${left}x`, 'ax|bc'],
    [`abc${home}x${end}y`, 'xabcy|'],
    ['abc\x7f\x7f', 'a|'],
    [`abc${home}\x7f`, '|abc'],
    [`abc${home}\x1b[3~`, '|bc'],
    ['한글\x7f', '한|'],
    [`한글${left}x`, '한x|글'],
    ['a😀b\x7f\x7f', 'a|'],
    ['kubectl get pods\x17', 'kubectl get |'],
    ['kubectl get  \x17', 'kubectl |'],
    ['get pods -n x\x1bb\x1bb', 'get pods -|n x'],
    [`get pods${home}\x1bf`, 'get| pods'],
    [`abcdef${left}${left}\x0b`, 'abcd|'],
    [`abcdef${left}${left}\x15`, '|ef'],
    // Unknown sequences type nothing.
    ['a\x1b[15~\x1b[1;2Pb\x00', 'ab|'],
    ['\x1b[200~a\r\nb\x1b[201~c', 'a\nbc|'],
  ])('%j', (data, expected) => {
    expect(shown(typed(data))).toBe(expected);
  });
});

describe('history', () => {
  const after = ['one', 'two', 'two', '  '].reduce(
    (line, text) => accept(insert(line, text)),
    emptyLine,
  );

  test.each([
    ['\x1b[A', 'two|'],
    ['\x1b[A\x1b[A', 'one|'],
    ['\x1b[A\x1b[A\x1b[A', 'one|'],
    ['draft\x1b[A\x1b[B', 'draft|'],
    ['\x1b[B', '|'],
  ])('%j', (data, expected) => {
    expect(shown(typed(data, after))).toBe(expected);
  });
});

test('a completion replaces the word up to the cursor', () => {
  const line = typed(`kubectl get pod we -o wide${left.repeat(8)}`);
  expect(shown(completeWith(line, 'web-0', 16))).toBe('kubectl get pod web-0| -o wide');
  expect(commonStart(['web-0', 'web-1', 'we'])).toBe('we');
  expect(commonStart([])).toBe('');
});

test.each([
  ['echo a', false],
  ['echo "a', true],
  ["echo 'it", true],
  ['echo "a\\" b', true],
  ["echo it\\'s", false],
  ['kubectl get pods \\', true],
  ['echo a\\\\', false],
  ['cat <<EOF', true],
  ["cat <<EOF\nit's\nEOF", false],
  ["cat <<'EOF' | kubectl apply -f -\nkind: Pod", true],
  ['cat <<-EOF\n\tx\n\tEOF', false],
])('%j asks for another line: %s', (text, expected) => {
  expect(isIncomplete(text)).toBe(expected);
});

describe('where a line stands', () => {
  const view = (text: string, columns: number) => ({
    prompt: '$ ',
    promptCells: 2,
    text: [...text],
    cursor: [...text].length,
    columns,
  });

  test.each([
    ['', 10, 0, 2],
    ['abcdefg', 10, 0, 9],
    ['abcdefgh', 10, 1, 0],
    // A wide character that doesn't fit goes to the next row whole.
    ['abcdefg한', 10, 1, 2],
    ['한글한글', 10, 1, 0],
    ['a\nbc', 10, 1, 4],
  ])('%j in %d columns', (text, columns, row, column) => {
    expect(position(view(text, columns), [...text].length)).toEqual({ row, column });
  });

  test('it is drawn over what stood there', () => {
    const { output, drawn } = redraw({ row: 1 }, { ...view('ab', 80), cursor: 1 });
    expect(output).toBe('\x1b[1A\r\x1b[J$ \x1b[1mab\x1b[0m\r\x1b[3C');
    expect(drawn).toEqual({ row: 0 });
  });
});

test('Hangul takes two cells', () => {
  expect([cells('파드 a'), cells('e\u0301'), textOf(emptyLine)]).toEqual([6, 1, '']);
});
