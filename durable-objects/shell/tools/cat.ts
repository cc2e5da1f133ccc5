import { defineFilter, inputs } from './filter.ts';

/** `cat [-n] [-b] [-v] [-e] [-t] [-A] files`. */
export const cat = defineFilter<{ letters: string; number: number; isLineStart: boolean }>({
  name: 'cat',
  usage: '[-nbvteA] [FILE]...',
  letters: 'nbvteAu',
  start: (options) => ({
    files: inputs(options.operands),
    state: {
      letters: [...'nbvteA'].filter((letter) => options.has(letter)).join(''),
      number: 0,
      isLineStart: true,
    },
  }),
  chunk: (state, bytes, context) => {
    if (state.letters === '') context.out(bytes);
    else
      for (const line of bytes.match(/[^\n]*\n|[^\n]+$/g) ?? []) context.out(decorate(state, line));
    return undefined;
  },
  end: (_state, _context, failed) => (failed ? 1 : 0),
});

function decorate(
  state: { letters: string; number: number; isLineStart: boolean },
  line: string,
): string {
  const { letters } = state;
  const hasNumber = letters.includes('b') ? line !== '\n' : letters.includes('n');
  let prefix = '';
  if (state.isLineStart && hasNumber) {
    state.number += 1;
    prefix = `${String(state.number).padStart(6)}\t`;
  }
  state.isLineStart = line.endsWith('\n');
  let text = line.replace(/\n$/, '');
  if (/[vteA]/.test(letters))
    text = text.replace(
      /(?![\n\t])[^ -\xff]/g,
      (c) => `^${String.fromCharCode(c.charCodeAt(0) + 64)}`,
    );
  if (/[tA]/.test(letters)) text = text.replace(/\t/g, '^I');
  const end = line.endsWith('\n') ? (/[eA]/.test(letters) ? '$\n' : '\n') : '';
  return prefix + text + end;
}
