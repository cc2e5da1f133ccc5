import { describe, expect, test } from 'vitest';
import { files, isTest, product, type Source, sources } from './sources.ts';

const shells = /^durable-objects\/(cluster|class)-object\.ts$/;
const lineLimit = 400;
const functionLimit = 60;
// A table of one noun may be long without being hard to read.
const shellLimit = 250;

describe('the code', () => {
  test('below the shells takes no time, chance or promise from the platform', () => {
    const banned =
      /\basync\b|\bawait\b|\bPromise\b|\bnew Date\b|\bDate\.|\bMath\.random\b|\bcrypto\.|\bset(Timeout|Interval)\b|\bfetch\(|\bconsole\.|\bperformance\./;
    const machine = product.filter(
      ({ path }) => path.startsWith('durable-objects/') && !shells.test(path),
    );
    // rpc.ts says in types what the worker awaits.
    const checked = machine.filter(({ path }) => path !== 'durable-objects/rpc.ts');
    expect(linesWith(checked, banned)).toEqual([]);
  });

  test(`has files of at most ${lineLimit} lines, shells of ${shellLimit}`, () => {
    const long = sources
      .filter(({ path }) => !path.includes('/fixtures/'))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ path, lines }) => lines > (shells.test(path) ? shellLimit : lineLimit))
      .map(({ path, lines }) => `${path}: ${lines} lines`);
    expect(long).toEqual([]);
  });

  test(`has functions of at most ${functionLimit} lines`, () => {
    expect(product.flatMap(longFunctions)).toEqual([]);
  });

  test('says `any` nowhere', () => {
    const any = /[:<|,(]\s*any\b(?!\s*[a-z'(])|\bas any\b|\bany\[\]/;
    expect(
      linesWith(
        sources.filter(({ path }) => !path.startsWith('test/tidy/')),
        any,
      ),
    ).toEqual([]);
  });

  test('leaves nothing for later, and no test out', () => {
    const left = /\b(TODO|FIXME|XXX|HACK)\b|\b(test|describe|it)\.(only|skip|todo)\(/;
    const checked = sources.filter(({ path }) => !path.startsWith('test/tidy/'));
    expect(linesWith(checked, left)).toEqual([]);
  });
});

describe('the repository', () => {
  test('names no machine and no registry', () => {
    const machine =
      /\/(home|Users|work|tmp\/scratch)\/[\w-]+|registry\.npmjs\.org|\b(10|192\.168)\.\d+\.\d+\.\d+:\d{4}/;
    const checked = files.filter(
      ({ path }) =>
        !path.startsWith('test/tidy/') && !isFixture(path) && !/^labs\/|\.svg$/.test(path),
    );
    expect(linesWith(checked, machine)).toEqual([]);
  });

  test('has a README in each of its folders', () => {
    const folders = new Set(
      sources.flatMap(({ path }) => {
        const [top = '', next = ''] = path.split('/');
        if (top === 'durable-objects') return path.split('/').length > 2 ? [`${top}/${next}`] : [];
        return path.includes('/') ? [top] : [];
      }),
    );
    const paths = new Set(files.map(({ path }) => path));
    const without = [...folders].filter((folder) => !paths.has(`${folder}/README.md`));
    expect(without).toEqual([]);
  });
});

function isFixture(path: string): boolean {
  return isTest(path) && !path.endsWith('.ts');
}

/** The lines that match outside of comments and text, each as `path:line: text`. */
function linesWith(checked: readonly Source[], pattern: RegExp): readonly string[] {
  return checked.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => {
      const code = /\.tsx?$/.test(path) ? withoutProse(line) : line;
      return pattern.test(code) ? [`${path}:${i + 1}: ${line.trim()}`] : [];
    }),
  );
}

/** A line of code without its comment, and with its texts emptied. */
function withoutProse(line: string): string {
  if (/^\s*(\*|\/\/|\/\*)/.test(line)) return '';
  return line
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\$]|\\.)*`/g, "''")
    .replace(/\/\/.*$/, '');
}

/** Functions and methods that are too long, found by the indentation that the formatter gives. */
function longFunctions({ path, text }: Source): readonly string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, start) => {
    const head =
      /^(\s*)(?:export )?(?:override |static |async |get |private )*(?:function\*? )?([#\w]+)(?:<.*>)?\(.*$/.exec(
        line,
      );
    const isFunction =
      /\bfunction\b/.test(line) ||
      /^ {2}(?:override |static |async |get )*[#\w]+\(.*(\{|\()$/.test(line);
    if (
      !head ||
      !isFunction ||
      /\(\(.*=>/.test(line) ||
      /^\s*(if|for|while|switch|return|expect|test)\b/.test(line)
    )
      return [];
    const end = lines.findIndex(
      (other, i) => i > start && /^\s*\}[,;]?$/.test(other) && other.startsWith(`${head[1]}}`),
    );
    const length = end - start + 1;
    return end > start && length > functionLimit
      ? [`${path}:${start + 1}: ${head[2]} has ${length} lines`]
      : [];
  });
}
