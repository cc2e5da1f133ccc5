import { KubectlError } from './failure.ts';

/** A flag as a verb declares it; `whenBare` is its value in the form `--flag` without one. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  readonly type: 'bool' | 'string' | 'list' | 'int' | 'duration';
  readonly fallback: string;
  readonly whenBare?: string;
  readonly usage: string;
  /** Upstream has it and it is not simulated: it is refused with a clear error. */
  readonly isRefused?: true;
  /** Help does not show it. */
  readonly isHidden?: true;
}

/**
 * Declares a flag in upstream's notation: `-o, --output=''` (a text), `--all=false` (a switch),
 * `-f, --filename=[]` (may be repeated), `--tail=-1` (a number), `--timeout=0s` (a duration).
 */
export function flag(notation: string, usage: string, more: Partial<Flag> = {}): Flag {
  const match = /^(?:-(\w), )?--([\w-]+)=(.*)$/.exec(notation);
  const [, short, name = notation, fallback = ''] = match ?? [];
  const type = typeOf(fallback);
  return {
    name,
    ...(short === undefined ? {} : { short }),
    type,
    fallback: type === 'string' ? fallback.replace(/^'|'$/g, '') : type === 'list' ? '' : fallback,
    ...(type === 'bool' ? { whenBare: 'true' } : {}),
    usage,
    ...more,
  };
}

function typeOf(fallback: string): Flag['type'] {
  if (fallback === 'true' || fallback === 'false') return 'bool';
  if (fallback === '[]') return 'list';
  if (/^-?\d+$/.test(fallback)) return 'int';
  return /^\d+[smh]/.test(fallback) ? 'duration' : 'string';
}

/** A parsed command line. */
export class Arguments {
  readonly words: readonly string[];
  /** What came after `--`; undefined without one. */
  readonly afterDash: readonly string[] | undefined;
  readonly #values: ReadonlyMap<string, readonly string[]>;
  readonly #flags: readonly Flag[];

  constructor(
    words: readonly string[],
    afterDash: readonly string[] | undefined,
    values: ReadonlyMap<string, readonly string[]>,
    flags: readonly Flag[],
  ) {
    this.words = words;
    this.afterDash = afterDash;
    this.#values = values;
    this.#flags = flags;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  text(name: string): string {
    return this.#values.get(name)?.at(-1) ?? this.#fallback(name);
  }

  is(name: string): boolean {
    return isTrue(this.text(name));
  }

  number(name: string): number {
    return Number(this.text(name));
  }

  /** Milliseconds. */
  duration(name: string): number {
    return parseGoDuration(this.text(name)) ?? 0;
  }

  /** Each value that was given, as it was: a StringArray of pflag's. */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** The same with commas between values: a StringSlice. */
  list(name: string): readonly string[] {
    return (this.#values.get(name) ?? []).flatMap((value) => value.split(','));
  }

  /** The same line without the values of these flags. */
  without(names: readonly string[]): Arguments {
    const values = [...this.#values].filter(([name]) => !names.includes(name));
    return new Arguments(this.words, this.afterDash, new Map(values), this.#flags);
  }

  #fallback(name: string): string {
    return this.#flags.find((one) => one.name === name)?.fallback ?? '';
  }
}

/** Parses a verb's arguments as pflag does. Throws KubectlError in pflag's words. */
export function parseArguments(argv: readonly string[], flags: readonly Flag[]): Arguments {
  const values = new Map<string, string[]>();
  const words: string[] = [];
  let afterDash: readonly string[] | undefined;
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      afterDash = [...rest];
      break;
    }
    const set = (one: Flag, value: string, shown: string): void => {
      checkValue(one, value, shown);
      values.set(one.name, [...(values.get(one.name) ?? []), value]);
    };
    if (word.startsWith('--')) parseLong(word, rest, flags, set);
    else if (word.startsWith('-') && word !== '-') parseShort(word, rest, flags, set);
    else words.push(word);
  }
  return new Arguments(words, afterDash, values, flags);
}

type Setter = (flag: Flag, value: string, shown: string) => void;

function parseLong(word: string, rest: string[], flags: readonly Flag[], set: Setter): void {
  const [name = '', ...values] = word.slice(2).split('=');
  const one = flags.find((candidate) => candidate.name === name);
  if (!one) throw new KubectlError(`unknown flag: --${name}`);
  const shown = one.short === undefined ? `--${name}` : `-${one.short}, --${name}`;
  if (values.length > 0) set(one, values.join('='), shown);
  else if (one.whenBare !== undefined) set(one, one.whenBare, shown);
  else {
    const value = rest.shift();
    if (value === undefined) throw new KubectlError(`flag needs an argument: --${name}`);
    set(one, value, shown);
  }
}

function parseShort(word: string, rest: string[], flags: readonly Flag[], set: Setter): void {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word.charAt(at);
    const one = flags.find((candidate) => candidate.short === letter);
    if (!one) throw new KubectlError(`unknown shorthand flag: '${letter}' in ${word}`);
    const tail = word.slice(at + 1);
    if (tail.startsWith('=')) {
      set(one, tail.slice(1), `-${letter}, --${one.name}`);
      return;
    }
    if (one.whenBare !== undefined) {
      set(one, one.whenBare, `-${letter}, --${one.name}`);
      continue;
    }
    const value = tail === '' ? rest.shift() : tail;
    if (value === undefined)
      throw new KubectlError(`flag needs an argument: '${letter}' in ${word}`);
    set(one, value, `-${letter}, --${one.name}`);
    return;
  }
}

function checkValue(one: Flag, value: string, shown: string): void {
  if (one.isRefused)
    throw new KubectlError(`the flag --${one.name} is not available in this terminal`);
  const why = objection(one.type, value);
  if (why !== undefined)
    throw new KubectlError(
      `invalid argument ${JSON.stringify(value)} for ${JSON.stringify(shown)} flag: ${why}`,
    );
}

function objection(type: Flag['type'], value: string): string | undefined {
  const quoted = JSON.stringify(value);
  switch (type) {
    case 'bool':
      return isBool(value) ? undefined : `strconv.ParseBool: parsing ${quoted}: invalid syntax`;
    case 'int':
      if (/^[+-]?\d+$/.test(value)) return undefined;
      return `strconv.ParseInt: parsing ${quoted}: invalid syntax`;
    case 'duration':
      if (parseGoDuration(value) !== undefined) return undefined;
      return /^[+-]?[\d.]+$/.test(value)
        ? `time: missing unit in duration ${quoted}`
        : `time: invalid duration ${quoted}`;
    default:
      return undefined;
  }
}

const isTrue = (value: string): boolean => /^(1|t|T|TRUE|true|True)$/.test(value);
const isBool = (value: string): boolean =>
  isTrue(value) || /^(0|f|F|FALSE|false|False)$/.test(value);

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a Go duration such as `1m30s`; undefined when it is none. */
export function parseGoDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const match = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/.exec(text);
  if (!match) return undefined;
  const parts = [...(match[2] ?? '').matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)];
  const sum = parts.reduce((ms, [, n, unit]) => ms + Number(n) * (units[unit ?? ''] ?? 0), 0);
  return match[1] === '-' ? -sum : sum;
}
