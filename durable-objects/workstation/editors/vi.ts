import {
  backspace,
  columnBy,
  currentLine,
  deleteForward,
  insertLines,
  insertText,
  lineAt,
  moveBy,
  moveToRow,
  newBuffer,
  removeInLine,
  removeLines,
  textOf,
} from './buffer.ts';
import { isCharacter, type Key } from './keys.ts';
import type { Editor, Effect } from './program.ts';
import { type Screen, type Size, textRows } from './screen.ts';
import { runLine, search } from './vi-commands.ts';
import { follow, type Motion, motionOf } from './vi-motions.ts';
import { remember, undo, type ViState } from './vi-state.ts';

export const vi: Editor<ViState> = {
  name: 'vi',
  open: (file, text) => ({
    file,
    buffer: newBuffer(text ?? ''),
    mode: 'normal',
    typed: '',
    count: '',
    pending: '',
    message: text === undefined ? `"${file}" [New]` : wroteMessage(file, text, ''),
    register: { lines: [], linewise: true },
    sought: '',
    undo: [],
  }),
  press(state, key, size) {
    if (state.mode === 'command') return typeCommand(state, key);
    state.message = '';
    if (state.mode === 'insert') {
      typeText(state, key);
      return {};
    }
    return command(state, key, size);
  },
  screen,
  written(state, error) {
    state.buffer.isModified &&= error !== undefined;
    state.message =
      error === undefined
        ? wroteMessage(state.file, textOf(state.buffer), ' written')
        : `"${state.file}" E212: Can't open file for writing: ${error}`;
  },
};

function wroteMessage(file: string, text: string, done: string): string {
  const lines = text === '' ? 0 : newBuffer(text).lines.length;
  return `"${file}" ${lines}L, ${text.length}B${done}`;
}

function typeCommand(state: ViState, key: Key): Effect {
  if (key === 'escape' || key === '^c' || (key === 'backspace' && state.typed.length === 1)) {
    state.mode = 'normal';
    state.typed = '';
    return {};
  }
  if (key === 'enter') {
    const line = state.typed;
    state.mode = 'normal';
    state.typed = '';
    state.message = '';
    return runLine(state, line);
  }
  if (key === 'backspace') state.typed = state.typed.slice(0, -1);
  else if (isCharacter(key)) state.typed += key;
  return {};
}

function typeText(state: ViState, key: Key): void {
  const { buffer } = state;
  switch (key) {
    case 'escape':
    case '^c':
      state.mode = 'normal';
      if (buffer.column > 0) moveBy(buffer, -1);
      return;
    case 'enter':
      insertText(buffer, '\n');
      return;
    case 'tab':
      insertText(buffer, '\t');
      return;
    case 'backspace':
      backspace(buffer);
      return;
    case 'delete':
      deleteForward(buffer);
      return;
    case 'left':
      moveBy(buffer, -1);
      return;
    case 'right':
      moveBy(buffer, 1);
      return;
    case 'up':
      moveToRow(buffer, buffer.row - 1);
      return;
    case 'down':
      moveToRow(buffer, buffer.row + 1);
      return;
    case 'home':
      buffer.column = 0;
      return;
    case 'end':
      buffer.column = currentLine(buffer).length;
      return;
    default:
      if (isCharacter(key)) insertText(buffer, key);
  }
}

function command(state: ViState, key: Key, { rows }: Size): Effect {
  const { buffer, pending } = state;
  if (key === 'escape' || key === '^c') {
    reset(state);
    return {};
  }
  if (pending === 'r') {
    reset(state);
    if (isCharacter(key) && buffer.column < currentLine(buffer).length) {
      remember(state);
      deleteForward(buffer);
      insertText(buffer, key);
      moveBy(buffer, -1);
    }
    return {};
  }
  if (/^[1-9]$/.test(key) || (key === '0' && state.count !== '')) {
    state.count += key;
    return {};
  }
  const count = Math.min(Number(state.count || '1'), 9_999);
  if (pending === 'Z') {
    reset(state);
    if (key === 'Z')
      return buffer.isModified
        ? { write: { file: state.file, text: textOf(buffer) }, exit: 0 }
        : { exit: 0 };
    return key === 'Q' ? { exit: 0 } : {};
  }
  const motion = jump(state, key) ?? motionOf(buffer, key, count, Math.max(1, rows - 3));
  if ('dcy><'.includes(pending) && pending !== '') {
    operate(state, pending, key, count, motion);
    return {};
  }
  if (motion) {
    reset(state);
    follow(buffer, motion);
    keepOnText(state);
    return {};
  }
  act(state, key, count);
  return {};
}

/** `G` and `gg`, whose count is a line's number. */
function jump(state: ViState, key: Key): Motion | undefined {
  const { buffer, pending, count } = state;
  const isTop = pending.endsWith('g') && key === 'g';
  if (key !== 'G' && !isTop) return undefined;
  const last = buffer.lines.length - 1;
  const row = count === '' ? (isTop ? 0 : last) : Math.min(Number(count) - 1, last);
  return { row, column: 0, linewise: true, inclusive: true };
}

function reset(state: ViState): void {
  state.count = '';
  state.pending = '';
}

/** In normal mode the cursor stands on a character. */
function keepOnText({ buffer }: ViState): void {
  if (buffer.column > 0 && buffer.column >= currentLine(buffer).length) {
    buffer.column = currentLine(buffer).length;
    if (buffer.column > 0) moveBy(buffer, -1);
  }
}

/** An operator with its motion: `dw`, `3dd`, `c$`, `yG`. */
function operate(
  state: ViState,
  operator: string,
  key: Key,
  count: number,
  motion: Motion | undefined,
): void {
  const { buffer } = state;
  if (key === 'g' && !operator.endsWith('g')) {
    state.pending = operator;
    return;
  }
  reset(state);
  const whole =
    key === operator
      ? { row: Math.min(buffer.row + count - 1, buffer.lines.length - 1), linewise: true }
      : motion;
  if (!whole) return;
  if (operator !== 'y') remember(state);
  if (whole.linewise || operator === '>' || operator === '<') overLines(state, operator, whole.row);
  else if (motion) withinLine(state, operator, motion, key);
  if (state.mode === 'normal') keepOnText(state);
}

function overLines(state: ViState, operator: string, row: number): void {
  const { buffer } = state;
  const [from, to] = [Math.min(buffer.row, row), Math.max(buffer.row, row)];
  if (operator === '>' || operator === '<') {
    for (let at = from; at <= to; at += 1) {
      const line = lineAt(buffer, at);
      buffer.lines[at] = operator === '>' ? `  ${line}` : line.replace(/^ {1,2}/, '');
    }
    buffer.isModified = true;
    moveToRow(buffer, from);
    return;
  }
  state.register = { lines: buffer.lines.slice(from, to + 1), linewise: true };
  if (operator === 'y') {
    moveToRow(buffer, from);
    return;
  }
  if (operator === 'd') {
    removeLines(buffer, from, to - from + 1);
    return;
  }
  buffer.lines.splice(from, to - from + 1, '');
  Object.assign(buffer, { row: from, column: 0, isModified: true });
  state.mode = 'insert';
}

function withinLine(state: ViState, operator: string, motion: Motion, key: Key): void {
  const { buffer } = state;
  const line = currentLine(buffer);
  // A word's end is as far as `cw` goes, and no word operation goes over the line's end.
  const target =
    motion.row === buffer.row ? motion.column : motion.row > buffer.row ? line.length : 0;
  const end = target + (motion.inclusive ? 1 : 0);
  const [from, wide] = [Math.min(buffer.column, target), Math.max(buffer.column, end)];
  const isWordChange = operator === 'c' && key === 'w';
  const to = isWordChange ? from + line.slice(from, wide).trimEnd().length : wide;
  state.register = { lines: [line.slice(from, to)], linewise: false };
  if (operator === 'y') {
    buffer.column = from;
    return;
  }
  removeInLine(buffer, from, to);
  if (operator === 'c') state.mode = 'insert';
}

/** Keys that are neither motions nor operators. */
function act(state: ViState, key: Key, count: number): void {
  const { buffer } = state;
  reset(state);
  if ('dcyg>Zr<'.includes(key) && isCharacter(key)) {
    state.pending = key;
    if (count > 1) state.count = String(count);
    return;
  }
  if (key === ':' || key === '/') {
    state.mode = 'command';
    state.typed = key;
    return;
  }
  if (key === 'n') {
    search(state, '');
    return;
  }
  if (key === 'u') {
    undo(state);
    keepOnText(state);
    return;
  }
  const change = changes[key];
  if (!change) return;
  remember(state);
  change(state, count);
  if (state.mode === 'normal') keepOnText(state);
  else buffer.column = Math.min(buffer.column, currentLine(buffer).length);
}

/** What changes the text, by key. */
const changes: { readonly [key: Key]: ((state: ViState, count: number) => void) | undefined } = {
  i: (state) => insertAt(state, state.buffer.column),
  a: (state) => insertAt(state, state.buffer.column + 1),
  I: (state) => insertAt(state, currentLine(state.buffer).search(/\S|$/)),
  A: (state) => insertAt(state, currentLine(state.buffer).length),
  o: (state) => {
    insertLines(state.buffer, state.buffer.row + 1, ['']);
    state.mode = 'insert';
  },
  O: (state) => {
    insertLines(state.buffer, state.buffer.row, ['']);
    state.mode = 'insert';
  },
  x: (state, count) => cutRight(state, rightOf(state, count)),
  delete: (state, count) => cutRight(state, rightOf(state, count)),
  D: (state) => cutRight(state, currentLine(state.buffer).length),
  C: (state) => {
    cutRight(state, currentLine(state.buffer).length);
    state.mode = 'insert';
  },
  s: (state, count) => {
    cutRight(state, rightOf(state, count));
    state.mode = 'insert';
  },
  J: ({ buffer }) => {
    if (buffer.row >= buffer.lines.length - 1) return;
    buffer.column = currentLine(buffer).length;
    const next = lineAt(buffer, buffer.row + 1).trimStart();
    buffer.lines[buffer.row + 1] = next === '' ? '' : ` ${next}`;
    deleteForward(buffer);
  },
  p: (state, count) => paste(state, count, 1),
  P: (state, count) => paste(state, count, 0),
};

function insertAt(state: ViState, column: number): void {
  state.buffer.column = Math.min(column, currentLine(state.buffer).length);
  state.mode = 'insert';
}

function rightOf({ buffer }: ViState, count: number): number {
  return columnBy(currentLine(buffer), buffer.column, count);
}

function cutRight(state: ViState, to: number): void {
  const { buffer } = state;
  const end = Math.min(to, currentLine(buffer).length);
  const text = removeInLine(buffer, buffer.column, end);
  state.register = { lines: [text], linewise: false };
}

function paste({ buffer, register }: ViState, count: number, after: 0 | 1): void {
  const { lines, linewise } = register;
  if (lines.length === 0) return;
  if (linewise) {
    const all = Array.from({ length: count }, () => lines).flat();
    insertLines(buffer, buffer.row + after, all);
    return;
  }
  buffer.column = Math.min(buffer.column + after, currentLine(buffer).length);
  insertText(buffer, (lines[0] ?? '').repeat(count));
  moveBy(buffer, -1);
}

function screen({ buffer, mode, typed, message }: ViState, { columns, rows }: Size): Screen {
  const height = Math.max(1, rows - 1);
  const text = textRows(buffer, columns, height, '~');
  const status = mode === 'command' ? typed : mode === 'insert' ? '-- INSERT --' : message;
  return {
    lines: [...text.rows, status.slice(0, columns)],
    inverted: [],
    row: mode === 'command' ? height : text.row,
    column: mode === 'command' ? Math.min(typed.length, columns - 1) : text.column,
  };
}
