import type { ShellOptions } from './state.ts';

/** `set`'s letters. */
export const optionLetters: Readonly<Record<string, keyof ShellOptions>> = {
  e: 'errexit',
  u: 'nounset',
  x: 'xtrace',
  f: 'noglob',
  n: 'noexec',
  C: 'noclobber',
  a: 'allexport',
  v: 'verbose',
};

/** Options read from the front of arguments, and what follows them. */
export interface ParsedOptions {
  readonly options: Partial<ShellOptions>;
  /** Letters among those that the caller knows besides. */
  readonly letters: ReadonlySet<string>;
  readonly rest: string[];
  /** Whether `--` or `-` ended the options. */
  readonly wasEnded: boolean;
}

/** Reads `-e`, `+x`, `-o name` and the caller's own letters and long words. */
export function parseOptions(
  args: readonly string[],
  ownLetters: string,
  ownWords: readonly string[],
): ParsedOptions | { readonly illegal: string } {
  const options: Partial<ShellOptions> = {};
  const letters = new Set<string>();
  let n = 0;
  for (; n < args.length; n++) {
    const arg = args[n] ?? '';
    if (arg === '--' || arg === '-')
      return { options, letters, rest: args.slice(n + 1), wasEnded: true };
    if (arg.startsWith('--')) {
      if (!ownWords.includes(arg.slice(2))) return { illegal: arg };
      continue;
    }
    if (!/^[-+]./.test(arg)) break;
    const isOn = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      const option = optionLetters[letter];
      if (letter === 'o') {
        n += 1;
        const named = args[n] ?? '';
        if (!isOptionName(named)) return { illegal: `${isOn ? '-' : '+'}o ${named}` };
        options[named] = isOn;
      } else if (option) options[option] = isOn;
      else if (ownLetters.includes(letter)) letters.add(letter);
      else return { illegal: `${isOn ? '-' : '+'}${letter}` };
    }
  }
  return { options, letters, rest: args.slice(n), wasEnded: false };
}

/** Whether `set -o` knows the name. */
export function isOptionName(name: string): name is keyof ShellOptions {
  return name === 'pipefail' || Object.values(optionLetters).some((option) => option === name);
}
