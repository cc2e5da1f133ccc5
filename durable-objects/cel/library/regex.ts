import { memoize } from '../../lib/memo.ts';
import { list, method, type Overload, perCharacter, text, whole } from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import type { ListValue } from '../values.ts';

/** `find` and `findAll` of Kubernetes' regex library. */
export const regexLibrary: readonly Overload[] = [
  method(
    'find',
    [text, text],
    text,
    (value, pattern) => regexp(pattern).exec(value)?.[0] ?? '',
    perCharacter,
  ),
  method(
    'findAll',
    [text, text],
    list(text),
    (value, pattern) => findAll(value, pattern, -1n),
    perCharacter,
  ),
  method('findAll', [text, text, whole], list(text), findAll, perCharacter),
];

const compiled = memoize(500, compile, 10_000);

/** Go's RE2 syntax as far as JavaScript has it. Throws EvaluationError. */
export function regexp(pattern: string): RegExp {
  const found = compiled(pattern);
  if (typeof found === 'string') throw new EvaluationError(found);
  return found;
}

/** What is wrong with a pattern, in words; undefined when nothing is. */
export function regexpError(pattern: string): string | undefined {
  const found = compiled(pattern);
  return typeof found === 'string' ? found : undefined;
}

function findAll(value: string, pattern: string, most: bigint): ListValue {
  const all = [...value.matchAll(new RegExp(regexp(pattern).source, 'gu'))].map(([found]) => found);
  return most < 0n ? all : all.slice(0, Number(most));
}

function compile(pattern: string): RegExp | string {
  // Look-around and back references are not in RE2.
  const foreign = /(?<!\\)\(\?(?:[=!]|<[=!])/.exec(pattern);
  if (foreign)
    return `error parsing regexp: invalid or unsupported Perl syntax: \`${foreign[0].slice(0, 3)}\``;
  const flags = /^\(\?([imsU]+)\)/.exec(pattern);
  const body = translate(flags ? pattern.slice(flags[0].length) : pattern);
  const wanted = [...(flags?.[1] ?? '')].filter((flag) => 'ims'.includes(flag)).join('');
  for (const mode of ['u', '']) {
    try {
      return new RegExp(body, wanted + mode);
    } catch {
      // Escapes that Unicode mode forbids are harmless without it.
    }
  }
  return `error parsing regexp: invalid pattern: \`${pattern}\``;
}

const classes: { readonly [name: string]: string } = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  space: '\\t\\n\\v\\f\\r ',
  punct: '!-\\/:-@\\[-`{-~',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** Go's own writings in JavaScript's. */
function translate(pattern: string): string {
  return pattern
    .replace(/\[:(\^?)(\w+):\]/g, (all, _not, name) => classes[name] ?? all)
    .replace(/\\A/g, '^')
    .replace(/\\z/g, '$')
    .replace(/\(\?P</g, '(?<')
    .replace(/\\([-_"'`:;,@#%&~<>=! ])/g, (all, one) => (one === '-' ? all : one));
}
