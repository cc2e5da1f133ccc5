import type { ApiClient, StreamPosition } from '../apimachinery/api-client.ts';
import type { Resource } from '../apimachinery/resource.ts';
import type { Instant } from '../lib/instant.ts';
import { isObject, type Json } from '../lib/json.ts';
import {
  defineStreaming,
  FileError,
  type Progress,
  type StreamContext,
  toBytes,
  toText,
} from '../shell/index.ts';
import { ClusterClient } from './cluster-client.ts';
import { type Credentials, connect } from './connection.ts';
import { deprecatedDryRun } from './dry-run.ts';
import { ExitError, failureText, isFailure, KubectlError } from './failure.ts';
import { filesOf } from './files.ts';
import { type Found, findCommand, unknownCommand } from './find-command.ts';
import { type Arguments, parseArguments } from './flags.ts';
import { globalFlags, helpFlag } from './global-flags.ts';
import { helpText } from './help.ts';
import { Kinds } from './kinds.ts';
import {
  currentNamespace,
  type Kubeconfig,
  type KubeconfigPlace,
  kubeconfigPlace,
  readKubeconfig,
} from './kubeconfig.ts';
import { traceLines } from './trace.ts';
import type { Call, Outcome, Verb } from './verb.ts';
import { kubectl } from './verbs/index.ts';

/** What kubectl is connected to. */
export interface KubectlHost {
  readonly api: ApiClient;
  readonly resources: readonly Resource[];
  /** The calendar. */
  readonly now: Instant;
  /** The size of the terminal that a process has, if it has one. */
  terminalOf(pid: number): { readonly columns: number; readonly rows: number } | undefined;
}

/** kubectl's memory between two looks at the cluster: plain JSON. */
interface KubectlState {
  phase: 'input' | 'run' | 'work';
  /** Standard input, for `-f -`. */
  input: string;
  work: Json;
}

/** kubectl for the shell machine, under its name or an alias. */
export function createKubectl(name: string, host: KubectlHost) {
  return defineStreaming<KubectlState>({
    name,
    handles: ['INT', 'TERM', 'HUP'],
    start: () => ({ phase: 'input', input: '', work: null }),
    resume: (state, context) => resume(state, context, host),
  });
}

/** True while a kubectl process wants keys as they are pressed (`exec -it`). */
export function wantsRawKeys(state: unknown): boolean {
  return isObject(state) && isObject(state.work) && state.work.isRaw === true;
}

const signalCodes: Readonly<Record<string, number>> = { INT: 130, TERM: 143, HUP: 129 };

function resume(state: KubectlState, context: StreamContext, host: KubectlHost): Progress {
  const [signal] = context.takeSignals();
  if (signal !== undefined) {
    hangUp(state, host);
    return { exit: signalCodes[signal] ?? 1 };
  }
  try {
    return go(state, context, host);
  } catch (error) {
    const own = error instanceof ExitError ? error.failure : error;
    const failure =
      own instanceof FileError ? new KubectlError(`${own.path}: ${own.message}`) : own;
    if (!isFailure(failure)) throw error;
    hangUp(state, host);
    if (failure instanceof KubectlError) context.out(toBytes(failure.out));
    context.err(toBytes(failureText(failure)));
    if (error instanceof ExitError) return { exit: error.exitCode };
    return { exit: failure instanceof KubectlError ? failure.exitCode : 1 };
  }
}

function go(state: KubectlState, context: StreamContext, host: KubectlHost): Progress {
  const found = findCommand(kubectl, context.args.map(toText));
  const { command } = found;
  if ('refusal' in command) throw new KubectlError(command.refusal);
  const args = argumentsOf(found);
  if (args.is(helpFlag.name)) {
    context.out(toBytes(helpText(command, kubectl)));
    return { exit: 0 };
  }
  if (!('run' in command)) {
    if (args.words.length > 0) throw unknownCommand(command, args.words);
    const { alone = 'fails' } = command;
    const help = toBytes(helpText(command, kubectl));
    if (alone === 'fails with an error') context.err(help);
    else context.out(help);
    return { exit: alone === 'helps' ? 0 : 1 };
  }
  if (state.phase === 'input') {
    if (args.list('filename').includes('-') || command.readsInput?.(args)) {
      const bytes = context.read();
      if (bytes === '') return { waits: [{ for: 'stdin' }] };
      if (bytes !== undefined) {
        state.input += bytes;
        return { more: true };
      }
    }
    state.phase = 'run';
    context.err(toBytes(deprecatedDryRun(args, host.now, context.pid)));
  }
  const call = callOf(state, context, host, command, args);
  const outcome: Outcome =
    state.phase === 'work' && command.resume ? command.resume(state.work, call) : command.run(call);
  if (typeof outcome === 'number') return { exit: exitCode(call, outcome) };
  state.phase = 'work';
  state.work = outcome.work;
  return { waits: outcome.waits };
}

function argumentsOf({ command, rest }: Found): Arguments {
  const { name, flags } = command;
  try {
    return parseArguments(rest, [...flags, ...globalFlags, helpFlag]);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    const full = name === '' ? 'kubectl' : `kubectl ${name}`;
    throw new KubectlError(`${error.message}\nSee '${full} --help' for usage.`);
  }
}

function callOf(
  state: KubectlState,
  context: StreamContext,
  host: KubectlHost,
  verb: Verb,
  args: Arguments,
): Call {
  const home = context.env.HOME ?? '/';
  const kubeconfig = placeOf(context, args);
  const config = readKubeconfig(context.fs, kubeconfig.path);
  // A verb's own flag hides the global one of its name, e.g. `--user`.
  const globals = args.without(verb.flags.map(({ name }) => name));
  const cluster = clientOf(context, host, globals, config);
  return {
    verb,
    root: kubectl,
    args,
    cluster,
    kinds: new Kinds(host.resources, (text) => context.err(toBytes(text))),
    files: filesOf(context.fs, (path) => context.resolve(path), state.input),
    fs: context.fs,
    home,
    env: context.env,
    kubeconfig,
    namespace:
      args.text('namespace') || currentNamespace(config, globals.text('context') || undefined),
    hasNamespaceFlag: args.has('namespace'),
    now: host.now,
    awake: context.system.monotonic,
    pid: context.pid,
    random: () => context.random(),
    terminal: context.isTerminal(0) ? host.terminalOf(context.pid) : undefined,
    isOutTerminal: context.isTerminal(1),
    out: (text) => context.out(toBytes(text)),
    err: (text) => context.err(toBytes(text)),
    outBytes: (bytes) => context.out(bytes),
    errBytes: (bytes) => context.err(bytes),
    spawn: (argv) => context.spawn(argv.map(toBytes)),
    childExit: (pid) => context.childExit(pid),
    read: () => context.read(),
  };
}

function placeOf(context: StreamContext, args: Arguments): KubeconfigPlace {
  const { path, isNamed } = kubeconfigPlace(args.text('kubeconfig'), context.env);
  return { path: context.resolve(toBytes(path)), isNamed };
}

/** The cluster as kubeconfig and flags lead to it, once it is asked for something. */
function clientOf(
  context: StreamContext,
  host: KubectlHost,
  args: Arguments,
  config: Kubeconfig,
): ClusterClient {
  let credentials: Credentials | undefined;
  const connectOnce = (): Credentials => {
    const path = args.text('kubeconfig');
    if (path !== '' && !context.fs.exists(context.resolve(toBytes(path))))
      throw new KubectlError(`stat ${path}: no such file or directory`);
    credentials ??= connect(config, args);
    return credentials;
  };
  const level = args.number('v');
  return new ClusterClient(
    host.api,
    context.args[0] ?? '',
    (text) => context.err(toBytes(text)),
    connectOnce,
    (request, response) =>
      context.err(toBytes(traceLines(level, { request, response }, host.now, context.pid))),
  );
}

/** With `--warnings-as-errors` a warning fails what went well. */
function exitCode({ args, cluster }: Call, code: number): number {
  const { warnings } = cluster;
  if (code !== 0 || warnings === 0 || !args.is('warnings-as-errors')) return code;
  throw new KubectlError(`${warnings} warning${warnings === 1 ? '' : 's'} received`);
}

/** Closes the stream or session that some work holds. */
function hangUp({ work }: KubectlState, { api }: KubectlHost): void {
  if (!isObject(work) || !isObject(work.position)) return;
  // A position is stored as it was handed out.
  const position = work.position as unknown as StreamPosition;
  if (position.type === 'session') api.close(position);
}
