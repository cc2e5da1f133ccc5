import {
  backspace,
  currentLine,
  deleteForward,
  findText,
  insertLines,
  insertText,
  moveBy,
  moveToRow,
  newBuffer,
  removeLines,
  type TextBuffer,
  textOf,
} from './buffer.ts';
import { isCharacter, type Key } from './keys.ts';
import type { Editor, Effect } from './program.ts';
import { type Screen, type Size, textRows } from './screen.ts';

/** A small nano, plain JSON. */
interface NanoState {
  file: string;
  buffer: TextBuffer;
  /** The line above the help. */
  message: string;
  /** What is asked there; null: the text is edited. */
  question: Question | null;
  /** Lines that were cut; several cut in a row stay together. */
  cut: string[];
  isCutting: boolean;
  sought: string;
  /** It ends once the file is written. */
  isLeaving: boolean;
}

interface Question {
  readonly of: 'save' | 'name' | 'search' | 'line';
  answer: string;
}

/** Rows that are not text: the title, the message and two of help. */
const frameRows = 4;

export const nano: Editor<NanoState> = {
  name: 'nano',
  open: (file, text) => ({
    file,
    buffer: newBuffer(text ?? ''),
    message: text === undefined ? '[ New File ]' : readMessage(text),
    question: null,
    cut: [],
    isCutting: false,
    sought: '',
    isLeaving: false,
  }),
  press,
  screen,
  written(state, error) {
    if (error !== undefined) {
      state.message = `[ Error writing ${state.file}: ${error} ]`;
      state.isLeaving = false;
      return;
    }
    const { length } = state.buffer.lines;
    state.buffer.isModified = false;
    state.message = `[ Wrote ${length} line${length === 1 ? '' : 's'} ]`;
  },
};

function readMessage(text: string): string {
  const { length } = newBuffer(text).lines;
  return `[ Read ${length} line${length === 1 ? '' : 's'} ]`;
}

function press(state: NanoState, key: Key, size: Size): Effect {
  state.message = '';
  if (state.question) return answer(state, state.question, key);
  const wasCutting = state.isCutting;
  state.isCutting = key === '^k';
  const { buffer } = state;
  const page = Math.max(1, size.rows - frameRows - 2);
  switch (key) {
    case '^x':
      if (!buffer.isModified) return { exit: 0 };
      state.question = { of: 'save', answer: '' };
      return {};
    case '^o':
      state.question = { of: 'name', answer: state.file };
      return {};
    case '^w':
      state.question = { of: 'search', answer: '' };
      return {};
    case '^_':
      state.question = { of: 'line', answer: '' };
      return {};
    case '^k':
      if (!wasCutting) state.cut = [];
      state.cut.push(...removeLines(buffer, buffer.row, 1));
      return {};
    case '^u':
      if (state.cut.length > 0) {
        const { length } = state.cut;
        insertLines(buffer, buffer.row, state.cut);
        moveToRow(buffer, buffer.row + length);
      }
      return {};
    case '^c':
      state.message = `[ line ${buffer.row + 1}/${buffer.lines.length}, col ${buffer.column + 1}/${currentLine(buffer).length + 1} ]`;
      return {};
    case 'page-up':
    case '^y':
      moveToRow(buffer, buffer.row - page);
      return {};
    case 'page-down':
    case '^v':
      moveToRow(buffer, buffer.row + page);
      return {};
    default:
      type(buffer, key);
      return {};
  }
}

function type(buffer: TextBuffer, key: Key): void {
  switch (key) {
    case 'up':
    case '^p':
      moveToRow(buffer, buffer.row - 1);
      return;
    case 'down':
    case '^n':
      moveToRow(buffer, buffer.row + 1);
      return;
    case 'left':
    case '^b':
      moveBy(buffer, -1);
      return;
    case 'right':
    case '^f':
      moveBy(buffer, 1);
      return;
    case 'home':
    case '^a':
      buffer.column = 0;
      return;
    case 'end':
    case '^e':
      buffer.column = currentLine(buffer).length;
      return;
    case 'backspace':
      backspace(buffer);
      return;
    case 'delete':
    case '^d':
      deleteForward(buffer);
      return;
    case 'enter':
      insertText(buffer, '\n');
      return;
    case 'tab':
      insertText(buffer, '\t');
      return;
    default:
      if (isCharacter(key)) insertText(buffer, key);
  }
}

function answer(state: NanoState, question: Question, key: Key): Effect {
  if (key === '^c' || key === 'escape') {
    state.question = null;
    state.message = '[ Cancelled ]';
    state.isLeaving = false;
    return {};
  }
  if (question.of === 'save') return decide(state, key);
  if (key === 'enter') {
    state.question = null;
    return done(state, question);
  }
  if (key === 'backspace') question.answer = question.answer.slice(0, -1);
  else if (isCharacter(key)) question.answer += key;
  return {};
}

/** Save modified buffer? */
function decide(state: NanoState, key: Key): Effect {
  if (key === 'n' || key === 'N') return { exit: 0 };
  if (key !== 'y' && key !== 'Y') return {};
  state.isLeaving = true;
  state.question = { of: 'name', answer: state.file };
  return {};
}

function done(state: NanoState, { of, answer: text }: Question): Effect {
  const { buffer } = state;
  if (of === 'search') {
    if (text !== '') state.sought = text;
    const found = findText(buffer, state.sought);
    if (found) Object.assign(buffer, found);
    else state.message = `[ "${state.sought}" not found ]`;
  } else if (of === 'line') {
    const row = Number.parseInt(text, 10);
    if (Number.isNaN(row)) state.message = '[ Invalid line or column number ]';
    else moveToRow(buffer, row - 1);
  } else if (text !== '') {
    state.file = text;
    const write = { file: text, text: textOf(buffer) };
    return state.isLeaving ? { write, exit: 0 } : { write };
  }
  return {};
}

const questions = {
  save: 'Save modified buffer?  (Y/N, ^C cancels)',
  name: 'File Name to Write: ',
  search: 'Search: ',
  line: 'Enter line number: ',
};

function screen({ file, buffer, message, question }: NanoState, { columns, rows }: Size): Screen {
  const height = Math.max(1, rows - frameRows);
  const text = textRows(buffer, columns, height, '');
  const name = file === '' ? 'New Buffer' : file;
  const title = `  GNU nano${' '.repeat(Math.max(2, Math.floor((columns - name.length) / 2) - 10))}${name}`;
  const mark = buffer.isModified ? 'Modified ' : '';
  const head = `${title.padEnd(columns - mark.length)}${mark}`.slice(0, columns);
  const line = question
    ? `${questions[question.of]}${question.answer}`
    : ' '.repeat(Math.max(0, Math.floor((columns - message.length) / 2))) + message;
  const asked = Math.min(line.length, columns - 1);
  return {
    lines: [
      head,
      ...text.rows,
      line.slice(0, columns),
      '^O Write Out  ^W Where Is   ^K Cut   ^U Paste  ^_ Go To Line'.slice(0, columns),
      '^X Exit       ^C Location   ^A Home  ^E End    ^Y/^V Page'.slice(0, columns),
    ],
    inverted: question ? [0, height + 1] : [0],
    row: question ? height + 1 : text.row + 1,
    column: question ? asked : text.column,
  };
}
