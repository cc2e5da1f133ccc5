import { defineFilter, inputs } from './filter.ts';
import type { Options } from './options.ts';
import { defineTool, linesOf, readFile } from './tool.ts';

/** `wc [-l] [-w] [-c] [-m] files`. */
export const wc = defineTool({
  name: 'wc',
  usage: '[-cmlwL] [FILE]...',
  letters: 'lwcmL',
  readsInput: (options) => options.operands.length === 0 || options.operands.includes('-'),
  run: (options, context, input) => {
    const letters = ['l', 'w', 'c', 'm', 'L'].filter((letter) => options.has(letter));
    const wanted = letters.length > 0 ? letters : ['l', 'w', 'c'];
    const totals = wanted.map(() => 0);
    let code = 0;
    const row = (counts: readonly number[], name: string) => {
      const isPlain = wanted.length === 1 && options.operands.length <= 1;
      const text = counts.map((n) => (isPlain ? String(n) : String(n).padStart(9))).join(' ');
      context.out(`${text}${name === '' ? '' : ` ${name}`}\n`);
    };
    for (const file of inputs(options.operands)) {
      const bytes = readFile(context, file, input);
      if (bytes === undefined) {
        code = 1;
        continue;
      }
      const counts = wanted.map((letter) => count(letter, bytes));
      for (const [n, one] of counts.entries())
        totals[n] = letterSum(wanted[n] ?? '', totals[n] ?? 0, one);
      row(counts, options.operands.length === 0 ? '' : file);
    }
    if (options.operands.length > 1) row(totals, 'total');
    return code;
  },
});

function letterSum(letter: string, total: number, one: number): number {
  return letter === 'L' ? Math.max(total, one) : total + one;
}

function count(letter: string, bytes: string): number {
  switch (letter) {
    case 'l':
      return bytes.split('\n').length - 1;
    case 'w':
      return bytes.split(/\s+/).filter((word) => word !== '').length;
    case 'm':
      return bytes.replace(/[\x80-\xbf]/g, '').length;
    case 'L':
      return Math.max(0, ...bytes.split('\n').map((line) => line.length));
    default:
      return bytes.length;
  }
}

/** `sort [-n] [-r] [-u] [-f] [-h] [-V] [-t c] [-k fields] [-o file] files`. */
export const sort = defineTool({
  name: 'sort',
  usage:
    '[-nrughMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...',
  letters: 'nrufhVbst:k:o:c',
  readsInput: (options) => options.operands.length === 0 || options.operands.includes('-'),
  run: (options, context, input) => {
    const lines: string[] = [];
    for (const file of inputs(options.operands)) {
      const bytes = readFile(context, file, input);
      if (bytes === undefined) return 2;
      lines.push(...linesOf(bytes));
    }
    const compare = comparison(options);
    if (options.has('c')) {
      const bad = lines.findIndex((line, n) => n > 0 && compare(lines[n - 1] ?? '', line) > 0);
      if (bad >= 0) context.err(`sort: -:${bad + 1}: disorder: ${lines[bad]}\n`);
      return bad >= 0 ? 1 : 0;
    }
    lines.sort(compare);
    const kept = options.has('u')
      ? lines.filter((line, n) => n === 0 || keyCompare(options)(lines[n - 1] ?? '', line) !== 0)
      : lines;
    const text = kept.map((line) => `${line}\n`).join('');
    const target = options.value('o');
    if (target === undefined) context.out(text);
    else context.fs.write(context.resolve(target), text);
    return 0;
  },
});

function comparison(options: Options): (a: string, b: string) => number {
  const byKey = keyCompare(options);
  return (a, b) => {
    const order = byKey(a, b);
    if (order !== 0) return order;
    if (options.has('s') || options.has('u')) return 0;
    return (a < b ? -1 : a > b ? 1 : 0) * (options.has('r') ? -1 : 1);
  };
}

function keyCompare(options: Options): (a: string, b: string) => number {
  const keys = options.all('k');
  const global = 'nrfhVb'
    .split('')
    .filter((letter) => options.has(letter))
    .join('');
  const separator = options.value('t');
  if (keys.length === 0) return (a, b) => compareAs(global, a, b);
  return (a, b) => {
    for (const key of keys) {
      const match = /^(\d+)(?:\.\d+)?([a-zA-Z]*)(?:,(\d+)(?:\.\d+)?([a-zA-Z]*))?$/.exec(key);
      const own = `${match?.[2] ?? ''}${match?.[4] ?? ''}` || global;
      const from = Number(match?.[1] ?? 1);
      const to = match?.[3] === undefined ? undefined : Number(match[3]);
      const order = compareAs(own, field(a, separator, from, to), field(b, separator, from, to));
      if (order !== 0) return order;
    }
    return 0;
  };
}

function field(
  line: string,
  separator: string | undefined,
  from: number,
  to: number | undefined,
): string {
  const fields = separator === undefined ? (line.match(/\s*[^\s]+/g) ?? []) : line.split(separator);
  return fields.slice(from - 1, to).join(separator ?? '');
}

function compareAs(letters: string, a: string, b: string): number {
  const sign = letters.includes('r') ? -1 : 1;
  if (letters.includes('n') || letters.includes('h')) {
    const difference = amount(a, letters) - amount(b, letters);
    return difference * sign;
  }
  if (letters.includes('V')) return versions(a, b) * sign;
  const [x, y] = letters.includes('f')
    ? [a.toUpperCase(), b.toUpperCase()]
    : letters.includes('b')
      ? [a.trimStart(), b.trimStart()]
      : [a, b];
  return (x < y ? -1 : x > y ? 1 : 0) * sign;
}

function amount(text: string, letters: string): number {
  const match = /^\s*(-?\d*\.?\d*)([KMGTP]?)/i.exec(text);
  const factor = letters.includes('h')
    ? 1024 ** ' KMGTP'.indexOf((match?.[2] ?? '').toUpperCase() || ' ')
    : 1;
  return (Number(match?.[1] || 0) || 0) * factor;
}

function versions(a: string, b: string): number {
  const split = (text: string) => text.match(/\d+|\D+/g) ?? [];
  const [x, y] = [split(a), split(b)];
  for (let n = 0; n < Math.max(x.length, y.length); n++) {
    const [p = '', q = ''] = [x[n], y[n]];
    if (p === q) continue;
    return /^\d/.test(p) && /^\d/.test(q)
      ? Number(p) - Number(q) || (p < q ? -1 : 1)
      : p < q
        ? -1
        : 1;
  }
  return 0;
}

/** `uniq [-c] [-d] [-u] [-i] [input]`. */
export const uniq = defineFilter<{ letters: string; line: string | null; count: number }>({
  name: 'uniq',
  usage: '[-cduiz] [-f,s,w N] [FILE [OUTFILE]]',
  letters: 'cdui',
  start: (options) => ({
    files: inputs(options.operands.slice(0, 1)),
    state: {
      letters: [...'cdui'].filter((letter) => options.has(letter)).join(''),
      line: null,
      count: 0,
    },
  }),
  line: (state, line, context) => {
    const isSame = state.letters.includes('i')
      ? state.line?.toLowerCase() === line.toLowerCase()
      : state.line === line;
    if (isSame) state.count += 1;
    else {
      context.out(uniqLine(state));
      Object.assign(state, { line, count: 1 });
    }
    return undefined;
  },
  end: (state, context, failed) => {
    context.out(uniqLine(state));
    return failed ? 1 : 0;
  },
});

function uniqLine({
  letters,
  line,
  count,
}: {
  letters: string;
  line: string | null;
  count: number;
}): string {
  if (line === null) return '';
  if ((letters.includes('d') && count === 1) || (letters.includes('u') && count > 1)) return '';
  return letters.includes('c') ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`;
}

/** `cut -f list [-d c] [-s]`, `cut -c list`, `cut -b list`. */
export const cut = defineFilter<{
  ranges: [number, number][];
  delimiter: string;
  isFields: boolean;
  isStrict: boolean;
}>({
  name: 'cut',
  usage: '{-b|c LIST | -f LIST [-d SEP] [-s]} [-D] [-O SEP] [FILE]...',
  letters: 'b:c:f:d:sn',
  start: (options, context) => {
    const list = options.value('f') ?? options.value('c') ?? options.value('b');
    const ranges = (list ?? '').split(',').map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
    if (list === undefined || list === '' || ranges.includes(null)) {
      context.err(
        list === undefined
          ? 'cut: expected a list of bytes, characters, or fields\n'
          : `cut: invalid number '${list}'\n`,
      );
      return { exit: 1 };
    }
    const pairs = ranges.map((range): [number, number] => {
      const [, from = '', dash = '', to = ''] = range ?? [];
      return [
        Number(from || 1),
        dash === '' ? Number(from) : to === '' ? Number.MAX_SAFE_INTEGER : Number(to),
      ];
    });
    const state = {
      ranges: pairs,
      delimiter: options.value('d') ?? '\t',
      isFields: options.has('f'),
      isStrict: options.has('s'),
    };
    return { files: inputs(options.operands), state };
  },
  line: ({ ranges, delimiter, isFields, isStrict }, line, context) => {
    if (isFields && !line.includes(delimiter)) {
      if (!isStrict) context.out(`${line}\n`);
      return undefined;
    }
    const items = isFields ? line.split(delimiter) : [...line];
    const kept = items.filter((_, n) => ranges.some(([from, to]) => n + 1 >= from && n + 1 <= to));
    context.out(`${kept.join(isFields ? delimiter : '')}\n`);
    return undefined;
  },
  end: (_state, _context, failed) => (failed ? 1 : 0),
});

/** `tr [-d] [-s] [-c] set1 [set2]`. */
export const tr = defineFilter<{ from: string; to: string; letters: string; last: string }>({
  name: 'tr',
  usage: '[-cds] STRING1 [STRING2]',
  letters: 'cCds',
  start: (options, context) => {
    const [first, second = ''] = options.operands;
    if (first === undefined) {
      context.err('tr: missing operand\n');
      return { exit: 1 };
    }
    const letters = [...'cCds']
      .filter((letter) => options.has(letter))
      .join('')
      .replace('C', 'c');
    return { files: ['-'], state: { from: set(first), to: set(second), letters, last: '' } };
  },
  chunk: (state, bytes, context) => {
    const { from, to, letters } = state;
    const squeezed = letters.includes('d') || to === '' ? (to === '' ? from : to) : to;
    const isIn = (c: string) => from.includes(c) !== letters.includes('c');
    let out = '';
    for (const c of bytes) {
      if (letters.includes('d') && isIn(c)) continue;
      const mapped =
        to !== '' && !letters.includes('d') && isIn(c)
          ? letters.includes('c')
            ? to.slice(-1)
            : (to[from.indexOf(c)] ?? to.slice(-1))
          : c;
      const isSqueezed =
        letters.includes('s') &&
        mapped === state.last &&
        (to === '' && !letters.includes('d') ? isIn(mapped) : squeezed.includes(mapped));
      if (!isSqueezed) out += mapped;
      state.last = mapped;
    }
    context.out(out);
    return undefined;
  },
  end: () => 0,
});

const sets: Readonly<Record<string, string>> = {
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  digit: '0123456789',
  alpha: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  alnum: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  space: ' \t\n\r\v\f',
  blank: ' \t',
  punct: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

function set(text: string): string {
  return text
    .replace(/\[:(\w+):\]/g, (whole, name: string) => sets[name] ?? whole)
    .replace(
      /\\(n|t|r|\\|0|[0-7]{1,3})/g,
      (_, code: string) =>
        ({ n: '\n', t: '\t', r: '\r', '\\': '\\' })[code] ??
        String.fromCharCode(Number.parseInt(code, 8)),
    )
    .replace(/([\s\S])-([\s\S])/g, (whole, from: string, to: string) =>
      to < from ? whole : range(from, to),
    );
}

function range(from: string, to: string): string {
  let out = '';
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++)
    out += String.fromCharCode(code);
  return out;
}

/** `tee [-a] files`. */
export const tee = defineFilter<{ files: string[]; failed: boolean }>({
  name: 'tee',
  usage: '[-ai] [FILE]...',
  letters: 'ai',
  start: (options, context) => {
    const state = { files: [] as string[], failed: false };
    for (const file of options.operands) {
      try {
        const path = context.resolve(file);
        if (options.has('a')) context.fs.append(path, '');
        else context.fs.write(path, '');
        state.files.push(path);
      } catch (error) {
        context.err(`tee: ${file}: ${error instanceof Error ? error.message : ''}\n`);
        state.failed = true;
      }
    }
    return { files: ['-'], state };
  },
  chunk: (state, bytes, context) => {
    context.out(bytes);
    for (const path of state.files) context.fs.append(path, bytes);
    return undefined;
  },
  end: (state) => (state.failed ? 1 : 0),
});

/** `rev files`. */
export const rev = defineFilter<null>({
  name: 'rev',
  usage: '[FILE]...',
  letters: '',
  start: (options) => ({ files: inputs(options.operands), state: null }),
  line: (_state, line, context) => {
    context.out(`${[...line].reverse().join('')}\n`);
    return undefined;
  },
  end: (_state, _context, failed) => (failed ? 1 : 0),
});
