import type { ByteString } from '../bytes.ts';
import { limits } from '../limits.ts';
import { filesOf } from '../machine/kernel.ts';
import { glob } from './glob.ts';
import { type Interpreter, ShellError } from './interpreter.ts';
import { isPattern, quotePattern } from './pattern.ts';
import type { Segment } from './state.ts';
import { getParameter } from './variables.ts';

/** The words an expanded word becomes: split by IFS, then matched against file names. */
export function fieldsOf(interpreter: Interpreter, segments: readonly Segment[]): ByteString[] {
  const fields = split(segments, separators(interpreter));
  const words = fields.flatMap((field) => expandField(interpreter, field));
  if (words.length > limits.expandedWords)
    throw new ShellError(`expansion of more than ${limits.expandedWords} words`);
  return words;
}

/** IFS. */
export function separators(interpreter: Interpreter): string {
  const value = getParameter(interpreter, 'IFS');
  return typeof value === 'string' ? value : ' \t\n';
}

/** A word as one string: quotes removed, nothing split; several parameters joined by a blank. */
export function stringOf(segments: readonly Segment[]): ByteString {
  return segments.map(({ kind, text }) => (kind === 'break' ? ' ' : text)).join('');
}

/** A word as a pattern, in which what was quoted matches only itself. */
export function patternOf(segments: readonly Segment[]): string {
  return segments
    .map(({ kind, text }) =>
      kind === 'quoted' ? quotePattern(text) : kind === 'break' ? ' ' : text,
    )
    .join('');
}

/** A word as a regular expression, likewise. */
export function regexOf(segments: readonly Segment[]): string {
  return segments
    .map(({ kind, text }) =>
      kind === 'quoted' ? text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : text,
    )
    .join('');
}

type Field = { pieces: Segment[] };

function split(segments: readonly Segment[], ifs: string): Field[] {
  const fields: Field[] = [];
  let field: Field | undefined;
  const end = () => {
    if (field) fields.push(field);
    field = undefined;
  };
  const add = (piece: Segment) => {
    field ??= { pieces: [] };
    field.pieces.push(piece);
  };
  for (const segment of segments) {
    if (segment.kind === 'break') end();
    else if (segment.kind !== 'expanded') {
      if (segment.text !== '' || segment.kind === 'quoted') add(segment);
    } else splitText(segment.text, ifs, add, end, () => field !== undefined);
  }
  end();
  return fields;
}

/** White space in IFS separates in runs; any other character ends one field each. */
function splitText(
  text: string,
  ifs: string,
  add: (piece: Segment) => void,
  end: () => void,
  isOpen: () => boolean,
): void {
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at];
    if (character !== undefined && !ifs.includes(character)) continue;
    if (at > from) add({ kind: 'expanded', text: text.slice(from, at) });
    from = at + 1;
    if (character === undefined) return;
    if (!/\s/.test(character)) {
      const wasBlank = at > 0 && /\s/.test(text[at - 1] ?? '') && !isOpen();
      if (!isOpen() && !wasBlank) add({ kind: 'quoted', text: '' });
    }
    end();
  }
}

function expandField(interpreter: Interpreter, { pieces }: Field): ByteString[] {
  const { shell, process, kernel } = interpreter;
  const literal = pieces.map(({ text }) => text).join('');
  if (shell.options.noglob) return [literal];
  const hasWildcard = pieces.some(({ kind, text }) => kind !== 'quoted' && /[*?[]/.test(text));
  if (!hasWildcard) return [literal];
  const pattern = patternOf(pieces);
  if (!isPattern(pattern)) return [literal];
  const found = glob(filesOf(kernel, process), process.cwd, pattern);
  return found.length > 0 ? found : [literal];
}
