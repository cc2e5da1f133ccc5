import { findText, moveToRow, textOf } from './buffer.ts';
import type { Effect } from './program.ts';
import { remember, type ViState } from './vi-state.ts';

/** Does what was typed in the last row: `:wq`, `:12`, `:%s/a/b/g`, `/text`. */
export function runLine(state: ViState, line: string): Effect {
  if (line.startsWith('/')) {
    search(state, line.slice(1));
    return {};
  }
  return runCommand(state, line.slice(1).trim());
}

/** Moves the cursor to the next place of a text, or of the one sought last. */
export function search(state: ViState, text: string): void {
  if (text !== '') state.sought = text;
  const found = findText(state.buffer, state.sought);
  if (found) Object.assign(state.buffer, found);
  else state.message = `E486: Pattern not found: ${state.sought}`;
}

function runCommand(state: ViState, command: string): Effect {
  const { buffer } = state;
  const [, word = '', force = '', name = ''] = /^([a-z]+)(!?)(?:\s+(\S+))?$/.exec(command) ?? [];
  const file = name || state.file;
  switch (word) {
    case 'w':
      return saved(state, file);
    case 'wq':
    case 'x':
      return word === 'x' && !buffer.isModified ? { exit: 0 } : { ...saved(state, file), exit: 0 };
    case 'q':
      if (buffer.isModified && force === '') {
        state.message = 'E37: No write since last change (add ! to override)';
        return {};
      }
      return { exit: 0 };
    case 'cq':
      return { exit: 1 };
    case 'set':
    case 'syntax':
      return {};
  }
  if (/^\d+$/.test(command)) moveToRow(buffer, Number(command) - 1);
  else if (command === '$') moveToRow(buffer, buffer.lines.length - 1);
  else if (!substitute(state, command) && command !== '')
    state.message = `E492: Not an editor command: ${command}`;
  return {};
}

function saved(state: ViState, file: string): Effect {
  if (file === '') {
    state.message = 'E32: No file name';
    return {};
  }
  state.file = file;
  return { write: { file, text: textOf(state.buffer) } };
}

/** `:s/a/b/g` here, `:%s/a/b/g` everywhere; false when it is no such command. */
function substitute(state: ViState, command: string): boolean {
  const parts = /^(%?)s\/((?:[^/\\]|\\.)*)\/((?:[^/\\]|\\.)*)(?:\/([gi]*))?$/.exec(command);
  if (!parts) return false;
  const [, everywhere, pattern = '', replacement = '', flags = ''] = parts;
  const { buffer } = state;
  const expression = compiled(pattern, flags);
  if (!expression) {
    state.message = `E486: Pattern not found: ${pattern}`;
    return true;
  }
  remember(state);
  const text = replacement.replace(/\\\//g, '/').replace(/\$/g, '$$$$').replace(/&/g, '$$&');
  let changed = 0;
  for (const [row, line] of buffer.lines.entries()) {
    if (!everywhere && row !== buffer.row) continue;
    const next = line.replace(expression, text);
    if (next === line) continue;
    buffer.lines[row] = next;
    buffer.isModified = true;
    changed += 1;
  }
  if (changed === 0) state.message = `E486: Pattern not found: ${pattern}`;
  return true;
}

function compiled(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern.replace(/\\\//g, '/'), flags);
  } catch {
    return undefined;
  }
}
