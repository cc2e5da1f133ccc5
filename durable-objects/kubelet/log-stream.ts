import { badRequest } from '../apimachinery/status-error.ts';
import type { LogOptions, NodeContext, NodeOutput } from '../apiserver/node-proxy.ts';
import { formatTime, type Instant, second } from '../lib/instant.ts';
import type { Frozen, JsonObject } from '../lib/json.ts';
import { toText } from '../shell/index.ts';
import type { ContainerRuntime } from './container-state.ts';
import { type LogLine, readLog } from './logs.ts';
import { type PodRuntime, podGroup, podRuntimes } from './records.ts';

/** Where a follower stands; plain JSON. */
interface LogPosition {
  readonly group: string;
  readonly uid: string;
  readonly container: string;
  readonly attempt: number;
  readonly line: number;
  readonly timestamps: boolean;
  readonly stream: string;
  /** Bytes it may still get; -1: any number. */
  readonly left: number;
}

/** A container's log as asked for; refused while there is none, with the kubelet's text. */
export function startLog(
  runtime: Frozen<PodRuntime>,
  container: string,
  options: LogOptions,
  context: NodeContext,
): NodeOutput {
  const attempt = attemptOf(runtime, container, options.previous);
  const { uid } = runtime;
  const { lines, next } = readLog(context.tx, { uid, container, attempt });
  const since =
    options.sinceTime ??
    (options.sinceSeconds === undefined ? undefined : context.now - options.sinceSeconds * second);
  const stream = options.stream?.toLowerCase() ?? '';
  const chosen = lines.filter(
    (line) => (since === undefined || line.at >= since) && isWanted(line, stream),
  );
  const { tailLines } = options;
  const tail = tailLines === undefined ? chosen : chosen.slice(chosen.length - tailLines);
  const shown =
    tailLines === 0 ? [] : tailLines !== undefined && tailLines > chosen.length ? chosen : tail;
  const position: LogPosition = {
    group: podGroup(runtime),
    uid,
    container,
    attempt,
    line: next,
    timestamps: options.timestamps,
    stream,
    left: options.limitBytes ?? -1,
  };
  if (!options.follow || !isAlive(runtime, container, attempt)) {
    return output(position, shown, false, context);
  }
  // A follower reads from its first line on: a position is too small to carry them.
  const [first] = shown;
  const line = first === undefined ? next : next - lines.length + lines.indexOf(first);
  return { chunks: [], next: { ...position, line } };
}

/** What was logged since. */
export function pollLog(json: JsonObject, context: NodeContext): NodeOutput {
  const position = json as unknown as LogPosition;
  const { group, uid, container, attempt, stream } = position;
  const runtime = context.tx.record(podRuntimes, { namespace: group, name: uid });
  const { lines, next } = readLog(context.tx, { uid, container, attempt }, position.line);
  const shown = lines.filter((line) => isWanted(line, stream));
  const isGoing = runtime !== undefined && isAlive(runtime, container, attempt);
  return output({ ...position, line: Math.max(next, position.line) }, shown, isGoing, context);
}

function output(
  position: LogPosition,
  lines: readonly Frozen<LogLine>[],
  isFollowed: boolean,
  { clockSkipped }: NodeContext,
): NodeOutput {
  const text = lines
    .map((line) => {
      const stamp = position.timestamps ? `${nanoTime(line.at - clockSkipped)} ` : '';
      return stamp + toText(line.text) + (line.isOpen ? '' : '\n');
    })
    .join('');
  const { left } = position;
  const cut = left < 0 ? text : text.slice(0, left);
  const chunks = cut === '' ? [] : [cut];
  const rest = left < 0 ? left : left - cut.length;
  if (!isFollowed || rest === 0) return { chunks };
  return { chunks, next: { ...position, left: rest } };
}

/** Which run of a container is meant. */
function attemptOf(runtime: Frozen<PodRuntime>, container: string, previous: boolean): number {
  const own = runtime.containers[container];
  const refused = (why: string) => badRequest(`${why}`);
  if (previous) {
    if (!own?.last)
      throw refused(
        `previous terminated container "${container}" in pod "${runtime.name}" not found`,
      );
    return hasOwnRun(own) ? own.attempts - 1 : own.attempts - (own.phase.is === 'creating' ? 1 : 0);
  }
  if (own && hasOwnRun(own)) return own.attempts;
  if (own?.last) return own.attempts - (own.phase.is === 'creating' ? 1 : 0);
  const head = `container "${container}" in pod "${runtime.name}" is waiting to start`;
  throw refused(`${head}: ${waitingText(own, runtime)}`);
}

function hasOwnRun({ phase }: Frozen<ContainerRuntime>): boolean {
  return phase.is === 'running' || phase.is === 'exited';
}

function waitingText(
  own: Frozen<ContainerRuntime> | undefined,
  { containers }: Frozen<PodRuntime>,
): string {
  const reason = own?.phase.is === 'waiting' ? own.phase.reason : '';
  if (reason === 'ErrImagePull') return "image can't be pulled";
  if (reason === 'ImagePullBackOff') return 'trying and failing to pull image';
  if (reason !== '') return reason;
  const isInitializing = own === undefined && Object.keys(containers).length > 0;
  return isInitializing ? 'PodInitializing' : 'ContainerCreating';
}

/** Whether this run of the container still goes on. */
function isAlive(runtime: Frozen<PodRuntime>, container: string, attempt: number): boolean {
  const own = runtime.containers[container];
  return own?.phase.is === 'running' && own.attempts === attempt;
}

function isWanted(line: Frozen<LogLine>, stream: string): boolean {
  return stream === '' || line.stream === stream;
}

/** RFC 3339 with nine digits of fraction, as containerd stamps lines. */
function nanoTime(at: Instant): string {
  const ms = String(Math.floor(at) % second).padStart(3, '0');
  return formatTime(at).replace('Z', `.${ms}000000Z`);
}
