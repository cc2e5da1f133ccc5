import { pods } from '../api/index.ts';
import type { Key } from '../apimachinery/meta.ts';
import { badRequest, internalError, notFound } from '../apimachinery/status-error.ts';
import type {
  ExecOptions,
  NodeContext,
  NodeOutput,
  NodeProxy,
  StreamOptions,
} from '../apiserver/node-proxy.ts';
import { type Frozen, isObject, type JsonObject } from '../lib/json.ts';
import { fromUint8, toText, toUint8 } from '../lib/utf8.ts';
import { toBytes } from '../shell/index.ts';
import { kubeletLimits } from './limits.ts';
import { pollLog, startLog } from './log-stream.ts';
import { type PodRuntime, podGroup, podRuntimes } from './records.ts';
import { channels, type ExecSession, execSessions } from './sessions.ts';

/** What the API server asks of kubelets; sessions only leave word, the reconcile acts on it. */
export const nodeProxy: NodeProxy = {
  log: (pod, container, options, context) =>
    startLog(runtimeOf(pod, container, context), container, options, context),
  pollLog,
  exec: (pod, container, options, context) => open(pod, container, options, context),
  attach: (pod, container, options, context) => open(pod, container, options, context),
  poll,
  send,
  close(position, context) {
    const { key, session } = find(position, context);
    if (!session) return;
    const isDone = session.isOver;
    context.tx.putRecord(
      execSessions,
      key,
      isDone ? undefined : { ...session, isClientGone: true },
    );
  },
};

function open(
  pod: Key,
  container: string,
  options: StreamOptions & Partial<Pick<ExecOptions, 'command'>>,
  context: NodeContext,
): JsonObject {
  const runtime = runtimeOf(pod, container, context);
  if (runtime.containers[container]?.phase.is !== 'running')
    throw internalError(`unable to upgrade connection: container not found ("${container}")`);
  const group = podGroup(pod);
  const all = context.tx.records(execSessions, group);
  // Whoever has not fetched the end of an earlier session by now has gone.
  if (all.length >= kubeletLimits.sessions)
    for (const { key, value } of all)
      if (value.isOver) context.tx.putRecord(execSessions, key, undefined);
  const known = context.tx.records(execSessions, group);
  if (known.length >= kubeletLimits.sessions)
    throw internalError(`more than ${kubeletLimits.sessions} sessions in pod ${group}`);
  const number = 1 + Math.max(0, ...known.map(({ key }) => Number(key.name)));
  const name = String(number).padStart(8, '0');
  const { command, stdin, stdout, stderr, tty } = options;
  context.tx.putRecord(
    execSessions,
    { namespace: group, name },
    {
      uid: runtime.uid,
      container,
      kind: command ? 'exec' : 'attach',
      command: (command ?? []).map(toBytes),
      stdin,
      stdout,
      stderr,
      tty,
      input: '',
      isInputClosed: false,
      isClientGone: false,
      first: 0,
      frames: [],
      isOver: false,
    },
  );
  return { group, name, uid: runtime.uid, at: 0 };
}

function poll(position: JsonObject, context: NodeContext): NodeOutput {
  const { key, session } = find(position, context);
  if (!session) return { chunks: [] };
  const at = Math.max(Number(position.at), session.first);
  const unread = session.frames.slice(at - session.first);
  const chunks = unread.map(({ channel, bytes }) => {
    const frame = new Uint8Array(bytes.length + 1);
    frame[0] = channel;
    frame.set(toUint8(bytes), 1);
    return frame;
  });
  if (session.isOver) {
    context.tx.putRecord(execSessions, key, undefined);
    return { chunks };
  }
  // What was before this position has arrived.
  if (at > session.first)
    context.tx.putRecord(execSessions, key, { ...session, first: at, frames: unread });
  return { chunks, next: { ...position, at: at + unread.length } };
}

function send(position: JsonObject, frame: Uint8Array, context: NodeContext): void {
  const { key, session } = find(position, context);
  if (!session || session.isOver) return;
  const put = (change: Partial<ExecSession>) =>
    context.tx.putRecord(execSessions, key, { ...session, ...change });
  const bytes = fromUint8(frame.subarray(1));
  switch (frame[0]) {
    case channels.stdin:
      if (!session.stdin) return;
      if (session.input.length + bytes.length > kubeletLimits.sessionBytes)
        throw badRequest('the container does not read its standard input');
      put({ input: session.input + bytes });
      return;
    case channels.resize: {
      const size = sizeOf(toText(bytes));
      if (size) put({ size });
      return;
    }
    case channels.close:
      if (frame[1] === channels.stdin) put({ isInputClosed: true });
      return;
    default:
      throw badRequest(`unknown channel ${frame[0]}`);
  }
}

function sizeOf(text: string): { columns: number; rows: number } | undefined {
  try {
    const size: unknown = JSON.parse(text);
    if (!isObject(size)) return undefined;
    const { Width, Height } = size;
    if (typeof Width !== 'number' || typeof Height !== 'number') return undefined;
    return { columns: Width, rows: Height };
  } catch {
    return undefined;
  }
}

function find(position: JsonObject, { tx }: NodeContext) {
  const key = { namespace: String(position.group), name: String(position.name) };
  const session = tx.record(execSessions, key);
  return { key, session: session?.uid === position.uid ? session : undefined };
}

function runtimeOf(key: Key, container: string, { tx }: NodeContext): Frozen<PodRuntime> {
  const pod = tx.get(pods, key);
  if (!pod) throw notFound(pods, key.name);
  const runtime = tx.record(podRuntimes, {
    namespace: podGroup(key),
    name: pod.metadata.uid,
  });
  if (runtime) return runtime;
  const { name } = pod.metadata;
  throw badRequest(
    `container "${container}" in pod "${name}" is waiting to start: ContainerCreating`,
  );
}
