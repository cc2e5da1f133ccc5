import type { TextBuffer } from './buffer.ts';

/** A small vi, plain JSON. */
export interface ViState {
  file: string;
  buffer: TextBuffer;
  mode: 'normal' | 'insert' | 'command';
  /** What is typed in the last row, with its `:` or `/`. */
  typed: string;
  count: string;
  /** A key that waits for another one: `d`, `c`, `y`, `g`, `r`, `Z`, `>`, `<`. */
  pending: string;
  message: string;
  /** What was deleted or copied last. */
  register: { lines: string[]; linewise: boolean };
  sought: string;
  /** Texts before the last changes, the latest last. */
  undo: Snapshot[];
}

export interface Snapshot {
  readonly lines: string[];
  readonly row: number;
  readonly column: number;
}

/** So many changes can be undone. */
const undoLimit = 30;

/** Remembers the text before a change. */
export function remember(state: ViState): void {
  const { lines, row, column } = state.buffer;
  state.undo.push({ lines: [...lines], row, column });
  if (state.undo.length > undoLimit) state.undo.shift();
}

/** Takes the last change back. */
export function undo(state: ViState): void {
  const last = state.undo.pop();
  if (!last) {
    state.message = 'Already at oldest change';
    return;
  }
  Object.assign(state.buffer, last, { isModified: true });
}
