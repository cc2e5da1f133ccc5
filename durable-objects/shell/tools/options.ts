/** Options as getopt(3) reads them. */
export interface Options {
  has(letter: string): boolean;
  /** The last value given to the letter. */
  value(letter: string): string | undefined;
  all(letter: string): readonly string[];
  readonly operands: readonly string[];
}

/** What a tool accepts: letters as for getopt, `n:` with a value, and long names for them. */
export interface OptionSpec {
  readonly name: string;
  /** What follows `Usage: name`. */
  readonly usage: string;
  readonly letters: string;
  readonly long?: Readonly<Record<string, string>>;
  /** Options end at the first operand, as for env and xargs. */
  readonly stopsAtOperand?: boolean;
}

/** Reads options; an unknown one gives BusyBox' message with the usage. */
export function readOptions(
  spec: OptionSpec,
  args: readonly string[],
): Options | { readonly error: string } {
  const given: [string, string][] = [];
  const operands: string[] = [];
  const takesValue = (letter: string) => spec.letters[spec.letters.indexOf(letter) + 1] === ':';
  for (let n = 0; n < args.length; n++) {
    const arg = args[n] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(n + 1));
      break;
    }
    if (arg.startsWith('--')) {
      const [name = '', value] = splitOnce(arg.slice(2), '=');
      const letter = spec.long?.[name];
      if (letter === undefined) return refusal(spec, `unrecognized option: ${name}`);
      if (takesValue(letter)) given.push([letter, value ?? args[++n] ?? '']);
      else given.push([letter, '']);
      continue;
    }
    if (!/^-./.test(arg)) {
      operands.push(arg);
      if (!spec.stopsAtOperand) continue;
      operands.push(...args.slice(n + 1));
      break;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at] ?? '';
      if (letter === ':' || !spec.letters.includes(letter))
        return refusal(spec, `unrecognized option: ${letter}`);
      if (!takesValue(letter)) {
        given.push([letter, '']);
        continue;
      }
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++n];
      if (value === undefined) return refusal(spec, `option requires an argument: ${letter}`);
      given.push([letter, value]);
      break;
    }
  }
  const all = (letter: string) => given.filter(([own]) => own === letter).map(([, value]) => value);
  return {
    has: (letter) => all(letter).length > 0,
    value: (letter) => all(letter).at(-1),
    all,
    operands,
  };
}

/** A message and the usage, as BusyBox' bb_show_usage writes them. */
export function usageText(spec: Pick<OptionSpec, 'name' | 'usage'>): string {
  return `BusyBox v1.37.0 (2024-09-26 21:31:42 UTC) multi-call binary.\n\nUsage: ${spec.name} ${spec.usage}\n`;
}

function refusal(spec: OptionSpec, message: string): { error: string } {
  return { error: `${spec.name}: ${message}\n${usageText(spec)}` };
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
