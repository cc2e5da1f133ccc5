import type { ByteString } from '../bytes.ts';
import type { ShellFlavour } from '../machine/command.ts';
import { parseOptions } from './options.ts';
import type { ShellOptions, ShellState } from './state.ts';

/** The unit of a script given by -c. */
export const commandUnit = 'c';

/** All options off. */
export const noOptions: ShellOptions = {
  errexit: false,
  nounset: false,
  xtrace: false,
  noglob: false,
  noexec: false,
  noclobber: false,
  allexport: false,
  verbose: false,
  pipefail: false,
};

/** The state of a shell that is about to run what its arguments say. */
export function newShell(
  flavour: ShellFlavour,
  argv: readonly string[],
  env: Readonly<Record<string, ByteString>>,
  pid: number,
): ShellState {
  const invocation = parseInvocation(flavour, argv);
  const { name, source, script, positional, options } = invocation;
  const readsInput = source === undefined && script === undefined;
  const variables = Object.fromEntries(
    Object.entries(env)
      .filter(([key]) => /^[A-Za-z_]\w*$/.test(key))
      .map(([key, value]) => [key, { value, isExported: true }]),
  );
  return {
    kind: 'shell',
    flavour,
    name,
    isScript: script !== undefined,
    isInteractive: invocation.isInteractive,
    isInterrupted: false,
    shellPid: pid,
    script: script ?? null,
    units: { [commandUnit]: source ?? '' },
    nextUnit: 1,
    at: { unit: commandUnit, ip: 0 },
    frames: [],
    drafts: [],
    words: [],
    values: [],
    variables: { OPTIND: { value: '1' }, ...variables },
    positional,
    functions: {},
    aliases: {},
    options: { ...noOptions, ...options },
    traps: {},
    pendingTraps: [],
    status: 0,
    substitutionStatus: 0,
    lastBackground: null,
    foreground: [],
    jobs: [],
    input: readsInput ? { text: '', isEnded: false, hasPrompted: false } : null,
    optionOffset: 0,
  };
}

interface Invocation {
  readonly name: string;
  readonly source?: string;
  readonly script?: string;
  readonly positional: string[];
  readonly options: Partial<ShellOptions>;
  readonly isInteractive: boolean;
}

/** What `sh [options] [-c source [name] | script] [arguments]` asks for. */
function parseInvocation(flavour: ShellFlavour, argv: readonly string[]): Invocation {
  const [arg0 = 'sh', ...args] = argv;
  const name = arg0.replace(/^-/, '');
  const parsed = parseOptions(args, 'cils', ['login', 'norc', 'noprofile', 'posix']);
  if ('illegal' in parsed) {
    const said =
      flavour === 'bash' ? `${parsed.illegal}: invalid option` : `illegal option ${parsed.illegal}`;
    const source = `echo '${name}: ${said}' >&2; exit 2`;
    return { name, source, positional: [], options: {}, isInteractive: false };
  }
  const { options, letters, rest } = parsed;
  const isInteractive = letters.has('i');
  if (letters.has('c')) {
    const [source, own = name, ...positional] = rest;
    if (source !== undefined) return { name: own, source, positional, options, isInteractive };
    const message = `echo '${name}: -c requires an argument' >&2; exit 2`;
    return { name, source: message, positional, options, isInteractive };
  }
  const [script, ...positional] = rest;
  if (script === undefined || letters.has('s'))
    return { name, positional: rest, options, isInteractive };
  return { name: script, script, positional, options, isInteractive };
}
